// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Safeguards
import Scheme
import Testing
import Vocabulary

/// What the tax files say, for a test.
private struct StandingIncomes: IncomeRecords {
    let levies: [AddresseeNumber: Int]
    /// The levies of the fiscal year after that.
    var later: [AddresseeNumber: Int] = [:]

    func statements(
        inCasesOf children: [AddresseeNumber], on day: CivilDate, from db: any Connection
    ) throws -> [AddresseeNumber: [AddresseeNumber: [IncomeStatement]]] {
        let known = levies.mapValues { [IncomeStatement(year: 2024, levy: Yen($0))] }
            .merging(
                later.mapValues { [IncomeStatement(year: 2025, levy: Yen($0))] },
                uniquingKeysWith: +)
        return Dictionary(uniqueKeysWithValues: children.map { ($0, known) })
    }

    func inquiries(
        inCasesOf children: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [AddresseeNumber: [Int: String]]] { [:] }
}

@Suite("所得区分と第何子で変わる一部負担金")
struct HouseholdCopaymentTests {
    private func law(
        _ office: Office, levies: [AddresseeNumber: Int] = [:],
        later: [AddresseeNumber: Int] = [:]
    ) -> BenefitLaw {
        BenefitLaw(
            law: EligibilityLaw(
                book: Office.classes, office: .weekdays,
                incomes: StandingIncomes(levies: levies, later: later)),
            directory: office.directory)
    }

    private func enter(
        _ office: Office, _ law: BenefitLaw, treated: String = "2025-06",
        billed: String = "2025-07"
    ) throws -> Claim {
        let entry = ClaimEntry(
            dataKind: .medicalCareExpense, source: .federation,
            billingMonth: yearMonth(billed), treatmentMonth: yearMonth(treated),
            institution: "1119900010", institutionName: "見本整骨院", setting: .outpatient,
            born: date("2015-06-10"), insurer: try #require(InsurerNumber(Office.insurer)),
            recipientNumber: try #require(RecipientNumber(Office.taroNumber)), days: 3,
            points: 1_234)
        let id = try office.gate.perform(EnterClaim.operation, by: Office.payment, for: .benefit) {
            try EnterClaim.perform(entry, law: law, in: $0)
        }
        return try #require(try office.read { try ClaimBook.claims([id], from: $0) }[id])
    }

    /// What a claim waits for.
    private func missing(_ office: Office, _ law: BenefitLaw) throws -> String {
        do {
            _ = try enter(office, law)
        } catch let fault as ClaimFault {
            return fault.message
        }
        return ""
    }

    private func join(
        _ office: Office, _ member: AddresseeNumber, _ relation: String, from day: String,
        until end: String? = nil
    ) throws {
        try office.gate.perform(RecordHousehold.operation, by: Office.counter, for: .change) {
            try RecordHousehold.perform(
                HouseholdMember(
                    recipient: Office.parent, member: member, relation: relation,
                    period: EffectivePeriod(from: date(day), until: end.map { date($0) })),
                reason: "申告", in: $0)
        }
    }

    @Test("福祉世帯も所得も分からない請求は、足りないものの名を言って止まる")
    func waits() throws {
        let office = try Office()
        #expect(try missing(office, law(office)).contains("福祉世帯の登録"))
        try join(office, Office.stranger, "子", from: "2025-04-10")
        #expect(try missing(office, law(office)).contains("受給者の令和6年度の課税"))
        #expect(try missing(office, BenefitLaw(book: Office.classes)).contains("福祉世帯の登録"))
    }

