// SPDX-License-Identifier: Apache-2.0
public import Database

/// Rows like one that a procedure has written: a town of thousands costs one statement.
public enum CopiedRows {
    /// - Parameters:
    ///   - id: of the row that is copied; it is `o` in the SQL of `changing`.
    ///   - changing: the SQL of columns of a copy; `n.k` counts the copies from 1. Numbers of rows go on.
    public static func insert(
        _ count: Int, like id: Int64, into table: String, changing: [String: String] = [:],
        in db: any Connection
    ) throws {
        let columns = try Catalogue.columns(of: table, in: db).map(\.name)
        let values = columns.map { name in
            changing[name]
                ?? (name == "id" ? "(SELECT MAX(id) FROM \(table)) + n.k" : "o.\(name)")
        }
        _ = try db.execute(
            """
            INSERT INTO \(table) (\(columns.joined(separator: ", ")))
            WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n WHERE k < \(count))
            SELECT \(values.joined(separator: ", ")) FROM \(table) o CROSS JOIN n WHERE o.id = ?
            """, [id])
    }
}
