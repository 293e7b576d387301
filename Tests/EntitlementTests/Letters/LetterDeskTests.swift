// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@Suite("通知の台帳")
struct LetterDeskTests {
    private let office: Office

    init() throws { office = try Office() }

    private var terms: IssueLetters.Terms {
        IssueLetters.Terms(
            letters: Office.law.book.letters, directory: office.directory,
            freshness: MemoryFreshness())
    }

    private func decision() throws -> Int64 {
        try office.grant()
        return try office.state().id
    }

    private func issue(
        _ ids: [Int64], datedOn: String? = nil, by who: Principal = Office.counter
    ) throws -> IssueLetters.Batch {
        var terms = terms
        terms.datedOn = datedOn.map(date)
        let chosen = terms
        return try office.gate.perform(.printLetters, by: who, for: .registration) {
            try IssueLetters.perform(DecisionLetters(), ids, chosen, in: $0)
        }
    }

    private func hold(_ due: String = "2025-05-10") throws {
        // Another child: its papers are not complete.
        let child = AddresseeNumber(value: 900_000_012)
        office.directory.put(
            office.person(child, "検証 次郎", "ケンショウ ジロウ", born: "2025-04-02"))
        let id = try office.receive(office.form(child: child)).id
        try office.gate.perform(HoldApplication.operation, by: Office.counter, for: .registration) {
            try HoldApplication.perform(
                id, reason: "書類が足りない", missing: "子の健康保険の資格が分かるもの", due: date(due), in: $0)
        }
    }

    private func words(_ letter: ReadyLetter) -> String {
        letter.words.lines.joined(separator: "／")
    }

    @Test("決定の通知は、決定のとおりの言葉と、市の形の文書番号で出る", .measure("R-10"))
    func decided() throws {
        let id = try decision()
        let batch = try issue([id])
        let letter = try #require(batch.letters.first)
        #expect(batch.expected == 1 && batch.isComplete && batch.leftOut.isEmpty)
        #expect(letter.documentNumber == "見子福第1号")
        let state = try office.state()
        for said in [
            "こども医療費受給資格認定通知書", "対象児童 検証 太郎", "決定年月日 \(Wareki.text(state.decidedOn))",
            "受給者番号 \(state.recipientNumber ?? "")",
        ] { #expect(words(letter).contains(said), "\(said)") }
        #expect(!words(letter).contains("2025-"), "日付は和暦")
        // Certificate and letter tell the same period.
        let outpatient = try #require(state.periods.outpatient)
        #expect(words(letter).contains(Wareki.text(outpatient.from)))
    }

    @Test("同じ決定の通知は一度だけ。二度目は発行済みと数えられ、番号を使わない")
    func once() throws {
        let id = try decision()
        _ = try issue([id])
        let again = try issue([id])
        #expect(again.letters.isEmpty && again.issuedBefore == 1 && again.isComplete)
        let (waiting, last) = try office.gate.perform(
            .viewLists, by: Office.counter, for: .registration
        ) {
            (
                try DecisionLetters().waiting(in: $0),
                try LetterRegister.gaps(FiscalYear(of: $0.today), from: $0.db)
            )
        }
        #expect(waiting.isEmpty && last == 0)
    }

    @Test("文書番号は年度ごとに1から、外れた通知にも再発行にも欠番をつくらない")
    func numbers() throws {
        let id = try decision()
        var person = try #require(try office.directory.person(Office.parent))
        person.status = .died
        office.directory.put(person)
        let none = try issue([id])
        #expect(none.letters.isEmpty && none.leftOut.map(\.reason) == ["受給者が死亡しています"])
        person.status = .resident
        office.directory.put(person)
        let first = try #require(try issue([id]).letters.first)
        #expect(first.documentNumber == "見子福第1号")
        let again = try reprint(first.envelope.text)
        #expect(again.documentNumber == "見子福第1号" && again.envelope != first.envelope)
        try hold()
        let events = try waitingPapers()
        #expect(try papers(events).letters.first?.documentNumber == "", "お知らせに番号はない")
        #expect(
            try office.read {
                try LetterRegister.gaps(FiscalYear(of: date("2025-04-10")), from: $0)
            }
                == 0)
    }

