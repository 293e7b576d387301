// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct ExpenditureRow: FactRow {
    static let table = "expenditure"
    static let columns = [
        "expenditure_key", "number", "budget_year", "origin_year", "account", "account_title",
        "run_id", "reference", "title", "pay_on", "payees", "amount", "digest", "proposer",
    ]
    let key: String
    let number: String
    let account: String
    let accountTitle: String
    let content: ExpenditureContent
    let proposer: String

    var values: [any SQLValueConvertible] {
        [
            key, number, content.place.budget.year, content.place.origin.year, account,
            accountTitle, content.run, content.reference, content.title, content.payOn,
            content.payees, content.amount, content.digest, proposer,
        ]
    }
}

private struct ExpenditureEventRow: FactRow {
    static let table = "expenditure_event"
    static let columns = ["expenditure_id", "event", "officer", "reason"]
    let expenditure: Int64
    let event: ExpenditureStatus
    let officer: String
    let reason: String?

    var values: [any SQLValueConvertible] { [expenditure, event, officer, reason] }
}

/// What an order is made of, before it has a number.
struct ExpenditureContent {
    let place: FiscalPlace
    var charge = BudgetCharge.benefit
    let run: Int64?
    let reference: String?
    let title: String
    let payOn: CivilDate
    let payees: Int
    let amount: Yen
    let digest: String

    /// What may have one live order at a time.
    var subject: String {
        let what = run.map { "run-\($0)" } ?? "invoice-\(reference ?? "")"
        return "\(what)-\(place.budget.year)-\(place.origin.year)"
    }
}

/// 支出命令: orders to the treasurer. No person stands in it.
public enum ExpenditureBook {
    private static let select = """
        SELECT e.id, e.number, e.budget_year, e.origin_year, e.account, e.account_title, e.run_id,
        e.reference, e.title, e.pay_on, e.payees, e.amount, e.digest, e.proposer, e.recorded_at,
        s.status, CASE WHEN e.run_id IS NULL THEN NULL ELSE COALESCE(k.kind, '21') END
        FROM expenditure e JOIN expenditure_status s ON s.expenditure_id = e.id
        LEFT JOIN payment_run_kind k ON k.run_id = e.run_id
        """

    /// An order by its id.
    public static func expenditure(
        _ id: Int64, from db: any Connection
    ) throws -> Expenditure? {
        try db.first("\(select) WHERE e.id = ?", [id], read)
    }

    /// Orders under a key, one a budget.
    static func expenditures(key: String, from db: any Connection) throws -> [Expenditure] {
        try db.rows(
            "\(select) WHERE e.expenditure_key >= ? AND e.expenditure_key < ? ORDER BY e.id",
            [key + "/", key + "0"], read)
    }

    /// The orders of a budget year, newest first.
    public static func expenditures(
        of year: FiscalYear, from db: any Connection
    ) throws -> [Expenditure] {
        try db.rows("\(select) WHERE e.budget_year = ? ORDER BY e.id DESC", [year.year], read)
    }

    /// Orders in a state, oldest first.
    public static func expenditures(
        in status: ExpenditureStatus, from db: any Connection
    ) throws -> [Expenditure] {
        try db.rows("\(select) WHERE s.status = ? ORDER BY e.id", [status], read)
    }

    /// The orders that were drawn up for a run, oldest first.
    public static func expenditures(
        run: Int64, from db: any Connection
    ) throws -> [Expenditure] {
        try db.rows("\(select) WHERE e.run_id = ? ORDER BY e.id", [run], read)
    }

    /// Where the live order about something stands; `nil` where there is none.
    static func liveStatus(
        about: String, from db: any Connection
    ) throws -> ExpenditureStatus? {
        try db.first(
            """
            SELECT status FROM expenditure_status WHERE about = ? AND status IN
            ('proposed','approved','handed-over','accepted')
            """, [about]
        ) { $0.code(0) }
    }

