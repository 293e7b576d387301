// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Safeguards
import Scheme
import Testing
import Vocabulary

/// What the tax files say, for a test.
private struct StandingIncomes: IncomeRecords {
    let incomes: [AddresseeNumber: Int]

    func statements(
        inCasesOf children: [AddresseeNumber], on day: CivilDate, from db: any Connection
    ) throws -> [AddresseeNumber: [AddresseeNumber: [IncomeStatement]]] {
        let known = incomes.mapValues { [IncomeStatement(year: 2026, income: Yen($0))] }
        return Dictionary(uniqueKeysWithValues: children.map { ($0, known) })
    }

    func inquiries(
        inCasesOf children: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [AddresseeNumber: [Int: String]]] { [:] }
}

/// 見本の本 sample-classes, from 令和9年4月: 区分A 500円 for a child, 区分B 1,000円 for a household.
@Suite("全医療機関を通じた月の上限")
struct MonthLimitTests {
    private static let clinic = "1119900010"
    private static let month = "2027-05"

    private func office() throws -> Office {
        let office = try Office()
        office.clock.stand(on: date("2027-07-20"))
        try office.gate.perform(RecordHousehold.operation, by: Office.counter, for: .change) {
            try RecordHousehold.perform(
                HouseholdMember(
                    recipient: Office.parent, member: Office.stranger, relation: "子",
                    period: EffectivePeriod(from: date("2025-04-10"))), reason: "申告", in: $0)
        }
        return office
    }

    /// - Parameter income: up to 4,000,000円 it is 区分A.
    private func law(_ office: Office, income: Int = 1_000_000) -> BenefitLaw {
        BenefitLaw(
            law: EligibilityLaw(
                book: Office.classes, office: .weekdays,
                incomes: StandingIncomes(incomes: [Office.parent: income])),
            directory: office.directory)
    }

