// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import NumberGate
import Safeguards
import Testing
import Vocabulary

@Suite("住登外者の宛名番号")
struct NonResidentTests {
    private func codes(_ parameters: [String: String]) -> [String] {
        do {
            _ = try NonResidentRequest(parameters: parameters, body: "119997")
            return []
        } catch {
            return error.problems.map { "\($0.code.rawValue) \($0.parameter)" }
        }
    }

    @Test("必須・指定文字・桁数・相関の誤りを、項目の順にすべて返す")
    func parameters() {
        #expect(codes(Window.parameters()).isEmpty)
        let required = [
            "shorikubun", "shikuchosonkodo", "sosashaid", "sosanengappi", "sosajikoku",
        ]
        #expect(codes([:]) == required.map { "E0001 \($0)" })
        let cases: [(String, String, String)] = [
            ("shorikubun", "3", "E0002 shorikubun"),
            ("shikuchosonkodo", "11999", "E0003 shikuchosonkodo"),
            ("atenabango", "12A", "E0002 atenabango"),
            ("atenabango", "1234567890123456", "E0003 atenabango"),
            ("gyomuid", "0101", "E0003 gyomuid"),
            ("gyomuid", "税務課", "E0002 gyomuid"),
            ("nayosemotofuragu", "2", "E0002 nayosemotofuragu"),
            ("sosashaid", "z9010000001", "E0003 sosashaid"),
            ("sosanengappi", "2025-02-30", "E0002 sosanengappi"),
            ("sosajikoku", "24:00:00", "E0002 sosajikoku"),
            ("shimei", "ｹﾝｼｮｳ　太郎", "E0002 shimei"),
            ("shimei", String(repeating: "長", count: 101), "E0003 shimei"),
            ("seibetsu", "9", "E0002 seibetsu"),
            ("seinengappi", "1985-13-01", "E0002 seinengappi"),
            ("jusho_todofuken", "とても長い県", "E0003 jusho_todofuken"),
            ("jusho_yubinbango", "343-000", "E0002 jusho_yubinbango"),
            ("jusho_yubinbango", "343000", "E0003 jusho_yubinbango"),
            ("juminhyokodo", "1", "E0002 知らない項目"),
        ]
        for (name, value, expected) in cases {
            var changed = Window.parameters()
            changed[name] = value
            #expect(codes(changed) == [expected], "\(name)=\(value)")
        }
    }

    @Test("ほかの項目と合わないものは E0004 で返す")
    func correlations() {
        let cases: [([String: String], String)] = [
            (["shikuchosonkodo": "112224"], "shikuchosonkodo"),
            (["atenabango": "123"], "atenabango"),
            (["shorikubun": "1"], "atenabango"),
            (["dokujishisakushisutemutoid": "000"], "gyomuid"),
            (["gyomuid": ""], "gyomuid"),
            (["nayosesakiatenabango": "12"], "nayosesakiatenabango"),
            (["shimei": "県外太郎"], "shimei"),
            (["shimei": ""], "shimei"),
            (["seinengappi": ""], "seinengappi"),
            (["seinengappi": "1985-06-00"], "seinengappi"),
            (["seinengappi_fushohyoki": "昭和六十年頃"], "seinengappi_fushohyoki"),
            (["uji_nihonjin": "県外"], "uji_nihonjin"),
            (["tsusho_furigana": "ツウショウ"], "tsusho_furigana"),
            (["jusho_kokugaijusho": "外国の町"], "jusho_kokugaijusho"),
        ]
        for (change, parameter) in cases {
            let changed = Window.parameters().merging(change) { _, new in new }
            #expect(codes(changed).contains("E0004 \(parameter)"), "\(change)")
        }
    }

