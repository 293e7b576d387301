// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Foundation
import Ledger
import Links
import Payments
import Reports
import Safeguards
import Support
import Testing

@Suite("別添1 の記録項目")
struct RecordItemTests {
    /// 別添1 as the assessment prints it: headings, and numbered names between commas.
    private func printed() throws -> [(group: String, number: Int, item: String)] {
        let file = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "Golden/annex-1.txt")
        var group = ""
        var found: [(group: String, number: Int, item: String)] = []
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
            guard line.first?.isNumber == true else {
                group = String(line.drop { $0 == "◆" })
                continue
            }
            for cell in line.split(whereSeparator: { $0 == "," || $0 == "、" }) {
                let parts = cell.split(separator: ".", maxSplits: 1)
                found.append((group, try #require(Int(parts[0])), String(parts[1])))
            }
        }
        return found
    }

    @Test("143項目が、別添1 の順に、別添1 の字のとおりに並ぶ", .measure("R-24"))
    func spelledAsPrinted() throws {
        let items = try RecordCatalogue.items()
        let printed = try printed()
        #expect(items.count == 143 && printed.count == 143)
        for (item, name) in zip(items, printed) {
            #expect(item.group.rawValue.utf8.elementsEqual(name.group.utf8), "\(name)")
            #expect(item.number == name.number, "\(name)")
            #expect(item.item.utf8.elementsEqual(name.item.utf8), "\(name) \(item.item)")
        }
    }

    @Test("区分ごとの数は12・8・5・11・30・36・7・6・12・12・3・1")
    func counts() throws {
        let items = try RecordCatalogue.items()
        let counts = RecordGroup.allCases.map { group in items.count { $0.group == group } }
        #expect(counts == [12, 8, 5, 11, 30, 36, 7, 6, 12, 12, 3, 1])
    }

    @Test("同じ名称が続く8組は、列も意味も違う")
    func repeatsDiffer() throws {
        let named = Dictionary(grouping: try RecordCatalogue.items()) {
            $0.group.rawValue + $0.item
        }.values.filter { $0.count > 1 }
        #expect(named.count == 8)
        for pair in named {
            #expect(Set(pair.map(\.place)).count == pair.count, "\(pair[0].item)")
            #expect(Set(pair.map(\.meaning)).count == pair.count, "\(pair[0].item)")
        }
    }

    @Test("どの項目にも置き場所と画面があり、画面は操作の表にある", .measure("R-24"))
    func everyItemHasItsPlace() throws {
        // The books about one person are several pages of one operation (1040 時点照会): the desk's own
        // test holds their codes against the routes.
        let books: Set<String> = ["1021", "1022", "1023", "1024", "1025"]
        let screens = Set(OperationCode.allCases.compactMap(\.definition.screen)).union(books)
        for item in try RecordCatalogue.items() {
            #expect(item.place != nil, "\(item.item)")
            let screen = try #require(item.screen, "\(item.item)")
            #expect(screens.contains(screen), "\(item.item): \(screen)")
        }
    }

    @Test("移行したデータベースの列は、記録項目か、枠か、理由のある追加のどれか一つである", .measure("R-18", "R-24"))
    func schemaAndItemsAgree() throws {
        let both = try casework().merging(try addressee()) { one, _ in one }
        let gaps = RecordCoverage.gaps(
            items: try RecordCatalogue.items(), extensions: try RecordCatalogue.extensions(),
            schema: both)
        #expect(gaps.isEmpty, "\(gaps.map(\.description).joined(separator: "\n"))")
    }

    @Test("個人番号と照会の記録は System 2 の表に、ほかは System 1 の表にある")
    func systemsAreApart() throws {
        let (one, two) = (try casework(), try addressee())
        for item in try RecordCatalogue.items() {
            let table = try #require(item.place?.table)
            #expect((item.group.system == 1 ? one : two)[table] != nil, "\(item.item)")
            #expect((item.group.system == 1 ? two : one)[table] == nil, "\(item.item)")
        }
    }

    // MARK: データベース

    private func casework() throws -> [String: Set<String>] {
        try schema(
            [
                try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
                try PaymentsSchema.migrations(), try LinksSchema.migrations(),
            ]
                + read([
                    ("registers", "Registers"), ("copying", "Copying"), ("oversight", "Oversight"),
                    ("retention", "Retention"), ("office", "Office"), ("jobs", "Jobs"),
                    ("migration", "Migration"),
                ]))
    }

    /// Rooms that this one does not know: their migrations are read as the files they are.
    private func read(_ rooms: [(area: String, room: String)]) throws -> [MigrationSet] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        return try rooms.map { area, room in
            try MigrationSet(
                area: area, directory: root.appending(path: "Sources/\(room)/Book/Migrations"))
        }
    }

    private func addressee() throws -> [String: Set<String>] {
        try schema(
            read([
                ("addressee", "Addressee"), ("inquiries", "Inquiries"), ("hub", "MedicalHub"),
            ]))
    }

    private func schema(_ areas: [MigrationSet]) throws -> [String: Set<String>] {
        let store = try Stores.memory()
        try store.migrate(
            [try LedgerSchema.migrations(), try SafeguardsSchema.migrations()] + areas)
        return try store.read { db in
            try Catalogue.tables(in: db).reduce(into: [:]) { found, table in
                found[table] = Set(try Catalogue.columns(of: table, in: db).map(\.name))
            }
        }
    }
}

@Suite("記録項目の表の読み方")
struct RecordTableTests {
    private let line = "保険情報\t記号\tinsurance_fact\tsymbol\t1020\t記号"

    @Test("置き場所のない項目は、ないと言う")
    func withoutPlace() throws {
        let item = try #require(try RecordTables.items("保険情報\t記号\t\t\t\t記号\n").first)
        #expect(item.place == nil && item.screen == nil)
        let gaps = RecordCoverage.gaps(items: [item], extensions: [], schema: [:])
        #expect(gaps == [.unplaced(item: "保険情報 1 記号")])
    }

    @Test("読めない行は、行番号と理由を言って断る")
    func unreadable() {
        #expect(throws: ReportRefusal.recordTable(line: 2, problem: .cells)) {
            try RecordTables.items("# 見出し\n保険情報\t記号\n")
        }
        #expect(throws: ReportRefusal.recordTable(line: 1, problem: .group)) {
            try RecordTables.items(line.replacing("保険情報", with: "趣味"))
        }
        #expect(throws: ReportRefusal.recordTable(line: 1, problem: .empty)) {
            try RecordTables.extensions("insurance_fact\tband\t\n")
        }
    }

    @Test("列が増えても減っても、二つの項目が同じ列でも、要らない理由でも見付かる")
    func everyGapIsSeen() throws {
        let items = try RecordTables.items([line, line].joined(separator: "\n"))
        let extensions = try RecordTables.extensions("insurance_fact\tsymbol gone\t理由\n")
        let gaps = RecordCoverage.gaps(
            items: items, extensions: extensions,
            schema: ["insurance_fact": ["id", "symbol", "band"]])
        #expect(
            gaps == [
                .shared(place: "insurance_fact.symbol"), .needless(place: "insurance_fact.gone"),
                .needless(place: "insurance_fact.symbol"),
                .undeclared(place: "insurance_fact.band"),
            ])
        let missing = RecordCoverage.gaps(
            items: [items[0]], extensions: [], schema: ["insurance_fact": ["id"]])
        #expect(missing == [.missing(item: "保険情報 1 記号", place: "insurance_fact.symbol")])
    }
}
