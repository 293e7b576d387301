// SPDX-License-Identifier: Apache-2.0
import Addressee
import Safeguards
import Testing
import Vocabulary

@Suite("住民異動の確認待ち")
struct MatchQueueTests {
    private let office: Window
    private var register: Register { office.register }

    init() throws { office = try Window() }

    private func resident(_ place: Int) throws -> Resident? {
        try register.ask { try ResidentBook.resident(Register.addressee(place), in: $0) }
    }

    private func onlyCase() throws -> MatchCaseLine {
        let queue = try office.queue()
        try #require(queue.count == 1)
        return queue[0]
    }

    /// Somebody new under the number of the first person, with another name.
    private func numberOfTheFirst(_ place: Int, change: Int) -> Register.Row {
        var row = Register.row(place, change: change)
        row.number = Register.number(1)
        return row
    }

    @Test("個人番号が同じで氏名の違う人は待ち、同一人と決めると同じ人につながり異動が反映される")
    func decidedSame() throws {
        try register.receive([Register.row(1, change: 1)], digest: "a")
        let report = try register.receive(
            [numberOfTheFirst(3, change: 2), numberOfTheFirst(3, change: 3)], digest: "b")
        #expect(report.held == 2 && report.watermark == 3)
        let line = try onlyCase()
        #expect(line.why == .itemsDiffer && line.heldRows == 2 && line.candidates == 1)
        #expect(line.sourceTitle == "住民異動の取込")
        let shown = try office.sight(line.id)
        #expect(shown.candidates.map(\.addressee) == [Register.addressee(1)])
        #expect(shown.candidates[0].lines.first { $0.item == .name }?.verdict == .differs)
        #expect(shown.candidates[0].lines.first { $0.item == .born }?.verdict == .same)
        #expect(try resident(3) == nil)
        let effect = try office.decide(line.id, Register.addressee(1))
        #expect(effect.isTied && effect.taken == 2 && effect.numbered == 0)
        #expect(try register.count("person") == 1)
        #expect(try resident(3)?.changeNumber == 3)
        #expect(try office.queue().isEmpty)
        // From now on its changes are certain.
        let next = try register.receive([numberOfTheFirst(3, change: 4)], digest: "c")
        #expect(next.accepted == 1)
    }

    @Test("別人と決めると、番号を付けずに新しく付番し、その後の異動も止まらない")
    func decidedDifferent() throws {
        try register.receive([Register.row(1, change: 1)], digest: "a")
        try register.receive([numberOfTheFirst(3, change: 2)], digest: "b")
        let effect = try office.decide(try onlyCase().id, nil)
        #expect(effect.numbered == 1 && effect.taken == 1 && !effect.isTied)
        #expect(try register.count("person") == 2)
        // The number stays with the first person only.
        #expect(try register.count("person_number") == 1)
        let next = try register.receive([numberOfTheFirst(3, change: 3)], digest: "c")
        #expect(next.held == 1)
        let effectOfSecond = try office.decide(try onlyCase().id, nil)
        #expect(effectOfSecond.taken == 1)
        let third = try register.receive([numberOfTheFirst(3, change: 4)], digest: "d")
        #expect(third.accepted == 1 && third.held == 0)
        #expect(try register.count("person_number") == 1)
    }

