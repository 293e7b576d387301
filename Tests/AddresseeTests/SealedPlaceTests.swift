// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Foundation
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

/// The seal of an installation: one key, bound to table, column and row.
private struct OneKeySeal: CellSeal {
    let cipher: CellCipher

    init() throws {
        let random = RehearsalRandomBytes(seed: 3)
        cipher = try Keyring.create(body: "119997", random: random)
            .cipher(for: .protectedAddress, random: random)
    }

    func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8] {
        cipher.seal(text, at: CellAddress(table: table, column: column, row: row))
    }

    func open(_ cell: [UInt8], table: String, column: String, row: Int64) throws -> String {
        try cipher.openText(cell, at: CellAddress(table: table, column: column, row: row))
    }
}

@Suite("支援措置の人の住所は、庫の中で読めない")
struct SealedPlaceTests {
    private static let secret = "見本市秘密町七丁目7番7号"
    private let folder: TemporaryFolder
    private let office: Window

    init() throws {
        folder = try TemporaryFolder("sealed-place")
        office = try Window(
            store: Stores.sqlite(
                at: folder.file("addressee.sqlite").path, body: "119997", cells: OneKeySeal()))
    }

    private func hidden(_ place: Int, change: Int) -> Register.Row {
        var row = Register.row(place, change: change)
        row.isProtected = true
        row.address = Self.secret
        row.movedTo = Self.secret
        return row
    }

    private func leaks() throws -> Int {
        try LeakDetector(canaries: [Self.secret]).leaks(below: folder.url).count
    }

    @Test("異動・待合・確認待ちのどこにも住所の文字はなく、権限のある答えにはある", .measure("R-82"))
    func atRest() throws {
        let register = office.register
        // A fact, a row ahead of a gap, a row that an officer decides about.
        try register.receive([hidden(1, change: 1), hidden(2, change: 5)], digest: "a")
        var doubtful = hidden(3, change: 2)
        doubtful.number = Register.number(1)
        try register.receive([doubtful], digest: "b")
        #expect(try register.count("resident_fact") == 1)
        #expect(try register.count("resident_waiting") == 2)
        #expect(try leaks() == 0)
        // A peer asks who lives there.
        let items = FourItems(
            name: "検証　1", sex: "2", born: .known(try #require(CivilDate("2015-04-05"))),
            address: Self.secret)
        let answer = try office.window.match(number: nil, items: items, office.call(.welfare))
        #expect(
            try office.window.match(number: nil, items: items, office.call(.welfare)) == answer)
        #expect(try leaks() == 0)
        let now = try register.ask {
            try ResidentBook.resident(Register.addressee(1), in: $0)
        }
        #expect(now?.address == Self.secret && now?.movedTo == Self.secret)
        // Sent again it is known, and nothing differs.
        #expect(try register.receive([hidden(1, change: 1)], digest: "c").repeated == 1)
        // With the number and the four items the person is found all the same.
        let certain = try office.window.match(
            number: try office.window.seal(Register.number(1)), items: items,
            office.call(.welfare))
        #expect(certain.addressee == Register.addressee(1))
        let queue = try office.queue()
        for line in queue { #expect(!"\(try office.sight(line.id))".contains("秘密町")) }
        try office.decide(try #require(queue.first { $0.heldRows == 1 }).id, nil)
        #expect(try register.count("resident_fact") == 2)
        #expect(try leaks() == 0)
    }

    @Test("住所の一部で探しても、支援措置の人は出ない")
    func search() throws {
        // Of another household: where one lives all are hidden.
        var open = Register.row(2, change: 2)
        open.household = "900002"
        try office.register.receive([hidden(1, change: 1), open], digest: "a")
        func found(_ part: String) throws -> [AddresseeNumber] {
            try office.register.ask {
                try ResidentBook.search(.address(part), in: $0).map(\.addressee)
            }
        }
        #expect(try found("秘密町").isEmpty)
        #expect(try found("中央一丁目") == [Register.addressee(2)])
    }

    @Test("封じた住所を別の行に移すと開かない")
    func moved() throws {
        try office.register.receive(
            [hidden(1, change: 1), hidden(2, change: 2)], digest: "a")
        let path = folder.file("addressee.sqlite").path
        try office.register.store.close()
        let raw = try Stores.sqlite(at: path, body: "119997", cells: OneKeySeal())
        try raw.write { db in
            try db.execute("DROP TRIGGER resident_fact_no_update")
            try db.execute(
                """
                UPDATE resident_fact SET place = (
                    SELECT place FROM resident_fact WHERE addressee = ?) WHERE addressee = ?
                """, [Register.addressee(1), Register.addressee(2)])
        }
        let after = try Window(store: raw)
        #expect(throws: Fault.self) {
            try after.register.ask { try ResidentBook.resident(Register.addressee(2), in: $0) }
        }
    }
}
