// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// The payment of a reimbursement as the record keeps it (償還情報 23, 26–36), copied when it was made:
/// what became of account or bank later does not change it.
public struct PaidItems: Sendable {
    public let paidOn: CivilDate
    public let amount: Yen
    /// In force when it was paid, and as registered.
    public let bankCode: String
    public let bankName: String
    public let bankCodeRegistered: String
    public let bankNameKana: String
    public let branchNameKana: String
    public let branchName: String
    public let branchCode: String
    public let type: BankAccountType
    public let holderKana: Masked
    public let number: Masked
}

extension PaymentHistory {
    /// The newest payment of a reimbursement; `nil` before its first transfer.
    public static func paidItems(
        reimbursement: Int64, for reader: Principal, from db: any Connection
    ) throws -> PaidItems? {
        try db.first(
            """
            SELECT r.paid_on, r.amount, r.bank_code, r.bank_name, r.bank_code_registered,
            r.bank_name_kana, r.branch_name_kana, r.branch_name, r.branch_code, r.account_type,
            r.holder_kana, r.account_number, r.id FROM payment_row r
            JOIN payment_item i ON i.id = r.item_id WHERE i.reimbursement_id = ?
            ORDER BY r.id DESC LIMIT 1
            """, [reimbursement]
        ) { row in
            let place = db.place("payment_row", row.int64(12))
            return PaidItems(
                paidOn: row.date(0), amount: row.yen(1), bankCode: row.text(2),
                bankName: row.text(3), bankCodeRegistered: row.text(4),
                bankNameKana: row.text(5), branchNameKana: row.text(6), branchName: row.text(7),
                branchCode: row.text(8), type: row.code(9),
                holderKana: Masked(
                    try place.open(row.blob(10), "holder_kana"), of: .kana, to: reader),
                number: Masked(
                    try place.open(row.blob(11), "account_number"), of: .account, to: reader))
        }
    }
}
