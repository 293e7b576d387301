// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Links
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@testable import Addressee
@testable import Office

/// What once lay under the key of a class alone: files beside the database, rows and questions that
/// wait in System 2.
@Suite("ファイルと待っている行の鍵", .measure("R-88", "R-82"))
struct FileKeyTests {
    @Test("消した添付と書類は、古い写しを戻しても開かない。ほかのファイルは開く")
    func erasedFiles() throws {
        let town = try KeyTown(people: 100)
        let office = town.office
        try office.attachments.put(Array("消す添付".utf8), at: "aa01")
        try office.attachments.put(Array("残す添付".utf8), at: "ab02")
        try office.attachments.settle(["aa01", "ab02"])
        try office.papers.put(Array("消す書類".utf8), at: "ba-1")
        let folder = URL(fileURLWithPath: office.settings.dataDirectory)
        let places = ["attachments/aa/aa01", "papers/ba/ba-1"].map {
            folder.appendingPathComponent($0)
        }
        let copies = try places.map { try Data(contentsOf: $0) }
        try office.attachments.remove(["aa01"])
        try office.papers.remove(["ba-1"])
        // Somebody puts the files of an older backup back.
        for (place, copy) in zip(places, copies) { try copy.write(to: place) }
        #expect(throws: Fault.self) { try office.attachments.bytes(at: "aa01") }
        #expect(throws: Fault.self) { try office.papers.bytes(at: "ba-1") }
        #expect(try office.attachments.bytes(at: "ab02") == Array("残す添付".utf8))
        // A second time there is nothing to destroy, and the same name may be used anew.
        try office.attachments.remove(["aa01"])
        try office.attachments.put(Array("新しい添付".utf8), at: "aa01")
        #expect(try office.attachments.bytes(at: "aa01") == Array("新しい添付".utf8))
        try office.close()
    }

    @Test("種類の鍵で前に封じたファイルも、そのまま開く")
    func olderFiles() throws {
        let town = try KeyTown(people: 100)
        let column = town.office.column(.casework)
        let cipher = try column.ring.cipher(
            for: .sensitive, random: RehearsalRandomBytes(seed: 8))
        let older = FileSeal("attachments", table: "e_attachment", cipher: cipher)
        let now = FileSeal("attachments", table: "e_attachment", cipher: cipher, keys: column.keys)
        let sealed = try older.seal(Array("前の添付".utf8), at: "zz99")
        #expect(try now.open(sealed, at: "zz99") == Array("前の添付".utf8))
        #expect(throws: Fault.self) { try now.open(sealed, at: "zz98") }
        try town.office.close()
    }

    @Test("待ち行列の住所は件の鍵で封じ、どちらの庫のどの項目もだれかの鍵で封じてある")
    func noCellOfAClass() throws {
        let town = try KeyTown()
        let office = town.office
        let items = FourItems(
            name: "検証　隠", kana: "ケンショウ　カクシ", sex: "2", born: .unknown,
            address: "見本町九丁目9", building: "隠れ荘9号")
        let id = try office.addressee.perform(
            .importResidents, by: .machine("link"), for: .addressing
        ) { scope in
            try MatchBook.add(
                source: .residentRegister, addressee: nil, why: .nobodyCertain, items: items,
                isProtected: true, blindIndex: nil, candidates: [], in: scope)
        }
        var cells = 0
        for (_, column) in office.columns {
            try column.store.read { db in
                for table in try Catalogue.tables(in: db) {
                    let names = try Catalogue.columns(of: table, in: db).filter {
                        $0.kind == .blob
                            && (SealedCells.columns.contains($0.name)
                                || ["cell", "number_cell"].contains($0.name))
                    }.map(\.name)
                    guard !names.isEmpty, table != "purge_owner" else { continue }
                    try db.forEachRow("SELECT \(names.joined(separator: ", ")) FROM \(table)", []) {
                        row in
                        for (place, name) in names.enumerated() {
                            guard let cell = row.optionalBlob(place) else { continue }
                            cells += 1
                            #expect(OwnedCell.key(of: cell) != nil, "\(table).\(name)")
                        }
                    }
                }
            }
        }
        #expect(cells > 200)
        // The key of the case goes with the case: the question opens nowhere any more.
        #expect(try office.column(.addressee).cells.destroy(owners: [.row("match_case", id)]) == 1)
        try office.close()
    }
}
