// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("統合宛名は PostgreSQL でも同じ")
struct PostgresTests {
    @Test("付番・検索・変換・候補・排他・名寄せ・確認待ち・通知")
    func everything() throws {
        let schema = "a" + UUID().uuidString.replacing("-", with: "").lowercased()
        let office = try Window(
            store: Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997"))
        _ = try office.register.receive(
            [Register.Row(addressee: Register.addressee(1), number: Register.number(1))],
            digest: "a")
        let second = try office.number(2, key: "T-1")
        #expect(try office.number(2, key: "T-1") == second)
        var typo = Window.items(2)
        typo.name = "検証　弐"
        #expect(try office.number(2, as: 7, items: typo).outcome == .waiting)
        #expect(try office.number(2, as: 7, items: typo).outcome == .waiting)
        let cases = try office.queue()
        #expect(cases.count == 1)
        #expect(try office.sight(cases[0].id).candidates.count == 1)
        try office.decide(cases[0].id, Register.addressee(2))
        #expect(try office.number(2, as: 7, items: typo).outcome == .known)
        let other = try office.numberNonResident(Window.parameters()).addressee
        let items = try NonResidentRequest(
            parameters: Window.parameters(), body: "119997"
        ).fourItems
        #expect(try office.window.candidates(items, office.call(.tax)).count == 1)
        #expect(try office.window.search(PersonQuestion(name: "検証"), office.call()).count == 3)
        _ = try office.window.lock(other, office.call(.tax))
        try office.window.unlock(other, office.call(.tax))
        let merge = try office.officer(.matchPersons) {
            try MergePersons.perform(
                keeping: Register.addressee(1), merging: other, because: "確認",
                register: office.peers, in: $0)
        }
        try office.officer(.matchPersons) {
            try UndoMerge.perform(merge, because: "別人", register: office.peers, in: $0)
        }
        var renamed = Register.Row(
            change: 2, addressee: Register.addressee(1), number: Register.number(1))
        renamed.name = "新姓　花子"
        renamed.kana = "シンセイ　ハナコ"
        _ = try office.register.receive([renamed], digest: "b")
        let former = try office.window.candidates(
            FourItems(name: "検証　花子", sex: "2", born: .unknown, address: ""), office.call(.tax))
        #expect(former.contains { $0.addressee == Register.addressee(1) && $0.isFromHistory })
        // By the former name, with every other condition beside it.
        for (question, isFound) in [
            (PersonQuestion(kana: "ケンショウ　ハナコ"), true),
            (PersonQuestion(name: "検証　花"), true),
            (PersonQuestion(name: "検証　花子", kana: "ケンショウ"), true),
            (PersonQuestion(kana: "ケンショウ　ハナ", born: CivilDate("2015-04-05")), true),
            (PersonQuestion(kana: "ケンショウ　ハナ", born: CivilDate("2015-04-06")), false),
            (PersonQuestion(kana: "ケンショウ　ハナ", address: "中央"), true),
            (PersonQuestion(name: "新姓", kana: "ケンショウ"), false),
        ] {
            let found = try office.window.search(question, office.call())
            #expect(
                found.contains { $0.addressee == Register.addressee(1) } == isFound, "\(question)")
        }
        let until = Instant(microseconds: 1_743_476_460_000_000)
        try office.window.admit(office.call(.tax), assertion: "jti-1", until: until)
        #expect(throws: AddresseeRefusal.replayed) {
            try office.window.admit(office.call(.tax), assertion: "jti-1", until: until)
        }
        let relayed = try office.window.relay(
            Array("団体内統合宛名番号\r\n\(Register.addressee(2))\r\n".utf8),
            of: "IF_SKI_10123", .outward, office.call(.tax))
        #expect(relayed.converted == 1 && relayed.problems.isEmpty)
        let there = try office.window.toIntegrated(
            [1, 2, 9].map { Register.addressee($0) }, office.call(.tax))
        #expect(there.converted.count == 2 && there.problems.count == 1)
        #expect(try office.window.remove(other, on: Window.day, office.call(.tax)))
        let notices = try office.window.notices(office.call(.intermediateServer))
        #expect(notices.map(\.kind) == [.numbered, .numbered, .deleted])
        try office.window.confirm(
            through: notices[1].position, office.call(.intermediateServer))
        #expect(try office.window.notices(office.call(.intermediateServer)).count == 1)
    }

    @Test("住民異動の待合・欠番の承認・確認待ちの決定は、同じ状態になる")
    func feed() throws {
        let schema = "f" + UUID().uuidString.replacing("-", with: "").lowercased()
        let offices = [
            try Window(),
            try Window(
                store: Stores.postgres(
                    PostgresCluster.running().connection, schema: schema, body: "119997")),
        ]
        for office in offices { try year(office) }
        #expect(try FeedExport(offices[0].register) == FeedExport(offices[1].register))
    }

    private func year(_ office: Window) throws {
        let register = office.register
        var (wrong, doubtful) = (Register.row(6, change: 6), Register.row(3, change: 3))
        wrong.status = "9"
        doubtful.number = Register.number(1)
        var hidden = Register.row(1, change: 8)
        hidden.isProtected = true
        try register.receive([hidden, Register.row(5, change: 5), wrong], digest: "c")
        #expect(try register.receive([Register.row(5, change: 5)], digest: "d").repeated == 1)
        try register.receive(
            [doubtful, Register.row(1, change: 1), Register.row(2, change: 2)], digest: "a")
        #expect(
            try register.ask { try ResidentBook.resident(Register.addressee(1), in: $0) }?
                .isProtected == true)
        let state = try register.state()
        #expect(state.gaps == [4...4, 7...7] && state.waitingRows == 2 && state.heldRows == 1)
        #expect(try register.accept(4...4).watermark == 6)
        let files = try register.gate.perform(
            .relayChanges, by: register.machine, for: .addressing
        ) { try ResidentFeedBook.files(in: $0) }
        #expect(files.map(\.waiting) == [0, 0, 1] && files.map(\.held) == [1, 0, 0])
        let line = try #require(try office.queue().first)
        #expect(try office.sight(line.id).isProtected)
        #expect(try office.decide(line.id, nil).numbered == 1)
        #expect(
            try office.officer(.viewMatches) { try ListMatchCases.decided(in: $0) }.count == 1)
        try register.receive([Register.row(7, change: 7)], digest: "e")
        #expect(try register.state().watermark == 8)
    }
}
