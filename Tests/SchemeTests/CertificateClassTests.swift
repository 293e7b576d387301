// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("証の区分の本")
struct CertificateClassTests {
    private static let school =
        "        - {class: school, name: こ（小・中学生）, until-end-of: fiscal-year-age-15}\n"
    private static let last = "        - {class: high-school-age, name: こ（高校生年代）}\n"

    private func classes(_ book: String, on day: String) throws -> CertificateClasses {
        guard
            case .found(let found, _) = try Books.book(book).office.certificateClasses.on(
                Books.day(day))
        else { throw Missing() }
        return found
    }

    private struct Missing: Error {}

    @Test(
        "見本市の本の区分は、これまでのとおり受診の種類と学年の区切りで決まる",
        arguments: [
            (true, true, "2019-04-01", "2025-03-31", "preschool"),
            (true, true, "2019-04-01", "2026-03-31", "school"),
            (true, true, "2019-04-02", "2026-03-31", "preschool"),
            (true, true, "2019-04-02", "2026-04-01", "school"),
            (true, true, "2009-04-02", "2025-03-31", "school"),
            (true, true, "2009-04-02", "2025-04-01", "high-school-age"),
            (false, true, "2019-04-02", "2025-04-01", "inpatient-only"),
            (true, false, "2019-04-02", "2025-04-01", "outpatient-only"),
            (false, false, "2019-04-02", "2025-04-01", "inpatient-only"),
        ])
    func today(
        outpatient: Bool, inpatient: Bool, born: String, day: String, code: String
    ) throws {
        for book in ["sample", "koshigaya", "sample-renewal"] {
            #expect(
                try classes(book, on: day).code(
                    outpatient: outpatient, inpatient: inpatient, born: Books.day(born),
                    on: Books.day(day)) == code, "\(book)")
        }
    }

    @Test("越谷市の区分は未確認と示され、県の本に区分はない")
    func certainty() throws {
        let koshigaya = try Books.book("koshigaya").office.certificateClasses
        #expect(koshigaya.entries.allSatisfy { !$0.isConfirmed && !$0.source.isEmpty })
        #expect(try Books.book("sample-prefecture").office.certificateClasses.entries.isEmpty)
        #expect(koshigaya.name(of: "school") == "こ（小・中学生）")
        #expect(koshigaya.name(of: "retired") == "retired")
    }

    @Test(
        "条件のない区分が最後の一つでない、同じ区分が二つ、知らない年齢の語・種類は、本を読み込ませない",
        arguments: [
            (last, "", BookProblem.Kind.wrongForm),
            (school, last + school, .doubled),
            (school, "        - {class: middle, name: 中}\n", .wrongForm),
            (school, school + school, .doubled),
            (school, "        - {class: school, name: 中, until-end-of: age-99}\n", .wrongForm),
            (school, "        - {class: school, name: 中, only: dental}\n", .wrongForm),
            (school, "        - {class: 中学, name: 中, until-end-of: age-15}\n", .wrongForm),
        ])
    func refused(old: String, new: String, kind: BookProblem.Kind) throws {
        let problems = try Books.problems(in: "sample/book.yaml", replacing: old, with: new)
        #expect(problems.contains { $0.kind == kind }, "\(problems)")
    }

    @Test("証の言葉（card-classes）が本にない区分を言えば、本を読み込ませない")
    func unknownClass() throws {
        let problems = try Books.problems(
            in: "sample-renewal/letters.yaml", replacing: "preschool: 未就学", with: "preschol: 未就学")
        #expect(problems.contains { $0.kind == .unknownKey && $0.advice.contains("preschol") })
    }

    @Test("所得区分は、その年度の数える月から次の年度の前の日まで、または本が変わる前の日まで")
    func income() throws {
        let book = try Books.book("sample-classes")
        func household(_ year: Int, levy: Int? = nil, income: Int? = nil) -> HouseholdIncome {
            HouseholdIncome(
                parents: [true, false].map {
                    .init(
                        isRecipient: $0,
                        statements: [
                            IncomeStatement(
                                year: year, income: income.map { Yen($0) },
                                levy: levy.map { Yen($0) }, dependants: 0)
                        ])
                }, isComplete: true)
        }
        let found = try #require(
            book.incomeClass(of: household(2025, levy: 100_000), on: Books.day("2026-07-31")))
        #expect(found.name == "区分A")
        #expect(
            found.period
                == EffectivePeriod(
                    from: try Books.day("2025-08-01"), until: try Books.day("2026-08-01")))
        #expect(
            try book.incomeClass(of: household(2025, levy: 200_000), on: Books.day("2026-01-01"))?
                .name == "区分B")
        // The year that counts is not known, and a book without classes.
        #expect(
            try book.incomeClass(of: household(2025, levy: 1), on: Books.day("2026-08-01")) == nil)
        #expect(
            try Books.book("sample").incomeClass(
                of: household(2025, levy: 1), on: Books.day("2026-01-01")) == nil)
    }
}
