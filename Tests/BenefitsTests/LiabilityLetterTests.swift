// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// 相手方あての文書: what is claimed of the other party, what the school is asked.
@Suite("第三者行為・災害共済の相手方あての文書")
struct LiabilityLetterTests {
    private let party = OutsideParty(
        name: "見本損害保険", postalCode: "1190002", address: "隣市西1-1", honorific: .office)

    private func record<R>(_ office: Office, _ body: (Scope) throws -> R) throws -> R {
        try office.gate.perform(
            RecordLiability.operation, by: Office.payment, for: .benefit, body)
    }

    /// An accident that touches the child's one claim.
    private func accident(_ office: Office, _ kind: LiabilityKind) throws -> Int64 {
        try office.take(Uke())
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        return try record(office) {
            let id = try RecordLiability.open(
                LiabilityInput(
                    child: Office.taro, kind: kind, happenedOn: date("2025-06-05"),
                    reportedOn: date("2025-06-20"), counterpart: "見本損害保険",
                    circumstances: "登校の途中、骨折"), in: $0)
            try RecordLiability.mark(.claim(claim.id), of: id, isTouched: true, in: $0)
            return id
        }
    }

    private func write(
        _ office: Office, _ id: Int64, number: String = "見子福第9号", due: String? = nil,
        to party: OutsideParty? = nil, by who: Principal = Office.payment
    ) throws -> WrittenOutsideLetter {
        try office.gate.perform(WriteLiabilityLetter.operation, by: who, for: .benefit) {
            try WriteLiabilityLetter.perform(
                id, to: party ?? self.party, documentNumber: number,
                dueOn: due.map { date($0) } ?? $0.today.adding(days: 30), place: "納付書による",
                payments: MemoryClaimsBack(), letters: Office.law.book.letters,
                directory: office.directory, in: $0)
        }
    }

    @Test("求償の文書は、記録した求償の未収の額だけを請求し、児童のことは氏名のほか書かず、台帳に残る")
    func claim() throws {
        let office = try Office()
        let id = try accident(office, .thirdParty)
        #expect(throws: OutsideLetterRefusal.nothingClaimed) { try write(office, id) }
        try record(office) {
            try RecordLiability.record(
                .claimed, of: id, amount: Yen(3_000), on: date("2025-08-01"), note: "書面",
                payments: MemoryClaimsBack(), in: $0)
        }
        try record(office) {
            try RecordLiability.record(
                .received, of: id, amount: Yen(1_000), on: date("2025-08-01"), note: "入金",
                payments: MemoryClaimsBack(), in: $0)
        }
        let written = try write(office, id)
        let said = written.words.lines.joined(separator: "|")
        let child = try #require(try office.directory.person(Office.taro))
        for word in ["2,000円", "D\(id)", child.name, "令和7年6月5日", "納付書による"] {
            #expect(said.contains(word), "\(word)")
        }
        for word in [
            Wareki.text(child.born), child.kana, "骨折", "登校", "クリニック", Office.taro.description,
        ] { #expect(!said.contains(word), "相手方に要らないこと: \(word)") }
        let letter = try #require(
            written.letter(
                sender: Sender(title: "見本市長"),
                desk: ContactDesk(name: "見本市 子ども福祉課", phone: "999-999-9999")))
        #expect(letter.documentNumber == "見子福第9号")
        let known = try office.read {
            try OutsideLetterBook.letters([.liabilityClaim], about: id, from: $0)
        }
        #expect(known.map(\.party) == [party] && known.first?.child == Office.taro)
    }