    @Test("一括の中で外れた通知は、その後の通知の文書番号に欠番をつくらない", .measure("R-10"))
    func numbersInsideABatch() throws {
        let first = try decision()
        let (child, parent) = (
            AddresseeNumber(value: 900_000_013), AddresseeNumber(value: 900_000_023)
        )
        for (number, born) in [(parent, "1991-06-06"), (child, "2025-04-03")] {
            office.directory.put(office.person(number, "検証 次子", "ケンショウ ツギコ", born: born))
        }
        var form = office.form(child: child)
        form.applicant = parent
        let second = try office.grant(form).id
        var person = try #require(try office.directory.person(Office.parent))
        person.status = .died
        office.directory.put(person)
        // The first of the two is left out before the second takes its number.
        let batch = try issue([first, second])
        #expect(batch.leftOut.map(\.reference) == [first])
        #expect(batch.letters.map(\.documentNumber) == ["見子福第1号"])
        func gaps() throws -> Int {
            try office.read {
                try LetterRegister.gaps(FiscalYear(of: date("2025-04-10")), from: $0)
            }
        }
        #expect(try gaps() == 0)
        person.status = .resident
        office.directory.put(person)
        #expect(try issue([first, second]).letters.map(\.documentNumber) == ["見子福第2号"])
        #expect(try gaps() == 0)
    }

    private func waitingPapers() throws -> [Int64] {
        try office.gate.perform(.viewLists, by: Office.counter, for: .registration) {
            try MissingPaperLetters().waiting(in: $0)
        }
    }

    private func papers(_ events: [Int64]) throws -> IssueLetters.Batch {
        let terms = terms
        return try office.gate.perform(.printLetters, by: Office.counter, for: .registration) {
            try IssueLetters.perform(MissingPaperLetters(), events, terms, in: $0)
        }
    }

    private func reprint(
        _ envelope: String, reason: String = "汚れた", by who: Principal = Office.counter
    ) throws -> ReadyLetter {
        let terms = terms
        let result = try office.gate.perform(
            .reprintLetter, by: who, for: .registration, reason: reason
        ) { try ReprintLetter.perform(envelope, reason: reason, terms: terms, in: $0) }
        return try result.get()
    }

    @Test("施行日は今日から3か月先まで。過去の日付では発行しない")
    func dates() throws {
        let id = try decision()
        #expect(throws: LetterDeskRefusal.wrongDate) { try issue([id], datedOn: "2025-04-09") }
        // 92 days ahead is the last day.
        #expect(throws: LetterDeskRefusal.wrongDate) { try issue([id], datedOn: "2025-07-12") }
        let letter = try #require(try issue([id], datedOn: "2025-07-11").letters.first)
        #expect(letter.datedOn == date("2025-07-11"))
    }

    @Test("保留で足りない書類と期限が申請者に知らされ、もう一度の保留が催促になる", .measure("R-09"))
    func missing() throws {
        try hold()
        let events = try waitingPapers()
        let letter = try #require(try papers(events).letters.first)
        #expect(words(letter).contains("足りない書類 子の健康保険の資格が分かるもの"))
        #expect(words(letter).contains("提出の期限 令和7年5月10日"))
        #expect(try waitingPapers().isEmpty)
    }

