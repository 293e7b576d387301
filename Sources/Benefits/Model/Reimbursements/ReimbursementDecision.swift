// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A decision about to be proposed.
struct ReimbursementDraft {
    let file: ReimbursementCase
    let outcome: ReimbursementOutcome
    let payable: Yen
    let reason: ReimbursementReason?
    let explanation: String
    let examination: ReimbursementExamination
}

/// A decision about a reimbursement (支給・一部支給・不支給), proposed or approved.
public struct ReimbursementDecision: Hashable, Sendable {
    /// The proposal.
    public let id: Int64
    public let reimbursement: Int64
    public let receipt: String
    /// The newest branch that the decision knows.
    public let branch: Int
    public let outcome: ReimbursementOutcome
    /// 公費負担額.
    public let payable: Yen
    /// 却下理由; only of 不支給.
    public let reason: ReimbursementReason?
    /// One sentence for the officer and the letter.
    public let explanation: String
    public let method: PaymentMethod
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let treatmentMonth: YearMonth
    public let institutionName: String
    public let setting: CareSetting
    /// Digest of the book it was made under.
    public let scheme: String
    public let proposer: String
    public let proposedAt: Instant
    /// The decision about the entitlement that it rests on.
    let history: Int64?
    /// The operation that proposed it: what came later it does not know.
    let operation: Int64
    /// The approval, a fact of its own; `nil` while it waits or where it was sent back.
    public let approval: Approval?

    /// The second officer's yes.
    public struct Approval: Hashable, Sendable {
        public let id: Int64
        public let decidedOn: CivilDate
        public let approver: String
        /// 職権取消しの日; `nil` while the decision stands.
        public let cancelledOn: CivilDate?
    }
}