    @Test("住民の番号と離れた範囲から付番し、同じ人には二度付番しない")
    func numbering() throws {
        let office = try Window()
        let first = try office.numberNonResident(Window.parameters(), key: "Z-1")
        #expect(first.addressee.value / 10 >= office.peers.firstNonResidentSerial)
        #expect(first.addressee.hasValidCheckDigit && first.historyNumber == 1)
        #expect(try office.numberNonResident(Window.parameters(), key: "Z-1") == first)
        // Spelled otherwise, and still the same four items.
        var spelled = Window.parameters()
        spelled["jusho_choaza"] = "西"
        spelled["jusho_banchigohyoki"] = "１－２－３"
        #expect(throws: ParameterProblems.self) { try office.numberNonResident(spelled) }
        var existing = Window.parameters(task: "2")
        existing["atenabango"] = first.addressee.description
        #expect(try office.numberNonResident(existing) == first)
        existing["jusho_banchigohyoki"] = "９番９号"
        #expect(try office.numberNonResident(existing).historyNumber == 2)
        #expect(try office.register.count("person") == 1)
    }

    @Test("同時に来た同じ人の付番依頼は、一つだけが付番になる")
    func concurrent() throws {
        let office = try Window()
        let lock = NSLock()
        nonisolated(unsafe) var numbered: [AddresseeNumber] = []
        nonisolated(unsafe) var refused = 0
        DispatchQueue.concurrentPerform(iterations: 16) { place in
            // Eight persons, each asked for twice under different keys.
            let born = "1985-06-0\(1 + place % 8)"
            do {
                let answer = try office.numberNonResident(
                    Window.parameters(born: born), key: "Z-\(place)")
                lock.withLock { numbered.append(answer.addressee) }
            } catch {
                lock.withLock { refused += 1 }
            }
        }
        #expect(numbered.count == 8 && Set(numbered).count == 8 && refused == 8)
    }

