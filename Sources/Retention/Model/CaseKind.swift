// SPDX-License-Identifier: Apache-2.0

/// What is kept and erased as one (一件). Each kind has its root: a person or a row.
public enum CaseKind: String, CaseIterable, Sendable {
    // MARK: System 1
    /// The entitlement of a child: the case is its 宛名番号.
    case entitlement
    /// One claim of a provider.
    case claim
    /// One claim that was not accepted.
    case claimError
    /// What else was found in one file of claims.
    case claimFile
    /// One reimbursement with all its branches, decisions and payments: the first row of its receipt.
    case reimbursement
    /// A recovery without a payment of ours.
    case recovery
    /// Accounts and addresses of a person: the case is the 宛名番号.
    case person
    case inquiry
    case electronic
    // MARK: System 2
    /// A person of System 2: the case is the id of `person`.
    case addressee
    /// The steps of one number in `inquiry_record`: the first row of the number.
    case inquiryRecord
    case inquiryOrder
    // MARK: both
    /// A row by itself; the table names its own kind of case by its class.
    case row

    /// The word on the screen.
    public var title: String {
        switch self {
        case .entitlement: "受給資格"
        case .claim: "レセプト"
        case .claimError: "エラーのレセプト"
        case .claimFile: "請求ファイルの指摘"
        case .reimbursement: "償還払いと支払"
        case .recovery: "返還"
        case .person: "口座・送付先・居住地"
        case .inquiry, .inquiryRecord, .inquiryOrder: "情報照会"
        case .electronic: "電子申請"
        case .addressee: "統合宛名"
        case .row: "個々の行"
        }
    }
}
