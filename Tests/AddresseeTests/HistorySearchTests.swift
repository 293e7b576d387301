// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Safeguards
import Testing
import Vocabulary

@Suite("履歴にわたる検索と、見せない人")
struct HistorySearchTests {
    private func items(_ name: String, born: String? = nil) throws -> FourItems {
        FourItems(
            name: name, sex: "2",
            born: try born.map { .known(try #require(CivilDate(iso: $0))) } ?? .unknown,
            address: "見本市中央1-1-1")
    }

    @Test("前の氏名だけでも住民の候補が見つかり、履歴からと分かる")
    func formerNames() throws {
        let office = try Window()
        let person = Register.addressee(1)
        func row(_ change: Int, _ name: String, _ kana: String) -> Register.Row {
            Register.Row(
                change: change, addressee: person, number: Register.number(1), name: name,
                kana: kana)
        }
        _ = try office.register.receive([row(1, "旧姓　花子", "キュウセイ　ハナコ")], digest: "a")
        _ = try office.register.receive([row(2, "新姓　花子", "シンセイ　ハナコ")], digest: "b")
        for name in ["旧姓　花子", "新姓　花子"] {
            let found = try office.window.candidates(items(name), office.call(.tax))
            #expect(found.map(\.addressee) == [person])
            #expect(found.first?.isFromHistory == (name == "旧姓　花子"))
            #expect(found.first?.comparison.verdict(.name) == .same)
        }
        #expect(try office.window.candidates(items("他人　花子"), office.call(.tax)).isEmpty)
    }

    @Test("記号だけの氏名は、台帳の全員ではなく、条件のない問いとして断る")
    func signsAlone() throws {
        let office = try Window()
        _ = try office.number(1)
        _ = try office.numberNonResident(Window.parameters())
        for question in [
            PersonQuestion(name: "・"), PersonQuestion(kana: "　"), PersonQuestion(address: "%"),
            PersonQuestion(name: "・", born: Window.items(1).born.day), PersonQuestion(),
        ] {
            #expect(throws: AddresseeRefusal.questionTooWide) {
                try office.window.search(question, office.call(.tax))
            }
        }
    }

    @Test("他業務参照不可の人は、編集の排他からも、いることが分からない")
    func reserved() throws {
        let office = try Window()
        var parameters = Window.parameters()
        parameters["tagyomusanshofukafuragu"] = "1"
        let number = try office.numberNonResident(parameters).addressee
        let nobody = Register.addressee(19)
        for asked in [number, nobody] {
            #expect(throws: AddresseeRefusal.unknownPerson) {
                try office.window.lock(asked, office.call(.welfare))
            }
            #expect(throws: AddresseeRefusal.lockNotHeld) {
                try office.window.unlock(asked, office.call(.welfare))
            }
            #expect(throws: AddresseeRefusal.unknownPerson) {
                try office.window.inherit(asked, office.call(.welfare))
            }
        }
        _ = try office.window.lock(number, office.call(.tax))
        #expect(throws: AddresseeRefusal.lockNotHeld) {
            try office.window.unlock(number, office.call(.welfare))
        }
    }

    @Test("業務には、自分に開いた住登外者だけを、いまの姿で伝える")
    func people() throws {
        let office = try Window()
        let open = try office.numberNonResident(Window.parameters()).addressee
        var closed = Window.parameters(name: "県外　秘子", born: "1990-01-02")
        closed["tagyomusanshofukafuragu"] = "1"
        let reserved = try office.numberNonResident(closed).addressee
        var gone = Window.parameters(name: "県外　去子", born: "1991-01-02")
        let removed = try office.numberNonResident(gone).addressee
        try _ = office.window.remove(removed, on: Window.day, office.call(.tax))
        _ = try office.register.receive(
            [Register.Row(addressee: Register.addressee(1), number: Register.number(1))],
            digest: "a")
        let all = [open, reserved, removed, Register.addressee(1), Register.addressee(2)]
        func told(_ peer: PeerName) throws -> [AddresseeNumber] {
            let own = try office.peer(peer)
            return try office.register.ask {
                try NonResidentsOfBusiness.people(all, for: own, in: $0).keys.sorted()
            }
        }
        #expect(try told(.welfare) == [open])
        #expect(try told(.tax) == [open, reserved])
        #expect(throws: AddresseeRefusal.notRegisteredForRequest) {
            try told(.intermediateServer)
        }
        gone["sosajikoku"] = "10:00:00"
        let welfare = try office.peer(.welfare)
        let found = try office.register.ask {
            try NonResidentsOfBusiness.search(
                PersonQuestion(name: "県外"), limit: 10, for: welfare, in: $0)
        }
        #expect(found.map(\.addressee) == [open] && found.first?.name == "県外　太郎")
        let nothing = try office.register.ask {
            try NonResidentsOfBusiness.search(
                PersonQuestion(name: "・"), limit: 10, for: welfare, in: $0)
        }
        #expect(nothing.isEmpty)
    }

    @Test("住民として支援措置を受ける人は、住登外の番号でも支援措置の人として伝える")
    func protected() throws {
        let office = try Window()
        var row = Register.Row(addressee: Register.addressee(1), number: Register.number(1))
        row.isProtected = true
        _ = try office.register.receive([row], digest: "a")
        let number = try office.numberNonResident(Window.parameters()).addressee
        try office.officer(.matchPersons) {
            _ = try MergePersons.perform(
                keeping: row.addressee, merging: number, because: "本人確認", register: office.peers,
                in: $0)
        }
        let welfare = try office.peer(.welfare)
        let person = try office.register.ask {
            try NonResidentsOfBusiness.people([number], for: welfare, in: $0)[number]
        }
        #expect(person?.isProtected == true)
    }
}
