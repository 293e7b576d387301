// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// Every row of one system about one person, opened, table by table (開示の一式).
public struct PersonRows {
    /// The words for a column of a table; `nil` where the assessment has none.
    public typealias Words = (_ table: String, _ column: String) -> String?

    private let tables: [PersonTable]
    private let person: AddresseeNumber
    private let db: any Connection
    private var known: [String: [Int64]] = [:]

    /// Words for columns that many tables share.
    private static let common = [
        "id": "行", "recorded_at": "記録の時刻", "operation_id": "操作番号", "child": "対象児童",
        "recipient": "受給者", "subject": "対象者", "applicant": "申請者", "officer": "職員",
        "reason": "理由", "event": "経過", "status": "状態",
    ]

    public init(_ tables: [PersonTable], of person: AddresseeNumber, from db: any Connection) {
        self.tables = tables
        self.person = person
        self.db = db
    }

    /// - Parameter isComplete: also tables without a row of the person.
    public mutating func sections(words: Words) throws -> [PersonalFile.Section] {
        let present = Set(try Catalogue.tables(in: db))
        var found: [PersonalFile.Section] = []
        for table in tables where !table.paths.isEmpty && present.contains(table.table) {
            let section = try section(table, words)
            if !section.rows.isEmpty { found.append(section) }
        }
        return found
    }

    /// The ids of the person's rows of a table; each table is asked once.
    private mutating func ids(of name: String) throws -> [Int64] {
        if let known = known[name] { return known }
        // A path never leads back to its own table; what does finds nothing.
        known[name] = []
        guard let table = tables.first(where: { $0.table == name }) else { return [] }
        var ids: Set<Int64> = []
        for path in table.paths {
            switch path {
            case .person(let column):
                ids.formUnion(
                    try db.rows(
                        "SELECT id FROM \(name) WHERE \(column) = ?", [person]
                    ) { $0.int64(0) })
            case .parent(let column, let parent):
                try Among.forEach(
                    "SELECT id FROM \(name) WHERE {among}", column: column,
                    keys: try self.ids(of: parent), in: db
                ) { ids.insert($0.int64(0)) }
            case .child(let child, let column):
                try Among.forEach(
                    "SELECT DISTINCT \(column) FROM \(child) WHERE {among}", column: "id",
                    keys: try self.ids(of: child), in: db
                ) { row in if let id = row.optionalInt64(0) { ids.insert(id) } }
            }
        }
        known[name] = ids.sorted()
        return known[name] ?? []
    }

    /// Where the rows of a table stand: by id, or, where a table of state has none, by what it points at.
    private mutating func places(
        _ table: PersonTable, hasID: Bool
    ) throws -> [(column: String, keys: [Int64])] {
        if hasID { return [("id", try ids(of: table.table))] }
        return try table.paths.compactMap { path in
            switch path {
            case .person(let column): (column, [person.value])
            case .parent(let column, let parent): (column, try ids(of: parent))
            case .child: nil
            }
        }
    }

    private mutating func section(
        _ table: PersonTable, _ words: Words
    ) throws -> PersonalFile.Section {
        let columns = try Catalogue.columns(of: table.table, in: db)
        let hasID = columns.contains { $0.name == "id" }
        let persons = Set(
            table.paths.compactMap { path -> String? in
                if case .person(let column) = path { return column }
                return nil
            })
        let selection = columns.map(\.name).joined(separator: ", ")
        let place = columns.firstIndex { $0.name == "id" } ?? 0
        var rows: [PersonalFile.Row] = []
        var seen: Set<[SQLValue]> = []
        for (column, keys) in try places(table, hasID: hasID) {
            try Among.forEach(
                "SELECT \(selection) FROM \(table.table) WHERE {among}", column: column,
                keys: keys, in: db
            ) { row in
                guard hasID || seen.insert(columns.indices.map { row.value($0) }).inserted else {
                    return
                }
                let id = hasID ? row.int64(place) : Int64(rows.count + 1)
                let isOthers = try isAboutOthers(table, row, columns, persons)
                let cells = try columns.enumerated().map { index, column in
                    try cell(
                        row.value(index), column.name, table, id,
                        isPerson: persons.contains(column.name),
                        isOthers: isOthers)
                }
                rows.append(PersonalFile.Row(id: id, cells: cells))
            }
        }
        return PersonalFile.Section(
            code: table.table, title: table.title,
            columns: columns.map { column in
                PersonalFile.Column(
                    name: column.name,
                    title: words(table.table, column.name) ?? Self.common[column.name]
                        ?? column.name)
            }, rows: rows.sorted { $0.id < $1.id }, isSecret: table.isSecret)
    }

    /// Where a table names persons and this row names only others first, it is about them.
    private func isAboutOthers(
        _ table: PersonTable, _ row: any Row, _ columns: [Column], _ persons: Set<String>
    ) throws -> Bool {
        guard let first = table.paths.first, case .person(let name) = first,
            let index = columns.firstIndex(where: { $0.name == name }),
            case .integer(let number) = row.value(index)
        else { return false }
        return number != person.value && !table.isSecret
    }

    private func cell(
        _ value: SQLValue, _ column: String, _ table: PersonTable, _ id: Int64, isPerson: Bool,
        isOthers: Bool
    ) throws -> PersonalFile.Cell {
        var proposal: RedactionGround?
        if table.isSecret { proposal = .protection }
        let text: String
        switch value {
        case .null: return PersonalFile.Cell("")
        case .integer(let number):
            if isPerson, number != person.value { proposal = proposal ?? .thirdParty }
            text = isPerson ? AddresseeNumber(value: number).description : String(number)
        case .text(let written): text = written
        case .blob(let bytes):
            // Sealed cells open; other bytes are digests.
            if let opened = try? db.place(table.table, id).open(bytes, column) {
                text = opened
            } else {
                text = bytes.map { String($0, radix: 16) }.joined()
            }
        }
        if isOthers, isPrivate(column) { proposal = proposal ?? .thirdParty }
        return PersonalFile.Cell(text, proposal: proposal)
    }

    /// Columns that tell about a person where a row is another person's.
    private func isPrivate(_ column: String) -> Bool {
        let words = ["address", "phone", "kana", "name", "building", "postal", "account", "holder"]
        return words.contains { column.contains($0) }
    }
}