    @Test("区分と児童の順が一部負担金を決め、計算の内訳がその区分と順を言う")
    func explained() throws {
        let office = try Office()
        try join(office, Office.stranger, "子", from: "2025-04-10")
        let claim = try enter(office, law(office, levies: [Office.parent: 234_999]))
        // 300円を2回まで、月500円まで.
        #expect(claim.payable == Yen(3_702 - 500))
        let steps = try #require(
            try office.read { try Explanations.claim(claim.id, from: $0) }
        ).steps.map(\.label)
        #expect(
            steps.contains {
                $0.contains("数える児童3人のうち第1子")
                    && $0.contains("令和6年度の父母の所得割額の合計による所得区分は区分A")
            }, "\(steps)")
    }

    @Test("配偶者がいれば父母の合計で、区分が変わる")
    func bothParents() throws {
        let office = try Office()
        try join(office, Office.stranger, "夫", from: "2025-04-10")
        let law = law(office, levies: [Office.parent: 200_000, Office.stranger: 35_000])
        #expect(try enter(office, law).payable == Yen(3_702 - 1_500))
    }

    /// A month of treatment, the month in which it is billed, and the levies of the two years.
    struct Turn: Sendable, CustomTestStringConvertible {
        let treated: String
        let billed: String
        let levies: (before: Int, after: Int)
        /// What the holder pays: 区分A 300 yen, 500 a month; 区分B 500 yen a visit.
        let copayment: Int
        let year: String
        var testDescription: String { "\(treated)診療 \(billed)請求 \(levies)" }
    }

    /// The class changes on 1 August, upwards or downwards.
    private static let turns = [
        Turn(
            treated: "2025-07", billed: "2025-08", levies: (100_000, 900_000), copayment: 500,
            year: "令和6年度"),
        Turn(
            treated: "2025-08", billed: "2025-09", levies: (100_000, 900_000), copayment: 1_500,
            year: "令和7年度"),
        // Billed long after the new year began: the day of the claim decides nothing.
        Turn(
            treated: "2025-07", billed: "2025-11", levies: (900_000, 100_000), copayment: 1_500,
            year: "令和6年度"),
        Turn(
            treated: "2025-08", billed: "2025-11", levies: (900_000, 100_000), copayment: 500,
            year: "令和7年度"),
    ]

    @Test("仙台市の件: 所得の区分は診療の月の年度で読み、請求や申請が後の年度に届いても読み違えない", arguments: turns)
    func classOfTheTreatment(turn: Turn) throws {
        let office = try Office("2025-11-20")
        try join(office, Office.stranger, "子", from: "2025-04-10")
        let law = law(
            office, levies: [Office.parent: turn.levies.before],
            later: [Office.parent: turn.levies.after])
        let claim = try enter(office, law, treated: turn.treated, billed: turn.billed)
        #expect(claim.payable == Yen(3_702 - turn.copayment))
        let steps = try #require(
            try office.read { try Explanations.claim(claim.id, from: $0) }
        ).steps.map(\.label)
        #expect(steps.contains { $0.contains("\(turn.year)の父母の所得割額の合計による所得区分") }, "\(steps)")
        // The same month paid back, asked for in November: one visit of the same class.
        let back = try office.gate.perform(
            PreviewReimbursements.operation, by: Office.payment, for: .benefit
        ) {
            try PreviewReimbursements.perform(
                [office.input(month: turn.treated, applied: "2025-11-19")], law: law, in: $0)[0]
                .get()
        }
        let visit = turn.copayment == 500 ? 300 : 500
        #expect(back.verdict == .pay(Yen(3_000 - visit), isPartly: true))
    }

    @Test("年上の児童が二人いれば第3子で、所得を待たずに無料")
    func third() throws {
        let office = try Office()
        let elders: [(Int64, String)] = [
            (900_000_031, "2010-01-01"), (900_000_032, "2012-01-01"),
        ]
        for (number, born) in elders {
            let elder = AddresseeNumber(value: number)
            office.directory.put(
                ResidentSnapshot(
                    number: elder, household: "H1", status: .resident, name: "検証 上",
                    kana: "ケンショウ", sex: .female, born: date(born), postalCode: "1190001",
                    address: "見本市中央1-1", residentFrom: date(born),
                    recordHash: "r-\(number)", asOf: office.clock.now()))
            try join(office, elder, "子", from: "2025-04-10")
        }
        #expect(try enter(office, law(office)).payable == Yen(3_702))
    }

    @Test("診療月の一日でも福祉世帯にいた児童を数え、初日の前に出た児童と末日の後に入った児童は数えない")
    func daysOfMembership() throws {
        // Treatment in June of a child born on 2015-06-10, who has a younger sister.
        #expect(try order(nil) == "2人のうち第1子")
        #expect(try order("2010-01-01", from: "2025-06-30") == "3人のうち第2子")
        #expect(try order("2010-01-01", from: "2025-07-01") == "2人のうち第1子")
        // The first day outside is the 2nd, and the 1st.
        #expect(try order("2010-01-01", from: "2025-04-10", until: "2025-06-02") == "3人のうち第2子")
        #expect(try order("2010-01-01", from: "2025-04-10", until: "2025-06-01") == "2人のうち第1子")
        // In and out again within the month.
        #expect(try order("2010-01-01", from: "2025-06-10", until: "2025-06-11") == "3人のうち第2子")
    }

    @Test("月の末日に生まれた児童は数え、翌月に生まれる児童は、早く登録されていても数えない")
    func birthInTheMonth() throws {
        #expect(try order("2025-06-30", from: "2025-06-30") == "3人のうち第1子")
        #expect(try order("2025-07-01", from: "2025-06-15") == "2人のうち第1子")
    }

    @Test("同じ日に生まれた児童は、宛名番号の小さい方が先")
    func twins() throws {
        #expect(try order("2015-06-10", number: 900_000_031) == "3人のうち第1子")
        #expect(try order("2015-06-10", number: 900_000_001) == "3人のうち第2子")
    }

    @Test("診療月にかからない登録だけでは、児童が何人か分からず、保留になる")
    func saidForOtherDays() throws {
        let office = try Office()
        try join(office, Office.stranger, "祖母", from: "2025-04-10", until: "2025-06-01")
        let words = try missing(office, law(office, levies: [Office.parent: 1]))
        #expect(words.contains("福祉世帯の登録"), "\(words)")
        try join(office, Office.stranger, "祖母", from: "2025-06-30")
        let known = try missing(office, law(office, levies: [Office.parent: 1]))
        #expect(known.isEmpty, "\(known)")
    }

    /// Which of how many children the child of the claim is, with another one beside it.
    private func order(
        _ born: String?, number: Int64 = 900_000_031, from day: String = "2025-04-10",
        until end: String? = nil
    ) throws -> String {
        let office = try Office()
        try join(office, Office.stranger, "祖母", from: "2025-04-10")
        if let born {
            let other = AddresseeNumber(value: number)
            office.directory.put(
                ResidentSnapshot(
                    number: other, household: "H1", status: .resident, name: "検証 子",
                    kana: "ケンショウ", sex: .female, born: date(born), postalCode: "1190001",
                    address: "見本市中央1-1", residentFrom: date(born),
                    recordHash: "r-\(number)", asOf: office.clock.now()))
            try join(office, other, "子", from: day, until: end)
        }
        let claim = try enter(office, law(office, levies: [Office.parent: 234_999]))
        let words = try #require(
            try office.read { try Explanations.claim(claim.id, from: $0) }
        ).steps.map(\.label).joined()
        return words.firstMatch(of: /数える児童([0-9]+人のうち第[0-9]+子)/)
            .map { String($0.1) } ?? words
    }

    @Test("償還払いも同じ区分で計算し、世帯が分からなければ保留になる")
    func reimbursed() throws {
        let office = try Office()
        func examine(_ law: BenefitLaw) throws -> ReimbursementExamination {
            try office.gate.perform(
                PreviewReimbursements.operation, by: Office.payment, for: .benefit
            ) {
                try PreviewReimbursements.perform([office.input()], law: law, in: $0)[0].get()
            }
        }
        let open = try examine(law(office))
        guard case .hold(let hold, let note) = open.verdict else {
            Issue.record("保留になりません: \(open.verdict)")
            return
        }
        #expect(hold == .scheme && note?.contains("福祉世帯の登録") == true)
        try join(office, Office.stranger, "子", from: "2025-04-10")
        let known = try examine(law(office, levies: [Office.parent: 235_000]))
        #expect(known.verdict == .pay(Yen(2_500), isPartly: true))
    }

    @Test("制度の本の試算も、世帯と所得を両方の本で聞き、保留にせずに差を出す")
    func tried() throws {
        let office = try Office()
        try join(office, Office.stranger, "子", from: "2025-04-10")
        let now = law(office, levies: [Office.parent: 234_999])
        _ = try enter(office, now)
        func compare(_ then: BenefitLaw) throws -> ClaimsEffect {
            try office.gate.perform(
                CompareClaims.operation, by: Office.machine, for: .maintenance
            ) {
                try CompareClaims.perform(
                    billed: yearMonth("2025-07"), after: 0, now: now, then: then, lost: [:], in: $0
                ).effect
            }
        }
        // 区分A: 300円を月500円まで. 区分B: 500円を3回.
        let other = try compare(law(office, levies: [Office.parent: 235_000]))
        #expect(other.claims == 1 && other.heldNow == 0 && other.heldThen == 0)
        #expect(other.now == 3_202 && other.then == 2_202 && other.beside == 0)
        // Whose household nobody knows is held, as at the import.
        let unknown = try compare(BenefitLaw(book: Office.classes))
        #expect(unknown.heldNow == 0 && unknown.heldThen == 1)
    }

    @Test("聞かない本では、世帯も所得も読まない")
    func notAsked() throws {
        let office = try Office()
        let plain = BenefitLaw(
            law: EligibilityLaw(
                book: Office.book, office: .weekdays, incomes: StandingIncomes(levies: [:])),
            directory: office.directory)
        let question = ClaimHouseholds.Question(
            child: Office.taro, recipient: Office.parent, month: yearMonth("2025-06"))
        let found = try office.gate.perform(
            EnterClaim.operation, by: Office.payment, for: .benefit
        ) {
            try ClaimHouseholds(
                [question], law: EligibilityLaw(book: Office.book, office: .weekdays),
                directory: office.directory, in: $0)[question]
        }
        #expect(found == nil)
        #expect(try enter(office, plain).payable == Yen(3_702))
    }
}
