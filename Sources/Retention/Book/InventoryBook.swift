// SPDX-License-Identifier: Apache-2.0
public import Database

/// The data inventory of a database: every column of the live schema with its class.
public enum InventoryBook {
    /// - Returns: the fields, by table and in the order of the columns.
    public static func lines(
        of system: RetentionSystem, _ catalogue: ClassCatalogue, in db: any Connection
    ) throws -> [InventoryLine] {
        let columns = try Catalogue.columns(in: db)
        return try Catalogue.tables(in: db).flatMap { table in
            let rule = catalogue.rule(of: table, in: system)
            let retention = rule.flatMap { catalogue.retention($0.retention) }
            return (columns[table] ?? []).map { column in
                InventoryLine(
                    system: system.rawValue, table: table, column: column.name,
                    kind: column.kind.rawValue, retention: retention?.id ?? "",
                    title: retention?.title ?? "", end: retention?.end.rawValue ?? "",
                    rule: retention?.rule ?? "", source: retention?.source ?? "",
                    isVerified: retention?.isVerified ?? false,
                    protection: protection(of: column, table, system, catalogue),
                    isPerson: rule?.persons.contains(column.name) ?? false)
            }
        }
    }

    private static func protection(
        of column: Column, _ table: String, _ system: RetentionSystem, _ catalogue: ClassCatalogue
    ) -> String {
        let rule = catalogue.columns.first {
            $0.system == system && $0.table == table && $0.column == column.name
        }
        if let rule { return rule.protection }
        return column.kind == .blob ? "" : "庫のファイルの守りによる"
    }

    /// What is missing or too much in the classes, in words; empty when schema and classes agree
    /// both ways.
    public static func gaps(
        of system: RetentionSystem, _ catalogue: ClassCatalogue, in db: any Connection
    ) throws -> [String] {
        let shape = try SchemaShape(of: db)
        var gaps: [String] = []
        let rules = catalogue.rules(of: system)
        let known = Set(rules.map(\.table))
        gaps += shape.columns.keys.filter { !known.contains($0) }.map { "\($0): 区分がない" }
        gaps += known.filter { shape.columns[$0] == nil }.map { "\($0): 表がない" }
        for rule in rules {
            for place in places(of: rule)
            where shape.columns[place.table]?.contains(where: { $0.name == place.column }) != true {
                gaps.append("\(rule.table): 列 \(place.table).\(place.column) がない")
            }
        }
        for (table, columns) in shape.columns {
            for column in columns
            where column.kind == .blob && protection(of: column, table, system, catalogue).isEmpty {
                gaps.append("\(table).\(column.name): 守り方がない")
            }
        }
        return gaps.sorted()
    }

    private static func places(of rule: TableRule) -> [(table: String, column: String)] {
        rule.persons.map { (rule.table, $0) } + rule.paths.map { (rule.table, $0.column) }
            + rule.paths.compactMap { path in path.parent.map { ($0, path.parentColumn) } }
            + (rule.orphanOf.map { [($0, rule.orphanColumn)] } ?? [])
    }
}
