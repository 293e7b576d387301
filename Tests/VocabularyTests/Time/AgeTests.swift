// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Vocabulary

@Suite("年齢と学年")
struct AgeTests {
    @Test("年齢の表", arguments: AgeVector.all)
    func vectors(vector: AgeVector) throws {
        let answer = AgeAnswer(born: try #require(CivilDate(vector.born)))
        #expect(answer.reaches6.description == vector.reaches6)
        #expect(answer.preschoolUntil.description == vector.preschoolUntil)
        #expect(answer.reaches15.description == vector.reaches15)
        #expect(answer.juniorHighUntil.description == vector.juniorHighUntil)
        #expect(answer.reaches18.description == vector.reaches18)
        #expect(answer.age18FiscalYearEnd.description == vector.until18)
        #expect(answer.age == nil && answer.schoolYear == nil)
    }

    /// A second way to count: compare month and day, with the birthday moved to the day before.
    private func ageBySimpleRule(_ born: CivilDate, _ day: CivilDate) -> Int {
        let tomorrow = day.next.parts
        let birth = born.parts
        let reached = (tomorrow.month, tomorrow.day) >= (birth.month, birth.day)
        return max(tomorrow.year - birth.year - (reached ? 0 : 1), 0)
    }

    @Test("4年の間に生まれたすべての日について、6歳と18歳の前後の年齢が別の数え方と合う")
    func exhaustive() throws {
        let first = try #require(CivilDate("2007-01-01"))
        for offset in 0..<1461 {
            let born = first.adding(days: offset)
            for age in [1, 6, 15, 18] {
                let reached = AgeLaw.reaches(age, born: born)
                let before = AgeLaw.age(born: born, on: reached.previous)
                let after = AgeLaw.age(born: born, on: reached)
                #expect(before == age - 1 && after == age)
                #expect(ageBySimpleRule(born, reached) == age)
                #expect(ageBySimpleRule(born, reached.previous) == age - 1)
            }
        }
    }

    @Test("12か月ごとの月数は年数と合い、日が進んでも減らない")
    func months() throws {
        for text in ["2024-02-29", "2023-08-31", "2024-04-01", "2024-01-30"] {
            let born = try #require(CivilDate(text))
            var last = 0
            for offset in 0..<1500 {
                let day = born.adding(days: offset)
                let months = try #require(AgeLaw.months(born: born, on: day))
                #expect(months / 12 == AgeLaw.age(born: born, on: day))
                #expect(months == last || months == last + 1)
                last = months
            }
            #expect(AgeLaw.months(born: born, on: born.previous) == nil)
        }
    }

    @Test(
        "学年",
        arguments: [
            ("2018-04-01", "2024-03-31", "未就学"), ("2018-04-01", "2024-04-01", "小1"),
            ("2018-04-02", "2024-04-01", "未就学"), ("2018-04-02", "2025-04-01", "小1"),
            ("2012-04-02", "2025-03-31", "小6"), ("2012-04-02", "2025-04-01", "中1"),
            ("2010-04-01", "2025-03-31", "中3"), ("2010-04-01", "2025-04-01", "高1相当"),
            ("2008-04-01", "2026-03-31", "高3相当"), ("2025-12-01", "2025-12-01", "未就学"),
        ])
    func schoolYear(born: String, day: String, text: String) throws {
        let birth = try #require(CivilDate(born))
        let asked = try #require(CivilDate(day))
        #expect(SchoolYear.text(born: birth, on: asked) == text)
    }

    @Test("生まれる前と高3相当の後には学年がない")
    func outsideSchool() throws {
        let birth = try #require(CivilDate("2008-04-01"))
        #expect(SchoolYear(born: birth, on: birth.previous) == nil)
        #expect(SchoolYear(born: birth, on: try #require(CivilDate("2026-04-01"))) == nil)
    }

    @Test("学年の終わりは年齢の法律と同じ日", arguments: AgeVector.all)
    func schoolYearAgreesWithLaw(vector: AgeVector) throws {
        let born = try #require(CivilDate(vector.born))
        let preschool = AgeLaw.fiscalYearEnd(ofAge: 6, born: born)
        #expect(SchoolYear(born: born, on: preschool) == .preschool)
        #expect(SchoolYear(born: born, on: preschool.next) == .elementary(1))
        let junior = AgeLaw.fiscalYearEnd(ofAge: 15, born: born)
        #expect(SchoolYear(born: born, on: junior) == .juniorHigh(3))
        #expect(SchoolYear(born: born, on: junior.next) == .highSchoolAge(1))
        let last = AgeLaw.fiscalYearEnd(ofAge: 18, born: born)
        #expect(SchoolYear(born: born, on: last) == .highSchoolAge(3))
        #expect(SchoolYear(born: born, on: last.next) == nil)
    }

    @Test("JSONは約束した項目で、--onのないときはnull")
    func json() throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let born = try #require(CivilDate("2008-04-01"))
        let data = try encoder.encode(AgeAnswer(born: born))
        #expect(
            String(decoding: data, as: UTF8.self)
                == #"{"age":null,"age18FiscalYearEnd":"2026-03-31","born":"2008-04-01","#
                + #""juniorHighUntil":"2023-03-31","preschoolUntil":"2014-03-31","#
                + #""reaches15":"2023-03-31","reaches18":"2026-03-31","reaches6":"2014-03-31","#
                + #""schoolYear":null}"#)
        let day = try #require(CivilDate("2025-12-10"))
        let asked = AgeAnswer(born: born, on: day)
        #expect(asked.age == 17 && asked.schoolYear == "高3相当")
    }
}
