// SPDX-License-Identifier: Apache-2.0
public import Database
public import Ledger
public import Safeguards
public import Vocabulary

/// Ready-made questions to the log (定型の検索).
public enum LogPreset: String, CaseIterable, Sendable {
    case outsideHours, unexplained, reveals, exports, failedLogins, refused

    public var title: String {
        switch self {
        case .outsideHours: "時間外・閉庁日の利用"
        case .unexplained: "説明のない利用"
        case .reveals: "全桁・住所の表示"
        case .exports: "データの抽出"
        case .failedLogins: "ログインの失敗"
        case .refused: "拒まれた操作"
        }
    }
}

/// The answers of presets.
public enum PresetBook {
    /// Entries, newest first.
    ///
    /// - Parameters:
    ///   - query: what must hold besides; its days are these.
    ///   - isOpen: whether the office is open on a day.
    public static func lines(
        _ preset: LogPreset, from: CivilDate, through: CivilDate,
        asking query: LogQuery = LogQuery(),
        isOpen: (CivilDate) -> Bool, in db: any Connection
    ) throws -> [LogLine] {
        let (condition, arguments) = try Self.condition(preset, from, through, query, isOpen, db)
        return try db.rows(
            """
            SELECT \(LogIndex.columns) FROM \(LogIndex.tables)
            WHERE \(condition) ORDER BY o.id DESC LIMIT ? OFFSET ?
            """, arguments + [query.limit, query.skipping], LogIndex.line)
    }

    /// How many entries there are, whatever the limit; see `lines`.
    public static func count(
        _ preset: LogPreset, from: CivilDate, through: CivilDate,
        asking query: LogQuery = LogQuery(),
        isOpen: (CivilDate) -> Bool, in db: any Connection
    ) throws -> Int {
        let (condition, arguments) = try Self.condition(preset, from, through, query, isOpen, db)
        return try db.first(
            "SELECT COUNT(*) FROM \(LogIndex.tables) WHERE \(condition)", arguments
        ) { $0.int(0) } ?? 0
    }

    private static func condition(
        _ preset: LogPreset, _ from: CivilDate, _ through: CivilDate, _ query: LogQuery,
        _ isOpen: (CivilDate) -> Bool, _ db: any Connection
    ) throws -> (sql: String, arguments: [any SQLValueConvertible]) {
        let condition: String
        switch preset {
        case .outsideHours: condition = try outside(from, through, isOpen, db)
        case .unexplained: condition = "e.result = 'ok | unexplained'"
        case .reveals: condition = "o.code IN (\(AccessBook.list(OpeningOperations.reveals)))"
        case .exports: condition = "o.code IN (\(AccessBook.list(OpeningOperations.exports)))"
        case .failedLogins: condition = "o.code = 'login' AND e.result LIKE 'refused%'"
        case .refused: condition = "e.result LIKE 'refused%'"
        }
        var query = query
        (query.from, query.through) = (from, through)
        let besides = query.condition
        return ("\(besides.sql) AND (\(condition))", besides.arguments)
    }

    /// Minutes of the day in Japan as a condition, and the closed days whole.
    private static func outside(
        _ from: CivilDate, _ through: CivilDate, _ isOpen: (CivilDate) -> Bool,
        _ db: any Connection
    ) throws -> String {
        let terms = try TermBook.terms(from: db)
        // 9 hours east of Greenwich, in microseconds.
        let day: Int64 = 86_400_000_000
        let local = "((o.recorded_at + 32400000000) % \(day))"
        func minutes(_ count: Int) -> Int64 { Int64(count) * 60_000_000 }
        var closed: [String] = []
        var date = from
        while date <= through, closed.count < 400 {
            if !isOpen(date) {
                let start = AccessBook.startOfDay(date).microseconds
                closed.append("(o.recorded_at >= \(start) AND o.recorded_at < \(start + day))")
            }
            date = date.next
        }
        let hours =
            "(\(local) < \(minutes(terms.opensAt)) OR \(local) >= \(minutes(terms.closesAt)))"
        return "o.officer NOT LIKE 'machine:%' AND ("
            + ([hours] + closed).joined(separator: " OR ") + ")"
    }
}
