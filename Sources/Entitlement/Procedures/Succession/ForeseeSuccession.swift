// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
import Vocabulary

/// What a succession would do, seen before anybody proposes it.
public struct SuccessionOutlook: Sendable {
    public let cases: [SuccessionCase]
    /// Of the list as it is: a proposal and its approval name it.
    public let digest: String
    /// The rule of additional benefits of the old number; one of the new number is needed where
    /// only the old one has it.
    public let oldRule: InsurerRule?
    public let newRule: InsurerRule?

    public var carried: [SuccessionCase] { cases.filter { $0.standing == .carries } }
    public var leftOut: [SuccessionCase] { cases.filter { $0.standing != .carries } }
    /// Whether an officer has to enter a rule of the new number.
    public var needsRule: Bool { oldRule != nil && newRule == nil }
}

/// 承継の下見: every child that has been with the old insurer, and whether it is carried over. No
/// entitlement is touched: the insurance goes on without a day between.
public enum ForeseeSuccession {
    public static let operation = OperationCode.viewSuccessions

    /// - Throws: `EntitlementRefusal.wrongInsurerNumber`; `SuccessionRefusal.sameInsurer`, `.known`,
    ///   `.circle`: what cannot be proposed is not shown as if it could.
    public static func perform(
        _ input: SuccessionInput, in scope: Scope
    ) throws -> SuccessionOutlook {
        guard input.old.hasValidCheckDigit, input.new.hasValidCheckDigit else {
            throw EntitlementRefusal.wrongInsurerNumber
        }
        guard input.old.digits != input.new.digits else { throw SuccessionRefusal.sameInsurer }
        try SuccessionOrder(from: scope.db).check(input)
        return try outlook(input, in: scope)
    }

    static func outlook(_ input: SuccessionInput, in scope: Scope) throws -> SuccessionOutlook {
        let children = try SuccessionBook.children(
            ofInsurer: input.old.digits, from: scope.db)
        let stretches = try InsuranceBook.stretches(children, from: scope.db)
        let cases = SuccessionRule.cases(input, stretches: stretches)
        scope.saw(cases.map(\.child))
        let rules = try InsurerRuleBook.inForce(on: input.effectiveOn, from: scope.db)
        return SuccessionOutlook(
            cases: cases, digest: digest(cases, input), oldRule: rules[input.old.digits],
            newRule: rules[input.new.digits])
    }

    private static func digest(_ cases: [SuccessionCase], _ input: SuccessionInput) -> String {
        var text = "\(input.old.digits) \(input.new.digits) \(input.effectiveOn)\n"
        for one in cases where one.standing == .carries {
            let stretch = one.stretch
            text +=
                "\(one.child) \(stretch.period.from) \(stretch.period.until?.description ?? "")\n"
        }
        return Digest.of(Array(text.utf8)).description
    }
}
