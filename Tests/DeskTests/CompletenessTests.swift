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
    @Test("どの画面を開いても、データベースから出た人は、その時の記録に残っている", .measure("R-54"))
    func everyPage() async throws {
        let bench = try await DeskBench()
        let trace = try #require(bench.trace)
        let families = [Family.of(.intake), .of(.ordinary), .of(.hold), .of(.decision)]
        try await bench.browse(as: "uketsuke") { browser in
            for family in families {
                _ = try await Counter(browser).receive([family.child])
            }
        }
        let ids = try ids(of: trace.opened)
        var asked = 0
        var missing: [String] = []
        for officer in DeskBench.roles.map(\.officer) {
            let (count, found) = try await bench.browse(as: officer) { browser in
                var count = 0
                var found: [String] = []
                for path in paths(families, ids) {
                    // The browser itself compares the rows with the log (ReadTrace).
                    let sight = try await browser.get(path)
                    guard sight.status < 500 else {
                        found.append("\(officer) \(path) \(sight.status)")
                        continue
                    }
                    count += 1
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
    private func ids(of stores: [any Store]) throws -> [Int64] {
        let tables = ["application", "proposal", "entitlement_history", "inquiry"]
        return try stores.flatMap { store in
            try store.read { db in
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
