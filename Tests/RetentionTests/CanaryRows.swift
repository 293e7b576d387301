// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Support
import Synchronization
import Vocabulary

@testable import Retention

/// Fills every table that is erased with one row for each of some persons, every column that can
/// hold text with a canary. The rows are found by trying: whatever the schema accepts.
struct CanaryRows {
    enum Cell: Sendable {
        case number(Int64), unique, person, parent(String), copied(String, String)
        case operation, moment, canary, text(String), digits(Int), null
    }
    struct Template: Sendable {
        let table: String
        let columns: [Column]
        let cells: [Cell]
    }

    let bench: Bench
    let shape: SchemaShape
    let order: [String]
    let templates: [String: Template]

    /// Work lists whose rows leave when they are dealt with, and which stop an erasure meanwhile.
    static let left: Set<String> = ["resident_waiting", "waiting_print"]

    /// The words that mean “closed”, so that nothing is open.
    private static let closed: [String: Cell] = [
        "burden_tenths": .number(3), "benefit_tenths": .number(7),
        "income_paper.tax_year": .number(2_009), "insurer_succession.new_insurer": .digits(8),
        "is_open": .number(0), "is_over": .number(1), "is_under_way": .number(0),
        "is_set": .number(0), "payment_item_status.status": .text("paid"),
        "hub_order_status.state": .text("done"), "claim_objection.result": .text("1"),
        "resident_fact.status": .text("2"), "register_version.entry_state": .text("closed"),
        "rejudgement_task.done_at": .moment, "payment_item.attempt": .number(0),
        "reimbursement.branch": .number(1), "reimbursement.base_id": .null,
        "reimbursement.corrects_id": .null, "e_application.corrects_id": .null,
        "replaces_id": .null, "entitlement_history.valid_until": .text("2010-05-07"),
        "entitlement_history.inpatient_until": .text("2010-05-07"),
        "entitlement_history.valid_from": .text("2010-05-07"),
        "entitlement_history.inpatient_from": .text("2010-05-07"),
        "recovery_event.event": .text("withdrawn"), "person.integrated_number": .unique,
    ]

    private struct Found: Sendable {
        let shape: SchemaShape
        let order: [String]
        let templates: [String: Template]
    }

    /// Finding the rows takes a while: once for each system.
    private static let found = Mutex<[RetentionSystem: Found]>([:])

    init(_ bench: Bench) throws {
        let found = try Self.found.withLock { known in
            if let one = known[bench.system] { return one }
            let one = try Self.find(bench)
            known[bench.system] = one
            return one
        }
        self.bench = bench
        shape = found.shape
        order = found.order
        templates = found.templates
    }

    private static func find(_ bench: Bench) throws -> Found {
        let scratch = try Bench(bench.system)
        let shape = try scratch.store.read { try SchemaShape(of: $0) }
        let erased = Set(
            bench.catalogue.rules(of: bench.system)
                .filter {
                    bench.catalogue.retention($0.retention)?.end == .erase
                        && $0.retention != "hold"
                }.map(\.table)
        ).subtracting(Self.left)
        var needed = erased
        // Tables that erased ones point at.
        while true {
            let more = shape.references.filter {
                needed.contains($0.table) && !["operation", "officer"].contains($0.parent)
            }.map(\.parent)
            guard !needed.isSuperset(of: more) else { break }
            needed.formUnion(more)
        }
        let order = parentsFirst(needed, shape, bench)
        var found: [String: Template] = [:]
        var random = Seeded(7)
        for _ in 0..<2 {
            try scratch.gate.perform(.initialise, by: .machine("t"), for: .maintenance) { _ in }
        }
        for table in order {
            found[table] = try template(table, shape, bench, scratch, found, &random)
        }
        return Found(shape: shape, order: order, templates: found)
    }

    static func canary(_ person: Int) -> String { "9\(String(30_000_000_007 + person * 7_919))" }
    static func number(_ person: Int) -> AddresseeNumber {
        AddresseeNumber(value: Int64(9_000_001 + person * 10))
    }

    /// Writes one row a table for each person.
    func fill(_ persons: Range<Int>) throws { try refill(bench, persons) }

