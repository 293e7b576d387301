// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

struct CashVoucherRow: FactRow {
    static let table = "cash_voucher"
    static let columns = ["run_id", "sequence", "recipient", "amount", "items"]
    let run: Int64
    let sequence: Int
    let recipient: AddresseeNumber
    let content: [PaymentItem]

    var values: [any SQLValueConvertible] {
        [
            run, sequence, recipient, content.reduce(Yen.zero) { $0 + $1.amount }, content.count,
        ]
    }
}

struct CashVoucherItemRow: FactRow {
    static let table = "cash_voucher_item"
    static let columns = ["run_id", "voucher_id", "item_id", "amount"]
    let run: Int64
    let voucher: Int64
    let item: PaymentItem

    var values: [any SQLValueConvertible] { [run, voucher, item.id, item.amount] }
}

struct CashIdentificationRow: FactRow {
    static let table = "cash_identification"
    static let columns = ["voucher_id", "receiver", "document", "authority", "receipt", "officer"]
    let voucher: Int64
    let evidence: CashIdentification
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            voucher, evidence.receiver, evidence.document, evidence.authority, evidence.receipt,
            officer,
        ]
    }
}

struct CashOutcomeRow: FactRow {
    static let table = "cash_outcome"
    static let columns = ["voucher_id", "outcome", "outcome_on", "identification_id", "officer"]
    let voucher: Int64
    /// `nil` where nobody fetched it.
    let identification: Int64?
    let on: CivilDate
    let officer: String

    var values: [any SQLValueConvertible] {
        [voucher, identification == nil ? "unclaimed" : "paid", on, identification, officer]
    }
}

/// 窓口払: the vouchers of runs in cash.
public enum CashBook {
    private static let select = """
        SELECT v.id, v.run_id, v.sequence, v.recipient, v.amount, v.items, i.receiver, i.document,
        i.authority, i.receipt, i.officer, i.id, o.outcome, o.outcome_on, o.officer
        FROM cash_voucher v
        LEFT JOIN cash_identification i ON i.id = (SELECT MAX(n.id) FROM cash_identification n
            WHERE n.voucher_id = v.id)
        LEFT JOIN cash_outcome o ON o.voucher_id = v.id
        """

    /// The vouchers of a run in their order.
    public static func vouchers(
        of run: Int64, from db: any Connection
    ) throws -> [CashVoucher] {
        try db.rows("\(select) WHERE v.run_id = ? ORDER BY v.sequence", [run], read)
    }

    /// A voucher by its id.
    public static func voucher(_ id: Int64, from db: any Connection) throws -> CashVoucher? {
        try db.first("\(select) WHERE v.id = ?", [id], read)
    }

    /// The items of vouchers.
    static func items(of vouchers: [Int64], from db: any Connection) throws -> [Int64] {
        var found: [Int64] = []
        try Among.forEach(
            "SELECT item_id FROM cash_voucher_item WHERE {among} ORDER BY id",
            column: "voucher_id", keys: vouchers, in: db
        ) { found.append($0.int64(0)) }
        return found
    }

    /// The day on which items were to be fetched, of runs that were not sent back.
    static func paidOn(_ items: [Int64], from db: any Connection) throws -> [Int64: CivilDate] {
        var found: [Int64: CivilDate] = [:]
        try Among.forEach(
            """
            SELECT c.item_id, COALESCE(o.outcome_on, r.payment_day) FROM cash_voucher_item c
            JOIN payment_run r ON r.id = c.run_id
            JOIN payment_run_status s ON s.run_id = c.run_id
            LEFT JOIN cash_outcome o ON o.voucher_id = c.voucher_id
            WHERE {among} AND s.status <> 'sent-back' ORDER BY c.id
            """, column: "c.item_id", keys: items, in: db
        ) { found[$0.int64(0)] = $0.date(1) }
        return found
    }

    private static let reasons = PaymentHoldReason.allCases.filter(\.endsAtCounter).map(\.rawValue)

    /// One page of the items that may be paid over the counter: held because no account takes them,
    /// then those decided so.
    public static func payable(
        limit: Int, from start: Int = 0, in db: any Connection
    ) throws -> [PaymentItem] {
        try ItemBook.overCounter(reasons, limit: limit, from: start, in: db)
    }

    /// How many items may be paid over the counter.
    public static func payableCount(from db: any Connection) throws -> Int {
        try ItemBook.countOverCounter(reasons, from: db)
    }

    private static func read(_ row: any Row) -> CashVoucher {
        let identification = row.optionalText(7).map { document in
            CashIdentification(
                receiver: row.code(6), document: document, authority: row.optionalText(8),
                receipt: row.text(9))
        }
        let state: CashVoucher.State =
            switch row.optionalText(12) {
            case .some(let outcome): outcome == "paid" ? .paid : .unclaimed
            case .none: identification == nil ? .open : .identified
            }
        return CashVoucher(
            id: row.int64(0), run: row.int64(1), sequence: row.int(2), recipient: row.addressee(3),
            amount: row.yen(4), items: row.int(5), identification: identification,
            identifiedBy: row.optionalText(10), identificationID: row.optionalInt64(11),
            outcomeOn: row.optionalDate(13), settledBy: row.optionalText(14), state: state)
    }
}
