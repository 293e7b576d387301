// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Safeguards
import Scheme
import Testing
import Vocabulary

/// 見本の本 sample-limits: limits that change with the months, visits, days and stays that were counted.
@Suite("月の数・入院の期間・公費負担者番号の分け方で変わる現物の請求")
struct LimitTests {
    private let law = BenefitLaw(book: Office.limits)

    private func office() throws -> Office {
        let office = try Office()
        office.clock.stand(on: date("2026-12-20"))
        return office
    }

    /// 外来 of Taro: 18,000点 are 18,000円 of 1割, the limit of a month.
    private func entry(
        _ month: String, institution: String = "1119900010", points: Int = 18_000
    ) throws -> ClaimEntry {
        ClaimEntry(
            dataKind: .medical, source: .federation, billingMonth: yearMonth("2026-11"),
            treatmentMonth: yearMonth(month), institution: institution,
            institutionName: "見本医院", setting: .outpatient, born: date("2015-06-10"),
            insurer: try #require(InsurerNumber(Office.insurer)),
            recipientNumber: try #require(RecipientNumber(Office.taroNumber)), days: 2,
            points: points)
    }

    private func enter(_ office: Office, _ entry: ClaimEntry) throws -> Claim {
        let id = try office.gate.perform(EnterClaim.operation, by: Office.payment, for: .benefit) {
            try EnterClaim.perform(entry, law: law, in: $0)
        }
        return try #require(try office.read { try ClaimBook.claims([id], from: $0) }[id])
    }

    private func steps(_ office: Office, _ claim: Claim) throws -> [String] {
        try #require(try office.read { try Explanations.claim(claim.id, from: $0) }).steps
            .map(\.label)
    }

    private func isChanged(_ office: Office, _ claim: Claim) throws -> Bool {
        let steps = try office.read { try Explanations.claim(claim.id, from: $0) }
        return try office.gate.perform(.viewClaims, by: Office.payment, for: .benefit) {
            try MonthCountReview.isChanged(claim, steps, in: $0)
        }
    }

