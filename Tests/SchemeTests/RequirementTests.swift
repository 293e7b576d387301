// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("在留資格と受給者の要件は制度の本が決める")
struct RequirementTests {
    private func request(
        _ day: String, stay: StayFacts? = nil, recipient: RecipientFacts? = nil
    ) throws -> JudgeRequest {
        let born = try Books.day("2015-06-10")
        var child = JudgeRequest.Child(born: born, residentFrom: born, insuredFrom: born)
        child.stay = stay
        var request = JudgeRequest(on: try Books.day(day), applied: nil, child: child)
        request.recipient = recipient
        return request
    }

    @Test("短期滞在は、その条を言って対象外になる。決まりのない市では同じ子が対象で、在留のことは何も言わない")
    func shortStay() throws {
        let asked = try request("2025-08-01", stay: StayFacts(status: "短期滞在", until: nil))
        let answer = try Books.book("sample-requirements").judge(asked, office: .weekdays)
        let finding = try #require(answer.outpatient.refusals.first)
        #expect(answer.outpatient.refusals.count == 1 && !answer.inpatient.eligible)
        #expect(finding.rule == .stay && finding.article == "条例第3条第2項第6号")
        for id in ["sample", "koshigaya"] {
            let other = try Books.book(id).judge(asked, office: .weekdays)
            #expect(other.outpatient.eligible)
            #expect(!other.outpatient.findings.contains { $0.rule == .stay })
        }
    }

    @Test("対象の子の判定は、日本国民でも外国籍でも同じ言葉になる")
    func saysNothing() throws {
        let book = try Books.book("sample-requirements")
        func words(_ stay: StayFacts?) throws -> String? {
            book.judge(try request("2025-08-01", stay: stay), office: .weekdays).outpatient
                .findings.first { $0.rule == .stay }?.because
        }
        let national = try words(nil)
        #expect(try national != nil && words(StayFacts(status: "定住者", until: nil)) == national)
    }

    @Test("分からない在留は、対象外ではなく、足りない事実として答える")
    func unknown() throws {
        let book = try Books.book("sample-requirements")
        let asked = try request("2025-08-01", stay: StayFacts(status: nil, until: nil))
        let answer = book.judge(asked, office: .weekdays).outpatient
        #expect(!answer.eligible && answer.missingStay == "児童の在留資格の記録")
        #expect(answer.missing == ["児童の在留資格の記録"])
        #expect(!book.stayBars(asked.child, on: asked.on))
        #expect(book.stayDoubt(asked.child, on: asked.on) != nil)
    }

    @Test("ほかの要件で却下になる子は、在留の記録を待たずに、その要件だけを言って却下になる")
    func refusedAnyway() throws {
        let book = try Books.book("sample-requirements")
        var asked = try request("2025-08-01", stay: StayFacts(status: nil, until: nil))
        asked.child.exclusions = ["public-assistance"]
        for answer in [
            book.judge(asked, office: .weekdays).outpatient,
            book.judge(asked, office: .weekdays).inpatient,
        ] {
            #expect(answer.refusals.map(\.rule) == [.exclusion])
            #expect(answer.missing.isEmpty && answer.missingStay == nil)
        }
        // A status that is known and not covered is said beside it.
        asked.child.stay = StayFacts(status: "短期滞在", until: nil)
        let both = book.judge(asked, office: .weekdays).outpatient.refusals
        #expect(both.map(\.rule) == [.exclusion, .stay])
    }

