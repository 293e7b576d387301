// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Press
import Registers
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@testable import Office

/// A canary person: one row in every table of System 1, a canary in every cell.
private struct CanaryTown {
    static let person = AddresseeNumber(value: 900_000_000_000_017)
    static let row: Int64 = 7
    let store: any Store
    private(set) var canaries: [String: String] = [:]
    private let tables: [PersonTable]

    init() throws {
        tables = try RegisterCatalogue.standard().personTables
        store = try Stores.memory()
        try store.migrate(try Schemas.of(.casework))
        var planted: [String: String] = [:]
        try store.write { db in
            // A canary is no word of the office: the closed lists are asked to look away.
            try db.execute("PRAGMA ignore_check_constraints = ON")
            var done: Set<String> = []
            for table in tables where !table.paths.isEmpty {
                try Self.plant(table.table, tables, &done, &planted, db)
            }
        }
        canaries = planted
    }

    private static func plant(
        _ name: String, _ tables: [PersonTable], _ done: inout Set<String>,
        _ planted: inout [String: String], _ db: any Connection
    ) throws {
        guard done.insert(name).inserted else { return }
        let keys = try db.rows("SELECT \"table\", \"from\" FROM pragma_foreign_key_list(?)", [name])
        {
            (table: $0.text(0), column: $0.text(1))
        }
        for key in keys where key.table != name {
            try plant(key.table, tables, &done, &planted, db)
        }
        let paths = tables.first { $0.table == name }?.paths ?? []
        let columns = try Catalogue.columns(of: name, in: db)
        let values = columns.map { column -> SQLValue in
            if column.name == "id" || keys.contains(where: { $0.column == column.name }) {
                return .integer(row)
            }
            for path in paths {
                switch path {
                case .person(column.name): return .integer(person.value)
                case .parent(column.name, _): return .integer(row)
                default: continue
                }
            }
            // A pointer without a constraint, by which the person's rows are found.
            if tables.contains(where: {
                $0.paths.contains(.child(table: name, column: column.name))
            }) {
                return .integer(row)
            }
            let place = "\(name).\(column.name)"
            let number = planted.count + 1
            switch column.kind {
            case .integer:
                planted[place] = "\(70_000_000 + number)"
                return .integer(Int64(70_000_000 + number))
            case .blob:
                planted[place] = "カナリア\(number)番"
                return .blob([0] + Array("カナリア\(number)番".utf8))
            case .text, .other:
                planted[place] = "カナリア\(number)番"
                return .text("カナリア\(number)番")
            }
        }
        let names = columns.map(\.name).joined(separator: ", ")
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        try db.execute("INSERT INTO \(name) (\(names)) VALUES (\(marks))", values)
    }

    /// The canaries in tables of the person; those of tables that others only lean on do not count.
    var ofThePerson: [String: String] {
        let own = Set(tables.filter { !$0.paths.isEmpty }.map(\.table))
        return canaries.filter { own.contains(String($0.key.prefix { $0 != "." })) }
    }

    func sections() throws -> [PersonalFile.Section] {
        try store.read { db in
            var rows = PersonRows(tables, of: Self.person, from: db)
            return try rows.sections { _, _ in nil }
        }
    }
}

@Suite("本人の記録一式", .serialized)
struct PersonalFileTests {
    @Test("System 1 のどの表も、本人の行の場所か、ない理由が決まっている", .measure("R-100"))
    func everyTableIsKnown() throws {
        let ground = try tables([try LedgerSchema.migrations(), try SafeguardsSchema.migrations()])
        let all = try tables(try Schemas.of(.casework))
        let known = Set(try RegisterCatalogue.standard().personTables.map(\.table))
        let officers = ground.subtracting(known)
        let forgotten = all.subtracting(known).subtracting(officers)
        #expect(forgotten.isEmpty, "person-tables.tsv にない表: \(forgotten.sorted())")
        #expect(known.subtracting(all).isEmpty, "もうない表: \(known.subtracting(all).sorted())")
    }

    @Test("System 2 のどの表も、本人の行の場所か、出さない理由が決まっている", .measure("R-100"))
    func everyTableOfSystem2IsKnown() throws {
        let ground = try tables([try LedgerSchema.migrations(), try SafeguardsSchema.migrations()])
        let all = try tables(try Schemas.of(.addressee)).subtracting(ground)
        let known = Set(try RegisterCatalogue.standard().addresseeTables.map(\.table))
        #expect(all.subtracting(known).isEmpty, "\(all.subtracting(known).sorted())")
        #expect(known.subtracting(all).isEmpty, "もうない表: \(known.subtracting(all).sorted())")
    }

