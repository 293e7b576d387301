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
}
