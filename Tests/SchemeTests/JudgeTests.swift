// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("資格の判定")
struct JudgeTests {
    static func request(
        born: String, on: String, applied: String? = nil
    ) throws -> JudgeRequest {
        let born = try Books.day(born)
        return JudgeRequest(
            on: try Books.day(on), applied: try applied.map { try Books.day($0) },
            child: .init(born: born, residentFrom: born, insuredFrom: born))
    }

    @Test(
        "拡大の日に転入した子は転入の十五日の規定により、前の日から住む子は申請が遅れても拡大の日から",
        arguments: [("2024-03-31", "2024-04-01"), ("2024-04-01", "2024-05-07")])
    func widenedOrMoved(residentFrom: String, from: String) throws {
        let request = JudgeRequest(
            on: try Books.day("2024-06-01"), applied: try Books.day("2024-05-07"),
            child: .init(
                born: try Books.day("2008-03-10"), residentFrom: try Books.day(residentFrom),
                insuredFrom: try Books.day("2008-03-10")))
        let answer = try Books.book("koshigaya").judge(request, office: .weekdays).outpatient
        #expect(answer.period?.from == (try Books.day(from)))
    }

    @Test(
        "越谷市の年齢",
        arguments: [
            ("2006-04-01", "2024-04-01", nil, nil),
            ("2006-04-02", "2025-03-31", "2024-04-01", "2025-04-01"),
            ("2006-04-02", "2025-04-01", nil, nil),
            ("2008-03-10", "2023-03-31", "2021-12-15", "2023-04-01"),
            ("2008-03-10", "2023-04-01", nil, nil), ("2008-03-10", "2024-03-31", nil, nil),
            ("2008-03-10", "2024-04-01", "2024-04-01", "2026-04-01"),
            ("2008-03-10", "2026-03-31", "2024-04-01", "2026-04-01"),
            ("2008-03-10", "2026-04-01", nil, nil), ("2008-03-10", "2021-12-14", nil, nil),
        ] as [(String, String, String?, String?)])
    func koshigaya(_ born: String, _ on: String, _ from: String?, _ until: String?) throws {
        let request = try JudgeTests.request(born: born, on: on)
        let answer = try Books.book("koshigaya").judge(request, office: .weekdays).outpatient
        #expect(answer.eligible == (from != nil))
        #expect(answer.period?.from.description == from)
        #expect(answer.period?.until?.description == until)
        #expect(answer.eligible == answer.refusals.isEmpty)
    }

    @Test("規定が分かる前の日は、分からないと答える")
    func knownFrom() throws {
        let request = try JudgeTests.request(born: "2010-05-05", on: "2021-12-14")
        let answer = try Books.book("koshigaya").judge(request, office: .weekdays).inpatient
        let finding = try #require(answer.refusals.first)
        #expect(finding.rule == .age)
        #expect(finding.because.contains("2021-12-15より前は不明"))
        #expect(!answer.unset.isEmpty)
    }

    @Test("確認していない値を使ったことを示す")
    func unconfirmed() throws {
        let request = try JudgeTests.request(born: "2015-05-05", on: "2025-05-05")
        #expect(
            try !Books.book("koshigaya").judge(request, office: .weekdays).outpatient.unconfirmed
                .isEmpty)
        #expect(
            try Books.book("sample").judge(request, office: .weekdays).outpatient.unconfirmed
                .isEmpty)
    }

    @Test("ありえない事実は誤りではなく判定の理由になる")
    func impossible() throws {
        let book = try Books.book("sample")
        let unborn = try JudgeTests.request(born: "2025-05-05", on: "2025-05-04")
        let answer = book.judge(unborn, office: .weekdays).outpatient
        #expect(!answer.eligible)
        #expect(answer.refusals.contains { $0.rule == .facts })
        var later = try JudgeTests.request(born: "2015-05-05", on: "2025-05-04")
        later.child.residentFrom = try Books.day("2025-06-01")
        let refusals = book.judge(later, office: .weekdays).outpatient.refusals
        #expect(refusals.map(\.rule) == [.residence])
        later.child.residentFrom = nil
        later.child.insuredFrom = nil
        #expect(
            book.judge(later, office: .weekdays).outpatient.refusals.map(\.rule)
                == [.residence, .insurance])
    }

    @Test("期限の末日が祝日なら次の開庁日まで")
    func holiday() throws {
        let book = try Books.book("sample")
        let holiday = try Books.day("2025-05-05")
        let office = OfficeDays { OfficeDays.weekdays.isOpen($0) && $0 != holiday }
        let inTime = try JudgeTests.request(
            born: "2025-04-20", on: "2025-04-20", applied: "2025-05-06")
        #expect(!book.judge(inTime, office: .weekdays).outpatient.eligible)
        let answer = book.judge(inTime, office: office).outpatient
        #expect(answer.eligible)
        #expect(answer.deadline?.description == "2025-05-06")
        #expect(answer.event == .birth)
    }

    /// The end by age, reckoned by hand: born on 2 April or later means one more year.
    static func lastDay(bornYear year: Int, month: Int, day: Int, age: Int) -> (Int, Int, Int) {
        (month, day) >= (4, 2) ? (year + age + 1, 3, 31) : (year + age, 3, 31)
    }

    @Test("四年分のすべての誕生日で、年齢の終わりの前後が正しい")
    func boundaries() throws {
        let book = try Books.book("sample")
        var born = try Books.day("2005-01-01")
        let end = try Books.day("2009-01-01")
        while born < end {
            let parts = born.parts
            let (year, month, day) = JudgeTests.lastDay(
                bornYear: parts.year, month: parts.month, day: parts.day, age: 18)
            let last = try #require(CivilDate(year: year, month: month, day: day))
            for (on, expected) in [
                (born.previous, false), (born, true), (last, true), (last.next, false),
            ] {
                let request = JudgeRequest(
                    on: on, applied: nil,
                    child: .init(born: born, residentFrom: born, insuredFrom: born))
                let answer = book.judge(request, office: .weekdays)
                #expect(answer.outpatient.eligible == expected, "\(born) \(on)")
                #expect(answer.inpatient.eligible == expected, "\(born) \(on)")
                if expected { #expect(answer.outpatient.period?.until == last.next) }
            }
            born = born.next
        }
    }
}
