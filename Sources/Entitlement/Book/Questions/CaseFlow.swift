// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 業務の状況: how much came in, was decided and waits, by day. Sums only: no person is read.
public struct CaseFlow: Hashable, Sendable {
    /// 申請・届出 that were received.
    public let received: [CivilDate: Int]
    /// 決定 that were made.
    public let decided: [CivilDate: Int]
    /// 審査待ち, by day of the application.
    public let examining: [CivilDate: Int]
    /// 決裁待ち, by day of the proposal.
    public let approving: [CivilDate: Int]
    /// 保留, by the day on which the papers are due.
    public let due: [CivilDate: Int]

    /// What came in and was decided from a day on, and what waits now.
    public init(since day: CivilDate, from db: any Connection) throws {
        let begin = Self.start(of: day)
        received = try Self.days("application WHERE recorded_at >= ?", [begin], db)
        decided = try Self.days("entitlement_history WHERE recorded_at >= ?", [begin], db)
        approving = try Self.days(
            """
            proposal p WHERE NOT EXISTS
            (SELECT 1 FROM proposal_outcome o WHERE o.proposal_id = p.id)
            """, [], db)
        var examining: [CivilDate: Int] = [:]
        try db.forEachRow(
            """
            SELECT a.applied_on, COUNT(*) FROM application_status s
            JOIN application a ON a.id = s.application_id
            WHERE s.is_open = 1 AND s.status IN ('received', 'checked') GROUP BY a.applied_on
            """, []
        ) { examining[$0.date(0)] = $0.int(1) }
        self.examining = examining
        var due: [CivilDate: Int] = [:]
        try db.forEachRow(
            """
            SELECT due_on, COUNT(*) FROM application_status
            WHERE is_open = 1 AND status IN ('held', 'held-checked') AND due_on IS NOT NULL
            GROUP BY due_on
            """, []
        ) { due[$0.date(0)] = $0.int(1) }
        self.due = due
    }

    /// Nothing, for whoever does not look at cases.
    public init() { (received, decided, examining, approving, due) = ([:], [:], [:], [:], [:]) }

    /// By the hour, so that no clock of the database decides where a day ends in Japan.
    private static func days(
        _ rows: String, _ arguments: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [CivilDate: Int] {
        var counts: [CivilDate: Int] = [:]
        try db.forEachRow(
            """
            SELECT MIN(recorded_at), COUNT(*) FROM \(rows) GROUP BY recorded_at / 3600000000
            """, arguments
        ) { counts[$0.instant(0).dayInJapan, default: 0] += $0.int(1) }
        return counts
    }
}

/// What the first page shows of the flow: bounded however much the office has stored.
extension CaseFlow {
    /// How far back from its end the register is read.
    static let newest = 20_000

    /// 申請・届出 from a day on, by the day on which they were recorded; `nil` where more came in
    /// than is read.
    public static func received(
        since day: CivilDate, from db: any Connection
    ) throws -> [CivilDate: Int]? {
        var counts: [CivilDate: Int] = [:]
        try db.forEachRow(
            """
            SELECT MIN(n.recorded_at), COUNT(*) FROM
            (SELECT recorded_at FROM application ORDER BY id DESC LIMIT \(newest)) n
            WHERE n.recorded_at >= ? GROUP BY n.recorded_at / 3600000000
            """, [start(of: day)]
        ) { counts[$0.instant(0).dayInJapan, default: 0] += $0.int(1) }
        return counts.values.reduce(0, +) < newest ? counts : nil
    }

    /// 保留 by the day on which the papers are due, of the days of a period.
    public static func due(
        from first: CivilDate, through last: CivilDate, in db: any Connection
    ) throws -> [CivilDate: Int] {
        var due: [CivilDate: Int] = [:]
        try db.forEachRow(
            """
            SELECT due_on, COUNT(*) FROM application_status
            WHERE is_open = 1 AND status IN ('held', 'held-checked') AND due_on >= ?
            AND due_on <= ? GROUP BY due_on
            """, [first, last]
        ) { due[$0.date(0)] = $0.int(1) }
        return due
    }

    /// Midnight in Japan.
    static func start(of day: CivilDate) -> Instant {
        Instant(noonInJapan: day).adding(seconds: -43_200)
    }
}