    /// The same into another database of the same schema.
    func refill(_ bench: Bench, _ persons: Range<Int>) throws {
        // Some rows speak of an operation each.
        let operations = try persons.map { _ in
            try bench.gate.perform(.initialise, by: .machine("t"), for: .maintenance) {
                $0.operationID
            }
        }
        try bench.gate.perform(.initialise, by: .machine("t"), for: .maintenance) { scope in
            var ids: [String: [Int64]] = [:]
            for table in order {
                guard let template = templates[table] else { continue }
                var rows: [[SQLValue]] = []
                for (index, person) in persons.enumerated() {
                    rows.append(
                        template.cells.enumerated().map { place, cell in
                            Self.value(
                                cell, template.columns[place], table, person,
                                { parent in
                                    let own = Self.paired(
                                        index, template.columns[place].name)
                                    return ids[parent]?[own] ?? 0
                                }, operation: operations[index], now: scope.now)
                        })
                }
                do {
                    ids[table] = try insert(template, rows, in: scope)
                } catch let violation as ConstraintViolation {
                    throw Fault(.database, detail: "\(table): \(violation)")
                }
            }
        }
    }

    private func insert(
        _ template: Template, _ rows: [[SQLValue]], in scope: Scope
    ) throws -> [Int64] {
        let names = template.columns.map(\.name)
        if shape.appendOnly.contains(template.table) {
            return Array(
                try scope.facts.append(to: template.table, columns: names, rows: rows) ?? 0...0)
        }
        try scope.db.insert(into: template.table, columns: names, rows: rows)
        guard let place = names.firstIndex(of: "id") else { return [] }
        return rows.map { row in
            if case .integer(let id) = row[place] { id } else { 0 }
        }
    }

    /// Persons are put together (名寄せ) by twos.
    private static func paired(_ index: Int, _ column: String) -> Int {
        if column.hasPrefix("kept_") { return index & ~1 }
        return column.hasPrefix("merged_") ? index | 1 : index
    }

    private static func value(
        _ cell: Cell, _ column: Column, _ table: String, _ person: Int,
        _ parent: (String) -> Int64, operation: Int64, now: Instant
    ) -> SQLValue {
        let text = "\(canary(person)).\(table).\(column.name)"
        switch cell {
        case .number(let number): return .integer(number)
        case .unique:
            return column.kind == .text
                ? .text(padded(person + 1, 7)) : .integer(Int64(person + 1))
        case .person:
            return .integer(Self.number(paired(person, column.name)).value)
        case .parent(let table): return .integer(parent(table))
        case .copied(let table, let name):
            return .text("\(canary(person)).\(table).\(name)")
        case .operation: return .integer(operation)
        case .moment: return .integer(now.microseconds)
        case .canary: return column.kind == .blob ? .blob(Array(text.utf8)) : .text(text)
        case .text(let word):
            guard word.hasPrefix("#"), let length = Int(word.dropFirst()) else {
                return .text(word)
            }
            // A digest of a fixed length begins with the canary as well.
            return .text(
                String((canary(person) + String(repeating: "0", count: length)).prefix(length)))
        case .digits(let length): return .text(padded(person + 1, length))
        case .null: return .null
        }
    }

    // MARK: finding a row that the schema accepts

    private static func parentsFirst(
        _ tables: Set<String>, _ shape: SchemaShape, _ bench: Bench
    ) -> [String] {
        var order: [String] = []
        var seen: Set<String> = []
        func visit(_ table: String) {
            guard tables.contains(table), seen.insert(table).inserted else { return }
            for reference in shape.references where reference.table == table {
                if reference.parent != table { visit(reference.parent) }
            }
            for path in bench.catalogue.rule(of: table, in: bench.system)?.paths ?? [] {
                if let parent = path.parent, parent != table { visit(parent) }
            }
            order.append(table)
        }
        for table in tables.sorted() { visit(table) }
        return order
    }

    private static func template(
        _ table: String, _ shape: SchemaShape, _ bench: Bench, _ scratch: Bench,
        _ known: [String: Template], _ random: inout Seeded
    ) throws -> Template {
        let definition =
            try scratch.store.read {
                try $0.first("SELECT sql FROM sqlite_master WHERE name = ?", [table]) { $0.text(0) }
            } ?? ""
        let isFact = shape.appendOnly.contains(table)
        let columns = (shape.columns[table] ?? []).filter {
            !(isFact && ["id", "operation_id", "recorded_at"].contains($0.name))
        }
        for _ in 0..<3_000 {
            let cells = columns.map {
                cell($0, table, definition, shape, bench, &random)
            }
            let template = Template(table: table, columns: columns, cells: cells)
            if try accepts(template, isFact, scratch, known) { return template }
        }
        throw Fault(.database, detail: "試験の行を作れない表: \(table)")
    }