    @Test("再発行は理由が要り、同じ内容をいまの送り先へ出し、手もとの元の通知は引抜きになる", .measure("R-10"))
    func again() throws {
        let first = try #require(try issue([try decision()]).letters.first)
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try reprint(first.envelope.text, reason: "")
        }
        #expect(throws: LetterDeskRefusal.notReprintable) { try reprint("N-2025-9999999") }
        let again = try reprint(first.envelope.text)
        #expect(again.words == first.words && again.datedOn == first.datedOn)
        let recalled = try office.read { try LetterBook.recalled(from: $0) }
        #expect(recalled.map(\.envelope) == [first.envelope.text])
        let course = try office.read { try LetterRegister.course(first.envelope.text, from: $0) }
        #expect(course.map(\.words).contains("発行"))
        #expect(course.contains { $0.words.hasPrefix("再発行") })
    }

    @Test("発送の前の通知は理由をつけて引き抜け、引き抜いたものは発送できない")
    func pull() throws {
        let letter = try #require(try issue([try decision()]).letters.first)
        let envelope = letter.envelope.text
        func pull(_ reason: String) throws {
            try office.gate.perform(PullLetters.operation, by: Office.counter, for: .registration) {
                try PullLetters.perform([envelope], reason: reason, in: $0)
            }
        }
        #expect(throws: LetterDeskRefusal.missingReason) { try pull(" ") }
        try pull("宛先の方から連絡があった")
        #expect(throws: LetterDeskRefusal.notInTheHouse) { try pull("もう一度") }
        #expect(throws: ProtectionRefusal.letterRecalled) { try post([envelope]) }
        try office.gate.perform(TakeLetterOut.operation, by: Office.counter, for: .registration) {
            try TakeLetterOut.perform(envelope, note: "裁断した", in: $0)
        }
        #expect(try office.read { try LetterBook.recalled(from: $0) }.isEmpty)
    }

    private func post(_ envelopes: [String]) throws {
        let directory = office.directory
        _ = try office.gate.perform(PostLetters.operation, by: Office.counter, for: .registration) {
            try PostLetters.perform(envelopes: envelopes, directory: directory, in: $0)
        }
    }

    private func record(
        _ code: String, _ cause: ReturnCause = .moved, on day: String = "2025-04-10",
        by who: Principal = Office.counter
    ) throws -> Int64 {
        try office.gate.perform(RecordReturn.operation, by: who, for: .registration) {
            try RecordReturn.perform(code, cause: cause, on: date(day), in: $0)
        }
    }

    @Test("返戻は封筒のコードで一度だけ記録され、次にすることが示され、処理で終わる", .measure("R-10"))
    func returned() throws {
        let letter = try #require(try issue([try decision()]).letters.first)
        let envelope = letter.envelope.text
        #expect(throws: LetterDeskRefusal.notPosted) { try record(envelope) }
        try post([envelope])
        #expect(throws: LetterDeskRefusal.unknownLetter) { try record("N-2025-7777777") }
        #expect(throws: LetterDeskRefusal.unreadableCode) { try record("http://例") }
        #expect(throws: LetterDeskRefusal.wrongDate) { try record(envelope, on: "2025-04-11") }
        let id = try record(" \(envelope.lowercased()) 1/1")
        #expect(throws: LetterDeskRefusal.returnedBefore) { try record(envelope) }
        let open = try office.read { try LetterRegister.returned(from: $0) }
        let one = try #require(open.first)
        let person = try #require(try office.directory.person(Office.parent))
        #expect(one.next(person) == [.research, .publish])
        var newer = person
        newer.asOf = Instant(noonInJapan: date("2025-04-20"))
        #expect(one.next(newer).first == .reissue)
        newer.status = .died
        #expect(one.next(newer) == [.checkDeath])
        #expect(throws: LetterDeskRefusal.unknownLetter) {
            try settle(id, .resent, envelope: "L-2025-0000099")
        }
        let again = try reprint(envelope)
        try settle(id, .resent, envelope: again.envelope.text)
        #expect(throws: LetterDeskRefusal.returnSettled) { try settle(id, .kept) }
        #expect(throws: LetterDeskRefusal.unknownReturn) { try settle(999_999, .kept) }
        #expect(try office.read { try LetterRegister.returned(from: $0) }.isEmpty)
        let course = try office.read { try LetterRegister.course(envelope, from: $0) }
        #expect(course.map(\.words).prefix(3) == ["発行", "発送", "返戻"])
    }

    private func settle(
        _ id: Int64, _ outcome: ReturnOutcome, envelope: String? = nil
    ) throws {
        try office.gate.perform(SettleReturn.operation, by: Office.counter, for: .registration) {
            try SettleReturn.perform(id, outcome, envelope: envelope, note: "調べた", in: $0)
        }
    }

    @Test("一括発行は予定とできた数と外れたものを理由とともに残す", .measure("R-10"))
    func batches() throws {
        let id = try decision()
        var child = try #require(try office.directory.person(Office.child))
        child.isProtected = true
        office.directory.put(child)
        let batch = try issue([id])
        #expect(batch.letters.isEmpty && batch.leftOut.count == 1)
        let (list, leftOut) = try office.read { db in
            let list = try LetterBatchBook.newest(limit: 5, from: db)
            return (list, try LetterBatchBook.leftOut(of: list[0].id, from: db))
        }
        #expect(list[0].expected == 1 && list[0].produced == 0)
        #expect(leftOut.map(\.reason) == batch.leftOut.map(\.reason))
        #expect(leftOut[0].reason.contains("支援措置"))
    }

    @Test("支援措置の家族あての通知は、どの種類も二人目を待ち、再発行もできず、下見にも住所が出ない", .measure("R-10"))
    func protected() throws {
        let first = try #require(try issue([try decision()]).letters.first)
        try post([first.envelope.text])
        var child = try #require(try office.directory.person(Office.child))
        child.isProtected = true
        office.directory.put(child)
        #expect(throws: LeftOut.self) { try reprint(first.envelope.text) }
        let (terms, directory) = (terms, office.directory)
        for source: any LetterSource in [
            FormLetters(.formReimbursement, directory: directory, law: Office.law),
            CoverLetters(enclosures: ["申請書"], reason: ""),
        ] {
            let batch = try office.gate.perform(
                .printLetters, by: Office.counter, for: .registration
            ) { try IssueLetters.perform(source, [Office.child.value], terms, in: $0) }
            #expect(batch.letters.isEmpty && batch.leftOut.count == 1, "\(source.title)")
            let seen = try office.gate.perform(
                .previewLetter, by: Office.counter, for: .registration
            ) { try PreviewLetters.perform(source, [Office.child.value], terms, in: $0) }
            #expect(seen.letters.isEmpty)
        }
        let held = try office.read { try HeldLetterBook.open(from: $0) }
        #expect(Set(held.map(\.subject.paper)) == [.notice, .form, .cover])
    }

    @Test("台帳の内容には氏名も住所もなく、宛名番号だけがある", .measure("R-10"))
    func register() throws {
        _ = try issue([try decision()])
        let texts = try office.read { db in
            try db.rows("SELECT contents FROM letter_issue") { $0.text(0) }
        }
        #expect(texts.count == 1)
        for secret in ["検証", "太郎", "花子", "ケンショウ", "中央", "1190001"] {
            #expect(!texts[0].contains(secret), "\(secret)")
        }
        #expect(texts[0].contains(String(Office.child.value)))
    }

    @Test("申請書には氏名・生年月日・番号が印字され、住所は窓の宛先だけにある")
    func forms() throws {
        _ = try decision()
        let directory = office.directory
        let terms = IssueLetters.Terms(
            letters: Office.law.book.letters, directory: directory,
            freshness: MemoryFreshness(), forms: OneLetter.forms)
        #expect(Set(FormLetters.kinds) == Set(LetterKind.forms))
        for kind in FormLetters.kinds {
            let batch = try office.gate.perform(
                .printLetters, by: Office.counter, for: .registration
            ) {
                try IssueLetters.perform(
                    FormLetters(kind, directory: directory, law: Office.law),
                    [Office.child.value], terms, in: $0)
            }
            let letter = try #require(batch.letters.first)
            let printed = try #require(letter.form?.printed)
            #expect(printed.contains("検証 太郎") && printed.contains("令和7年4月1日"), "\(kind)")
            #expect(!(printed.joined() + words(letter)).contains("中央1-1"))
        }
    }

    @Test("給付の担当は発行でき、監査は発行も再発行も引抜きもできない")
    func permissions() throws {
        let letter = try #require(try issue([try decision()]).letters.first)
        let auditor = Principal(
            officer: "A1", name: "A1", roles: [.auditor], session: "test", terminal: "T1")
        #expect(throws: SafeguardRefusal.notPermitted) {
            try reprint(letter.envelope.text, by: auditor)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try record(letter.envelope.text, by: auditor)
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try issue([], by: auditor) }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try reprint(letter.envelope.text, by: Office.head)
        }
    }
}
