// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Scheme
public import Vocabulary

struct BudgetEntryRow: FactRow {
    static let table = "budget_entry"
    static let columns = [
        "entry_key", "fiscal_year", "account", "account_title", "kind", "amount", "document",
        "officer",
    ]
    let key: String
    let year: FiscalYear
    let account: String
    let title: String
    let kind: BudgetEntryKind
    let amount: Yen
    let document: String
    let officer: String

    var values: [any SQLValueConvertible] {
        [key, year.year, account, title, kind, amount, document, officer]
    }
}

/// 予算: what may be spent, what is taken, what is left. No person stands in it.
public enum BudgetBook {
    /// Every change of a year's budget, oldest first.
    public static func entries(
        of year: FiscalYear, from db: any Connection
    ) throws -> [BudgetEntry] {
        try db.rows(
            """
            SELECT fiscal_year, account, account_title, kind, amount, document, officer,
            recorded_at FROM budget_entry WHERE fiscal_year = ? ORDER BY id
            """, [year.year]
        ) { row in
            BudgetEntry(
                year: FiscalYear(row.int(0)), account: row.text(1), title: row.text(2),
                kind: row.code(3), amount: row.yen(4), document: row.text(5),
                officer: row.text(6), at: row.instant(7))
        }
    }

    /// The years that have a budget, newest first.
    public static func years(from db: any Connection) throws -> [FiscalYear] {
        try db.rows("SELECT DISTINCT fiscal_year FROM budget_entry ORDER BY fiscal_year DESC", []) {
            FiscalYear($0.int(0))
        }
    }

    /// Whether the city keeps the budget of a year here: then orders are asked for.
    static func isKept(_ year: FiscalYear, from db: any Connection) throws -> Bool {
        try db.first("SELECT 1 FROM budget_entry WHERE fiscal_year = ? LIMIT 1", [year.year]) {
            $0.int(0)
        } != nil
    }

    /// Whether the city keeps an account of a year here.
    static func isKept(
        _ account: String, of year: FiscalYear, from db: any Connection
    ) throws -> Bool {
        try db.first(
            "SELECT 1 FROM budget_entry WHERE fiscal_year = ? AND account = ? LIMIT 1",
            [year.year, account]
        ) { $0.int(0) } != nil
    }

    /// What was registered under a key: year, account, kind, amount.
    static func isKnown(
        key: String, from db: any Connection
    ) throws -> (FiscalYear, String, BudgetEntryKind, Yen)? {
        try db.first(
            "SELECT fiscal_year, account, kind, amount FROM budget_entry WHERE entry_key = ?", [key]
        ) { (FiscalYear($0.int(0)), $0.text(1), $0.code(2), $0.yen(3)) }
    }

    /// The accounts of a year with what is left of each.
    public static func standings(
        of year: FiscalYear, law: FiscalLaw, from db: any Connection
    ) throws -> [BudgetStanding] {
        var budgets: [String: (title: String, amount: Yen)] = [:]
        for entry in try entries(of: year, from: db) {
            budgets[entry.account, default: (entry.title, .zero)].amount += entry.amount
        }
        var taken: [String: Yen] = [:]
        try db.forEachRow(
            """
            SELECT e.account, SUM(e.amount) FROM expenditure e
            JOIN expenditure_status s ON s.expenditure_id = e.id
            WHERE e.budget_year = ? AND s.status IN ('proposed','approved','handed-over',
                'accepted') GROUP BY e.account
            """, [year.year]
        ) { taken[$0.text(0)] = $0.yen(1) }
        let account = try? law.account(of: year)
        let others = (try? law.others(in: year)) ?? []
        let restored = try restored(to: year, law: law, from: db)
        return budgets.sorted { $0.key < $1.key }.map { code, budget in
            BudgetStanding(
                year: year, account: code, title: budget.title, budget: budget.amount,
                committed: taken[code] ?? .zero,
                restored: code == account?.code ? restored : .zero,
                warnPercent: ([account] + others).compactMap(\.self)
                    .first { $0.code == code }?.warnPercent)
        }
    }

    /// 戻入: money of claims that came back while the year that had paid was open. What was netted is
    /// not in it: the payment that it was taken from was charged less. (Whether a city books that
    /// gross, by 公金振替, is for its treasurer to say; unverified.)
    private static func restored(
        to year: FiscalYear, law: FiscalLaw, from db: any Connection
    ) throws -> Yen {
        guard let last = try? law.lastDay(of: year) else { return .zero }
        var sum = Yen.zero
        func add(_ row: any Row) {
            let (decided, received) = (row.date(0), row.date(1))
            guard let place = try? law.place(decidedOn: decided, paidOn: decided),
                place.budget == year,
                (try? law.income(decidedOn: decided, receivedOn: received)) == .restored
            else { return }
            sum += row.yen(2)
        }
        // What is taken back after the year was closed, and what is recorded anew after that, changes
        // the year of its own day (`ReceivedIncome`).
        try db.forEachRow(
            """
            SELECT i.decided_on, e.event_on, e.amount, v.recorded_at,
            (SELECT MAX(w.recorded_at) FROM recovery_reversal w
                JOIN recovery_event x ON x.id = w.event_id AND x.event_on <= ?
                WHERE w.recovery_id = e.recovery_id AND w.operation_id < e.operation_id)
            FROM recovery_event e LEFT JOIN recovery_reversal v ON v.event_id = e.id
            JOIN recovery r ON r.id = e.recovery_id JOIN payment_item i ON i.id = r.item_id
            WHERE e.event = 'received' AND e.event_on >= ? AND e.event_on <= ?
            """, [last, year.firstDay, last]
        ) { row in
            if let reversed = row.optionalInstant(3), reversed.dayInJapan <= last { return }
            if let before = row.optionalInstant(4), before.dayInJapan > last { return }
            add(row)
        }
        // What a review agency pays back of an invoice below zero.
        try db.forEachRow(
            """
            SELECT o.decided_on, c.event_on, -i.total FROM agency_credit c
            JOIN agency_invoice i ON i.id = c.invoice_id
            JOIN agency_invoice_outcome o ON o.invoice_id = i.id
            WHERE c.event = 'received' AND c.event_on >= ? AND c.event_on <= ? AND NOT EXISTS
            (SELECT 1 FROM agency_credit x WHERE x.invoice_id = c.invoice_id AND x.id > c.id)
            """, [year.firstDay, last], add)
        return sum
    }
}
