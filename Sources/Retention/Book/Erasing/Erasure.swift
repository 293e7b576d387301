// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// Erases the rows of cases inside the transaction of one operation: the only deletion of facts
/// there is (law 2). A permit with the digest of the row stays in place of each fact.
struct Erasure {
    let rules: [TableRule]
    let shape: SchemaShape

    /// What was erased.
    struct Result {
        var counts: [String: Int] = [:]
        /// Persons that erased rows spoke of.
        var persons: Set<Int64> = []
        /// The root over the digests of the erased facts, in their order.
        var root: Digest = MerkleHash.empty
        var files: [ErasedFile] = []
        var ownCases: [(source: String, number: Int64)] = []
        var cells: [[UInt8]] = []

        var rows: Int { counts.values.reduce(0, +) }
    }

    /// - Parameters:
    ///   - list: the list under whose number the erased rows are traced for the journal.
    ///   - known: rows that are erased whatever the cases say, by table.
    func erase(
        _ cases: [CaseKey: [Int64]], list: Int64? = nil, known: [String: Set<Int64>] = [:],
        in scope: Scope
    ) throws -> Result {
        let before =
            try scope.db.first("SELECT COALESCE(MAX(id), 0) FROM purge_permit") { $0.int64(0) } ?? 0
        var result = Result()
        var search = RowSearch(rules, shape, cases: cases, in: scope.db)
        for (table, ids) in known { search.settle(table, ids) }
        let orphans = rules.filter { $0.orphanOf != nil }
        let late = lateTables(orphans)
        let tables = Set(rules.filter { !$0.paths.isEmpty }.map(\.table)).subtracting(late)
        // Everything is found before the first row goes: paths lead over rows of other tables.
        var rows: [String: Set<Int64>] = [:]
        var keys: [String: [(column: String, values: KeyValues)]] = [:]
        for rule in rules where tables.contains(rule.table) {
            if shape.hasID(rule.table) {
                rows[rule.table] = try search.rows(of: rule.table)
            } else {
                keys[rule.table] = try search.keys(of: rule)
            }
        }
        let pointed = try orphans.map { rule in
            (rule, try values(rule.orphanColumn, of: rule.orphanOf ?? "", rows, in: scope.db))
        }
        try note(rows, &result, in: scope.db)
        try Tombstones.keep(rows, in: scope)
        if let list { try TraceBook.trace(rows, rules, shape, list: list, in: scope) }
        for table in shape.deletionOrder(tables) {
            if let ids = rows[table], !ids.isEmpty {
                result.counts[table, default: 0] += try delete(ids, from: table, in: scope)
            }
            for (column, values) in keys[table] ?? [] {
                result.counts[table, default: 0] += try delete(values, column, table, in: scope.db)
            }
        }
        for (rule, ids) in pointed {
            try eraseOrphans(rule, ids, late, &search, &result, in: scope)
        }
        result.counts = result.counts.filter { $0.value > 0 }
        result.root = try root(after: before, in: scope.db)
        return result
    }

    /// Tables whose rows go only with rows that nothing points at any more.
    private func lateTables(_ orphans: [TableRule]) -> Set<String> {
        var late = Set(orphans.map(\.table))
        for rule in rules where rule.paths.contains(where: { late.contains($0.parent ?? "") }) {
            late.insert(rule.table)
        }
        return late
    }

    private func eraseOrphans(
        _ rule: TableRule, _ pointed: Set<Int64>, _ late: Set<String>, _ search: inout RowSearch,
        _ result: inout Result, in scope: Scope
    ) throws {
        var gone = pointed
        try Among.forEach(
            "SELECT \(rule.orphanColumn) FROM \(rule.orphanOf ?? "") WHERE {among}",
            column: rule.orphanColumn, keys: pointed, in: scope.db
        ) { gone.remove($0.int64(0)) }
        search.settle(rule.table, gone)
        var rows = [rule.table: gone]
        for child in rules
        where late.contains(child.table) && child.paths.contains(where: { $0.parent == rule.table })
        {
            rows[child.table] = try search.rows(of: child.table)
        }
        try note(rows, &result, in: scope.db)
        for table in shape.deletionOrder(Set(rows.keys)) {
            result.counts[table, default: 0] += try delete(
                rows[table] ?? [], from: table, in: scope)
        }
    }

    private func values(
        _ column: String, of table: String, _ rows: [String: Set<Int64>], in db: any Connection
    ) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try Among.forEach(
            "SELECT \(column) FROM \(table) WHERE {among}", column: "id", keys: rows[table] ?? [],
            in: db
        ) { found.insert($0.int64(0)) }
        return found
    }

    /// Later rows point at earlier ones of the same table, so the later go first.
    private func delete(
        _ ids: Set<Int64>, from table: String, in scope: Scope
    ) throws -> Int {
        let descending = ids.sorted(by: >)
        guard !shape.appendOnly.contains(table) else {
            return try scope.facts.purge(table, ids: descending)
        }
        return try delete(.numbers(descending), "id", table, in: scope.db)
    }

    private func delete(
        _ values: KeyValues, _ column: String, _ table: String, in db: any Connection
    ) throws -> Int {
        var erased = 0
        func run<Key: SQLValueConvertible>(_ keys: [Key]) throws {
            for start in stride(from: 0, to: keys.count, by: 400) {
                let chunk = keys[start..<min(start + 400, keys.count)]
                let marks = Array(repeating: "?", count: chunk.count).joined(separator: ", ")
                erased += try db.execute(
                    "DELETE FROM \(table) WHERE \(column) IN (\(marks))",
                    chunk.map { $0 as any SQLValueConvertible })
            }
        }
        switch values {
        case .numbers(let keys): try run(keys)
        case .texts(let keys): try run(keys)
        }
        return erased
    }

    /// Who and what the rows speak of, before they go.
    private func note(
        _ rows: [String: Set<Int64>], _ result: inout Result, in db: any Connection
    ) throws {
        for rule in rules {
            guard let ids = rows[rule.table], !ids.isEmpty else { continue }
            for column in rule.persons {
                try Among.forEach(
                    "SELECT \(column) FROM \(rule.table) WHERE {among}", column: "id", keys: ids,
                    in: db
                ) { if let number = $0.optionalInt64(0) { result.persons.insert(number) } }
            }
            try OwnKeys.note(rule.table, ids, &result, in: db)
        }
    }

    private func root(after permit: Int64, in db: any Connection) throws -> Digest {
        var tree = Frontier()
        try db.forEachRow(
            "SELECT row_digest FROM purge_permit WHERE id > ? ORDER BY id", [permit]
        ) { tree.append(MerkleHash.leaf($0.blob(0))) }
        return tree.root
    }
}
