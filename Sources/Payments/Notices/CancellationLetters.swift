// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
public import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 支給決定取消通知書 of decisions that a second officer cancelled (職権取消し): one for each, with what is
/// claimed back.
public struct CancellationLetters: LetterSource {
    public let title = Paper.cancellation.wording
    public let paper = Paper.cancellation

    public init() {}

    public func waiting(in scope: Scope) throws -> [Int64] {
        let approved = try CancellationBook.callingForLetters(from: scope.db)
        let issued = try LetterRegister.issued(paper, approved, from: scope.db)
        return approved.filter { !issued.contains($0) }
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let found = try CancellationBook.cancellations(references, from: scope.db)
        let decisions = try ReimbursementDecisionBook.decisions(
            found.values.map(\.proposal), from: scope.db)
        let claims = try RecoveryBook.claims(
            cancelled: found.values.map(\.decision), from: scope.db)
        // What was paid or was to be paid may have gone to another than the recipient of the decision.
        let items = try ItemBook.newest(of: found.values.map(\.decision), from: scope.db)
        return references.compactMap { id in
            guard let one = found[id], let day = one.cancelledOn,
                let decision = decisions[one.proposal]
            else { return nil }
            return LetterOrder(
                one, of: decision, on: day, claims: claims[one.decision] ?? [],
                to: items[one.decision]?.recipient ?? decision.recipient)
        }
    }
}

extension LetterOrder {
    /// What a letter about a cancellation says.
    ///
    /// - Parameter claims: what is claimed back of the decision; none where nothing was paid.
    fileprivate init(
        _ cancellation: ReimbursementCancellation, of decision: ReimbursementDecision,
        on day: CivilDate, claims: [Recovery], to recipient: AddresseeNumber
    ) {
        var values = LetterValues()
        values[.child] = .person(decision.child)
        values[.guardian] = .person(recipient)
        values[.receipt] = .text(decision.receipt)
        values[.treatmentMonth] = .month(decision.treatmentMonth)
        values[.institution] = .text(decision.institutionName)
        values[.setting] = .code(decision.setting)
        values[.decision] = .code(.outcome, decision.outcome)
        values[.decidedOn] = (decision.approval?.decidedOn).map(LetterValue.date)
        values[.effectiveOn] = .date(day)
        values[.reason] = .text(cancellation.reason)
        if decision.outcome != .notPaid { values[.amount] = .yen(decision.payable) }
        if !claims.isEmpty {
            values[.total] = .yen(claims.reduce(.zero) { $0 + $1.amount })
            values[.claimNumber] = .text(claims.map(\.number).joined(separator: "、"))
        }
        self.init(
            .cancellation, reference: cancellation.id, recipient: recipient,
            children: [decision.child], values: values)
    }
}