    @Test("災害共済の照会は額を書かず、同じ文書番号・過ぎた期限・宛先のないものは断る")
    func inquiry() throws {
        let office = try Office()
        let id = try accident(office, .sportsCouncil)
        let said = try write(office, id).words.lines.joined(separator: "|")
        #expect(said.contains("災害共済給付") && said.contains("1件"))
        #expect(!said.contains("3,702"))
        #expect(throws: OutsideLetterRefusal.documentNumberUsed) { try write(office, id) }
        #expect(throws: OutsideLetterRefusal.documentNumberMissing) {
            try write(office, id, number: "")
        }
        #expect(throws: OutsideLetterRefusal.dueDayPassed) {
            try write(office, id, number: "2", due: "2025-01-01")
        }
        var nowhere = party
        nowhere.address = ""
        #expect(throws: OutsideLetterRefusal.partyIncomplete) {
            try write(office, id, number: "3", to: nowhere)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try write(
                office, id, number: "4",
                by: Principal(
                    officer: "A001", name: "A001", roles: [.auditor], session: "S",
                    terminal: "T1"))
        }
    }

    @Test("再発行は理由を要し、同じ番号・同じ額。支援措置の世帯の文書は、発行も再発行もしない")
    func again() throws {
        let office = try Office()
        let id = try accident(office, .sportsCouncil)
        let first = try write(office, id)
        func again(_ reason: String) throws -> WrittenOutsideLetter {
            try office.gate.perform(
                ReprintOutsideLetter.operation, by: Office.payment, for: .benefit,
                reason: reason.isEmpty ? "空" : reason
            ) {
                try ReprintOutsideLetter.perform(
                    first.letter.id, reason: reason, letters: Office.law.book.letters,
                    directory: office.directory, in: $0)
            }
        }
        #expect(throws: LetterDeskRefusal.missingReason) { try again("") }
        let second = try again("宛所不明で戻った")
        #expect(second.letter == first.letter && second.words == first.words)
        var child = try #require(try office.directory.person(Office.taro))
        child.isProtected = true
        office.directory.put(child)
        #expect(throws: OutsideLetterRefusal.familyProtected) { try again("宛所不明で戻った") }
        #expect(throws: OutsideLetterRefusal.familyProtected) {
            try write(office, id, number: "見子福第10号")
        }
    }

    private func posting<R>(
        _ office: Office, by who: Principal = Office.payment, _ body: (Scope) throws -> R
    ) throws -> R {
        try office.gate.perform(PostLetters.operation, by: who, for: .benefit, body)
    }

    private func post(_ office: Office, _ envelope: String) throws -> PostLetters.Report {
        try posting(office) {
            try PostLetters.perform(envelopes: [envelope], directory: office.directory, in: $0)
        }
    }

    private func open(_ office: Office) throws -> [String] {
        try office.read { try OutsideLetterBook.open(from: $0).map(\.letter.number) }
    }

    @Test("相手方あての文書は、発送を待ち、発送の後に返戻を記録でき、送り直しは次の封筒番号で発送をもう一度待つ")
    func course() throws {
        let office = try Office()
        let id = try accident(office, .sportsCouncil)
        let first = try write(office, id).letter.number
        let parts = try #require(OutsideLetter.parts(of: first))
        let next = "\(first)-2"
        #expect(parts.copy == 1)
        #expect(try open(office) == [first])
        #expect(try office.read { try LetterBook.counts(from: $0) }.toPost == 1)
        func back(_ envelope: String) throws -> Int64 {
            try posting(office) {
                try RecordReturn.perform(
                    envelope, cause: .notCollected, on: $0.today, in: $0)
            }
        }
        #expect(throws: LetterDeskRefusal.notPosted) { try back(first) }
        #expect(throws: LetterDeskRefusal.unknownLetter) { try back(next) }
        #expect(throws: LetterDeskRefusal.unknownLetter) { try back("OT-999999") }
        #expect(try post(office, first).posted == 1)
        #expect(try open(office).isEmpty)
        #expect(throws: ProtectionRefusal.unknownLetter) { try post(office, first) }
        let mail = try back(first.lowercased())
        #expect(throws: LetterDeskRefusal.returnedBefore) { try back(first) }
        let returned = try #require(
            try office.read { try LetterRegister.returned(from: $0) }.first)
        #expect(returned.envelope == first && returned.paper == nil)
        #expect(returned.next(nil) == [.checkParty, .resendParty])
        func settle(_ envelope: String) throws {
            try posting(office) {
                try SettleReturn.perform(
                    mail, .resent, envelope: envelope, note: "電話で確かめた", in: $0)
            }
        }
        #expect(throws: LetterDeskRefusal.unknownLetter) { try settle("OT-999999") }
        try settle("")
        #expect(throws: LetterDeskRefusal.returnSettled) { try settle("") }
        #expect(try open(office) == [next])
        // What is printed again has the number of its new sending.
        let again = try office.gate.perform(
            ReprintOutsideLetter.operation, by: Office.payment, for: .benefit, reason: "戻った"
        ) {
            try ReprintOutsideLetter.perform(
                parts.id, reason: "戻った", letters: Office.law.book.letters,
                directory: office.directory, in: $0)
        }
        #expect(again.letter.number == next && again.letter.documentNumber == "見子福第9号")
        #expect(try post(office, next).posted == 1)
        let words = try office.read { db in
            let letter = try #require(try OutsideLetterBook.find("見子福第9号", from: db).first)
            #expect(try OutsideLetterBook.find(first, from: db) == [letter])
            return try OutsideLetterBook.course(letter, from: db).map(\.words)
        }
        #expect(words.sorted() == ["発行", "発送", "返戻", "送り直した", "発送"].sorted())
        // The second sending comes back too, and goes out as another letter to where they are now.
        _ = try back(next)
        let other = try write(office, id, number: "見子福第10号").letter.number
        #expect(try open(office) == [other])
    }

    @Test("発送の前に世帯に支援措置が加わると、相手方あての文書は発送されずに引抜きになり、処分を記録して終わる")
    func stopped() throws {
        let office = try Office()
        let id = try accident(office, .sportsCouncil)
        let number = try write(office, id).letter.number
        #expect(throws: SafeguardRefusal.notPermitted) {
            try posting(
                office,
                by: Principal(
                    officer: "A001", name: "A001", roles: [.auditor], session: "S",
                    terminal: "T1")
            ) {
                _ = try PostLetters.perform(
                    envelopes: [number], directory: office.directory, in: $0)
            }
        }
        var child = try #require(try office.directory.person(Office.taro))
        child.isProtected = true
        office.directory.put(child)
        let report = try post(office, number)
        #expect(report.posted == 0 && report.recalled == [number])
        #expect(throws: ProtectionRefusal.letterRecalled) { try post(office, number) }
        let counts = try office.read { try LetterBook.counts(from: $0) }
        #expect(counts.toPost == 0 && counts.toTakeOut == 1)
        try posting(office) { try TakeLetterOut.perform(number, note: "裁断", in: $0) }
        #expect(try open(office).isEmpty)
        #expect(try office.read { try LetterBook.counts(from: $0) }.toTakeOut == 0)
    }

    private func closeOlder(
        _ office: Office, through last: String, reason: String = "記録を始める前に発送した",
        by who: Principal = Office.payment
    ) throws -> CloseOlderOutsideLetters.Report {
        try posting(office, by: who) {
            try CloseOlderOutsideLetters.perform(
                through: date(last), reason: reason, directory: office.directory, in: $0)
        }
    }

    @Test("前に発送した文書は、ある日までの分を理由とともに一度に発送済みにでき、引抜きと支援措置の世帯の分と後の分は残り、二度目は断る")
    func older() throws {
        let office = try Office()
        let id = try accident(office, .sportsCouncil)
        let today = office.clock.now().dayInJapan
        let (first, pulled) = (
            try write(office, id).letter.number, try write(office, id, number: "2").letter.number
        )
        try posting(office) {
            try PullLetters.perform([pulled], reason: "書き損じ", in: $0)
        }
        #expect(throws: EntitlementRefusal.dayNotOver) {
            try closeOlder(office, through: today.description)
        }
        office.clock.stand(on: today.adding(days: 1))
        let later = try write(office, id, number: "3").letter.number
        #expect(throws: EntitlementRefusal.missingReason) {
            try closeOlder(office, through: today.description, reason: " ")
        }
        #expect(throws: EntitlementRefusal.nothingOlder) {
            try closeOlder(office, through: today.adding(days: -1).description)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try closeOlder(
                office, through: today.description,
                by: Principal(
                    officer: "A001", name: "A001", roles: [.auditor], session: "S",
                    terminal: "T1"))
        }
        var child = try #require(try office.directory.person(Office.taro))
        child.isProtected = true
        office.directory.put(child)
        let guarded = try closeOlder(office, through: today.description)
        #expect(guarded.closed == 0 && guarded.left == 1)
        child.isProtected = false
        office.directory.put(child)
        let done = try closeOlder(office, through: today.description)
        #expect(done.closed == 1 && done.left == 0)
        #expect(try open(office) == [pulled, later])
        #expect(throws: EntitlementRefusal.nothingOlder) {
            try closeOlder(office, through: today.description)
        }
        let words = try office.read { db in
            let letter = try #require(try OutsideLetterBook.find(first, from: db).first)
            return try OutsideLetterBook.course(letter, from: db).compactMap(\.detail)
        }
        #expect(words.contains { $0.contains("記録を始める前に発送した") })
    }

    private func awaited(_ office: Office, after days: Int = 14) throws -> [AwaitedAnswer] {
        try office.read {
            try AwaitedAnswers.all(LiabilityBook.open(from: $0), remindingAfter: days, from: $0)
        }
    }

    private func due(_ office: Office, on day: CivilDate) throws -> Int {
        try office.read {
            try AwaitedAnswers.dueCount(
                on: day, remindingAfter: 14, payments: MemoryClaimsBack(), from: $0)
        }
    }

    @Test("回答のない照会は、初めに求めた日と期限とともに並び、期限から決めた日数で催促の時期になり、新しい文書で回数が増え、回答を記録すると消える")
    func awaitedAnswer() throws {
        let office = try Office()
        let id = try accident(office, .sportsCouncil)
        #expect(try awaited(office).isEmpty)
        let first = try write(office, id).letter
        let one = try #require(try awaited(office).first)
        #expect(one.letter == first && one.since == first.issuedOn && one.times == 1)
        let day = first.dueOn.adding(days: 14)
        #expect(one.remindFrom == day && one.isDue(on: day) && !one.isDue(on: day.previous))
        #expect(try due(office, on: day.previous) == 0)
        #expect(try due(office, on: day) == 1)
        office.clock.stand(on: day)
        let second = try write(office, id, number: "見子福第10号").letter
        let again = try #require(try awaited(office).first)
        #expect(again.letter == second && again.since == first.issuedOn && again.times == 2)
        #expect(try due(office, on: day) == 0)
        func answer(_ letter: Int64, on: CivilDate, words: String = "8月に給付の決定") throws {
            try record(office) {
                try RecordOutsideAnswer.perform(
                    letter, about: id, on: on, words: words, in: $0)
            }
        }
        #expect(throws: EntitlementRefusal.missingReason) {
            try answer(second.id, on: day, words: " ")
        }
        #expect(throws: EntitlementRefusal.answerRefused) {
            try answer(second.id, on: day.next)
        }
        #expect(throws: EntitlementRefusal.answerRefused) {
            try answer(second.id, on: second.issuedOn.previous)
        }
        #expect(throws: OutsideLetterRefusal.unknownLetter) { try answer(999, on: day) }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(
                RecordOutsideAnswer.operation,
                by: Principal(
                    officer: "A001", name: "A001", roles: [.auditor], session: "S",
                    terminal: "T1"), for: .benefit
            ) {
                try RecordOutsideAnswer.perform(
                    second.id, about: id, on: day, words: "回答", in: $0)
            }
        }
        try answer(second.id, on: day)
        #expect(try awaited(office).isEmpty)
        #expect(try due(office, on: day.adding(days: 400)) == 0)
        #expect(throws: EntitlementRefusal.answerRefused) { try answer(second.id, on: day) }
    }

    @Test("求償の文書は、入金で未収がなくなれば待たない")
    func awaitedMoney() throws {
        let office = try Office()
        let id = try accident(office, .thirdParty)
        func event(_ kind: Liability.Event.Kind, _ yen: Int) throws {
            try record(office) {
                try RecordLiability.record(
                    kind, of: id, amount: Yen(yen), on: $0.today, note: "書面",
                    payments: MemoryClaimsBack(), in: $0)
            }
        }
        try event(.claimed, 3_000)
        let letter = try write(office, id).letter
        let late = letter.dueOn.adding(days: 30)
        try event(.received, 1_000)
        #expect(try awaited(office).count == 1)
        #expect(try due(office, on: late) == 1)
        try event(.received, 2_000)
        #expect(try awaited(office).isEmpty)
        #expect(try due(office, on: late) == 0)
    }

    @Test("求償した給付が事故によるものでなくなれば、一覧にもホームの件数にも出ない")
    func awaitedCountIsList() throws {
        let office = try Office()
        let id = try accident(office, .thirdParty)
        try record(office) {
            try RecordLiability.record(
                .claimed, of: id, amount: Yen(3_000), on: $0.today, note: "書面",
                payments: MemoryClaimsBack(), in: $0)
        }
        let late = try write(office, id).letter.dueOn.adding(days: 30)
        #expect(try awaited(office).count == 1)
        #expect(try due(office, on: late) == 1)
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        try record(office) {
            try RecordLiability.mark(.claim(claim.id), of: id, isTouched: false, in: $0)
        }
        // Nothing was paid for the accident: the other party owes nothing.
        #expect(try awaited(office).isEmpty)
        #expect(try due(office, on: late) == 0)
    }
}
