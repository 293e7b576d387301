// SPDX-License-Identifier: Apache-2.0
public import Database
import Ledger
import Safeguards
public import Vocabulary

extension Master: SQLValueConvertible {}

/// An official list as it was applied.
public struct MasterEdition: Hashable, Sendable {
    public let id: Int64
    public let master: Master
    public let name: String
    public let digest: String
    public let validFrom: CivilDate
    public let rows: Int
    public let added: Int
    public let changed: Int
    public let ended: Int
    public let appliedAt: Instant
}

/// マスタ: the newest row of a code that is in force on a day counts.
public enum MasterBook {
    private static let separator = "\u{1F}"

    /// Every edition, the newest first.
    public static func editions(from db: any Connection) throws -> [MasterEdition] {
        try db.rows(
            """
            SELECT id, master, name, digest, valid_from, row_count, added, changed, ended,
            recorded_at FROM master_edition ORDER BY id DESC
            """
        ) {
            MasterEdition(
                id: $0.int64(0), master: $0.code(1), name: $0.text(2), digest: $0.text(3),
                validFrom: $0.date(4), rows: $0.int(5), added: $0.int(6), changed: $0.int(7),
                ended: $0.int(8), appliedAt: $0.instant(9))
        }
    }

    /// The rows in force on a day, by code.
    public static func rows(
        of master: Master, on day: CivilDate, from db: any Connection
    ) throws -> [String: MasterRow] {
        try read(
            """
            SELECT code, content, is_ended FROM master_fact
            WHERE master = ? AND valid_from <= ? ORDER BY valid_from, id
            """, [master, day], from: db)
    }

    /// The places of a postal code on a day.
    public static func places(
        postalCode: String, on day: CivilDate, from db: any Connection
    ) throws -> [MasterRow] {
        // The separator and the character behind it enclose every code that begins so.
        try read(
            """
            SELECT code, content, is_ended FROM master_fact
            WHERE master = ? AND code >= ? AND code < ? AND valid_from <= ?
            ORDER BY valid_from, id
            """, [Master.postalCodes, postalCode + "/", postalCode + "0", day], from: db
        ).values.sorted { $0.code < $1.code }
    }

    /// The name of an insurer on a day.
    public static func insurer(
        _ number: InsurerNumber, on day: CivilDate, from db: any Connection
    ) throws -> String? {
        try read(
            """
            SELECT code, content, is_ended FROM master_fact
            WHERE master = ? AND code = ? AND valid_from <= ? ORDER BY valid_from, id
            """, [Master.insurers, number.digits, day], from: db
        )[number.digits]?.content.first
    }

    /// Rows of a list whose code begins so or whose content holds it, by code; at most `limit`.
    public static func search(
        _ master: Master, _ text: String, on day: CivilDate, limit: Int, from db: any Connection
    ) throws -> [MasterRow] {
        let plain = text.filter { !"%_".contains($0) }
        guard !plain.isEmpty else { return [] }
        // A code may have been changed or ended since: its rows are read whole, a few more of
        // them than asked for, for those that are over drop out.
        let codes = try db.rows(
            """
            SELECT DISTINCT code FROM master_fact
            WHERE master = ? AND valid_from <= ? AND (code LIKE ? OR content LIKE ?)
            ORDER BY code LIMIT ?
            """, [master, day, plain + "%", "%" + plain + "%", limit * 2]
        ) { $0.text(0) }
        var found: [String: MasterRow] = [:]
        try Among.forEach(
            """
            SELECT code, content, is_ended FROM master_fact
            WHERE {among} AND master = ? AND valid_from <= ? ORDER BY valid_from, id
            """, column: "code", keys: codes, in: db, arguments: [master, day]
        ) { row in
            found[row.text(0)] = row.bool(2) ? nil : Self.row(row)
        }
        let fitting = found.values.filter { row in
            row.code.hasPrefix(plain) || row.content.contains { $0.contains(plain) }
        }
        return Array(fitting.sorted { $0.code < $1.code }.prefix(limit))
    }

    private static func row(_ row: any Row) -> MasterRow {
        MasterRow(
            code: row.text(0), content: row.text(1).components(separatedBy: separator))
    }

    private static func read(
        _ sql: String, _ arguments: [any SQLValueConvertible], from db: any Connection
    ) throws -> [String: MasterRow] {
        var found: [String: MasterRow] = [:]
        try db.forEachRow(sql, arguments) { row in
            let code = row.text(0)
            found[code] =
                row.bool(2) ? nil : Self.row(row)
        }
        return found
    }

    static func apply(
        _ report: MasterReport, digest: String, in scope: Scope
    ) throws {
        try scope.append(
            [(report.added, false), (report.changed.map(\.after), false), (report.ended, true)]
                .flatMap { rows, isEnded in
                    rows.map {
                        MasterFactRow(
                            master: report.master, row: $0,
                            content: $0.content.joined(separator: separator),
                            validFrom: report.validFrom, isEnded: isEnded)
                    }
                })
        _ = try scope.facts.append(
            "master_edition",
            [
                "master": report.master, "name": report.file, "digest": digest,
                "valid_from": report.validFrom, "row_count": report.rows,
                "added": report.added.count, "changed": report.changed.count,
                "ended": report.ended.count,
            ])
    }
}

private struct MasterFactRow: FactRow {
    static let table = "master_fact"
    static let columns = ["master", "code", "content", "valid_from", "is_ended"]
    let master: Master
    let row: MasterRow
    let content: String
    let validFrom: CivilDate
    let isEnded: Bool

    var values: [any SQLValueConvertible] { [master, row.code, content, validFrom, isEnded] }
}

extension String {
    /// Without Foundation: a code never holds the separator.
    fileprivate func components(separatedBy separator: String) -> [String] {
        split(separator: Character(separator), omittingEmptySubsequences: false).map(String.init)
    }
}