    @Test("在留で終わる最初の日: 資格の変わった日、決まりの始まる日、満了の翌日のうち早い日。いつからか分からない変更では決めない")
    func firstDay() throws {
        let book = try Books.book("sample-requirements")
        func first(_ stay: StayFacts, from day: String = "2024-01-01") throws -> String? {
            book.firstDayBarredByStay(
                try request("2025-08-01", stay: stay).child, from: try Books.day(day)
            )?.description
        }
        let june = try Books.day("2025-06-15")
        #expect(try first(.init(status: "短期滞在", until: nil, since: june)) == "2025-06-15")
        #expect(
            try first(.init(status: "短期滞在", until: nil, since: june), from: "2025-07-01")
                == "2025-07-01")
        #expect(try first(.init(status: "短期滞在", until: nil)) == nil)
        // 留学 is covered until the ordinance names the statuses that are.
        #expect(try first(.init(status: "留学", until: nil, since: june)) == "2026-04-01")
        #expect(try first(.init(status: "永住者", until: nil, since: june)) == nil)
        let end = try Books.day("2026-10-31")
        #expect(try first(.init(status: "家族滞在", until: end, since: june)) == "2026-11-01")
    }

    @Test("受給者の要件は市ごとに違う: 別世帯の祖母を、見本市は確かめ、要件のある市はその条を言って却下の見込みとする")
    func recipients() throws {
        let grandmother = RecipientFacts(
            born: try Books.day("1955-05-05"), isParent: false, sharesHousehold: false,
            isResident: true)
        let asked = try request("2025-08-01", recipient: grandmother)
        let sample = try Books.book("sample")
        #expect(sample.judge(asked, office: .weekdays).outpatient.eligible)
        #expect(sample.recipientTests.unsure(grandmother, on: asked.on) == [.family])
        let strict = try Books.book("sample-requirements")
        let refused = strict.judge(asked, office: .weekdays).outpatient.refusals
        #expect(refused.map(\.rule) == [.recipient])
        #expect(refused.first?.article == "条例第4条第1項")
        // Before the amendment the same city only looked.
        let before = try request("2025-03-31", recipient: grandmother)
        #expect(strict.judge(before, office: .weekdays).outpatient.eligible)
        #expect(strict.recipientTests.unsure(grandmother, on: before.on) == [.family])
    }

    @Test("父母は未成年でも受給者になれる本と、なれない本がある")
    func minorParents() throws {
        let mother = RecipientFacts(
            born: try Books.day("2008-08-02"), isParent: true, sharesHousehold: true,
            isResident: true)
        let day = try Books.day("2025-08-01")
        #expect(try Books.book("sample").recipientTests.unsure(mother, on: day).isEmpty)
        #expect(
            try Books.book("sample-requirements").recipientTests.unsure(mother, on: day)
                == [.adult])
    }

    @Test("受給者のことを何も書かない本は、前からの疑いを職員が見て、だれも却下しない。空と書いた本だけが何も確かめない")
    func unwritten() throws {
        func tests(_ replacement: String?) throws -> RecipientTests {
            var files = try BookFiles.read(directory: Books.directory)
            let place = try #require(files.firstIndex { $0.name == "sample-limits/book.yaml" })
            let text = try #require(String(validating: files[place].bytes, as: UTF8.self))
            if let replacement {
                files[place].bytes = Array(
                    text.replacing(
                        "\nfunder:", with: "\n\(replacement)\n\nfunder:", maxReplacements: 1
                    ).utf8)
            }
            let library = SchemeLibrary.check(files: files, digest: Books.digest).library
            return try #require(library?.book("sample-limits")).recipientTests
        }
        let day = try Books.day("2025-08-01")
        let stranger = RecipientFacts(
            born: try Books.day("2008-08-02"), isParent: false, sharesHousehold: false,
            isResident: false)
        let usual = try tests(nil)
        #expect(usual.unsure(stranger, on: day) == [.family, .adult])
        for test in [RecipientTest.staysResident, .insuredPerson, .mainEarner] {
            #expect(usual.asks(test, on: day))
        }
        #expect(!usual.asks(.resident, on: day))
        let asked = try request("2025-08-01", recipient: stranger)
        #expect(
            try Books.book("sample-limits").judge(asked, office: .weekdays).outpatient.eligible)
        let none = try tests("recipient: {}")
        #expect(none.unsure(stranger, on: day).isEmpty)
        #expect(RecipientTest.allCases.allSatisfy { !none.asks($0, on: day) })
    }

    @Test("前からの疑いに父母は当たらず、未設定の本はだれでも職員が確かめる")
    func unset() throws {
        let day = try Books.day("2025-08-01")
        let mother = RecipientFacts(isParent: true, sharesHousehold: true, isResident: true)
        #expect(try Books.book("saitama").recipientTests.unsure(mother, on: day).isEmpty)
        #expect(!RecipientTests.unknown.unsure(mother, on: day).isEmpty)
        #expect(RecipientTests.unknown.asks(.insuredPerson, on: day))
        #expect(!RecipientTests.none.asks(.insuredPerson, on: day))
    }

    @Test(
        "書き間違いは、本を読まずに場所と直し方を言う",
        arguments: [
            ("excluded: [短期滞在, 特定活動], after-expiry: hold", "after-expiry: hold"),
            (
                "excluded: [短期滞在, 特定活動], after-expiry: hold",
                "excluded: [短期滞在], only: [定住者], after-expiry: hold"
            ),
            ("after-expiry: hold", "after-expiry: wait"),
            ("minor-until-end-of: age-18", "minor-until-end-of: grown-up"),
            (
                "  resident:\n    - {from: 2025-04-01, otherwise: refuse,",
                "  stays-resident:\n    - {from: 2025-04-01, otherwise: refuse,"
            ),
            (
                "  resident:\n    - {from: 2025-04-01, otherwise: refuse,",
                "  resident:\n    - {from: 2025-04-01, otherwise: refuse, parents-exempt: true,"
            ),
        ])
    func faults(_ old: String, _ new: String) throws {
        let problems = try Books.problems(
            in: "sample-requirements/book.yaml", replacing: old, with: new)
        #expect(problems.contains { $0.file == "sample-requirements/book.yaml" && $0.line > 0 })
    }

    @Test("越谷市の本: 在留の決まりはなく、受給者の要件はどれも未確認で、だれも却下しない")
    func koshigaya() throws {
        let book = try Books.book("koshigaya")
        #expect(book.stayRule == nil)
        let lines = book.lines.filter { $0.path.hasPrefix("recipient.") }
        #expect(lines.count == 5 && lines.allSatisfy { $0.certainty == .unconfirmed })
        let stranger = RecipientFacts(
            born: try Books.day("1980-01-01"), isParent: false, sharesHousehold: false,
            isResident: false)
        let asked = try request("2025-08-01", recipient: stranger)
        #expect(book.judge(asked, office: .weekdays).outpatient.eligible)
        #expect(book.recipientTests.unsure(stranger, on: asked.on) == [.family])
    }
}