    @Test("別の人の個人番号が付いた異動は待ち、同一人なら名寄せ、二人に番号があれば断る")
    func numberOfAnother() throws {
        var bare = Register.row(2, change: 2)
        bare.number = ""
        try register.receive(
            [Register.row(1, change: 1), bare, Register.row(3, change: 3)], digest: "a")
        var claimed = Register.row(2, change: 4)
        claimed.number = Register.number(1)
        try register.receive([claimed], digest: "b")
        let line = try onlyCase()
        #expect(line.why == .numberOfAnother)
        let effect = try office.decide(line.id, Register.addressee(1))
        #expect(effect.isMerged && effect.taken == 1)
        #expect(try resident(2)?.changeNumber == 4)
        // The third has a number of its own.
        var both = Register.row(3, change: 5)
        both.number = Register.number(1)
        try register.receive([both], digest: "c")
        let second = try onlyCase()
        #expect(throws: AddresseeRefusal.twoNumbers) {
            try office.decide(second.id, Register.addressee(1))
        }
        #expect(try office.queue().map(\.id) == [second.id])
        #expect(try office.decide(second.id, nil).taken == 1)
        #expect(try register.count("person_number") == 2)
    }

    @Test("氏名も生年月日も違う人の宛名番号は使い回しとみて待たせ、別人なら取り込まない")
    func reusedAddressee() throws {
        try register.receive([Register.row(1, change: 1)], digest: "a")
        var other = Register.row(1, change: 2)
        other.number = Register.number(2)
        other.name = "別人　次郎"
        other.born = "19700101"
        #expect(try register.receive([other], digest: "b").held == 1)
        #expect(try resident(1)?.name == "検証　1")
        let line = try onlyCase()
        #expect(line.why == .addresseeReused)
        let effect = try office.decide(line.id, nil)
        #expect(effect.dropped == 1 && effect.taken == 0)
        #expect(effect.sentence.contains("取り込みません"))
        #expect(try register.count("resident_fact") == 1)
        #expect(try register.count("resident_waiting") == 0)
        // With the person's own 個人番号 it is a correction, and nobody is asked.
        other.number = Register.number(1)
        other.change = 3
        #expect(try register.receive([other], digest: "c").accepted == 1)
        #expect(try resident(1)?.name == "別人　次郎")
    }

    @Test("名も生年月日も訂正された同じ人と決めれば、異動を反映する")
    func correctedBoth() throws {
        try register.receive([Register.row(1, change: 1)], digest: "a")
        var corrected = Register.row(1, change: 2)
        corrected.number = ""
        corrected.name = "訂正　花子"
        corrected.born = "20150406"
        try register.receive([corrected], digest: "b")
        let effect = try office.decide(try onlyCase().id, Register.addressee(1))
        #expect(effect.taken == 1 && !effect.isMerged)
        #expect(try resident(1)?.name == "訂正　花子")
    }

    @Test("生年月日の訂正は、同じ宛名番号なら止めない。訂正前の生年月日でも新しい宛名番号につながる")
    func correctedBirthday() throws {
        try register.receive([Register.row(1, change: 1)], digest: "a")
        var corrected = Register.row(1, change: 2)
        corrected.born = "20150406"
        #expect(try register.receive([corrected], digest: "b").accepted == 1)
        // Comes back from another town, whose papers have the old day.
        var back = Register.row(8, change: 3)
        back.name = "検証　1"
        back.number = Register.number(1)
        #expect(try register.receive([back], digest: "c").accepted == 1)
        #expect(try register.count("person") == 1)
    }

    @Test("双子は、生年月日・住所・姓が同じでも二人のまま")
    func twins() throws {
        var (first, second) = (Register.row(1, change: 1), Register.row(2, change: 2))
        (first.name, second.name) = ("双子　一美", "双子　二美")
        #expect(try register.receive([first, second], digest: "a").numbered == 2)
        // One twin under the other's number: nothing is linked.
        var mixed = second
        mixed.change = 3
        mixed.number = first.number
        #expect(try register.receive([mixed], digest: "b").held == 1)
        #expect(try onlyCase().why == .numberOfAnother)
    }

    @Test("同姓同名で生年月日も同じ二人は、個人番号が違えば二人、四情報だけの照会では決めない")
    func namesakes() throws {
        var (first, second) = (Register.row(1, change: 1), Register.row(2, change: 2))
        (first.name, second.name) = ("同名　一", "同名　一")
        #expect(try register.receive([first, second], digest: "a").numbered == 2)
        let items = FourItems(
            name: "同名　一", sex: "2", born: .known(try #require(CivilDate("2015-04-05"))),
            address: first.address)
        let answer = try office.window.match(number: nil, items: items, office.call(.welfare))
        #expect(answer.addressee == nil && answer.doubt == .noNumber)
        let shown = try office.sight(try onlyCase().id)
        #expect(shown.candidates.count == 2 && shown.candidates.allSatisfy { $0.agreements == 4 })
        // With the number one of the two is meant.
        let certain = try office.window.match(
            number: try office.window.seal(Register.number(2)), items: items,
            office.call(.welfare))
        #expect(certain.addressee == Register.addressee(2))
    }

    @Test("支援措置の人の住所は、確認待ちにも候補にも出ず、合うかどうかも言わない")
    func protectedPlaces() throws {
        var hidden = Register.row(1, change: 1)
        hidden.isProtected = true
        hidden.address = "見本市秘密町1番1号"
        try register.receive([hidden], digest: "a")
        try register.receive([numberOfTheFirst(3, change: 2)], digest: "b")
        let shown = try office.sight(try onlyCase().id)
        #expect(shown.isProtected && shown.candidates[0].isProtected)
        #expect(!"\(shown)".contains("秘密町") && !"\(shown)".contains("中央一丁目"))
        let line = shown.candidates[0].lines.first { $0.item == .address }
        #expect(line?.verdict == .hidden && line?.registered.description == "")
        // A peer that tries an address is not told whether it is the right one.
        let items = FourItems(
            name: hidden.name, sex: "2", born: .known(try #require(CivilDate("2015-04-05"))),
            address: hidden.address)
        let found = try office.window.candidates(items, office.call(.tax))
        #expect(found.count == 1 && found[0].isProtected)
        #expect(found[0].comparison.verdict(.address) == .hidden)
        #expect(found[0].comparison.lines.allSatisfy { !$0.registered.contains("秘密町") })
    }

    @Test("管理者には氏名も生年月日も見えず、権限のない役は開けない")
    func masks() throws {
        try register.receive([Register.row(1, change: 1)], digest: "a")
        try register.receive([numberOfTheFirst(3, change: 2)], digest: "b")
        let id = try onlyCase().id
        let seen = try office.sight(id, roles: [.administrator])
        #expect(seen.stated.allSatisfy { !$0.text.isWhole && $0.text.description.isEmpty })
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.sight(id, roles: [.payment])
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.decide(id, nil, roles: [.auditor])
        }
        #expect(try register.count("match_decision") == 0)
    }

    @Test("決めたことは、理由と人と時刻とともに残る")
    func decisionsStay() throws {
        try register.receive([Register.row(1, change: 1)], digest: "a")
        try register.receive([numberOfTheFirst(3, change: 2)], digest: "b")
        let id = try onlyCase().id
        try office.decide(id, nil, because: "本人の届出で確認")
        let decided = try office.officer(.viewMatches) { try ListMatchCases.decided(in: $0) }
        #expect(decided.map(\.caseID) == [id] && decided[0].addressee == nil)
        #expect(decided[0].reason == "本人の届出で確認" && decided[0].officer == "k901")
        #expect(throws: AddresseeRefusal.caseUnknown) { try office.sight(id) }
    }

    @Test("番号のない照会も、職員が決めた後に同じ人を尋ねれば答え、別人なら尋ね直さない")
    func answeredQuestions() throws {
        var (first, second) = (Register.row(1, change: 1), Register.row(2, change: 2))
        (first.name, second.name) = ("同名　一", "同名　一")
        try register.receive([first, second], digest: "a")
        let items = FourItems(
            name: "同名　一", sex: "2", born: .known(try #require(CivilDate("2015-04-05"))),
            address: first.address)
        func ask(_ items: FourItems) throws -> MatchAnswer {
            try office.window.match(number: nil, items: items, office.call(.welfare))
        }
        let waiting = try #require(try ask(items).waitingCase)
        try office.decide(waiting, second.addressee)
        #expect(try ask(items).addressee == second.addressee)
        // Another address is another question.
        var moved = items
        moved.address = "見本市東一丁目1番1号"
        let other = try ask(moved)
        try office.decide(try #require(other.waitingCase), nil)
        let again = try ask(moved)
        #expect(again.addressee == nil && again.doubt == .noNumber && again.waitingCase == nil)
        #expect(try office.queue().isEmpty)
        // Somebody else of the name has come.
        var third = Register.row(3, change: 3)
        third.name = "同名　一"
        try register.receive([third], digest: "b")
        #expect(try ask(moved).waitingCase != nil)
    }
}
