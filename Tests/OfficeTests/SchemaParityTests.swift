// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Support
import Testing
import Vault

@testable import Office

/// What a migration says must stand on both engines alike: a table, a column, an index, a rule that
/// only one of them keeps is found here.
@Suite("表の形は SQLite と PostgreSQL で同じ")
struct SchemaParityTests {
    @Test("すべての表・列・種類・必須・既定・索引・追記だけの印が同じ", arguments: KeyCabinet.System.allCases)
    func sameTables(system: KeyCabinet.System) throws {
        let (file, server) = try both(system)
        let (left, right) = (
            try file.read { try SchemaDump.text(of: $0) },
            try server.read { try SchemaDump.text(of: $0) }
        )
        let lines = (left.split(separator: "\n"), right.split(separator: "\n"))
        #expect(lines.0.count > 100)
        for difference in lines.1.difference(from: lines.0) {
            switch difference {
            case .insert(_, let line, _): Issue.record("PostgreSQL だけ: \(line)")
            case .remove(_, let line, _): Issue.record("SQLite だけ: \(line)")
            }
        }
        try file.close()
        try server.close()
    }

    @Test("参照・一意・検査の決まりの数が、表ごとに同じ", arguments: KeyCabinet.System.allCases)
    func sameRules(system: KeyCabinet.System) throws {
        let (file, server) = try both(system)
        let left = try file.read(Self.rulesOfSQLite)
        let right = try server.read(Self.rulesOfPostgres)
        #expect(left.count > 20)
        for table in Set(left.keys).union(right.keys).sorted() {
            #expect(left[table] == right[table], "\(table)")
        }
        try file.close()
        try server.close()
    }

    private func both(_ system: KeyCabinet.System) throws -> (any Store, any Store) {
        let schema = "p" + UUID().uuidString.replacing("-", with: "").lowercased()
        let (file, server) = (
            try Stores.memory(),
            try Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "")
        )
        for store in [file, server] { try store.migrate(try Schemas.of(system)) }
        return (file, server)
    }

    /// What a table refuses by itself.
    private struct Rules: Equatable {
        var references: [String] = []
        var unique: [String] = []
        var checks = 0
    }

    private static func rulesOfSQLite(_ db: any Connection) throws -> [String: Rules] {
        var found: [String: Rules] = [:]
        for table in try Catalogue.tables(in: db) {
            var rules = Rules()
            rules.references = try db.rows(
                "SELECT \"from\", \"table\" FROM pragma_foreign_key_list(?)", [table]
            ) { "\($0.text(0)) → \($0.text(1))" }.sorted()
            // An index of a rule has no text of its own; the one of the key is named otherwise.
            let indexes = try db.rows(
                "SELECT name FROM pragma_index_list(?) WHERE \"unique\" = 1 AND origin <> 'pk'",
                [table]
            ) { $0.text(0) }
            rules.unique = try indexes.map { index in
                try db.rows("SELECT name FROM pragma_index_info(?)", [index]) {
                    $0.optionalText(0) ?? "?"
                }.sorted().joined(separator: ",")
            }.sorted()
            let text = try db.first(
                "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ?", [table]
            ) { $0.text(0) }
            rules.checks = (text ?? "").ranges(of: "CHECK (").count
            found[table] = rules
        }
        return found
    }

    private static func rulesOfPostgres(_ db: any Connection) throws -> [String: Rules] {
        var found: [String: Rules] = [:]
        for table in try Catalogue.tables(in: db) { found[table] = Rules() }
        try db.forEachRow(
            """
            SELECT t.relname::text, c.contype::text, f.relname::text,
                (SELECT string_agg(a.attname::text, ',' ORDER BY a.attname::text COLLATE "C")
                 FROM pg_attribute AS a
                 WHERE a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey))
            FROM pg_constraint AS c JOIN pg_class AS t ON t.oid = c.conrelid
            LEFT JOIN pg_class AS f ON f.oid = c.confrelid
            WHERE t.relnamespace = current_schema()::regnamespace
            """, []
        ) { row in
            let columns = row.optionalText(3) ?? ""
            switch row.text(1) {
            case "f":
                for column in columns.split(separator: ",") {
                    found[row.text(0)]?.references.append(
                        "\(column) → \(row.optionalText(2) ?? "")")
                }
            case "u": found[row.text(0)]?.unique.append(columns)
            case "c": found[row.text(0)]?.checks += 1
            default: break
            }
        }
        // A unique index that a migration named is no constraint there.
        try db.forEachRow(
            """
            SELECT t.relname::text,
                (SELECT string_agg(a.attname::text, ',' ORDER BY a.attname::text COLLATE "C")
                 FROM pg_attribute AS a WHERE a.attrelid = t.oid AND a.attnum = ANY (x.indkey))
            FROM pg_index AS x JOIN pg_class AS t ON t.oid = x.indrelid
            WHERE t.relnamespace = current_schema()::regnamespace AND x.indisunique
                AND NOT x.indisprimary
                AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = x.indexrelid)
            """, []
        ) { row in found[row.text(0)]?.unique.append(row.optionalText(1) ?? "?") }
        return found.mapValues { rules in
            var rules = rules
            rules.references.sort()
            rules.unique.sort()
            return rules
        }
    }
}
