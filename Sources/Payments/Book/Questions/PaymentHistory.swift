// SPDX-License-Identifier: Apache-2.0
public import Database
public import Safeguards
public import Vocabulary

/// One payment of 支給履歴, with the account that was copied into it.
public struct PaymentRecord: Hashable, Sendable {
    /// The account of a payment, as a reader may see it.
    public struct Account: Hashable, Sendable {
        public let bankName: String
        public let branchName: String
        public let type: BankAccountType
        public let number: Masked
        public let holderKana: Masked
    }

    public let item: PaymentItem
    /// 支払日; `nil` before the first run.
    public let paidOn: CivilDate?
    public let account: Account?
    /// Why it came back.
    public let returned: ReturnReason?
}

/// 支給履歴 and 振込不能・返還 (1020, 1360).
public enum PaymentHistory {
    /// Every payment for a child, newest first.
    public static func of(
        child: AddresseeNumber, for reader: Principal, from db: any Connection
    ) throws -> [PaymentRecord] {
        try records(of: ItemBook.items(child: child, from: db), for: reader, from: db)
    }

    /// Every payment to a recipient, newest first.
    public static func of(
        recipient: AddresseeNumber, for reader: Principal, from db: any Connection
    ) throws -> [PaymentRecord] {
        try records(of: ItemBook.items(recipient: recipient, from: db), for: reader, from: db)
    }

    /// What came back and is not paid again yet, oldest first.
    public static func returned(
        for reader: Principal, limit: Int = .max, offset: Int = 0, from db: any Connection
    ) throws -> [PaymentRecord] {
        try records(
            of: ItemBook.items(in: .returned, limit: limit, offset: offset, from: db),
            for: reader, from: db)
    }

    /// The payments of a run, in the order of being scheduled.
    ///
    /// - Parameter recipients: to these only; `nil` is everybody of the run.
    public static func of(
        run: Int64, to recipients: Set<AddresseeNumber>? = nil, for reader: Principal,
        from db: any Connection
    ) throws -> [PaymentRecord] {
        let items =
            try recipients.map { try ItemBook.items(of: run, to: $0, from: db) }
            ?? ItemBook.items(of: run, from: db)
        return try records(of: items, for: reader, from: db)
    }

    private static func records(
        of items: [PaymentItem], for reader: Principal, from db: any Connection
    ) throws -> [PaymentRecord] {
        let rows = try PaymentRowCells.latest(of: items.map(\.id), for: reader, from: db)
        let cash = try CashBook.paidOn(
            items.filter { rows[$0.id] == nil && $0.run != nil }.map(\.id), from: db)
        return items.map { item in
            let row = rows[item.id]
            return PaymentRecord(
                item: item, paidOn: row?.paidOn ?? cash[item.id], account: row?.account,
                returned: row?.returned)
        }
    }
}
