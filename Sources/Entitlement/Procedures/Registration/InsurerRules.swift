// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 保険者の附加給付の起案: what an insurer pays on top of the law lowers what the city pays, so two
/// officers agree on it.
public enum ProposeInsurerRule {
    public static let operation = OperationCode.proposeInsurerRule

    /// - Returns: the row.
    /// - Throws: `EntitlementRefusal.wrongInsurerNumber`, `.missingReason`;
    ///   `RecordRefusal.ruleAmounts`, `.ruleExists`.
    @discardableResult
    public static func perform(_ input: InsurerRuleInput, in scope: Scope) throws -> Int64 {
        guard input.insurer.hasValidCheckDigit else {
            throw EntitlementRefusal.wrongInsurerNumber
        }
        guard !input.basis.isEmpty else { throw EntitlementRefusal.missingReason }
        guard input.rule.deduct >= 0, input.rule.minimum >= 0, input.rule.unit >= 1 else {
            throw RecordRefusal.ruleAmounts
        }
        let others = try InsurerRuleBook.rules(of: input.insurer.digits, from: scope.db)
        guard
            !others.contains(where: {
                $0.validFrom == input.validFrom && $0.status == .proposed
            })
        else { throw RecordRefusal.ruleExists }
        return try scope.append([
            InsurerRuleRow(input: input, proposer: scope.principal.officer)
        ])[0]
    }
}

/// 保険者の附加給付の決裁・差戻し by a second officer.
public enum DecideInsurerRule {
    public static let operation = OperationCode.approveInsurerRule

    /// - Parameter sentBack: why it is not approved; `nil` approves.
    /// - Throws: `RecordRefusal.unknownEntry`, `.ruleSettled`; `SafeguardRefusal.sameOfficer`;
    ///   `EntitlementRefusal.missingReason`.
    public static func perform(
        _ rule: Int64, sentBack: String? = nil, in scope: Scope
    ) throws {
        guard let found = try InsurerRuleBook.rule(rule, from: scope.db) else {
            throw RecordRefusal.unknownEntry
        }
        guard found.status == .proposed else { throw RecordRefusal.ruleSettled }
        if let sentBack, sentBack.isEmpty { throw EntitlementRefusal.missingReason }
        try FourEyes.check(proposer: found.proposer, approver: scope.principal.officer)
        try scope.append([
            InsurerRuleOutcomeRow(
                rule: rule, outcome: sentBack == nil ? .approved : .sentBack,
                officer: scope.principal.officer, reason: sentBack)
        ])
    }
}