    private func takeBack(_ office: Office, _ claim: Claim) throws {
        try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
            try FileObjection.perform(
                .claim(claim.id), .readjustment, reason: .other, on: date("2026-12-20"), in: $0)
        }
        try office.gate.perform(
            RecordObjectionResults.operation, by: Office.payment, for: .benefit
        ) {
            try RecordObjectionResults.perform(
                [ObjectionAnswer(.claim(claim.id), .accepted, on: date("2026-12-20"))], in: $0)
        }
    }

    @Test("上限に達した月が前の11か月に三つあれば、四つめの月から多数回の額。どの月を数えたかが内訳に出る")
    func multiple() throws {
        let office = try office()
        for month in ["2025-05", "2025-07"] {
            #expect(try enter(office, try entry(month)).selfPayment == Yen(18_000))
        }
        // A yen less than the limit: its month does not count.
        #expect(
            try enter(office, try entry("2025-08", points: 17_999)).selfPayment == Yen(17_999))
        // The rest of a month at another institution reaches it.
        #expect(try enter(office, try entry("2025-09", points: 10_000)).selfPayment == Yen(10_000))
        let rest = try enter(office, try entry("2025-09", institution: "1119900028"))
        #expect(rest.selfPayment == Yen(8_000))
        let fourth = try enter(office, try entry("2026-03"))
        #expect(fourth.selfPayment == Yen(12_000) && fourth.payable == Yen(54_000 - 12_000))
        let words = try steps(office, fourth)
        #expect(
            words.contains {
                $0.hasPrefix("月の通算の多数回(児童ごと・入院・外来別、前の11か月)")
                    && $0.contains("2025-05・2025-07・2025-09") && $0.contains("4回目のため")
            }, "\(words)")
        #expect(try !isChanged(office, fourth))
        // A month of these is taken back: the fourth is the third, and its page says so.
        try takeBack(office, rest)
        #expect(try isChanged(office, fourth))
        let later = try enter(office, try entry("2026-03", institution: "1119900036"))
        #expect(later.selfPayment == Yen(6_000))
    }

    @Test("児童ごとの外来の上限に三回達しても、世帯の上限には達していないので、入院は多数回の額にならない")
    func anotherLimit() throws {
        let office = try office()
        for month in ["2025-05", "2025-07", "2025-09"] {
            #expect(try enter(office, try entry(month)).selfPayment == Yen(18_000))
        }
        var stay = try entry("2026-03", points: 57_601)
        stay.setting = .inpatient
        let claim = try enter(office, stay)
        #expect(claim.selfPayment == Yen(57_600))
        #expect(try steps(office, claim).contains { $0.contains("上限に達した月なし") })
    }

    @Test("多数回を定める前の本の月も、上限に達していれば数える")
    func beforeTheRule() throws {
        let office = try office()
        office.clock.stand(on: date("2027-06-20"))
        for (month, yen) in [("2027-03", 1_500), ("2027-04", 3_000), ("2027-05", 1_000)] {
            var visits = try entry(month)
            (visits.days, visits.billingMonth) = (9, yearMonth("2027-06"))
            #expect(try enter(office, visits).selfPayment == Yen(yen), "\(month)")
        }
    }

    @Test("旧システムで残した月は上限に達したか分からないので数えず、そのことを内訳が言う")
    func priorMonths() throws {
        let office = try office()
        let prior = PriorBenefit(
            sourceKey: "P1", channel: .inKind, child: Office.taro,
            recipientNumber: Office.taroNumber, treatmentMonth: yearMonth("2025-05"),
            institution: "1119900044", isInpatient: false, points: 18_000,
            selfPayment: Yen(54_000), highCost: .zero, additionalBenefit: .zero,
            payable: Yen(36_000), reachedLimit: false, paidOn: date("2025-07-20"))
        try office.gate.perform(
            TakeOverBenefits.operation, by: .machine("migration"), for: .maintenance
        ) { _ = try TakeOverBenefits.perform([prior], in: $0) }
        let claim = try enter(office, try entry("2025-07"))
        #expect(claim.selfPayment == Yen(18_000))
        let words = try steps(office, claim)
        #expect(
            words.contains {
                $0.contains("上限に達した月なし") && $0.contains("旧システムの月 2025-05 は上限に達したか不明")
            }, "\(words)")
        #expect(try !isChanged(office, claim))
    }

    @Test("償還払いの入院は入院年月日が分からなければ保留し、どこに入れるかを言う。訂正で入れれば、その月の額になる")
    func reimbursedStay() throws {
        let office = try office()
        let form = office.input(month: "2026-09", applied: "2026-10-10") {
            ($0.setting, $0.days) = (.inpatient, 5)
        }
        let held = try office.gate.perform(
            ImportReimbursements.operation, by: Office.payment, for: .benefit
        ) {
            try ImportReimbursements.perform([form], law: law, in: $0)[0].get()
        }
        #expect(held.preview.computation.hold?.contains("入院年月日") == true)
        func correct(_ id: Int64, _ day: String) throws -> ReimbursementReceipt {
            try office.gate.perform(
                CorrectReimbursement.operation, by: Office.payment, for: .benefit
            ) {
                try CorrectReimbursement.perform(
                    id, receipt: 1, as: .init(admitted: date(day)), reason: "退院証明書", law: law,
                    in: $0)
            }
        }
        #expect(throws: BenefitsRefusal.entryOutOfRange("入院年月日（診療月の末日までの日）")) {
            _ = try correct(held.id, "2026-10-01")
        }
        // 1,000点 are 1,000円 of 1割 until the third month, and nothing from the fourth on.
        let first = try correct(held.id, "2026-09-10")
        #expect(first.preview.computation.hold == nil)
        #expect(first.preview.computation.copayment == Yen(1_000))
        let fourth = try correct(first.id, "2026-06-30")
        #expect(fourth.preview.computation.copayment == .zero)
        #expect(try office.file().input.admitted == date("2026-06-30"))
    }

    @Test("一度に取り込む二つの月の請求も、先の月を数える")
    func together() throws {
        let office = try office()
        for month in ["2025-05", "2025-07"] { _ = try enter(office, try entry(month)) }
        var file = Uke(claims: ["202509", "202510"].map(Self.claim))
        file.billing = "202511"
        file.claims[1].ourCopayment = "12000"
        try office.take(file, law: law)
        #expect(try office.errors().map(\.message) == [])
        let claims = try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }
        #expect(
            claims.prefix(2).map(\.selfPayment) == [Yen(12_000), Yen(18_000)],
            "\(claims.map(\.treatmentMonth))")
    }

    private static func claim(_ month: String) -> Uke.Claim {
        var claim = Uke.Claim()
        claim.month = month
        claim.points = 18_000
        claim.ourCopayment = "18000"
        return claim
    }

    /// A month of a stay; 5,000点 are 5,000円 of 1割.
    private func stay(
        _ month: String, admitted: String, funder: String = "83119990", copayment: Int
    ) -> Uke {
        var file = Uke.one {
            $0.type = "1125"
            $0.month = month
            $0.admitted = admitted
            $0.points = 5_000
            $0.days = 20
            $0.visits = [:]
            $0.funder = funder
            $0.ourCopayment = String(copayment)
        }
        file.billing = "202611"
        return file
    }

    @Test(
        "連続する入院の月は請求の入院年月日から数え、最初の月・3か月目・4か月目で額が変わる",
        arguments: [
            ("202609", "20260930", 1_600), ("202609", "20260831", 3_200),
            ("202609", "20260701", 3_200), ("202609", "20260630", 0),
        ])
    func stays(month: String, admitted: String, yen: Int) throws {
        let office = try office()
        try office.take(stay(month, admitted: admitted, copayment: yen), law: law)
        #expect(try office.errors().map(\.message) == [])
        let claim = try #require(
            try office.read { try ClaimBook.claims(child: Office.taro, from: $0) }.first)
        #expect(claim.selfPayment == Yen(yen))
        let words = try steps(office, claim)
        #expect(words.contains { $0.contains("この月は入院") }, "\(words)")
    }

    @Test("入院年月日のない請求は、何が足りないかを言ってエラー一覧へ。見直しても受け入れない")
    func unknownStay() throws {
        let office = try office()
        try office.take(stay("202609", admitted: "", copayment: 0), law: law)
        let error = try #require(try office.errors().first)
        #expect(error.message.contains("入院年月日") && error.message.contains("(1320)の補正"))
        func correct(_ day: String?) throws -> Int64 {
            try office.gate.perform(CorrectClaim.operation, by: Office.payment, for: .benefit) {
                try CorrectClaim.perform(
                    error.id,
                    ClaimCorrection(admitted: day.map { date($0) }),
                    reason: "医療機関に照会", law: law, in: $0)
            }
        }
        #expect(throws: ClaimFault.self) { _ = try correct(nil) }
        #expect(throws: BenefitsRefusal.entryOutOfRange("入院年月日（診療月の末日までの日）")) {
            _ = try correct("2026-10-01")
        }
        #expect(try office.errors().map(\.id) == [error.id])
        let id = try correct("2026-06-30")
        let claim = try #require(try office.read { try ClaimBook.claims([id], from: $0) }[id])
        #expect(claim.selfPayment == .zero && claim.admitted == date("2026-06-30"))
    }

    @Test(
        "紙の入院は、入院年月日を入れればその期間の額で登録され、なければどこに入れるかを言う",
        arguments: [(nil, nil), ("2026-06-30", 0), ("2026-08-31", 3_200), ("2026-09-10", 1_600)]
            as [(String?, Int?)])
    func keyedStay(admitted: String?, yen: Int?) throws {
        let office = try office()
        var entry = try entry("2026-09", points: 5_000)
        (entry.setting, entry.days) = (.inpatient, 20)
        entry.admitted = admitted.map { date($0) }
        guard let yen else {
            #expect {
                _ = try enter(office, entry)
            } throws: {
                ($0 as? ClaimFault)?.message.contains("個別入力(1330)") == true
            }
            return
        }
        let claim = try enter(office, entry)
        #expect(claim.selfPayment == Yen(yen) && claim.admitted == entry.admitted)
        let steps = try steps(office, claim)
        #expect(steps.contains { $0.contains("この月は入院") }, "\(steps)")
        for (setting, day) in [(CareSetting.outpatient, admitted), (.inpatient, "2026-10-01")] {
            (entry.setting, entry.admitted) = (setting, day.map { date($0) })
            #expect(throws: BenefitsRefusal.entryOutOfRange("入院年月日（診療月の末日までの日）")) {
                _ = try enter(office, entry)
            }
        }
    }

    @Test("エラー一覧に残った請求も、入院年月日を持っていて、直せばその期間で計算する")
    func keptInErrors() throws {
        let office = try office()
        // The number of the payer is that of out-patient care.
        try office.take(
            stay("202609", admitted: "20260630", funder: "81119992", copayment: 0), law: law)
        let error = try #require(try office.errors().first)
        #expect(error.code == "E-BEN-170" && error.message.contains("83119990"))
        #expect(error.content?.admitted == date("2026-06-30"))
        let id = try office.gate.perform(
            CorrectClaim.operation, by: Office.payment, for: .benefit
        ) {
            try CorrectClaim.perform(
                error.id, ClaimCorrection(funder: PublicFunderNumber("83119990")),
                reason: "入院の番号", law: law, in: $0)
        }
        let claim = try #require(try office.read { try ClaimBook.claims([id], from: $0) }[id])
        #expect(claim.selfPayment == .zero && claim.funder == "83119990")
    }

    @Test(
        "年齢と入外で分かれる公費負担者番号は、その児童のその診療の番号だけを受け入れる",
        arguments: [
            // 就学した子の外来、就学前の子の外来; 改正の前はどの子も同じ.
            ("202609", false, "81119992", true), ("202609", false, "82119991", false),
            ("202609", true, "82119991", true), ("202609", true, "81119992", false),
            ("202603", true, "81119992", true), ("202603", false, "81119992", true),
        ])
    func funders(month: String, isHana: Bool, funder: String, isRight: Bool) throws {
        let office = try office()
        var file = Uke.one {
            $0.month = month
            $0.funder = funder
            $0.points = 1_000
            $0.ourCopayment = month < "202604" ? "1000" : "0"
            if isHana {
                ($0.type, $0.born, $0.recipient) = ("1124", "20220615", Office.hanaNumber)
            }
        }
        file.billing = "202611"
        try office.take(file, law: law)
        let codes = try office.errors().map(\.code)
        #expect(codes == (isRight ? [] : ["E-BEN-170"]))
    }
}
