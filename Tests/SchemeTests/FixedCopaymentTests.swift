// SPDX-License-Identifier: Apache-2.0
import Testing
import Vocabulary

@testable import Scheme

@Suite("証に刷る一部負担金")
struct FixedCopaymentTests {
    private func period(_ from: String, _ until: String?) throws -> EffectivePeriod {
        EffectivePeriod(from: try Books.day(from), until: try until.map { try Books.day($0) })
    }

    /// Each setting with what is left of it; the card's own words stand in the letters.
    private func said(_ parts: [(setting: CareSetting, wording: String)]) -> String? {
        parts.isEmpty
            ? nil : parts.map { "\($0.setting.rawValue) \($0.wording)" }.joined(separator: "／")
    }

    @Test(
        "有効期間のどの日も、どの家庭も同じときだけ、本の言葉で一行になる。途中で変わる・年齢や所得で変わる・負担がないなら何も言わない",
        arguments: [
            ("sample-years", "2025-04-10", "2025-10-01", "outpatient 1か月1医療機関 200円／inpatient なし"),
            // The book changes on the way, or before the month of the first day is over.
            ("sample-years", "2025-04-10", "2025-10-02", nil),
            ("sample-years", "2025-09-30", nil, nil),
            // Nothing is left to anybody.
            ("sample-years", "2025-10-01", "2026-04-01", nil),
            ("sample", "2025-04-10", "2026-04-01", nil),
            // Age, income and the number of children decide.
            ("sample-classes", "2025-04-10", "2026-04-01", nil),
            (
                "sample-prefecture", "2025-04-10", nil,
                "outpatient 1か月1医療機関 1,000円／inpatient 1日 1,200円"
            ),
        ] as [(String, String, String?, String?)])
    func line(book: String, from: String, until: String?, words: String?) throws {
        let days = try period(from, until)
        let found = try Books.book(book).fixedCopayment(outpatient: days, inpatient: days)
        #expect(said(found) == words)
    }

    @Test("通院だけ・入院だけの証は、その分だけを言う")
    func oneKind() throws {
        let days = try period("2025-04-10", "2026-04-01")
        let book = try Books.book("sample-prefecture")
        #expect(
            said(book.fixedCopayment(outpatient: nil, inpatient: days)) == "inpatient 1日 1,200円")
        #expect(
            said(book.fixedCopayment(outpatient: days, inpatient: nil))
                == "outpatient 1か月1医療機関 1,000円")
        #expect(book.fixedCopayment(outpatient: nil, inpatient: nil).isEmpty)
    }
}
