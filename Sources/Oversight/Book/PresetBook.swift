// SPDX-License-Identifier: Apache-2.0
public import Database
public import Ledger
public import Safeguards
public import Vocabulary

/// The answers of presets, a page at a time.
public enum PresetBook {
    /// Entries, newest first.
    ///
    /// - Parameters:
    ///   - query: what must hold besides; its days are these.
    ///   - isOpen: whether the office is open on a day.
    /// - Throws: `.presetTooLong`, `.presetTooWide`.
    public static func lines(
        _ preset: LogPreset, from: CivilDate, through: CivilDate,
        asking query: LogQuery = LogQuery(),
        isOpen: (CivilDate) -> Bool, in db: any Connection
    ) throws -> [LogLine] {
        try lines(
            try condition(preset, from, through, query, isOpen, db), query.limit, query.skipping,
            db)
    }

    /// How many entries there are, whatever the limit, and those of one page.
    ///
    /// - Parameter page: which ones, of how many; see `lines` for the rest.
    public static func page(
        _ preset: LogPreset, from: CivilDate, through: CivilDate, asking query: LogQuery,
        isOpen: (CivilDate) -> Bool, in db: any Connection, _ page: (_ count: Int) -> Range<Int>
    ) throws -> [LogLine] {
        let condition = try condition(preset, from, through, query, isOpen, db)
        let count =
            try db.first(
                "SELECT COUNT(*) FROM \(LogIndex.tables) WHERE \(condition.sql)",
                condition.arguments
            ) { $0.int(0) } ?? 0
        let rows = page(count)
        return try lines(condition, rows.count, rows.lowerBound, db)
    }

    private static func lines(
        _ condition: PresetCondition, _ limit: Int, _ offset: Int, _ db: any Connection
    ) throws -> [LogLine] {
        try db.rows(
            """
            SELECT \(LogIndex.columns) FROM \(LogIndex.tables)
            WHERE \(condition.sql) ORDER BY o.id DESC LIMIT ? OFFSET ?
            """, condition.arguments + [limit, offset], LogIndex.line)
    }

    private static func condition(
        _ preset: LogPreset, _ from: CivilDate, _ through: CivilDate, _ query: LogQuery,
        _ isOpen: (CivilDate) -> Bool, _ db: any Connection
    ) throws -> PresetCondition {
        guard from.days(until: through) < preset.mostDays else {
            throw OversightRefusal.presetTooLong(preset.mostDays)
        }
        let terms = try TermBook.terms(from: db)
        let own: PresetCondition =
            switch preset {
            case .outsideHours: .outside(from, through, terms, isOpen)
            case .closedDays: .closed(from, through, isOpen)
            case .unexplained: PresetCondition("e.result = 'ok | unexplained'")
            case .reveals: .among(OpeningOperations.reveals)
            case .exports: .among(OpeningOperations.exports)
            case .failedLogins:
                PresetCondition("o.code = 'login' AND e.result LIKE 'refused%'")
            case .refused: PresetCondition("e.result LIKE 'refused%'")
            case .sharedID: .shared(terms)
            case .beyondUsual:
                .beyond(
                    try UsualBook.beyond(
                        from: from, through: through, officer: query.officer, terms: terms,
                        in: db))
            case .manyQuickly, .ownRecord, .kin, .colleague, .neighbour, .watched, .protected,
                .unexplainedMany, .repeated:
                .behind(preset.rule, from, through)
            }
        var query = query
        (query.from, query.through) = (from, through)
        let besides = query.condition
        return PresetCondition(
            "\(besides.sql) AND (\(own.sql))", besides.arguments + own.arguments)
    }
}