    /// What live orders pay of invoices, as these are called there.
    public static func liveInvoices(from db: any Connection) throws -> [String: Yen] {
        var found: [String: Yen] = [:]
        try db.forEachRow(
            """
            SELECT e.reference, e.amount FROM expenditure e
            JOIN expenditure_status s ON s.expenditure_id = e.id
            WHERE e.reference IS NOT NULL AND s.status IN ('proposed','approved',
                'handed-over','accepted')
            """, []
        ) { found[$0.text(0), default: .zero] += $0.yen(1) }
        return found
    }

    /// The orders that stand of what is called so there, by that name.
    static func liveOrders(
        _ references: [String], from db: any Connection
    ) throws -> [String: [Expenditure]] {
        var found: [String: [Expenditure]] = [:]
        try Among.forEach(
            "\(select) WHERE {among}", column: "e.reference", keys: references, in: db
        ) { row in
            let order = read(row)
            guard let reference = order.reference, order.status.isLive else { return }
            found[reference, default: []].append(order)
        }
        return found
    }

    /// One thing that happened to an order.
    public struct Event: Hashable, Sendable {
        public let event: ExpenditureStatus
        public let officer: String
        public let reason: String?
        public let at: Instant
    }

    /// What happened to an order, oldest first.
    public static func history(
        of id: Int64, from db: any Connection
    ) throws -> [Event] {
        try db.rows(
            """
            SELECT event, officer, reason, recorded_at FROM expenditure_event
            WHERE expenditure_id = ? ORDER BY id
            """, [id]
        ) {
            Event(
                event: $0.code(0), officer: $0.text(1), reason: $0.optionalText(2),
                at: $0.instant(3))
        }
    }

    /// The number that the next order of a budget year gets.
    static func count(in year: FiscalYear, from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM expenditure WHERE budget_year = ?", [year.year]) {
            $0.int(0)
        } ?? 0
    }

    private static func read(_ row: any Row) -> Expenditure {
        Expenditure(
            id: row.int64(0), number: row.text(1),
            place: FiscalPlace(origin: FiscalYear(row.int(3)), budget: FiscalYear(row.int(2))),
            account: row.text(4), accountTitle: row.text(5), run: row.optionalInt64(6),
            reference: row.optionalText(7), title: row.text(8), payOn: row.date(9),
            payees: row.int(10), amount: row.yen(11), digest: row.text(12),
            proposer: row.text(13), proposedAt: row.instant(14), status: row.code(15),
            kind: row.optionalCode(16))
    }
}

extension Scope {
    /// Writes an order and begins its state.
    func store(_ row: ExpenditureRow) throws -> Int64 {
        let id = try append([row])[0]
        let event = try append([
            ExpenditureEventRow(
                expenditure: id, event: .proposed, officer: principal.officer, reason: nil)
        ])[0]
        try db.execute(
            """
            INSERT INTO expenditure_status (expenditure_id, about, status, last_event_id)
            VALUES (?, ?, 'proposed', ?)
            """, [id, row.content.subject, event])
        return id
    }

    /// Lets an event happen to an order; compared and set in one statement.
    ///
    /// - Throws: `AccountingRefusal.wrongState`.
    func happen(
        _ event: ExpenditureStatus, to order: Expenditure, reason: String? = nil
    ) throws {
        guard event.from.contains(order.status) else {
            throw AccountingRefusal.wrongState(order.status)
        }
        let id = try append([
            ExpenditureEventRow(
                expenditure: order.id, event: event, officer: principal.officer, reason: reason)
        ])[0]
        let changed = try db.execute(
            """
            UPDATE expenditure_status SET status = ?, last_event_id = ?
            WHERE expenditure_id = ? AND status = ?
            """, [event, id, order.id, order.status])
        guard changed == 1 else { throw AccountingRefusal.wrongState(order.status) }
    }

    /// An order that must be there.
    func expenditure(_ id: Int64) throws -> Expenditure {
        guard let order = try ExpenditureBook.expenditure(id, from: db) else {
            throw AccountingRefusal.unknownExpenditure
        }
        return order
    }
}
