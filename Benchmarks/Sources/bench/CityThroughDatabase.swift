// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation

/// The made-up city from SQLite to SQLite, reasons and digest of the book written down.
enum CityThroughDatabase {
    static func run(_ course: Course) throws {
        let city = SyntheticCity(children: course.size(100_000))
        let path = course.folder.appendingPathComponent("city.sqlite").path
        let store = try Stores.sqlite(at: path, body: "119997")
        defer { try? store.close() }
        try CityTables.fill(store, city)
        let stored = StoredCity(book: try BookCity.book(course.root), store: store)
        let (yen, rows) = try stored.run()
        if let expected = CityAnswer.expected(children: city.count), expected.yen != yen {
            throw BenchError("照合値が違います: \(yen) 円、正しくは \(expected.yen) 円")
        }
        let raw = try RawSQLite(path: course.folder.appendingPathComponent("raw.sqlite").path)
        try raw.run(CityTables.decision)
        let columns = CityTables.decisionColumns.count
        let numbers = try decided(store, columns)
        let tidy = {
            try stored.clear()
            try raw.run("DELETE FROM decision")
        }
        try course.compare(
            "市の一年(SQLite から SQLite へ、理由と本の要約値つき)", city.count * 12, "子ども・月",
            before: tidy, work: { try stored.run().yen }, with: "書込みだけを素の SQLite で",
            yardstick: {
                try raw.insert(into: "decision", columns: columns, rows: numbers)
                return rows
            })
        try course.compare(
            "まとめての書込み(14列)", rows, "行", before: tidy,
            work: {
                try store.write { db in
                    try db.insert(
                        into: "decision", columns: CityTables.decisionColumns,
                        rows: (0..<rows).lazy.map { row in
                            numbers[(row * columns)..<((row + 1) * columns)].map {
                                SQLValue.integer($0)
                            }
                        })
                }
            }, with: "素の SQLite",
            yardstick: {
                try raw.insert(into: "decision", columns: columns, rows: numbers)
                return rows
            })
        try course.measure("まとめての読出し(子どもと医療費)", city.count * 7, "行(およそ)") {
            try stored.read().count
        }
        try withPeers(course, stored, city.count)
    }

    /// The decisions as plain numbers; an open end is 0 there.
    private static func decided(_ store: any Store, _ columns: Int) throws -> [Int64] {
        try store.read { db in
            var numbers: [Int64] = []
            try db.forEachRow("SELECT * FROM decision ORDER BY month, child", []) { row in
                for column in 0..<columns { numbers.append(row.optionalInt64(column) ?? 0) }
            }
            return numbers
        }
    }

    private static func withPeers(_ course: Course, _ stored: StoredCity, _ children: Int) throws {
        guard let peers = Peers(course) else { return }
        let work = { try stored.run().yen }
        let what = "市の一年(SQLite から SQLite へ、理由と本の要約値つき)"
        let openFisca = try peers.openFisca(children: children).databaseSeconds
        try course.against(
            "OpenFisca-Core(理由なし)", what, children * 12, "子ども・月", theirs: [openFisca],
            before: stored.clear, work: work)
        try course.against(
            "SQL 文一つ(理由なし)", what, children * 12, "子ども・月",
            theirs: try peers.oneStatement(children: children), before: stored.clear, work: work)
    }
}
