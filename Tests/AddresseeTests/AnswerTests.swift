// SPDX-License-Identifier: Apache-2.0
import Addressee
import NumberGate
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("検索・変換・回答・更新")
struct AnswerTests {
    @Test("住民は住民記録が優先、住登外者は業務の更新が履歴になる")
    func precedence() throws {
        let office = try Window()
        _ = try office.register.receive(
            [Register.Row(addressee: Register.addressee(1), number: Register.number(1))],
            digest: "a")
        var moved = Window.items(2)
        moved.address = "見本県隣町西9番9号"
        func update(_ place: Int) throws -> UpdateAnswer {
            try office.window.update(
                UpdateRequest(
                    addressee: Register.addressee(place), items: moved, effectiveOn: Window.day),
                office.call(.tax))
        }
        #expect(try update(1).outcome == .residentDataStand)
        #expect(throws: AddresseeRefusal.unknownPerson) { try update(2) }
        _ = try office.number(2)
        #expect(try update(2).outcome == .updated)
        #expect(try update(2).outcome == .unchanged)
        let cards = try office.window.answer(
            [Register.addressee(1), Register.addressee(2)], office.call(.tax))
        #expect(cards.map(\.origin) == [.residentRegister, .business])
        #expect(cards[0].text(.address) == "見本市中央一丁目1番1号")
        #expect(cards[1].text(.address) == "見本県隣町西9番9号")
        let history = try office.register.ask {
            try NonResidentBook.history(of: Register.addressee(2), in: $0)
        }
        #expect(history.map(\.event) == [.numbered, .updated])
        #expect(history[0].fourItems.address == Window.items(2).address)
    }

    @Test("使う業務がなくなった住登外者は閉じ、中間サーバーに削除を一度知らせる。住民は閉じない")
    func removal() throws {
        let office = try Window()
        _ = try office.register.receive(
            [Register.Row(addressee: Register.addressee(1), number: Register.number(1))],
            digest: "a")
        _ = try office.number(2)
        _ = try office.number(2, from: .welfare)
        func remove(_ place: Int, _ peer: PeerName) throws -> Bool {
            try office.window.remove(
                Register.addressee(place), on: Window.day, office.call(peer))
        }
        #expect(try !remove(1, .tax))
        #expect(try !remove(2, .tax))
        #expect(try remove(2, .welfare))
        let kinds = try office.window.notices(office.call(.intermediateServer)).map(\.kind)
        #expect(kinds == [.numbered, .numbered, .deleted])
        #expect(try office.window.answer([Register.addressee(2)], office.call(.tax)).isEmpty)
        // Nothing is erased: the history is there, and the number is used again by nobody.
        let history = try office.register.ask {
            try NonResidentBook.history(of: Register.addressee(2), in: $0)
        }
        #expect(history.map(\.event) == [.numbered, .deleted])
        #expect(throws: AddresseeRefusal.unknownPerson) { try remove(2, .welfare) }
    }

    @Test("検索の答えは職員には伏せて見せ、だれが・だれを・なぜ検索したかが残る")
    func searchLog() throws {
        let office = try Window()
        _ = try office.register.receive(
            [Register.Row(addressee: Register.addressee(1), number: Register.number(1))],
            digest: "a")
        _ = try office.number(2)
        let welfare = try office.peer(.welfare)
        let hits = try office.officer(.searchAddressee, reason: "窓口での本人確認") {
            try SearchAddressee.performMasked(
                PersonQuestion(name: "検証"), on: welfare, vault: office.register.vault, in: $0)
        }
        #expect(hits.map(\.addressee) == [Register.addressee(1), Register.addressee(2)])
        for hit in hits {
            #expect(hit.items[.individualNumber]?.description == "")
            #expect(hit.items[.integratedNumber]?.description == "＊＊＊＊＊＊＊＊＊＊＊＊＊＊＊")
            #expect(hit.items[.name]?.isWhole == true)
        }
        let byNumber = try office.window.search(
            PersonQuestion(number: office.window.seal(Register.number(2))),
            office.call(.tax, reason: "課税資料の確認"))
        #expect(byNumber.map(\.addressee) == [Register.addressee(2)])
        let log = try office.officer(.searchLog, roles: [.auditor], purpose: .audit) {
            try SearchLogBook.entries(
                from: Instant(microseconds: 0), until: Instant(microseconds: .max),
                subject: Register.addressee(2), in: $0)
        }
        #expect(log.map(\.officer) == ["machine:tax", "k901"])
        #expect(log.map(\.reason) == ["課税資料の確認", "窓口での本人確認"])
        #expect(log[1].shown == [Register.addressee(1), Register.addressee(2)])
    }

