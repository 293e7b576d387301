// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Synchronization
import Testing

/// X16, G-07: whoever's row leaves a database during a request stands in the log of that request.
/// Every bench of the desk that serves one browser at a time is traced, so that the whole suite is.
final class ReadTrace: Sendable {
    /// Held by whoever opened it: settings hold the trace, and what is opened holds its settings.
    private struct Opened {
        weak var store: WatchedStore?
    }

    let watch = RowWatch()
    private let stores = Mutex<[Opened]>([])

    /// Rows that a procedure takes only to count, to leave out or to compare, and that no answer names.
    private static let counted: [(sql: String, why: String)] = [
        ("SELECT h.subject, 'hold'", "消去できない人を候補から除くためだけに読む（3060）")
    ]

    /// Puts a watch on a store that is opened.
    func watching(_ store: any Store) -> any Store {
        let watched = WatchedStore(store, watch)
        stores.withLock { $0.append(Opened(store: watched)) }
        return watched
    }

    /// The stores behind the watch.
    var opened: [any Store] { stores.withLock { $0.compactMap { $0.store?.inner } } }

    /// Begins anew: the newest entry of each log.
    func begin() throws -> [Int64] {
        _ = watch.take()
        return try opened.map { store in
            try store.read { db in
                try db.first("SELECT COALESCE(MAX(id), 0) FROM operation") { $0.int64(0) } ?? 0
            }
        }
    }

    /// The persons who were seen since then and whom no entry since then names, each with the
    /// statement that gave the row.
    func unlogged(since marks: [Int64]) throws -> [(number: Int64, sql: String)] {
        let seen = watch.take()
        if seen.isEmpty { return [] }
        var known: Set<Int64> = []
        for (store, mark) in zip(opened, marks) {
            try store.read { db in
                try db.forEachRow(
                    "SELECT subject FROM operation_subject WHERE operation_id > ?", [mark]
                ) { known.insert($0.int64(0)) }
            }
        }
        return seen.filter { number, sql in
            !known.contains(number) && !Self.counted.contains { sql.hasPrefix($0.sql) }
        }.map { ($0.key, $0.value) }.sorted { $0.number < $1.number }
    }
}
