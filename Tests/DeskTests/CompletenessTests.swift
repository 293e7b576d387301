// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import HTTPTypes
import Ledger
import Office
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Desk

/// X16, G-07: whoever's row leaves a database stands in the log of the same request.
@Suite("記録の完全さ（X16）")
struct CompletenessTests {
    /// The stores of one bench, in the order in which they were opened.
    private final class Stores: Sendable {
        let all = Mutex<[WatchedStore]>([])
        let watch = RowWatch()
    }

    private struct Marks {
        var last: [Int64]
    }

    /// The newest entry of each log.
    private func marks(_ stores: Stores) throws -> [Int64] {
        try stores.all.withLock { $0 }.map { store in
            try store.inner.read { db in
                try db.first("SELECT COALESCE(MAX(id), 0) FROM operation") { $0.int64(0) } ?? 0
            }
        }
    }

    /// The persons of the entries after these.
    private func logged(_ stores: Stores, after marks: [Int64]) throws -> Set<Int64> {
        var found: Set<Int64> = []
        for (store, mark) in zip(stores.all.withLock { $0 }, marks) {
            try store.inner.read { db in
                try db.forEachRow(
                    "SELECT subject FROM operation_subject WHERE operation_id > ?", [mark]
                ) { found.insert($0.int64(0)) }
            }
        }
        return found
    }

    /// Rows that a procedure takes only to count or to leave out, and that no answer names.
    private static let counted: [(sql: String, why: String)] = [
        ("SELECT h.subject, 'hold'", "消去できない人を候補から除くためだけに読む（3060）")
    ]

    @Test("どの画面を開いても、データベースから出た人は、その時の記録に残っている", .measure("R-54"))
    func everyPage() async throws {
        let stores = Stores()
        let bench = try await DeskBench(watchingStores: { store in
            let watched = WatchedStore(store, stores.watch)
            stores.all.withLock { $0.append(watched) }
            return watched
        })
        let families = [Family.of(.intake), .of(.ordinary), .of(.hold), .of(.decision)]
        try await bench.browse(as: "uketsuke") { browser in
            for family in families {
                _ = try await Counter(browser).receive([family.child])
            }
        }
        stores.watch.know(
            Set(
                Family.Kind.allCases.map(Family.of).flatMap {
                    [$0.father, $0.mother, $0.child, $0.sibling].map(\.value)
                }))
        let ids = try ids(of: stores)
        var asked = 0
        var missing: [String] = []
        for officer in DeskBench.roles.map(\.officer) {
            let (count, found) = try await bench.browse(as: officer) { browser in
                var count = 0
                var found: [String] = []
                for path in paths(families, ids) {
                    _ = stores.watch.take()
                    let before = try marks(stores)
                    let sight = try await browser.get(path)
                    guard sight.status < 500 else {
                        found.append("\(officer) \(path) \(sight.status)")
                        continue
                    }
                    count += 1
                    let seen = stores.watch.take()
                    let known = try logged(stores, after: before)
                    for (number, sql) in seen
                    where !known.contains(number)
                        && !Self.counted.contains(where: { sql.hasPrefix($0.sql) })
                    {
                        found.append("\(officer) \(path) \(number) \(sql.prefix(90))")
                    }
                }
                return (count, found)
            }
            asked += count
            missing += found
        }
        #expect(asked > 200)
        #expect(missing == [], "\(missing.count)")
    }

    /// Ids of rows that pages are about.
    private func ids(of stores: Stores) throws -> [Int64] {
        let tables = ["application", "proposal", "entitlement_history", "inquiry"]
        return try stores.all.withLock { $0 }.flatMap { store in
            try store.inner.read { db in
                let known = Set(try Catalogue.tables(in: db))
                return try tables.filter(known.contains).flatMap { table in
                    try db.rows("SELECT id FROM \(table) ORDER BY id LIMIT 2") { $0.int64(0) }
                }
            }
        }
    }

    private func paths(_ families: [Family], _ ids: [Int64]) -> [String] {
        let pages = Route.allCases.filter {
            $0.definition.method == .get && $0.definition.access != .open
        }
        let persons = families.flatMap { [$0.child, $0.mother] }.map(\.description)
        return pages.flatMap { route -> [String] in
            let path = route.definition.path
            guard path.contains(":") else { return [path] }
            let values = path.contains(":person") ? persons : ids.map { "\($0)" }
            return values.map { value in
                path.split(separator: "/", omittingEmptySubsequences: false)
                    .map { $0.first == ":" ? ($0 == ":screen" ? "1010" : value) : String($0) }
                    .joined(separator: "/")
            }
        }
    }
}
