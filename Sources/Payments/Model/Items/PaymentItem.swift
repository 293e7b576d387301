// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Vocabulary

/// One attempt to pay one approved decision (支給予定).
public struct PaymentItem: Hashable, Sendable {
    public let id: Int64
    /// The decision that is paid; the key under which it is scheduled once.
    public let decision: Int64
    /// 0 for the first attempt; the next one follows a returned one.
    public let attempt: Int
    /// The returned item that this one pays again.
    public let replaces: Int64?
    public let reimbursement: Int64
    /// 申請書番号 and 枝番.
    public let receipt: String
    public let branch: Int
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let treatmentMonth: YearMonth
    public let institutionName: String
    public let amount: Yen
    public let method: PaymentMethod
    /// The day on which its application was complete; the closing day was compared with it.
    public let completedOn: CivilDate
    public let decidedOn: CivilDate
    /// The payment day it is meant for; a held item goes with a later run.
    public let plannedOn: CivilDate
    /// What an officer should look at, in words.
    public let warning: String?
    public let status: PaymentItemStatus
    /// The run it is in or was in.
    public let run: Int64?
    /// Why it is held or came back.
    public let reasonCode: String?
    public let reason: String?

    /// 申請書番号-枝番, as screens and letters show it.
    public var receiptText: String { branch > 1 ? "\(receipt)-\(branch)" : receipt }
}

/// An item before it is written.
struct ItemDraft {
    let due: DueReimbursement
    let attempt: Int
    let replaces: Int64?
    let plannedOn: CivilDate
    let warning: String?
    let hold: PaymentHold?
}
