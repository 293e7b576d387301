// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// The lists of ホーム: what waits, and how much of it.
public enum Inbox {
    /// How much waits.
    public struct Counts: Hashable, Sendable {
        public let toExamine: Int
        public let toApprove: Int
        public let held: Int
        public let overdue: Int
        /// 差戻し: sent back by a head and not proposed again.
        public let sentBack: Int
        public let toRejudge: Int
        public let certificatesWaiting: Int
    }

    /// 審査待ち.
    public static func toExamine(from db: any Connection) throws -> [ApplicationFile] {
        try ApplicationBook.open([.received, .checked], from: db)
    }

    /// 保留, oldest first.
    public static func held(from db: any Connection) throws -> [ApplicationFile] {
        try ApplicationBook.open([.held, .heldChecked], from: db)
    }

    /// Holds whose papers were due before a day.
    public static func overdueHolds(
        on today: CivilDate, from db: any Connection
    ) throws -> [ApplicationFile] {
        try held(from: db).filter { $0.dueOn.map { $0 < today } ?? false }
    }

    /// 決裁待ち, oldest first.
    public static func toApprove(from db: any Connection) throws -> [PendingProposal] {
        try ProposalBook.pending(from: db)
    }

    /// All counts of the home page.
    public static func counts(on today: CivilDate, from db: any Connection) throws -> Counts {
        var byStatus: [ApplicationStatus: Int] = [:]
        try db.forEachRow(
            "SELECT status, COUNT(*) FROM application_status WHERE is_open = 1 GROUP BY status", []
        ) { byStatus[$0.code(0)] = $0.int(1) }
        let overdue = try db.first(
            "SELECT COUNT(*) FROM application_status WHERE is_open = 1 AND due_on < ?", [today]
        ) { $0.int(0) }
        let toApprove = try db.first("SELECT \(ProposalBook.waitingCount)") { $0.int(0) }
        return Counts(
            toExamine: (byStatus[.received] ?? 0) + (byStatus[.checked] ?? 0),
            toApprove: toApprove ?? 0,
            held: (byStatus[.held] ?? 0) + (byStatus[.heldChecked] ?? 0), overdue: overdue ?? 0,
            sentBack: try ApplicationBook.sentBack(from: db).count,
            toRejudge: try RejudgementQueue.backlog(on: today, from: db).count,
            certificatesWaiting: try CertificateBook.waitingCount(from: db))
    }
}

/// 統計: how many children are entitled, by year of age.
public enum EntitlementCounts {
    /// Entitled children on a day by full years of age, as recorded until a moment.
    public static func byAge(
        on day: CivilDate, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [Int: Int] {
        let index = try EntitlementIndex.load(asOf: moment, from: db)
        var counts: [Int: Int] = [:]
        for entry in index.entries
        where entry.isEntitled(on: day, inpatient: false)
            || entry.isEntitled(on: day, inpatient: true)
        {
            counts[AgeLaw.age(born: entry.born, on: day) ?? 0, default: 0] += 1
        }
        return counts
    }

    /// Decisions of a period of deciding, by result.
    public static func decisions(
        decided period: EffectivePeriod, from db: any Connection
    ) throws -> [DecisionResult: Int] {
        var counts: [DecisionResult: Int] = [:]
        try db.forEachRow(
            """
            SELECT result, COUNT(*) FROM entitlement_history
            WHERE decided_on >= ? AND decided_on < ? GROUP BY result
            """, [period.from, period.until?.description ?? "9999-12-31"]
        ) { counts[$0.code(0)] = $0.int(1) }
        return counts
    }
}
