// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Traces of erased facts that no path leads to from another erased row: with them everything else is
/// found again in a restored database.
enum TraceBook {
    static func trace(
        _ rows: [String: Set<Int64>], _ rules: [TableRule], _ shape: SchemaShape, list: Int64,
        in scope: Scope
    ) throws {
        for rule in rules where isTraced(rule, shape) {
            guard let ids = rows[rule.table], !ids.isEmpty else { continue }
            try Among.execute(
                """
                INSERT INTO purge_trace (list_id, batch_operation, source, row_id, noted_at)
                SELECT ?, ?, '\(rule.table)', id, recorded_at FROM \(rule.table) WHERE {among}
                """, column: "id", ids: Array(ids), in: scope.db,
                arguments: [list, scope.operationID])
        }
    }

    private static func isTraced(_ rule: TableRule, _ shape: SchemaShape) -> Bool {
        shape.appendOnly.contains(rule.table)
            && rule.paths.contains { $0.parent == nil || $0.parent == rule.table }
    }

    /// The traces of a list, batch by batch.
    static func traces(of list: Int64, in db: any Connection) throws -> [[ErasedRow]] {
        var batches: [[ErasedRow]] = []
        var current: Int64?
        try db.forEachRow(
            """
            SELECT source, row_id, noted_at, batch_operation FROM purge_trace
            WHERE list_id = ? ORDER BY id
            """, [list]
        ) { row in
            if current != row.int64(3) { batches.append([]) }
            current = row.int64(3)
            batches[batches.count - 1].append(
                ErasedRow(table: row.text(0), id: row.int64(1), recordedAt: row.instant(2)))
        }
        return batches
    }

    /// How many bytes of the journal this database agrees with.
    static func place(in db: any Connection) throws -> Int {
        try db.first("SELECT journal_bytes FROM purge_journal ORDER BY id DESC LIMIT 1") {
            $0.int(0)
        } ?? 0
    }

    /// Of erased rows those that stand here again, by table.
    static func returned(
        _ rows: [ErasedRow], _ rules: [TableRule], _ shape: SchemaShape, in db: any Connection
    ) throws -> [String: Set<Int64>] {
        var found: [String: Set<Int64>] = [:]
        for (table, own) in Dictionary(grouping: rows, by: \.table) {
            guard let rule = rules.first(where: { $0.table == table }), isTraced(rule, shape) else {
                continue
            }
            let moments = Dictionary(
                own.map { ($0.id, $0.recordedAt) }, uniquingKeysWith: { _, last in last })
            try Among.forEach(
                "SELECT id, recorded_at FROM \(table) WHERE {among}", column: "id",
                keys: moments.keys, in: db
            ) { row in
                if moments[row.int64(0)] == row.instant(1) {
                    found[table, default: []].insert(row.int64(0))
                }
            }
        }
        return found
    }

    /// Whose rows they are, for tables that hold no facts and are found by the person alone.
    static func cases(
        of rows: [String: Set<Int64>], in db: any Connection
    ) throws -> [CaseKey: [Int64]] {
        var cases: [CaseKey: [Int64]] = [:]
        for (table, column, kind) in [
            ("application", "child", CaseKind.entitlement),
            ("entitlement_history", "child", .entitlement), ("account_use", "recipient", .person),
            ("mailing_address_fact", "subject", .person), ("residence_fact", "subject", .person),
            ("person_addressee", "person_id", .addressee),
        ] {
            guard let ids = rows[table], !ids.isEmpty else { continue }
            try Among.forEach(
                "SELECT \(column) FROM \(table) WHERE {among}", column: "id", keys: ids, in: db
            ) { cases[CaseKey(kind: kind, table: ""), default: []].append($0.int64(0)) }
        }
        return cases
    }
}
