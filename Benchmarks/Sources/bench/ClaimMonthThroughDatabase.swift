// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Simulation

/// A city's month of claims (55,000 children, one claim each), from the files to the stored result
/// with reasons and log, beside a bare insertion of the same rows through the C interface.
enum ClaimMonthThroughDatabase {
    static func run(_ course: Course) throws {
        let children = course.size(55_000)
        let month = try ClaimMonth(
            folder: course.folder, schemes: course.root.path + "/Schemes",
            layouts: course.root.path + "/Layouts")
        defer { try? month.close() }
        let spent = try Course.timed {
            try month.entitle(children)
            return children
        }
        Course.say("\(children)人の資格を \(Table.time(spent.seconds)) で認定しました")
        let files = try month.files()
        PeakMemory.reset()
        let outcome = try month.take(files)
        course.note("一か月のレセプトの取込みの間の最大メモリー", megabytes: PeakMemory.megabytes)
        guard outcome.claims == children, outcome.accepted > children * 97 / 100 else {
            throw BenchError("受け入れた件数が違います: \(outcome.accepted) / \(outcome.claims)")
        }
        let stick = try bare(month, course)
        course.tell(
            Measurement(
                bench: "claims", what: "一か月のレセプトをファイルから庫へ(理由と記録つき)",
                amount: Double(outcome.claims), unit: "件", seconds: Spread([outcome.seconds]),
                yardstick: "同じ\(outcome.rows)行を素の SQLite へ", yardstickSeconds: Spread([stick]),
                ratio: outcome.seconds / stick))
    }

    /// The same rows into the same tables, indexes and triggers of an empty file: one prepared
    /// statement a table, one commit.
    private static func bare(_ month: ClaimMonth, _ course: Course) throws -> Double {
        let raw = try RawSQLite(path: course.folder.appendingPathComponent("bare-c.sqlite").path)
        let schema = try month.store.read { db in
            try db.rows(
                """
                SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite%'
                ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 ELSE 3 END
                """
            ) { $0.text(0) }
        }
        for sql in schema { try raw.run(sql) }
        for setting in [
            "foreign_keys = ON", "recursive_triggers = ON", "secure_delete = ON",
            "cache_size = -65536",
        ] { try raw.run("PRAGMA \(setting)") }
        let tables = try ClaimMonth.tables.map { ($0, try month.rows(of: $0)) }
        let operation = try month.store.read { db in
            try db.first("SELECT MAX(operation_id) FROM claim_file") { $0.int64(0) } ?? 0
        }
        try raw.run(
            """
            INSERT INTO operation (id, recorded_at, code, officer, session, terminal, purpose)
            VALUES (\(operation), 0, 'x', 'x', 'x', 'x', 'x')
            """)
        return try Course.timed {
            try raw.insert(tables)
            return tables.count
        }.seconds
    }
}
