// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// 年間上限: a year's shares of a family, the list of those above the cap, and the mandate for a year.
extension ProxyTests {
    static let capYear = (0..<12).map { yearMonth("2026-08").adding(months: $0) }

    /// Months of exactly the limit of band エ (61,500 yen): no month brings a benefit of its own.
    func fullMonths(_ office: Office, _ count: Int, from: Int = 0) throws {
        for (place, month) in Self.capYear.dropFirst(from).prefix(count).enumerated() {
            try enterYear(office, "F\(from)-\(place)", Office.taro, "\(month)", points: 20_500)
        }
    }

    func enterYear(
        _ office: Office, _ receipt: String, _ child: AddresseeNumber, _ month: String,
        points: Int, tenths: Int = 3, highCost: Int = 0
    ) throws {
        let answers = try office.enter([
            office.input(
                receipt, child: child, month: month, points: points, tenths: tenths,
                highCost: highCost, applied: "2027-08-20"
            ) { $0.setting = .inpatient }
        ])
        for answer in answers { _ = try answer.get() }
    }

    func year(
        _ office: Office, band: String = "エ", isLowPay: Bool = false, month: String = "2027-07",
        payments: any ClaimsBack = MemoryClaimsBack()
    ) throws -> YearEstimate {
        try perform(office, EstimateYearCap.operation) {
            try EstimateYearCap.perform(
                child: Office.taro, yearMonth(month), band: band, isLowPay: isLowPay,
                law: Office.law, payments: payments, in: $0)
        }
    }

    func candidates(_ office: Office, _ month: String = "2027-07") throws -> [YearCapCandidate] {
        try perform(office, ListYearCaps.operation) {
            try ListYearCaps.perform(
                yearMonth(month), law: Office.law, payments: MemoryClaimsBack(), in: $0)
        }
    }

    func openYear(
        _ office: Office, band: String = "エ", paper: String? = nil, month: String = "2027-07",
        child: AddresseeNumber = Office.taro
    ) throws -> Int64 {
        try perform(office) {
            try RecordProxyReceipt.openYear(
                YearMandate(
                    child: child, month: yearMonth(month), mandateOn: date("2027-08-25"),
                    band: band, lowPayPaper: paper), law: Office.law,
                payments: MemoryClaimsBack(), in: $0)
        }
    }

    @Test(
        "年間上限は1円まで: 上限ちょうどと1円下では何もなく、1円上で1円",
        arguments: [(18_998, 1, 0), (19_000, 0, 0), (18_999, 1, 1)])
    func toTheYen(_ two: Int, _ three: Int, _ refund: Int) throws {
        let office = try Office("2027-09-01")
        try fullMonths(office, 8)
        // 492,000 yen of Taro; the rest to 530,000 is the sister's, at two tenths, and his.
        try enterYear(office, "H-1", Office.hana, "2027-05", points: two, tenths: 2)
        if three > 0 { try enterYear(office, "T-2", Office.taro, "2027-06", points: three) }
        let answer = try year(office)
        #expect(answer.refund.shares == Yen(492_000 + two * 2 + three * 3))
        #expect(answer.refund.refund == Yen(refund))
        #expect(answer.refund.unconfirmed == ["high-cost.cap-unit[0]"])
        #expect(answer.parts.values.reduce(.zero, +) == Yen(refund))
        if refund == 0 {
            #expect(throws: BenefitsRefusal.nothingAboveCap) { _ = try openYear(office) }
        } else {
            let kept = try proxy(office, try openYear(office))
            #expect(kept.estimate.benefit == Yen(refund))
            #expect(kept.period == .year(yearMonth("2026-08")))
        }
    }