    @Test("一式には統合宛名の住民記録と照会の記録もあり、個人番号は一桁も出ない", .measure("R-100", "R-14"))
    func bothSystems() throws {
        let town = try KeyTown(people: 100)
        let office = town.office
        let head = Principal(
            officer: "u002", name: "検証 課長", roles: [.head], session: "test", terminal: "T2")
        let person = try #require(
            try office.directory.changes(after: 0, limit: .max).map(\.number).first)
        let name = try #require(try office.directory.persons([person])[person]?.name)
        let sections = try office.casework.perform(
            .producePersonalFile, by: head, for: .disclosure, about: [person], reason: "検証"
        ) { try office.registers.records.sections(about: person, in: $0) }
        let facts = try #require(sections.first { $0.code == "addressee_resident_fact" })
        #expect(facts.title == "統合宛名：住民記録の異動")
        #expect(facts.rows.flatMap(\.cells).contains { $0.text == name })
        #expect(facts.columns.allSatisfy { !$0.title.contains("_") }, "\(facts.columns)")
        #expect(sections.contains { $0.code == "addressee_person" })
        let words = sections.flatMap { $0.rows.flatMap { $0.cells.map(\.text) } }
            .joined(separator: " ")
        for digits in try town.numbers() { #expect(!words.contains(digits)) }
        // System 2 knows who took it out.
        let entries = try office.addressee.perform(
            .searchLog, by: town.administrator, for: .audit
        ) { try LogBook.search(LogQuery(subject: person, limit: 100), from: $0.db) }
        #expect(entries.contains { $0.act.code == OperationCode.producePersonalFile.rawValue })
        try office.close()
    }

    private func tables(_ sets: [MigrationSet]) throws -> Set<String> {
        let store = try Stores.memory()
        try store.migrate(sets)
        return Set(try store.read { try Catalogue.tables(in: $0) })
    }

    @Test("どの表のどの欄に植えたカナリアも、一式に出る", .measure("R-100"))
    func complete() throws {
        let town = try CanaryTown()
        let found = Set(
            try town.sections().flatMap { section in
                section.rows.flatMap { $0.cells.map(\.text) }
            })
        let missing = town.ofThePerson.filter { !found.contains($0.value) }
        #expect(town.ofThePerson.count > 400)
        #expect(missing.isEmpty, "\(missing.keys.sorted())")
    }

    @Test("ほかの方の一式には、カナリアが一つも出ない", .measure("R-100"))
    func nobodyElse() throws {
        let town = try CanaryTown()
        let sections = try town.store.read { db in
            var rows = PersonRows(
                try RegisterCatalogue.standard().personTables,
                of: AddresseeNumber(value: 900_000_000_000_025), from: db)
            return try rows.sections { _, _ in nil }
        }
        #expect(sections.isEmpty)
    }

    @Test("開示用には、伏せた値の字が残らず、支援措置の表はあることも出ない", .measure("R-100", "R-37"))
    func nothingHidden() throws {
        let town = try CanaryTown()
        let file = PersonalFile(
            subject: CanaryTown.person, madeOn: try #require(CivilDate(iso: "2025-06-10")),
            sections: try town.sections())
        let secrets = file.sections.filter { $0.code.hasPrefix("protection_") }
        #expect(secrets.count >= 3)
        let redaction = [
            Redaction(place: RedactionPlace(section: "claim"), ground: .thirdParty),
            Redaction(
                place: RedactionPlace(section: "insurance_fact", column: "insurer_name"),
                ground: .corporation),
        ]
        let copy = file.forRequester(redaction)
        let withheld = town.ofThePerson.filter { place, _ in
            place.hasPrefix("claim.") || place == "insurance_fact.insurer_name"
                || place.hasPrefix("protection_")
        }.values
        let words = "\(copy)"
        for canary in withheld { #expect(!words.contains("\"\(canary)\""), "\(canary)") }
        #expect(!copy.sections.contains { $0.code.hasPrefix("protection_") })
        let room = try PressRoom()
        let (pdf, _) = try room.preview(
            try ProducePersonalFile.sheets(copy),
            PrintOrder(
                date: copy.madeOn, title: "一式", environmentMark: "検証環境", onProblem: .mark))
        let folder = try TemporaryFolder("personal-file")
        try Data(pdf).write(to: folder.file("file.pdf"))
        let text = try Self.text(of: folder.file("file.pdf"))
        #expect(text.contains("保有個人情報"))
        for canary in withheld where canary.hasPrefix("カナリア") {
            #expect(!text.contains(canary), "\(canary)")
        }
        #expect(!text.contains("支援措置"))
        // What is disclosed is there.
        let shown = town.ofThePerson.filter { $0.key.hasPrefix("residence_fact.") }.values
        #expect(shown.filter { $0.hasPrefix("カナリア") }.allSatisfy { text.contains($0) })
    }

    /// The text of a PDF as an independent program reads it, without white space.
    private static func text(of file: URL) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["pdftotext", "-raw", file.path, "-"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self).filter { !$0.isWhitespace }
    }
}
