// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// How large a run is.
struct RunSize {
    let items: Int
    /// Records of the file, or vouchers.
    let payees: Int
    let total: Yen
    let warnings: Int

    init(_ plan: RunPlan) {
        items = plan.itemCount
        payees = plan.transfers.count
        total = plan.total
        warnings = plan.transfers.count { $0.warning != nil }
    }

    init(items: [PaymentItem], payees: Int) {
        self.items = items.count
        self.payees = payees
        total = items.reduce(.zero) { $0 + $1.amount }
        warnings = items.count { $0.warning != nil }
    }
}

struct RunRow: FactRow {
    static let table = "payment_run"
    static let columns = [
        "run_key", "number", "payment_day", "items", "transfers", "total", "warnings",
        "previous_run_id", "article", "scheme", "proposer",
    ]
    let key: String
    let number: String
    let paymentDay: CivilDate
    let size: RunSize
    let previous: Int64?
    let article: String?
    let scheme: String
    let proposer: String

    var values: [any SQLValueConvertible] {
        [
            key, number, paymentDay, size.items, size.payees, size.total, size.warnings, previous,
            article, scheme, proposer,
        ]
    }
}

/// How a run pays; none for a bulk transfer.
struct RunKindRow: FactRow {
    static let table = "payment_run_kind"
    static let columns = ["run_id", "kind"]
    let run: Int64
    let kind: RunKind

    var values: [any SQLValueConvertible] { [run, kind] }
}

private struct RunEventRow: FactRow {
    static let table = "payment_run_event"
    static let columns = ["run_id", "event", "officer", "reason"]
    let run: Int64
    let event: PaymentRunEvent
    let officer: String
    let reason: String?

    var values: [any SQLValueConvertible] { [run, event, officer, reason] }
}

/// 支払処理: payment runs and where they stand.
public enum RunBook {
    private static let select = """
        SELECT r.id, r.run_key, r.number, r.payment_day, r.items, r.transfers, r.total,
        r.warnings, r.previous_run_id, r.article, r.proposer, r.recorded_at, s.status,
        s.approver, COALESCE(k.kind, '21')
        FROM payment_run r JOIN payment_run_status s ON s.run_id = r.id
        LEFT JOIN payment_run_kind k ON k.run_id = r.id
        """

    /// A run by its id.
    public static func run(_ id: Int64, from db: any Connection) throws -> PaymentRun? {
        try db.first("\(select) WHERE r.id = ?", [id], read)
    }

    /// A run by the key under which it was proposed.
    public static func run(key: String, from db: any Connection) throws -> PaymentRun? {
        try db.first("\(select) WHERE r.run_key = ?", [key], read)
    }

    /// Every run, newest first.
    public static func runs(
        in status: Set<PaymentRunStatus> = Set(PaymentRunStatus.allCases), limit: Int = 100,
        skipping: Int = 0, from db: any Connection
    ) throws -> [PaymentRun] {
        let wanted = status.map(\.rawValue).sorted()
        guard !wanted.isEmpty else { return [] }
        let marks = Array(repeating: "?", count: wanted.count).joined(separator: ", ")
        return try db.rows(
            "\(select) WHERE s.status IN (\(marks)) ORDER BY r.id DESC LIMIT ? OFFSET ?",
            wanted.map { $0 as any SQLValueConvertible } + [limit, skipping], read)
    }

    /// The runs in cash, newest first.
    public static func inCash(
        limit: Int, from start: Int, in db: any Connection
    ) throws -> [PaymentRun] {
        try db.rows(
            "\(select) WHERE k.kind = 'cash' ORDER BY r.id DESC LIMIT ? OFFSET ?", [limit, start],
            read)
    }

    /// How many runs in cash there are.
    public static func countInCash(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM payment_run_kind WHERE kind = 'cash'", []) {
            $0.int(0)
        } ?? 0
    }

    /// The runs whose payment day is in a month, newest first.
    public static func runs(
        of month: YearMonth, from db: any Connection
    ) throws -> [PaymentRun] {
        try db.rows(
            "\(select) WHERE r.payment_day >= ? AND r.payment_day <= ? ORDER BY r.id DESC",
            [month.firstDay, month.lastDay], read)
    }

    /// How many runs there are.
    public static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM payment_run", []) { $0.int(0) } ?? 0
    }

    /// Runs of a payment day whose file was written; what was paid in cash has no answer of a bank.
    static func written(on day: CivilDate, from db: any Connection) throws -> [PaymentRun] {
        try db.rows(
            """
            \(select) WHERE r.payment_day = ? AND s.status IN ('written', 'settled')
            AND COALESCE(k.kind, '21') <> 'cash' ORDER BY r.id
            """, [day], read)
    }

    /// The last run of a kind before a day whose file was written: what the next one is compared
    /// with.
    static func previous(
        of kind: RunKind, before day: CivilDate, from db: any Connection
    ) throws -> PaymentRun? {
        try db.first(
            """
            \(select) WHERE r.payment_day < ? AND s.status IN ('written', 'settled')
            AND COALESCE(k.kind, '21') = ? ORDER BY r.payment_day DESC, r.id DESC LIMIT 1
            """, [day, kind], read)
    }

    /// The number that the next run of a fiscal year gets.
    static func nextNumber(on day: CivilDate, from db: any Connection) throws -> String {
        let year = FiscalYear(of: day).year
        let count = try db.first(
            "SELECT COUNT(*) FROM payment_run WHERE number >= ? AND number < ?",
            ["\(year)-", "\(year + 1)-"]
        ) { $0.int(0) }
        return "\(year)-\(padded((count ?? 0) + 1, 4))"
    }

    private static func read(_ row: any Row) -> PaymentRun {
        PaymentRun(
            id: row.int64(0), key: row.text(1), number: row.text(2), paymentDay: row.date(3),
            items: row.int(4), transfers: row.int(5), total: row.yen(6), warnings: row.int(7),
            previous: row.optionalInt64(8), article: row.optionalText(9),
            proposer: row.text(10), proposedAt: row.instant(11), status: row.code(12),
            approver: row.optionalText(13), kind: row.code(14))
    }
}

extension Scope {
    /// A run that must be there.
    func run(_ id: Int64) throws -> PaymentRun {
        guard let run = try RunBook.run(id, from: db) else { throw PaymentRefusal.unknownRun }
        return run
    }

    /// Begins the state of a run.
    func begin(run: Int64) throws {
        let events = try append([
            RunEventRow(run: run, event: .proposed, officer: principal.officer, reason: nil)
        ])
        try db.execute(
            """
            INSERT INTO payment_run_status (run_id, status, last_event_id)
            VALUES (?, 'proposed', ?)
            """, [run, events.first])
    }

    /// Lets an event happen to a run; compared and set in one statement.
    ///
    /// - Throws: `PaymentRefusal.wrongRunState`.
    func happen(_ event: PaymentRunEvent, to run: PaymentRun, reason: String? = nil) throws {
        guard event.from.contains(run.status) else {
            throw PaymentRefusal.wrongRunState(run.status)
        }
        let events = try append([
            RunEventRow(run: run.id, event: event, officer: principal.officer, reason: reason)
        ])
        let approver: String? =
            switch event {
            case .approved: principal.officer
            case .proposed, .sentBack, .written, .settled: run.approver
            }
        let changed = try db.execute(
            """
            UPDATE payment_run_status SET status = ?, approver = ?, last_event_id = ?
            WHERE run_id = ? AND status = ?
            """, [event.to, approver, events.first, run.id, run.status])
        guard changed == 1 else { throw PaymentRefusal.wrongRunState(run.status) }
    }
}