    /// Tries with two persons, so that a column that must differ does.
    private static func accepts(
        _ template: Template, _ isFact: Bool, _ scratch: Bench, _ known: [String: Template]
    ) throws -> Bool {
        do {
            try scratch.store.write { db in
                for person in 0..<2 {
                    let frame: [SQLValue] =
                        isFact ? [.integer(Int64(person + 1)), .integer(1), .integer(1)] : []
                    let names = isFact ? ["id", "operation_id", "recorded_at"] : []
                    try db.insert(
                        into: template.table, columns: names + template.columns.map(\.name),
                        rows: [
                            frame
                                + template.cells.enumerated().map { place, cell in
                                    value(
                                        cell, template.columns[place], template.table, person,
                                        { _ in
                                            Int64(
                                                paired(person, template.columns[place].name) + 1)
                                        }, operation: Int64(person + 1),
                                        now: Instant(microseconds: 1_274_000_000_000_000))
                                }
                        ])
                }
            }
            return true
        } catch is ConstraintViolation {
            return false
        }
    }

    private static func cell(
        _ column: Column, _ table: String, _ sql: String, _ shape: SchemaShape, _ bench: Bench,
        _ random: inout Seeded
    ) -> Cell {
        let place = "\(table).\(column.name)"
        if let word = closed[place] ?? closed[column.name] { return word }
        let rule = bench.catalogue.rule(of: table, in: bench.system)
        if column.name == "id" {
            // A table with an id of another one (read models).
            if let parent = shape.references.first(where: { $0.table == table && $0.column == "id" }
            ) {
                return .parent(parent.parent)
            }
            return .unique
        }
        let isOptional = !column.isRequired && UInt64.random(in: 0..<4, using: &random) == 0
        if let reference = shape.references.first(where: {
            $0.table == table && $0.column == column.name
        }) {
            if reference.parent == "operation" { return .operation }
            if reference.parent == table { return .null }
            return isOptional ? .null : .parent(reference.parent)
        }
        if rule?.persons.contains(column.name) == true { return .person }
        if let path = rule?.paths.first(where: { $0.column == column.name }),
            let parent = path.parent, parent != table
        {
            return path.parentColumn == "id" ? .parent(parent) : .copied(parent, path.parentColumn)
        }
        if isOptional { return .null }
        switch column.kind {
        case .blob: return .canary
        case .text:
            let cell = text(column.name, sql, &random)
            let isErased =
                rule.map { bench.catalogue.retention($0.retention)?.end == .erase } ?? false
            guard !isErased else { return cell }
            // What stays as evidence speaks of nobody.
            switch cell {
            case .canary: return .digits(9)
            case .text(let word) where word.hasPrefix("#"):
                return .digits(Int(word.dropFirst()) ?? 9)
            case .number, .unique, .person, .parent, .copied, .operation, .moment, .text, .digits,
                .null:
                return cell
            }
        case .integer, .other:
            if column.name.hasSuffix("_at") { return .moment }
            let draw = UInt64.random(in: 0..<5, using: &random)
            return draw < 4 ? .number(Int64(draw)) : .unique
        }
    }

    private static func text(_ name: String, _ sql: String, _ random: inout Seeded) -> Cell {
        if let words = listed(name, sql) {
            return .text(words[Int.random(in: 0..<words.count, using: &random)])
        }
        for length in [64, 32] where sql.contains("length(\(name)) = \(length)") {
            return .text("#\(length)")
        }
        if name.hasSuffix("_month") || sql.contains("length(\(name)) = 7)") && name == "month" {
            return .text("2010-05")
        }
        let isDay =
            name.hasSuffix("_on") || name.hasSuffix("_from") || name.hasSuffix("_until")
            || name.hasSuffix("_day") || name == "born" || name == "seinengappi"
            || name == "valid_through" || name.hasSuffix("_born") || name == "day"
        if isDay { return .text("2010-05-07") }
        for length in [2, 3, 4, 6, 7, 8, 10]
        where sql.contains("length(\(name)) = \(length))")
            || sql.contains("length(\(name)) IN (\(length)")
        {
            return length == 7 ? .unique : .text("#\(length)")
        }
        return .canary
    }

    /// The words of `CHECK (name IN (…))`.
    private static func listed(_ name: String, _ sql: String) -> [String]? {
        guard let start = sql.range(of: "CHECK (\(name) IN") ?? sql.range(of: "(\(name) IN\n"),
            let open = sql[start.upperBound...].firstIndex(of: "("),
            let close = sql[open...].firstIndex(of: ")")
        else { return nil }
        let words = sql[open..<close].split(separator: "'").enumerated()
            .filter { $0.offset % 2 == 1 }.map { String($0.element) }
        return words.isEmpty ? nil : words
    }
}