    @Test("低い標準報酬の年間上限は書類とともに選び、書類がなければ断り、ほかの区分では選べない")
    func lowPay() throws {
        let office = try Office("2027-09-01")
        try fullMonths(office, 7)
        #expect(try year(office).refund.refund == .zero)
        // 430,500 yen against 410,000.
        #expect(try year(office, isLowPay: true).refund.refund == Yen(20_500))
        #expect(throws: BenefitsRefusal.lowPayPaperMissing) { _ = try openYear(office, paper: "") }
        #expect(throws: BenefitsRefusal.lowPayNotOfBand) {
            _ = try openYear(office, band: "ウ", paper: "標準報酬決定通知書")
        }
        let id = try openYear(office, paper: "標準報酬決定通知書 R8.9.1")
        let kept = try proxy(office, id)
        #expect(kept.lowPayPaper == "標準報酬決定通知書 R8.9.1")
        #expect(kept.estimate.limit == Yen(410_000) && kept.estimate.benefit == Yen(20_500))
        let row = try #require(try candidates(office).first)
        #expect(row.cases.contains { $0.isLowPay && $0.refund == Yen(20_500) })
        #expect(row.mandate == id && row.child == Office.taro && row.shares == Yen(430_500))
    }

    @Test("月の限度額を超えた分は月の高額療養費で戻るので、年の自己負担に数えない")
    func monthsFirst() throws {
        let office = try Office("2027-09-01")
        try fullMonths(office, 8)
        try enterYear(office, "B-1", Office.taro, "2027-06", points: 100_000)
        // 300,000 less the month's benefit of 238,500; 492,000 + 61,500 − 530,000.
        let before = try year(office)
        #expect(before.refund.shares == Yen(553_500) && before.refund.refund == Yen(23_500))
        let month = try perform(office) {
            try RecordProxyReceipt.open(
                Mandate(
                    child: Office.taro, month: yearMonth("2027-06"),
                    mandateOn: date("2027-08-01"), band: "エ"), law: Office.law, in: $0)
        }
        #expect(try proxy(office, month).estimate.benefit == Yen(238_500))
        #expect(try year(office).refund == before.refund)
        // The insurer decided less: the rest stays, and counts.
        try request(office, [month], reference: "見本子第3号", due: "2027-12-01")
        try happen(office, .decided, month, 238_400)
        #expect(try year(office).refund.refund == Yen(23_600))
    }

    @Test("年の途中で保険者が変わると、保険者ごとに数え、家族でも別の保険の月は入れない")
    func otherInsurer() throws {
        let office = try Office("2027-09-01")
        try fullMonths(office, 10)
        #expect(try year(office).refund.refund == Yen(85_000))
        try office.insure(Office.taro, by: Office.otherInsurer, from: "2027-04-01")
        // Eight months under the old insurer, two under the new.
        #expect(try year(office).refund.shares == Yen(123_000))
        #expect(try year(office, month: "2027-03").refund.shares == Yen(492_000))
        #expect(throws: BenefitsRefusal.nothingAboveCap) { _ = try openYear(office) }
        // The list looks at each insurance of the year.
        let rows = try candidates(office)
        #expect(rows.count == 1 && rows.first?.month == yearMonth("2027-03"))
    }

    @Test("1年の委任は月の委任と同じ道を行き、二度は受けず、多数回に数えず、月の委任を妨げない")
    func yearCourse() throws {
        let office = try Office("2027-09-01")
        try fullMonths(office, 9)
        let id = try openYear(office)
        #expect(throws: BenefitsRefusal.yearMandateKnown(id)) { _ = try openYear(office) }
        #expect(try proxy(office, id).estimate.benefit == Yen(23_500))
        let units = try office.read { try ProxyBook.units(of: [id], from: $0)[id] ?? [] }
        #expect(units.count == 9 && units.first?.institutionName == "令和8年8月診療分")
        let letter = try request(office, [id], reference: "見本子第5号", due: "2027-12-01")
        #expect(letter.lines.map(\.amount) == [Yen(23_500)])
        #expect(letter.lines.map(\.burden) == [Yen(553_500)])
        try happen(office, .decided, id, 23_500)
        try happen(office, .received, id, 23_500)
        try happen(office, .closed, id, 0)
        #expect(try proxy(office, id).state == .closed)
        // A month of the same year is still open to a mandate of its own, at the limit of a first month.
        try enterYear(office, "B-1", Office.taro, "2026-08", points: 100_000)
        let month = try perform(office, EstimateHighCost.operation) {
            try EstimateHighCost.perform(
                child: Office.taro, yearMonth("2026-08"), band: "エ", law: Office.law, in: $0)
        }
        #expect(!month.isMultiple && month.sum.limit == Yen(61_500))
        let later = try perform(office, EstimateHighCost.operation) {
            try EstimateHighCost.perform(
                child: Office.taro, yearMonth("2027-07"), band: "エ", law: Office.law, in: $0)
        }
        #expect(!later.isMultiple)
    }

    @Test("年が終わる前、上限の始まる前、権限のない職員の1年の委任は受けない")
    func yearRefusals() throws {
        let office = try Office("2027-09-01")
        try fullMonths(office, 9)
        #expect(throws: AmountRefusal.self) { _ = try openYear(office, month: "2026-07") }
        #expect(try candidates(office, "2026-07").isEmpty)
        #expect(throws: SafeguardRefusal.self) {
            _ = try perform(office, by: Office.counter) {
                try RecordProxyReceipt.openYear(
                    YearMandate(
                        child: Office.taro, month: yearMonth("2027-07"),
                        mandateOn: date("2027-08-25"), band: "エ"), law: Office.law,
                    payments: MemoryClaimsBack(), in: $0)
            }
        }
        let early = try Office("2027-07-31")
        #expect(throws: BenefitsRefusal.yearNotOver) {
            try perform(early) {
                _ = try RecordProxyReceipt.openYear(
                    YearMandate(
                        child: Office.taro, month: yearMonth("2027-07"),
                        mandateOn: date("2027-07-30"), band: "エ"), law: Office.law,
                    payments: MemoryClaimsBack(), in: $0)
            }
        }
    }
}
