// SPDX-License-Identifier: Apache-2.0
public import Database
import Vocabulary

/// The yardstick: the rows of an import, and how long they take when nothing is computed.
extension ClaimMonth {
    /// What the newest operation wrote into a table, as it stands there.
    public func rows(of table: String) throws -> [[SQLValue]] {
        try store.read { db in
            try db.rows(
                """
                SELECT * FROM \(table)
                WHERE operation_id = (SELECT MAX(operation_id) FROM claim_file)
                """
            ) { row in (0..<row.count).map { row.value($0) } }
        }
    }

    /// Inserts the same rows into the same tables of another file, by one prepared statement a
    /// table and one commit, nothing computed: how long that takes.
    public func insertBare() throws -> Double {
        let bare = try ClaimMonth.open(folder, "bare.sqlite")
        defer { try? bare.close() }
        let given = try ClaimMonth.tables.map { ($0, try rows(of: $0)) }
        let columns = try store.read { db in
            try ClaimMonth.tables.map { try Catalogue.columns(of: $0, in: db).map(\.name) }
        }
        _ = try bare.write { db in
            try db.execute(
                """
                INSERT INTO operation (id, recorded_at, code, officer, session, terminal, purpose)
                SELECT 1000000, 0, 'x', 'x', 'x', 'x', 'x'
                """)
        }
        let own = SQLValue.integer(1_000_000)
        let start = ContinuousClock.now
        try bare.write { db in
            for ((table, rows), columns) in zip(given, columns) {
                let place = columns.firstIndex(of: "operation_id") ?? 0
                try db.insert(
                    into: table, columns: columns,
                    rows: rows.lazy.map { row in
                        var row = row
                        row[place] = own
                        return row
                    })
            }
        }
        return (ContinuousClock.now - start).inSeconds
    }
}
