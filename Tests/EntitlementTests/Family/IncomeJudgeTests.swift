// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// The same office under the book of a city that asks about income.
struct IncomeOffice {
    static let law: EligibilityLaw = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        do {
            let library = try SchemeLibrary.load(
                directory: root.appending(path: "Schemes").path,
                digest: { Digest.of($0).description })
            guard let book = library.book("sample-income") else { preconditionFailure("book") }
            return EligibilityLaw(book: book, office: .weekdays)
        } catch { preconditionFailure("\(error)") }
    }()

    let office: Office

    /// A boy of ten, mother and father in the register; 10 August 2025.
    init(father: Bool = true) throws {
        office = try Office("2025-08-10")
        var child = office.person(
            Office.child, "検証 太郎", "ケンショウ タロウ", born: "2015-06-10")
        if father {
            office.directory.put(
                office.person(Office.father, "検証 一郎", "ケンショウ イチロウ", born: "1988-03-03"))
            child.mother = Office.parent
            child.father = Office.father
        }
        office.directory.put(child)
    }

    func receive() throws -> Int64 {
        var form = office.form(applied: "2025-08-10")
        form.reason = .movingIn
        return try office.receive(form).id
    }

    func judge(_ id: Int64) throws -> Result<JudgedApplication, EntitlementRefusal> {
        try office.gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) {
            try JudgeApplications.perform(
                [id], law: Self.law, directory: office.directory, terms: Office.terms, in: $0)[0]
        }
    }

    func record(
        _ who: AddresseeNumber, _ year: Int, income: Int?, dependants: Int? = 0,
        exempt: Bool = false, child: AddresseeNumber = Office.child,
        by principal: Principal = Office.counter
    ) throws {
        try office.gate.perform(RecordIncome.operation, by: principal, for: .registration) {
            try RecordIncome.perform(
                IncomePaper(
                    subject: who,
                    statement: IncomeStatement(
                        year: year, isExempt: exempt, income: income.map { Yen($0) },
                        dependants: dependants), paper: "T01",
                    seenOn: office.clock.now().dayInJapan),
                child: child, rules: Office.rules, law: Self.law,
                directory: office.directory, in: $0)
        }
    }

    /// The levies of 2026, as the certificates of that June say them.
    func record(levies: KeyValuePairs<AddresseeNumber, Int>) throws {
        try office.gate.perform(RecordIncome.operation, by: Office.counter, for: .change) {
            for (who, levy) in levies {
                try RecordIncome.perform(
                    IncomePaper(
                        subject: who,
                        statement: IncomeStatement(year: 2026, levy: Yen(levy), dependants: 1),
                        paper: "T02", seenOn: date("2026-06-20")),
                    child: Office.child, rules: Office.rules, law: Self.law,
                    directory: office.directory, in: $0)
            }
        }
    }

    func grant() throws {
        let id = try receive()
        try record(Office.parent, 2025, income: 2_000_000)
        try record(Office.father, 2025, income: 4_000_000)
        let judged = try judge(id).get()
        let proposals = try office.gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) { scope in
            let again = try JudgeApplications.perform(
                [judged.id], law: Self.law, directory: office.directory, terms: Office.terms,
                in: scope)
            return try ProposeDecisions.perform(
                try again.map { try $0.get() }, directory: office.directory, in: scope)
        }
        try office.approve(proposals)
    }

    func rejudge() throws -> RejudgementReport {
        try office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
            try Rejudge.perform(
                .children([Office.child]), law: Self.law, directory: office.directory,
                consequences: MemoryConsequences(), in: $0)
        }
    }

    func draft(_ report: RejudgementReport) throws -> ProposalDraft? {
        try office.read { try ProposalBook.proposals(report.waiting, from: $0) }
            .values.first?.draft
    }
}