    private func entry(
        _ institution: String, hana: Bool = false, days: Int = 1, points: Int = 1_000,
        _ edit: (inout ClaimEntry) -> Void = { _ in }
    ) throws -> ClaimEntry {
        var entry = ClaimEntry(
            dataKind: .medicalCareExpense, source: .federation,
            billingMonth: yearMonth("2027-06"), treatmentMonth: yearMonth(Self.month),
            institution: institution, institutionName: "見本整骨院", setting: .outpatient,
            born: date(hana ? "2022-06-15" : "2015-06-10"),
            insurer: try #require(InsurerNumber(Office.insurer)),
            recipientNumber: try #require(
                RecipientNumber(hana ? Office.hanaNumber : Office.taroNumber)),
            days: days, points: points)
        edit(&entry)
        return entry
    }

    private func enter(_ office: Office, _ law: BenefitLaw, _ entry: ClaimEntry) throws -> Claim {
        let id = try office.gate.perform(EnterClaim.operation, by: Office.payment, for: .benefit) {
            try EnterClaim.perform(entry, law: law, in: $0)
        }
        return try #require(try office.read { try ClaimBook.claims([id], from: $0) }[id])
    }

    private func steps(_ office: Office, _ claim: Claim) throws -> [String] {
        try #require(try office.read { try Explanations.claim(claim.id, from: $0) }).steps
            .map(\.label)
    }

    /// Whether the page of a claim says that what it counted has changed.
    private func isChanged(_ office: Office, _ claim: Claim) throws -> Bool {
        let steps = try office.read { try Explanations.claim(claim.id, from: $0) }
        return try office.gate.perform(.viewClaims, by: Office.payment, for: .benefit) {
            try MonthCountReview.isChanged(claim, steps, in: $0)
        }
    }

    /// The examining body takes a claim back.
    private func takeBack(_ office: Office, _ claim: Claim) throws {
        try office.gate.perform(FileObjection.operation, by: Office.payment, for: .benefit) {
            try FileObjection.perform(
                .claim(claim.id), .readjustment, reason: .other, on: date("2027-07-20"), in: $0)
        }
        try office.gate.perform(
            RecordObjectionResults.operation, by: Office.payment, for: .benefit
        ) {
            try RecordObjectionResults.perform(
                [ObjectionAnswer(.claim(claim.id), .accepted, on: date("2027-07-20"))], in: $0)
        }
    }

    private func form(_ receipt: String, _ institution: String, points: Int = 1_000)
        -> ReimbursementInput
    {
        var input = ReimbursementInput(
            receipt: receipt, branch: 1, appliedOn: date("2027-07-10"), applicant: Office.parent,
            child: Office.taro, treatmentMonth: yearMonth(Self.month), institution: institution,
            institutionName: "県外の見本医院", setting: .outpatient, cost: .points(points), days: 1,
            burdenTenths: 3, paid: Yen(points * 3), highCost: .zero, additionalBenefit: .zero)
        input.care = .medical
        return input
    }

    @Test("同じ月の二つめの医療機関では、先に受け入れた分だけ上限が減り、どれを数えたかが内訳に出る")
    func second() throws {
        let office = try office()
        let law = law(office)
        // 区分A: 400円を2回まで、児童ごとに月500円まで.
        let first = try enter(office, law, try entry(Self.clinic))
        #expect(first.payable == Yen(3_000 - 400))
        #expect(try steps(office, first).contains { $0.contains("先に数える請求なし") })
        let second = try enter(office, law, try entry("1119900028"))
        #expect(second.payable == Yen(3_000 - 100))
        let kind = ClaimDataKind.medicalCareExpense.wording
        let words = try steps(office, second)
        #expect(
            words.contains {
                $0.hasPrefix("月の通算(児童ごと") && $0.contains("先に受け入れた1件 外来 \(kind) の 400円")
            }, "\(words)")
        let third = try enter(office, law, try entry("1119900036"))
        #expect(third.payable == Yen(3_000))
        // きょうだいには、児童ごとの通算は及ばない.
        let sister = try enter(office, law, try entry(Self.clinic, hana: true))
        #expect(sister.payable == Yen(2_000 - 400))
    }

    /// 見本の旧システム: what it left of the month is its self-payment less everything that was paid.
    private func prior(
        _ office: Office, _ child: AddresseeNumber = Office.taro, left: Int, key: String = "P1",
        month: String = MonthLimitTests.month
    ) throws {
        let benefit = PriorBenefit(
            sourceKey: key, channel: .inKind, child: child,
            recipientNumber: child == Office.hana ? Office.hanaNumber : Office.taroNumber,
            treatmentMonth: yearMonth(month), institution: "1119900044", isInpatient: false,
            points: 1_000, selfPayment: Yen(3_000), highCost: .zero, additionalBenefit: .zero,
            payable: Yen(3_000 - left), reachedLimit: false, paidOn: date("2027-06-20"))
        try office.gate.perform(
            TakeOverBenefits.operation, by: .machine("migration"), for: .maintenance
        ) { _ = try TakeOverBenefits.perform([benefit], in: $0) }
    }

    @Test("旧システムで残した一部負担金も、同じ月の上限に先に数え、回数が分からないことを内訳に書く")
    func priorBenefits() throws {
        let office = try office()
        let law = law(office)
        try prior(office, left: 300)
        // Nothing was left, or it was another month: neither counts.
        try prior(office, left: 0, key: "P2")
        try prior(office, left: 400, key: "P3", month: "2027-04")
        let first = try enter(office, law, try entry(Self.clinic))
        #expect(first.payable == Yen(3_000 - 200))
        let words = try steps(office, first)
        #expect(
            words.contains { $0.contains("先に受け入れた1件") && $0.contains("旧システムの現物(回数は不明") },
            "\(words)")
        #expect(try !isChanged(office, first))
        // What is taken over later was there first: the claim shows that its count has changed.
        try prior(office, left: 100, key: "P4")
        #expect(try isChanged(office, first))
    }

    @Test("世帯の上限は、きょうだいが旧システムで残した分も先に数える")
    func priorOfSibling() throws {
        let office = try office()
        let law = law(office, income: 9_000_000)
        try prior(office, Office.hana, left: 900)
        // 区分B: 400円を2回まで、世帯で月1,000円まで.
        #expect(
            try enter(office, law, try entry(Self.clinic, days: 2)).payable == Yen(3_000 - 100))
    }

    @Test("世帯の上限は、同じ受給者のきょうだいの請求を先に数える")
    func household() throws {
        let office = try office()
        let law = law(office, income: 9_000_000)
        // 区分B: 400円を2回まで、世帯で月1,000円まで.
        #expect(
            try enter(office, law, try entry(Self.clinic, days: 2)).payable == Yen(3_000 - 800))
        let sister = try enter(office, law, try entry(Self.clinic, hana: true, days: 2))
        #expect(sister.payable == Yen(2_000 - 200))
        #expect(try steps(office, sister).contains { $0.hasPrefix("月の通算(世帯") })
    }

    @Test("取り下げられた請求は数えず、別の月の請求も数えない")
    func takenBack() throws {
        let office = try office()
        let law = law(office)
        let first = try enter(office, law, try entry(Self.clinic))
        try takeBack(office, first)
        #expect(
            try enter(office, law, try entry("1119900028")).payable == Yen(3_000 - 400))
        let april = try entry("1119900036") { $0.treatmentMonth = yearMonth("2027-04") }
        #expect(try enter(office, law, april).payable == Yen(3_000 - 400))
    }

    @Test("一部負担金の段は上限を言葉で言い、医療機関の名もコードも出さない")
    func words() throws {
        let office = try office()
        let law = law(office)
        _ = try enter(office, law, try entry(Self.clinic))
        let shown = try steps(office, try enter(office, law, try entry("1119900028")))
        #expect(shown.contains { $0.hasPrefix("一部負担金(制度)") && $0.contains("月 500円 まで") })
        #expect(!shown.contains { $0.contains("1119900010") || $0.contains("見本整骨院") })
    }

    @Test("償還払いは現物の請求を、同じ起案の二件めは一件めを、先に数える")
    func reimbursed() throws {
        let office = try office()
        let law = law(office)
        _ = try enter(office, law, try entry(Self.clinic, points: 100))
        let report = try propose(
            office, law, [form("S1", "1319900016"), form("S2", "1319900024", points: 900)])
        // 500 − 300 (実費), then nothing is left of the limit.
        #expect(report.proposed[.partlyPaid] == 1 && report.proposed[.paid] == 1)
        #expect(report.payable == Yen(3_000 - 200 + 2_700))
    }

    @Test("先に数えた請求が取り下げられたら決裁は断られ、差し戻すと新しい通算で計算される")
    func changed() throws {
        let office = try office()
        let law = law(office)
        let claim = try enter(office, law, try entry(Self.clinic))
        let report = try propose(office, law, [form("S1", "1319900016", points: 700)])
        #expect(report.payable == Yen(2_100 - 100))
        let proposal = try #require(report.proposals.first)
        let second = try enter(office, law, try entry("1119900036", points: 900))
        #expect(second.payable == Yen(2_700))
        #expect(try !isChanged(office, second))
        try takeBack(office, claim)
        #expect(try isChanged(office, second))
        #expect(throws: BenefitsRefusal.monthCountChanged) {
            try office.approve(.these([proposal]))
        }
        try office.gate.perform(
            SendBackReimbursement.operation, by: Office.head, for: .benefit
        ) { try SendBackReimbursement.perform(proposal, reason: "通算の見直し", in: $0) }
        let again = try office.gate.perform(
            ProposeReimbursements.operation, by: Office.payment, for: .benefit
        ) { try ProposeReimbursements.perform(law: law, in: $0) }
        #expect(again.payable == Yen(2_100 - 400))
        #expect(try office.approve().payable == Yen(1_700))
    }

    @Test("起案の後に受け入れた請求は起案を変えず、後の請求が起案を数える")
    func later() throws {
        let office = try office()
        let law = law(office)
        let report = try propose(office, law, [form("S1", "1319900016", points: 700)])
        #expect(report.payable == Yen(1_700))
        #expect(try enter(office, law, try entry(Self.clinic)).payable == Yen(3_000 - 100))
        #expect(try office.approve(.these(report.proposals)).payable == Yen(1_700))
    }

    @Test("同じ取込では、ファイルと行の順に先の請求を数え、合わない負担金額はエラー一覧に出て、再判定できる")
    func imported() throws {
        let office = try office()
        let law = law(office)
        func file(_ institution: String, _ copayment: String) -> Uke {
            var claim = Uke.Claim()
            (claim.month, claim.points, claim.ourCopayment) = ("202705", 1_000, copayment)
            return Uke(institution: institution, billing: "202706", claims: [claim])
        }
        let files = [
            ("1_A.UKE", file("9900010", "400")), ("2_B.UKE", file("9900028", "100")),
            ("3_C.UKE", file("9900036", "400")),
        ]
        let reports = try office.gate.perform(
            ImportClaims.operation, by: Office.machine, for: .benefit
        ) { scope in
            try ImportClaims.perform(
                try files.map {
                    ClaimFileInput(name: $0.0, source: .bytes(try $0.1.bytes()))
                }, law: law, reader: ClaimFileReader(Office.layouts), in: scope)
        }
        #expect(reports.map(\.accepted) == [1, 1, 0])
        #expect(reports.map(\.payable) == [Yen(2_600), Yen(2_900), .zero])
        let error = try #require(try office.errors().first)
        #expect(error.code == "E-BEN-020")
        // The first is taken back: so much is open again, and the third is what it says.
        guard case .imported(let first) = reports[0].outcome else {
            Issue.record("\(reports)")
            return
        }
        let claims = try office.read { try ClaimBook.claims(of: first, from: $0) }
        try takeBack(office, try #require(claims.first))
        let again = try office.gate.perform(
            RecheckClaims.operation, by: Office.payment, for: .benefit
        ) { try RecheckClaims.perform([error.id], law: law, in: $0) }
        #expect(again.faults.isEmpty && again.claims.count == 1)
    }

    @Test("聞かない月と聞かない本では、ほかの請求を読まない")
    func notAsked() throws {
        let office = try office()
        let first = try enter(office, Office.law, try entry(Self.clinic))
        let second = try enter(office, Office.law, try entry("1119900028"))
        #expect(first.payable == Yen(3_000) && second.payable == Yen(3_000))
        #expect(try !steps(office, second).contains { $0.hasPrefix("月の通算") })
    }

    private func propose(
        _ office: Office, _ law: BenefitLaw, _ forms: [ReimbursementInput]
    ) throws -> ProposeReimbursements.Report {
        let answers = try office.gate.perform(
            ImportReimbursements.operation, by: Office.machine, for: .benefit
        ) { try ImportReimbursements.perform(forms, law: law, in: $0) }
        for answer in answers { _ = try answer.get() }
        return try office.gate.perform(
            ProposeReimbursements.operation, by: Office.payment, for: .benefit
        ) { try ProposeReimbursements.perform(law: law, in: $0) }
    }
}