    @Test("候補は、いまの氏名でも前の氏名・住所でも見つかり、一致の多い順に並ぶ")
    func candidates() throws {
        let office = try Window()
        let number = try office.numberNonResident(Window.parameters()).addressee
        var married = Window.parameters(task: "1")
        married["atenabango"] = number.description
        married["shimei"] = "新姓　太郎"
        married["jusho_choaza"] = "東二丁目"
        _ = try office.numberNonResident(married)
        _ = try office.numberNonResident(Window.parameters(name: "県外　次郎", born: "1985-06-07"))
        let asked = FourItems(
            name: "県外 太郎", sex: "1", born: .known(try #require(CivilDate("1985-06-07"))),
            address: "隣町西1-2-3")
        let found = try office.window.candidates(asked, office.call(.tax))
        #expect(found.first?.addressee == number)
        #expect(found.first?.isFromHistory == true && found.first?.comparison.agrees == true)
        #expect(found.count == 2 && found[1].comparison.verdict(.name) == .differs)
    }

    @Test("編集中は、ほかの人の変更を断り、だれがいつからかを言う")
    func exclusive() throws {
        let office = try Window()
        let number = try office.numberNonResident(Window.parameters()).addressee
        let lock = try office.officer(.lockAddressee) { try LockAddressee.perform(number, in: $0) }
        #expect(lock.holder == "k901")
        let refusal = AddresseeRefusal.locked(holder: "k901", since: lock.since)
        #expect(refusal.message.contains("k901 が 2025-04-01T12:00:00+09:00 から"))
        #expect(throws: refusal) {
            try office.officer(.lockAddressee, id: "k902") {
                try LockAddressee.perform(number, in: $0)
            }
        }
        var change = Window.parameters(task: "1")
        change["atenabango"] = number.description
        change["jusho_choaza"] = "東三丁目"
        #expect(throws: refusal) { try office.numberNonResident(change) }
        // The holder may take it again; an administrator may break it, with a reason.
        #expect(
            try office.officer(.lockAddressee) { try LockAddressee.perform(number, in: $0) } == lock
        )
        try office.officer(
            .lockAddressee, roles: [.administrator], id: "a901", reason: "退庁後も編集中のため"
        ) { try UnlockAddressee.perform(number, in: $0) }
        #expect(try office.numberNonResident(change).historyNumber == 2)
        #expect(throws: AddresseeRefusal.lockNotHeld) {
            try office.officer(.lockAddressee) { try UnlockAddressee.perform(number, in: $0) }
        }
    }

    @Test("転出した人は住民の宛名番号のまま住登外者になり、住民と亡くなった人は引き継がない")
    func inheritance() throws {
        let office = try Window()
        func inherit(_ place: Int) throws -> Int {
            let tax = try office.peer(.tax)
            return try office.officer(.numberPerson) {
                try InheritNumber.perform(Register.addressee(place), from: tax, in: $0)
            }
        }
        var rows = (1...3).map {
            Register.Row(addressee: Register.addressee($0), number: Register.number($0))
        }
        _ = try office.register.receive(rows, digest: "a")
        for (index, status) in [(0, "2"), (1, "3")] {
            rows[index].change = 2
            rows[index].status = status
            rows[index].date = "20250320"
            rows[index].movedTo = status == "2" ? "隣県遠方市北1番地1" : ""
        }
        _ = try office.register.receive(Array(rows.prefix(2)), digest: "b")
        #expect(try inherit(1) == 1)
        #expect(try inherit(1) == 1)
        #expect(throws: AddresseeRefusal.isDead) { try inherit(2) }
        #expect(throws: AddresseeRefusal.isResident) { try inherit(3) }
        let cards = try office.window.answer([Register.addressee(1)], office.call(.tax))
        #expect(cards[0].origin == .business && cards[0].text(.address) == "隣県遠方市北1番地1")
        #expect(cards[0].text(.name) == "検証　花子")
        // Back again under the same number, the resident register speaks.
        rows[0].change = 3
        rows[0].status = "1"
        rows[0].date = "20250401"
        _ = try office.register.receive([rows[0]], digest: "c")
        let back = try office.window.answer([Register.addressee(1)], office.call(.tax))
        #expect(back[0].origin == .residentRegister)
        #expect(try office.register.count("person") == 3)
    }

    @Test("住登外者が別の番号で住民になると、住登外者の記録を閉じて一人にする")
    func becomesResident() throws {
        let office = try Window()
        let number = try office.numberNonResident(Window.parameters()).addressee
        let resident = Register.addressee(1)
        _ = try office.register.receive(
            [Register.Row(addressee: resident, number: Register.number(1))], digest: "a")
        let tax = try office.peer(.tax)
        try office.officer(.matchPersons) {
            try JoinResident.perform(
                nonResident: number, resident: resident, because: "転入", from: tax,
                register: office.peers, in: $0)
        }
        #expect(try office.window.answer([number], office.call(.tax)).isEmpty)
        let history = try office.officer(.viewAddressee) { try PersonHistory.of(number, in: $0) }
        #expect(history.nonResidentHistory[number]?.map(\.event) == [.numbered, .deleted])
        #expect(history.residentHistory[resident]?.count == 1)
        let told = try office.window.notices(office.call(.intermediateServer)).map(\.kind)
        #expect(told == [.numbered, .deleted])
    }

    @Test("他業務参照不可の人は、ほかの業務には候補にも検索にも変換にも現れない")
    func notForOthers() throws {
        let office = try Window()
        var parameters = Window.parameters()
        parameters["tagyomusanshofukafuragu"] = "1"
        let number = try office.numberNonResident(parameters).addressee
        let items = try NonResidentRequest(parameters: parameters, body: "119997").fourItems
        for (peer, count) in [(PeerName.tax, 1), (.welfare, 0)] {
            let call = try office.call(peer)
            #expect(try office.window.answer([number], call).count == count)
            #expect(try office.window.search(PersonQuestion(name: "県外"), call).count == count)
            #expect(
                try office.window.search(PersonQuestion(addressee: number), call).count == count)
            #expect(try office.window.candidates(items, call).count == count)
            #expect(try office.window.toIntegrated([number], call).converted.count == count)
        }
        #expect(throws: AddresseeRefusal.unknownPerson) {
            try office.window.update(
                UpdateRequest(addressee: number, items: items, effectiveOn: Window.day),
                office.call(.welfare))
        }
    }
}
