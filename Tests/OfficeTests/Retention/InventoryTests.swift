// SPDX-License-Identifier: Apache-2.0
import Database
import Retention
import Support
import Testing
import Vault

@testable import Office

@Suite("保存期間の表と、据え付けた庫")
struct InventoryTests {
    @Test(
        "両方の庫のどの表にも区分がちょうど一つあり、どのバイト列の列にも守り方があり、ない表や列は書かれていない",
        .measure("R-18", "R-88"), arguments: RetentionSystem.allCases)
    func everyTableHasItsClass(system: RetentionSystem) throws {
        let store = try Stores.memory()
        try store.migrate(
            try Schemas.of(system == .casework ? .casework : .addressee))
        let catalogue = try ClassCatalogue.standard()
        let gaps = try store.read { try InventoryBook.gaps(of: system, catalogue, in: $0) }
        #expect(gaps == [], "Sources/Retention/Classes/tables.tsv・columns.tsv に一行足してください")
        let lines = try store.read { try InventoryBook.lines(of: system, catalogue, in: $0) }
        let columns = try store.read { db in
            try Catalogue.tables(in: db).flatMap { table in
                try Catalogue.columns(of: table, in: db).map { "\(table).\($0.name)" }
            }
        }
        #expect(lines.map { "\($0.table).\($0.column)" } == columns)
        #expect(
            lines.allSatisfy { !$0.title.isEmpty && !$0.rule.isEmpty && !$0.protection.isEmpty })
    }

    @Test("区分のない表が一つでもあれば見つかる", .measure("R-18", "R-88"))
    func unknownTableIsFound() throws {
        let store = try Stores.memory()
        try store.migrate(try Schemas.of(.casework))
        _ = try store.write {
            try $0.execute("CREATE TABLE forgotten (id INTEGER PRIMARY KEY, secret BLOB) STRICT")
        }
        let gaps = try store.read {
            try InventoryBook.gaps(of: .casework, .standard(), in: $0)
        }
        #expect(gaps.contains { $0.hasPrefix("forgotten: 区分がない") })
        #expect(gaps.contains { $0.hasPrefix("forgotten.secret: 守り方がない") })
    }
}
