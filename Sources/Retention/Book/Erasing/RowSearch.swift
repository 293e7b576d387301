// SPDX-License-Identifier: Apache-2.0
import Database

/// Which cases are erased: numbers by kind, and by table for single rows.
struct CaseKey: Hashable {
    let kind: CaseKind
    /// Only of kind `row`.
    let table: String
}

/// The rows that belong to cases, followed along the paths of `Classes/tables.tsv`.
struct RowSearch {
    private let rules: [String: TableRule]
    private let shape: SchemaShape
    private let db: any Connection
    private let cases: [CaseKey: [Int64]]
    private var found: [String: Set<Int64>] = [:]

    init(
        _ rules: [TableRule], _ shape: SchemaShape, cases: [CaseKey: [Int64]],
        in db: any Connection
    ) {
        self.rules = Dictionary(uniqueKeysWithValues: rules.map { ($0.table, $0) })
        self.shape = shape
        self.cases = cases
        self.db = db
    }

    /// Sets the rows of a table that no path leads to (rows that nothing points at any more).
    mutating func settle(_ table: String, _ ids: Set<Int64>) { found[table] = ids }

    /// The ids of the rows of a table.
    mutating func rows(of table: String) throws -> Set<Int64> {
        if let known = found[table] { return known }
        // Against paths that lead in a circle.
        found[table] = []
        guard let rule = rules[table], shape.hasID(table) else { return [] }
        var ids: Set<Int64> = []
        for path in rule.paths {
            let start = path.parent == table ? roots(path, rule).union(ids) : nil
            try ids.formUnion(rows(path, rule, start: start))
        }
        found[table] = ids
        return ids
    }

    /// The values by which the rows of a table without an id are deleted: column by column.
    mutating func keys(of rule: TableRule) throws -> [(column: String, values: KeyValues)] {
        try rule.paths.compactMap { path in
            let values = try values(path, rule, start: nil)
            return values.isEmpty ? nil : (path.column, values)
        }
    }

    private func roots(_ path: RowPath, _ rule: TableRule) -> Set<Int64> {
        Set(cases[CaseKey(kind: path.kind, table: path.kind == .row ? rule.table : "")] ?? [])
    }

    private mutating func rows(
        _ path: RowPath, _ rule: TableRule, start: Set<Int64>?
    ) throws -> Set<Int64> {
        var ids = try matches(values(path, rule, start: start), path.column, rule.table)
        guard path.isRepeated else { return ids }
        var news = ids
        while !news.isEmpty {
            let next = try matches(.numbers(Array(news)), path.column, rule.table)
            news = next.subtracting(ids)
            ids.formUnion(news)
        }
        return ids
    }

    private mutating func values(
        _ path: RowPath, _ rule: TableRule, start: Set<Int64>?
    ) throws -> KeyValues {
        guard let parent = path.parent else { return .numbers(Array(roots(path, rule))) }
        let ids = try start ?? rows(of: parent)
        guard path.parentColumn != "id" else { return .numbers(Array(ids)) }
        let isText = shape.columns[parent]?.first { $0.name == path.parentColumn }?.kind == .text
        var numbers: Set<Int64> = []
        var texts: Set<String> = []
        try Among.forEach(
            "SELECT \(path.parentColumn) FROM \(parent) WHERE {among}", column: "id", keys: ids,
            in: db
        ) { row in
            if isText {
                if let text = row.optionalText(0) { texts.insert(text) }
            } else if let number = row.optionalInt64(0) {
                numbers.insert(number)
            }
        }
        return isText ? .texts(Array(texts)) : .numbers(Array(numbers))
    }

    private func matches(
        _ values: KeyValues, _ column: String, _ table: String
    ) throws -> Set<Int64> {
        var ids: Set<Int64> = []
        let sql = "SELECT id FROM \(table) WHERE {among}"
        switch values {
        case .numbers(let keys):
            try Among.forEach(sql, column: column, keys: keys, in: db) { ids.insert($0.int64(0)) }
        case .texts(let keys):
            try Among.forEach(sql, column: column, keys: keys, in: db) { ids.insert($0.int64(0)) }
        }
        return ids
    }
}

/// Values of one column.
enum KeyValues {
    case numbers([Int64])
    case texts([String])

    var isEmpty: Bool {
        switch self {
        case .numbers(let keys): keys.isEmpty
        case .texts(let keys): keys.isEmpty
        }
    }
}
