// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// One change that may touch an entitlement, as feeds report it (R-31).
public struct RejudgementNotice: Hashable, Sendable {
    /// What changed.
    public enum Cause: String, Sendable, CaseIterable, SQLValueConvertible {
        case resident, insurance, welfare, other

        /// The word on screens.
        public var wording: String {
            switch self {
            case .resident: "住民異動"
            case .insurance: "健康保険"
            case .welfare: "生活保護・ほかの医療費助成"
            case .other: "所得・期限・制度の本"
            }
        }
    }

    /// Names the change for good: the same change twice counts once.
    public let key: String
    /// A child or a recipient.
    public let subject: AddresseeNumber
    public let cause: Cause
    public let on: CivilDate

    public init(key: String, subject: AddresseeNumber, cause: Cause, on: CivilDate) {
        self.key = key
        self.subject = subject
        self.cause = cause
        self.on = on
    }
}

/// A notice that waits in the queue.
public struct RejudgementTask: Hashable, Sendable {
    public let id: Int64
    public let notice: RejudgementNotice
    public let noticedAt: Instant
}

/// The queue of changes to be judged again. No fact: what came of a change is a proposal.
public enum RejudgementQueue {
    /// Waiting tasks, oldest first.
    public static func waiting(
        limit: Int = Int.max, from db: any Connection
    ) throws -> [RejudgementTask] {
        try db.rows(
            """
            SELECT id, change_key, subject, cause, cause_on, noticed_at FROM rejudgement_task
            WHERE done_at IS NULL ORDER BY id LIMIT ?
            """, [limit], read)
    }

    /// Of these tasks those that wait: a step of a job asks for its own, not for the whole queue.
    static func waiting(
        _ ids: [Int64], from db: any Connection
    ) throws -> [RejudgementTask] {
        var found: [RejudgementTask] = []
        try Among.forEach(
            """
            SELECT id, change_key, subject, cause, cause_on, noticed_at FROM rejudgement_task
            WHERE {among} AND done_at IS NULL
            """, column: "id", keys: ids, in: db
        ) { found.append(read($0)) }
        return found.sorted { $0.id < $1.id }
    }

    /// One page of what waits and is in force on a day, oldest first.
    public static func due(
        on day: CivilDate, limit: Int, skipping: Int, from db: any Connection
    ) throws -> [RejudgementTask] {
        try db.rows(
            """
            SELECT id, change_key, subject, cause, cause_on, noticed_at FROM rejudgement_task
            WHERE done_at IS NULL AND cause_on <= ? ORDER BY id LIMIT ? OFFSET ?
            """, [day, limit, skipping], read)
    }

    /// Of these tasks those that wait and are in force on a day: what an officer picked.
    public static func due(
        _ ids: [Int64], on day: CivilDate, from db: any Connection
    ) throws -> [RejudgementTask] {
        try waiting(ids, from: db).filter { $0.notice.on <= day }
    }

    private static func read(_ row: any Row) -> RejudgementTask {
        RejudgementTask(
            id: row.int64(0),
            notice: RejudgementNotice(
                key: row.text(1), subject: row.addressee(2), cause: row.code(3), on: row.date(4)),
            noticedAt: row.instant(5))
    }

    /// How many wait, and since when the oldest does.
    ///
    /// - Parameter day: leaves out changes that come into force only after it.
    public static func backlog(
        on day: CivilDate? = nil, from db: any Connection
    ) throws -> (count: Int, oldest: Instant?) {
        let arguments: [any SQLValueConvertible] = day.map { [$0] } ?? []
        return try db.first(
            """
            SELECT COUNT(*), MIN(noticed_at) FROM rejudgement_task WHERE done_at IS NULL
            \(day == nil ? "" : "AND cause_on <= ?")
            """, arguments
        ) { ($0.int(0), $0.optionalInstant(1)) } ?? (0, nil)
    }

    /// Which of the keys are those of notices, waiting or done. Asked key by key in the index: the
    /// queue holds every change of all years.
    static func known(_ keys: [String], from db: any Connection) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT change_key FROM rejudgement_task WHERE {among}", column: "change_key",
            keys: keys, in: db
        ) { found.insert($0.text(0)) }
        return found
    }

    /// How many notices were put in whose keys begin with these words, and how many were judged.
    static func count(
        keysLike prefix: String, from db: any Connection
    ) throws -> (all: Int, judged: Int) {
        try db.first(
            "SELECT COUNT(*), COUNT(done_at) FROM rejudgement_task WHERE change_key LIKE ?",
            ["\(prefix)%"]
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    /// Puts a notice in, once; says whether it was new.
    static func enqueue(
        _ notice: RejudgementNotice, at moment: Instant, in db: any Connection
    ) throws -> Bool {
        let added = try db.execute(
            """
            INSERT INTO rejudgement_task (change_key, subject, cause, cause_on, noticed_at)
            VALUES (?, ?, ?, ?, ?) ON CONFLICT (change_key) DO NOTHING
            """, [notice.key, notice.subject, notice.cause, notice.on, moment])
        return added == 1
    }

    /// Puts many notices in at once, each once: a decision of July may suspend tens of thousands.
    static func enqueue(
        _ notices: [RejudgementNotice], at moment: Instant, in db: any Connection
    ) throws {
        let waiting = try known(notices.map(\.key), from: db)
        let fresh = notices.filter { !waiting.contains($0.key) }
        guard !fresh.isEmpty else { return }
        try db.insert(
            into: "rejudgement_task",
            columns: ["change_key", "subject", "cause", "cause_on", "noticed_at"],
            rows: fresh.map { notice -> [SQLValue] in
                [
                    notice.key.sqlValue, notice.subject.sqlValue, notice.cause.sqlValue,
                    notice.on.sqlValue, moment.sqlValue,
                ]
            })
    }

    /// Marks tasks as done with what came of them.
    static func finish(
        _ ids: [Int64], outcome: String, at moment: Instant, in db: any Connection
    ) throws {
        try Among.execute(
            "UPDATE rejudgement_task SET done_at = ?, outcome = ? WHERE {among}", column: "id",
            ids: ids, in: db, arguments: [moment, outcome])
    }
}
