// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the city owes for one reimbursement whose decision (支給, 一部支給) a head has approved:
/// what 支払 schedules.
public struct DueReimbursement: Hashable, Sendable {
    /// The decision, a fact of its own: the key under which it is scheduled once.
    public let decision: Int64
    public let reimbursement: Int64
    /// 申請書番号 and 枝番.
    public let receipt: String
    public let branch: Int
    public let child: AddresseeNumber
    /// The recipient (受給者): whose account is used.
    public let recipient: AddresseeNumber
    public let treatmentMonth: YearMonth
    public let institutionName: String
    /// Yen to pay, always more than zero.
    public let amount: Yen
    public let method: PaymentMethod
    /// The day on which the application was complete: applied for, or the insurer's letter keyed
    /// that the decision rests on. The closing day (締切) is compared with it.
    public let completedOn: CivilDate
    public let decidedOn: CivilDate

    public init(
        decision: Int64, reimbursement: Int64, receipt: String, branch: Int,
        child: AddresseeNumber, recipient: AddresseeNumber, treatmentMonth: YearMonth,
        institutionName: String, amount: Yen, method: PaymentMethod, completedOn: CivilDate,
        decidedOn: CivilDate
    ) {
        self.decision = decision
        self.reimbursement = reimbursement
        self.receipt = receipt
        self.branch = branch
        self.child = child
        self.recipient = recipient
        self.treatmentMonth = treatmentMonth
        self.institutionName = institutionName
        self.amount = amount
        self.method = method
        self.completedOn = completedOn
        self.decidedOn = decidedOn
    }
}