    @Test("条件のない検索はしない")
    func tooWide() throws {
        let office = try Window()
        #expect(throws: AddresseeRefusal.questionTooWide) {
            try office.window.search(PersonQuestion(), office.call(.tax))
        }
    }

    @Test("宛名番号と統合宛名番号はまとめて両方向に変換し、知らない番号は誤り一覧に載る")
    func conversion() throws {
        let office = try Window()
        let answers = try (1...3).map { try office.number($0) }
        let asked = [1, 9, 2, 3].map { Register.addressee($0) }
        let there = try office.window.toIntegrated(asked, office.call(.tax))
        #expect(there.converted.map(\.row) == [1, 3, 4])
        #expect(there.converted.map(\.to) == answers.compactMap(\.integratedNumber))
        #expect(there.problems.map(\.row) == [2])
        #expect(there.problems.map(\.code) == ["E-ADR-041"])
        let back = try office.window.toAddressee(
            there.converted.map(\.to) + [AddresseeNumber(value: 99)], office.call(.tax))
        #expect(back.converted.map(\.to) == [1, 2, 3].map { Register.addressee($0) })
        #expect(back.problems.map(\.code) == ["E-ADR-042"])
    }

    @Test("業務ごとに違う宛名番号へは、その業務のものに戻す")
    func conversionByBusiness() throws {
        let office = try Window()
        let first = try office.number(1)
        _ = try office.number(1, as: 50, from: .welfare)
        let number = try #require(first.integratedNumber)
        let tax = try office.window.toAddressee([number], office.call(.tax))
        #expect(tax.converted.map(\.to) == [Register.addressee(1)])
        let welfare = try office.window.toAddressee([number], office.call(.welfare))
        #expect(welfare.converted.map(\.to) == [Register.addressee(50)])
    }

    @Test("中間サーバーの要求にだけ、個人番号と4情報を答える。端末には番号を出さない", .measure("R-15"))
    func disclosure() throws {
        let office = try Window()
        let number = try #require(try office.number(1).integratedNumber)
        var told: [(String?, String?)] = []
        let unknown = try office.window.disclose(
            [number, AddresseeNumber(value: 99)],
            office.call(.intermediateServer, reason: "要求 2025-000123")
        ) { card, digits in
            told.append((card.text(.name), digits.map { String(decoding: $0, as: UTF8.self) }))
        }
        #expect(unknown == [AddresseeNumber(value: 99)])
        #expect(told.count == 1 && told[0].0 == "検証　一")
        #expect(told[0].1 == Register.number(1))
        _ = try office.window.disclose(
            [number], office.call(.intermediateTerminal, reason: "要求 2025-000124")
        ) { card, digits in
            #expect(digits == nil && card.text(.individualNumber) == nil)
        }
        // The request of the 中間サーバー is the reason of the answer: without one there is none.
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try office.window.disclose(
                [number], office.call(.intermediateServer, reason: nil)
            ) { _, _ in }
        }
    }

    @Test("付番しても更新しても検索しても、個人番号はどのバイトにも残らない", .measure("R-14"))
    func noNumberAtRest() throws {
        let office = try Window()
        for place in 1...20 { _ = try office.number(place, key: "K-\(place)") }
        _ = try office.number(1, as: 2)
        let detector = LeakDetector(canaries: (1...20).map { Register.number($0) })
        #expect(try detector.leaks(below: office.register.folder.url).isEmpty)
    }
}