@Suite("所得の要件がある市の審査")
struct IncomeJudgeTests {
    @Test("東成区の件: 父母の片方の所得が分からなければ却下せず、足りないものを名前で言い、証明書を記録すれば判定できる")
    func bothParents() throws {
        let income = try IncomeOffice()
        let id = try income.receive()
        #expect(
            throws: EntitlementRefusal.incomeUnknown("受給者の令和7年度の課税の情報")
        ) { try income.judge(id).get() }
        try income.record(Office.parent, 2025, income: 1_000_000)
        #expect(
            throws: EntitlementRefusal.incomeUnknown("もう一方の保護者の令和7年度の課税の情報")
        ) { try income.judge(id).get() }
        // The father alone is over the limit, by one yen: 5,320,000 + 80,000.
        try income.record(Office.father, 2025, income: 5_400_000)
        let over = try income.judge(id).get().examination
        #expect(!over.isEligible)
        #expect(over.refusals.map(\.rule) == [.income])
        #expect(!over.refusals.contains { $0.because.contains("5,400,000") })
        try income.record(Office.father, 2025, income: 5_399_999)
        let within = try income.judge(id).get().examination
        #expect(within.isEligible && within.periods.from == date("2025-08-10"))
    }

    /// The higher income of the parents, in yen, with so many dependants.
    struct Limit: Sendable, CustomTestStringConvertible {
        let income: Int
        let dependants: Int
        let isWithin: Bool
        var testDescription: String { "所得\(income)円 扶養\(dependants)人" }
    }

    /// 5,320,000, and 380,000 for each dependant, after 80,000 are taken off: below, not at it.
    static let limits = [
        Limit(income: 5_399_999, dependants: 0, isWithin: true),
        Limit(income: 5_400_000, dependants: 0, isWithin: false),
        Limit(income: 5_400_001, dependants: 0, isWithin: false),
        Limit(income: 5_779_999, dependants: 1, isWithin: true),
        Limit(income: 5_780_000, dependants: 1, isWithin: false),
        Limit(income: 5_780_001, dependants: 1, isWithin: false),
    ]

    @Test("薩摩川内市の件: 所得の限度額の一円下の世帯だけを認定し、ちょうどと一円上の世帯には証も支給もない", arguments: limits)
    func atTheLimit(limit: Limit) throws {
        let income = try IncomeOffice()
        let office = income.office
        let id = try income.receive()
        try income.record(Office.parent, 2025, income: 1_000_000)
        try income.record(
            Office.father, 2025, income: limit.income, dependants: limit.dependants)
        let proposals = try office.gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [id], law: IncomeOffice.law, directory: office.directory, terms: Office.terms,
                in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
        let report = try office.approve(proposals)
        let decision = try #require(
            try office.read { try HistoryBook.decisions(ids: report.historyIDs, from: $0) }
                .values.first)
        #expect(decision.result == (limit.isWithin ? .granted : .refused))
        #expect(decision.periods.isEmpty != limit.isWithin)
        #expect((decision.recipientNumber == nil) != limit.isWithin)
        if !limit.isWithin { #expect(decision.reason == .incomeExceeded) }
        let cards = try office.read { try CertificateBook.waiting(from: $0) }
        #expect(cards == (limit.isWithin ? [decision.id] : []))
    }

    @Test("住民記録に父も母もいなければ、福祉世帯を登録するまで判定しない。離れた親は数えない")
    func alone() throws {
        let income = try IncomeOffice(father: false)
        let id = try income.receive()
        try income.record(Office.parent, 2025, income: 1_000_000)
        let missing = #expect(throws: EntitlementRefusal.self) { try income.judge(id).get() }
        #expect(missing?.message.contains("父母のもう一方") ?? false)
        try income.office.gate.perform(RecordHousehold.operation, by: Office.counter, for: .change)
        {
            try RecordHousehold.perform(
                HouseholdMember(
                    recipient: Office.parent, member: Office.child, relation: "子",
                    period: EffectivePeriod(from: date("2025-08-01"))),
                reason: "離婚", in: $0)
        }
        #expect(try income.judge(id).get().examination.isEligible)
    }

    @Test("福祉世帯に配偶者がいれば、住民記録の親より先に数える")
    func household() throws {
        let income = try IncomeOffice()
        let id = try income.receive()
        try income.record(Office.parent, 2025, income: 1_000_000)
        try income.record(Office.father, 2025, income: 9_000_000)
        #expect(try !income.judge(id).get().examination.isEligible)
        let partner = AddresseeNumber(value: 900_000_031)
        income.office.directory.put(
            income.office.person(partner, "検証 三郎", "ケンショウ サブロウ", born: "1985-01-01"))
        try income.office.gate.perform(RecordHousehold.operation, by: Office.counter, for: .change)
        {
            try RecordHousehold.perform(
                HouseholdMember(
                    recipient: Office.parent, member: partner, relation: "12",
                    period: EffectivePeriod(from: date("2025-08-01"))),
                reason: "再婚", in: $0)
        }
        #expect(throws: EntitlementRefusal.self) { try income.judge(id).get() }
        try income.record(partner, 2025, income: nil, exempt: true)
        #expect(try income.judge(id).get().examination.isEligible)
    }

    @Test("次の年度に限度額を超えれば7月1日で資格が終わる案が出て、直れば消える。過ぎた年度の数字では動かない")
    func nextYear() throws {
        let income = try IncomeOffice()
        try income.grant()
        income.office.clock.stand(on: date("2026-06-20"))
        try income.record(Office.parent, 2026, income: 2_000_000)
        // The book of July 2026 asks for the levy: an amount of income alone answers nothing.
        #expect(try income.rejudge().waiting.isEmpty)
        try income.record(levies: [Office.parent: 117_500, Office.father: 117_500])
        let report = try income.rejudge()
        let draft = try #require(try income.draft(report))
        #expect(draft.result == .lapsed && draft.reason == .incomeExceeded)
        #expect(draft.effectiveOn == date("2026-07-01"))
        #expect(draft.periods.outpatient?.until == date("2026-07-01"))
        #expect(draft.periods.inpatient?.until == date("2026-07-01"))
        try income.record(levies: [Office.parent: 117_499, Office.father: 117_499])
        #expect(try income.rejudge().waiting.isEmpty)
        let left = try income.office.read {
            try ProposalBook.pending(children: [Office.child], from: $0)
        }
        #expect(Array(left.values.joined()).isEmpty)
        // An old year that turns out to be over the limit is an officer's matter.
        income.office.clock.stand(on: date("2026-07-05"))
        try income.record(Office.father, 2025, income: 9_000_000)
        #expect(try income.rejudge().waiting.isEmpty)
        #expect(try income.office.state().isLive)
    }

    @Test("一人の子で記録した所得は、同じ父母の子と、その人が配偶者である世帯の子を皆、判定し直しの列に入れる")
    func siblings() throws {
        let income = try IncomeOffice()
        let (office, directory) = (income.office, income.office.directory)
        func number(_ serial: Int64) -> AddresseeNumber {
            AddresseeNumber(value: 900_000_040 + serial)
        }
        func put(
            _ child: AddresseeNumber, of mother: AddresseeNumber, _ father: AddresseeNumber?,
            in household: String = "H1"
        ) {
            var person = office.person(child, "検証 子", "ケンショウ", born: "2015-06-10")
            (person.mother, person.father, person.household) = (mother, father, household)
            directory.put(person)
        }
        for mother in [number(1), number(3), number(5)] {
            directory.put(office.person(mother, "検証 親", "ケンショウ", born: "1990-01-01"))
        }
        // A sister; a neighbour's child; a child of a mother in whose welfare household the father is.
        put(Office.sister, of: Office.parent, Office.father)
        put(number(2), of: number(1), nil)
        put(number(4), of: number(3), nil)
        // His child by another mother, with whom it lives elsewhere; and one that only she has.
        put(number(6), of: number(5), Office.father, in: "H9")
        put(number(7), of: number(5), nil, in: "H9")
        _ = try income.receive()
        let families = [
            (Office.sister, Office.parent), (number(2), number(1)), (number(4), number(3)),
            (number(6), number(5)), (number(7), number(5)),
        ]
        for (child, recipient) in families {
            var form = office.form(applied: "2025-08-10", child: child)
            form.reason = .movingIn
            form.applicant = recipient
            _ = try office.receive(form)
        }
        func queued() throws -> Set<AddresseeNumber> {
            let waiting = try office.read { try RejudgementQueue.waiting(from: $0) }
            return Set(
                waiting.filter { $0.notice.key.hasPrefix("income-") }.map(\.notice.subject))
        }
        try income.record(Office.father, 2025, income: 4_000_000)
        #expect(try queued() == [Office.child, Office.sister, number(6)])
        try office.gate.perform(RecordHousehold.operation, by: Office.counter, for: .change) {
            try RecordHousehold.perform(
                HouseholdMember(
                    recipient: number(3), member: Office.father, relation: "夫",
                    period: EffectivePeriod(from: date("2025-08-01"))),
                reason: "再婚", in: $0)
        }
        try income.record(Office.father, 2025, income: 4_500_000)
        #expect(try queued() == [Office.child, Office.sister, number(4), number(6)])
    }

    @Test("福祉世帯の登録で数える人が変われば、その夜に判定し直す。先の日付の登録は、その日にも")
    func householdIsJudgedAgain() throws {
        let income = try IncomeOffice()
        try income.grant()
        income.office.clock.stand(on: date("2026-06-20"))
        try income.record(levies: [Office.parent: 100_000, Office.father: 135_000])
        func night() throws -> [ProposalDraft] {
            try income.office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
                _ = try Rejudge.perform(
                    .queue, law: IncomeOffice.law, directory: income.office.directory,
                    consequences: MemoryConsequences(), in: $0)
                return try ProposalBook.pending(from: $0.db).map(\.draft)
            }
        }
        func record(from: String, until: String?) throws {
            try income.office.gate.perform(
                RecordHousehold.operation, by: Office.counter, for: .change
            ) {
                try RecordHousehold.perform(
                    HouseholdMember(
                        recipient: Office.parent, member: Office.sister, relation: "子",
                        period: EffectivePeriod(from: date(from), until: until.map { date($0) })),
                    reason: "離婚", in: $0)
            }
        }
        #expect(try night().map(\.reason) == [.incomeExceeded])
        try record(from: "2026-06-01", until: "2026-08-01")
        let queued = try income.office.read { try RejudgementQueue.waiting(from: $0) }
        #expect(queued.map(\.notice.subject) == [Office.parent, Office.parent])
        #expect(queued.map(\.notice.on) == [date("2026-06-20"), date("2026-08-01")])
        // His income counts no longer.
        #expect(try night().isEmpty)
    }

    @Test("その児童の判定に数えない人の所得は断り、何も残さない。別れた人の誤った記録は取り消せる")
    func ofOther() throws {
        let income = try IncomeOffice()
        _ = try income.receive()
        let stranger = AddresseeNumber(value: 900_000_049)
        income.office.directory.put(
            income.office.person(stranger, "検証 四郎", "ケンショウ", born: "1980-01-01"))
        for who in [stranger, Office.child, Office.sister] {
            let refusal = #expect(throws: EntitlementRefusal.self) {
                try income.record(who, 2025, income: 1_000_000)
            }
            #expect(refusal == .incomeOfOther && refusal?.code == "E-ENT-038")
        }
        func stored() throws -> Int? {
            try income.office.read { db in
                try db.first("SELECT COUNT(*) FROM income_paper", []) { $0.int(0) }
            }
        }
        #expect(try stored() == 0)
        try income.record(Office.father, 2025, income: 9_000_000)
        // The mother is alone now, an officer says: his income counts no longer.
        try income.office.gate.perform(RecordHousehold.operation, by: Office.counter, for: .change)
        {
            try RecordHousehold.perform(
                HouseholdMember(
                    recipient: Office.parent, member: Office.child, relation: "子",
                    period: EffectivePeriod(from: date("2025-08-01"))),
                reason: "離婚", in: $0)
        }
        #expect(throws: EntitlementRefusal.incomeOfOther) {
            try income.record(Office.father, 2025, income: 8_000_000)
        }
        func takeBack(_ year: Int) throws {
            try income.office.gate.perform(
                RecordIncome.operation, by: Office.counter, for: .registration
            ) {
                try RecordIncome.perform(
                    IncomePaper(
                        subject: Office.father, statement: IncomeStatement(year: year),
                        paper: "T01", seenOn: date("2025-08-10"), isVoid: true),
                    child: Office.child, rules: Office.rules, law: IncomeOffice.law,
                    directory: income.office.directory, in: $0)
            }
        }
        #expect(throws: EntitlementRefusal.incomeOfOther) { try takeBack(2024) }
        try takeBack(2025)
        let left = try income.office.read { try IncomeBook.papers(of: [Office.father], from: $0) }
        #expect(left.isEmpty)
    }

    @Test("所得の書類は、所得の要件のない市では受け取らず、事案のない人・欠けた内容・役割のない職員では断る")
    func refusals() throws {
        let income = try IncomeOffice()
        #expect(throws: EntitlementRefusal.notLinked) {
            try income.record(Office.parent, 2025, income: 1)
        }
        _ = try income.receive()
        #expect(throws: EntitlementRefusal.incomeIncomplete) {
            try income.record(Office.parent, 2025, income: nil)
        }
        #expect(throws: EntitlementRefusal.incomeIncomplete) {
            try income.record(Office.parent, 2025, income: 1_000_000, dependants: nil)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try income.record(Office.parent, 2025, income: 1, by: Office.head)
        }
        #expect(throws: EntitlementRefusal.incomeIncomplete) {
            try income.office.gate.perform(
                RecordIncome.operation, by: Office.counter, for: .registration
            ) {
                try RecordIncome.perform(
                    IncomePaper(
                        subject: Office.parent,
                        statement: IncomeStatement(year: 2025, isExempt: true), paper: "T01",
                        seenOn: date("2025-08-10")), child: Office.child, rules: Office.rules,
                    law: Office.law, directory: income.office.directory, in: $0)
            }
        }
        let stored = try income.office.read { db in
            try db.first("SELECT COUNT(*) FROM income_paper", []) { $0.int(0) }
        }
        #expect(stored == 0)
    }

    @Test("3歳の誕生日の前日までは尋ねず、その日から所得で終わる")
    func young() throws {
        let income = try IncomeOffice()
        var child = income.office.person(
            Office.child, "検証 太郎", "ケンショウ タロウ", born: "2023-01-10")
        child.mother = Office.parent
        child.father = Office.father
        income.office.directory.put(child)
        let id = try income.receive()
        #expect(try income.judge(id).get().examination.isEligible)
        try income.record(Office.parent, 2025, income: 1)
        try income.record(Office.father, 2025, income: 9_000_000)
        let periods = try income.judge(id).get().examination.periods
        #expect(periods.outpatient?.until == date("2026-01-10"))
    }
}
