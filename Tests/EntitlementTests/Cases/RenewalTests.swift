// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// 更新・区分の変更: nobody whose entitlement goes on is without a certificate that serves.
@Suite("証の更新と区分の変更") struct RenewalTests {
    private static let baby = AddresseeNumber(value: 900_000_301)
    private static let pupil = AddresseeNumber(value: 900_000_302)
    private static let grown = AddresseeNumber(value: 900_000_303)
    /// Six in this year: at school from April.
    private static let starter = AddresseeNumber(value: 900_000_304)
    private static let born = [
        baby: "2025-04-01", pupil: "2016-06-06", grown: "2008-03-10", starter: "2019-06-06",
    ]

    private static func law(
        yearly: Bool, classes: Bool, lead: Int? = nil
    ) throws -> EligibilityLaw {
        let folder = try TemporaryFolder("renewal")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let goal = folder.file("Schemes")
        try YearlyBook.write(
            from: root.appending(path: "Schemes"), to: goal, yearly: yearly, classes: classes,
            lead: lead)
        let library = try SchemeLibrary.load(
            directory: goal.path, digest: { Digest.of($0).description })
        return EligibilityLaw(book: try #require(library.book("sample")), office: .weekdays)
    }

    /// The children are entitled, and each has its certificate.
    private func town(
        _ law: EligibilityLaw, _ children: [AddresseeNumber]
    ) throws -> Office {
        let office = try Office("2025-04-10")
        for (index, child) in children.enumerated() {
            office.directory.put(
                office.person(
                    child, "検証 子\(index)", "ケンショウ コ", born: Self.born[child] ?? ""))
            try office.grant(office.form(child: child))
        }
        let issued = try issue(.waiting, law, office).batch
        #expect(issued.produced == children.count && issued.excluded.isEmpty)
        return office
    }

    private func issue(
        _ choice: IssueCertificates.Choice, _ law: EligibilityLaw, _ office: Office,
        reason: String? = nil, by who: Principal = Office.counter
    ) throws -> (batch: CertificateBatch, sheets: [CertificateSheet]) {
        try office.gate.perform(
            IssueCertificates.operation, by: who, for: .registration, reason: reason
        ) {
            try IssueCertificates.perform(
                choice, reissueReason: reason, law: law, directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
    }

    private func due(
        _ law: EligibilityLaw, _ office: Office, on day: String
    ) throws -> [CertificateRenewal] {
        office.clock.stand(on: date(day))
        return try office.read { try RenewalBook.waiting(law.book, on: date(day), from: $0) }
    }

    private func children(
        _ renewals: [CertificateRenewal], _ office: Office
    ) throws -> [AddresseeNumber] {
        let found = try office.read {
            try HistoryBook.decisions(ids: renewals.map(\.historyID), from: $0)
        }
        return renewals.compactMap { found[$0.historyID]?.child }
    }

    /// Whether a certificate that nobody took back serves on a day.
    private func hasOne(
        _ child: AddresseeNumber, on day: String, _ office: Office
    ) throws -> Bool {
        try office.read {
            try CertificateBook.outstanding(children: [child], on: date(day), from: $0)
        }[child]?.contains { $0.periods.contains(date(day)) } ?? false
    }

    private func card(_ sheet: CertificateSheet) -> Certificate {
        sheet.certificate(issuer: Sender(title: "見本市長", name: "検証　太郎"))
    }

    @Test(
        "全体から探しても、決定の番号で聞いても、待つものは同じ。刷る前も、刷った後も、4月1日を過ぎても",
        arguments: [false, true])
    func sameAnswer(isNamed: Bool) throws {
        let law = try Self.law(yearly: true, classes: isNamed, lead: 60)
        let office = try town(law, [Self.baby, Self.pupil, Self.grown, Self.starter])
        let ids = try office.read {
            try $0.rows("SELECT id FROM entitlement_history ORDER BY id") { $0.int64(0) }
        }
        func compare(_ day: String) throws -> Int {
            let whole = try due(law, office, on: day)
            let named = try office.read {
                try RenewalBook.waiting(law.book, on: date(day), among: ids, from: $0)
            }
            let isAny = try office.read {
                try RenewalBook.isAnyDue(law.book, on: date(day), from: $0)
            }
            #expect(whole == named && isAny == !whole.isEmpty, "\(day)")
            return whole.count
        }
        #expect(try compare("2025-06-01") == 0)
        #expect(try compare("2026-01-15") == 0)
        #expect(try compare("2026-02-20") == 3)
        _ = try issue(.renewals(), law, office)
        for day in ["2026-02-20", "2026-03-31", "2026-04-01", "2026-10-01"] {
            #expect(try compare(day) == 0, "\(day)")
        }
        #expect(try compare("2027-02-20") == 3)
    }

    @Test("年度の初めから見た区分の境は、生まれた日ごとに数えたものと同じで、学年の区切りに当たる")
    func births() throws {
        let law = try Self.law(yearly: true, classes: true)
        for day in ["2026-03-31", "2026-04-01", "2028-02-29"].map(date) {
            let rule = try #require(RenewalRule(law.book, on: day))
            let found = rule.births(on: day)
            let all = EntitlementPeriods(
                outpatient: EffectivePeriod(from: day), inpatient: EffectivePeriod(from: day))
            for days in 0..<(19 * 366) {
                let born = day.adding(days: -days)
                let wanted = found.first { $0.bornFrom.map { born >= $0 } ?? true }?.code
                #expect(rule.derivedClass(all, born: born, on: day)?.code == wanted, "\(born)")
                let grade: CertificateClass =
                    switch SchoolYear(born: born, on: day) {
                    case .preschool: .preschool
                    case .elementary, .juniorHigh: .school
                    case .highSchoolAge, nil: .highSchoolAge
                    }
                #expect(grade.code == wanted, "\(born)")
            }
        }
    }

    @Test("制度が区分を分けていれば証に制度の言葉で刷られ、分けていなければ刷られない")
    func printedClass() throws {
        let named = try Self.law(yearly: false, classes: true)
        let office = try Office("2025-04-10")
        let granted = try office.grant()
        let sheet = try #require(try issue(.decisions([granted.id]), named, office).sheets.first)
        #expect(card(sheet).classification == "未就学")
        #expect(sheet.issued.certificateClass == .preschool)
        let plain = try issue(.decisions([granted.id]), Office.law, office, reason: "紛失").sheets
        #expect(try card(#require(plain.first)).classification == nil)
        // Every class of the register may be named, and no other.
        guard
            case .found(let found, _) = named.book.office.certificateClasses.on(
                date("2025-04-10"))
        else {
            Issue.record("区分がない")
            return
        }
        #expect(Set(YearlyBook.classes.keys) == Set(found.classes.map(\.code)))
    }

    @Test("年度末までの証は、3月に全員が更新を待ち、4月1日からの期間で刷られ、4月1日に証のない子はいない。二度は刷らない")
    func yearly() throws {
        let law = try Self.law(yearly: true, classes: false)
        let office = try town(law, [Self.baby, Self.pupil, Self.grown])
        #expect(try due(law, office, on: "2025-12-01").isEmpty)
        #expect(try due(law, office, on: "2026-02-28").isEmpty)
        let waiting = try due(law, office, on: "2026-03-01")
        // Who is eighteen has nothing that goes on.
        #expect(try children(waiting, office) == [Self.baby, Self.pupil])
        #expect(waiting.allSatisfy { $0.cause == .ends && $0.cause.wording == "更新" })
        let (batch, sheets) = try issue(.renewals(), law, office)
        #expect(batch.expected == 2 && batch.produced == 2 && batch.isComplete)
        let year = EffectivePeriod(from: date("2026-04-01"), until: date("2027-04-01"))
        for (sheet, renewal) in zip(sheets, waiting) {
            #expect(sheet.issued.periods == renewal.periods)
            #expect(sheet.issued.periods == EntitlementPeriods(outpatient: year, inpatient: year))
            #expect(sheet.issued.issuedOn == date("2026-03-01"))
            #expect(card(sheet).validities.map(\.from) == ["令和8年4月1日", "令和8年4月1日"])
        }
        // Twice is once, also for a list from before.
        #expect(try due(law, office, on: "2026-03-02").isEmpty)
        #expect(try issue(.renewals(), law, office).batch.expected == 0)
        let again = try issue(.renewals(waiting.map(\.historyID)), law, office).batch
        #expect(again.produced == 0 && again.excluded.count == 2 && again.isComplete)
        let groups = try office.read {
            try RenewalBook.groups(law.book, on: date("2026-03-02"), from: $0)
        }
        #expect(groups.map(\.from) == [date("2026-04-01")])
        #expect(groups.map(\.expected) == [2] && groups.map(\.produced) == [2])
        // Until its last day the old one is in use, from then on the new one.
        for child in [Self.baby, Self.pupil] {
            for day in ["2026-03-31", "2026-04-01", "2027-03-31"] {
                #expect(try hasOne(child, on: day, office), "\(child) \(day)")
            }
        }
        #expect(try due(law, office, on: "2026-04-01").isEmpty)
        let old = EffectivePeriod(from: date("2025-04-10"), until: date("2025-04-11"))
        func standing(_ day: String) throws -> [RegisteredCertificate.Standing] {
            try office.read {
                try CertificateBook.register(issued: old, on: date(day), limit: 10, from: $0)
            }.filter { $0.certificate.child != Self.grown }.map(\.standing)
        }
        #expect(try standing("2026-03-31") == [.out, .out])
        #expect(try standing("2026-04-01") == [.replaced, .replaced])
    }

    @Test("3月に刷らなかった証は4月になっても待ち、期間は4月1日から。何日前からかは制度の本が決める")
    func late() throws {
        let law = try Self.law(yearly: true, classes: false, lead: 10)
        let office = try town(law, [Self.pupil])
        #expect(try due(law, office, on: "2026-03-21").isEmpty)
        #expect(try due(law, office, on: "2026-03-22").count == 1)
        let late = try due(law, office, on: "2026-05-20")
        #expect(late.map(\.from) == [date("2026-04-01")])
        #expect(late.first?.periods.outpatient?.from == date("2026-04-01"))
        #expect(try issue(.renewals(), law, office).batch.produced == 1)
        #expect(try due(law, office, on: "2026-05-21").isEmpty)
    }

    @Test("小学校に入る子は4月1日から区分が変わり、その前に新しい区分の証を待つ。区分を分けない制度では何も待たない")
    func school() throws {
        let law = try Self.law(yearly: false, classes: true)
        let office = try town(law, [Self.pupil, Self.starter])
        let waiting = try due(law, office, on: "2026-03-10")
        #expect(try children(waiting, office) == [Self.starter])
        let renewal = try #require(waiting.first)
        #expect(renewal.cause.wording == "区分の変更" && renewal.className == "小・中学生")
        let sheet = try #require(try issue(.renewals(), law, office).sheets.first)
        #expect(card(sheet).classification == "小・中学生")
        #expect(sheet.issued.certificateClass == .school)
        #expect(sheet.issued.periods.outpatient?.from == date("2026-04-01"))
        #expect(sheet.issued.reissueReason == "区分の変更")
        #expect(try due(law, office, on: "2026-03-11").isEmpty)
        #expect(try due(law, office, on: "2026-04-01").isEmpty)
        // A book without either asks nothing.
        #expect(try due(Office.law, office, on: "2026-03-10").isEmpty)
    }

    @Test("更新の後に資格を失えば、いまの証も4月からの証も回収する。紛失の再交付は4月からの証を替えない")
    func afterwards() throws {
        let law = try Self.law(yearly: true, classes: false)
        let office = try town(law, [Self.baby, Self.pupil])
        let waiting = try due(law, office, on: "2026-03-02")
        _ = try issue(.renewals(), law, office)
        let pupil = try #require(waiting.last)
        #expect(try children([pupil], office) == [Self.pupil])
        let lost = try issue(.decisions([pupil.historyID]), law, office, reason: "紛失").batch
        #expect(lost.certificates.first?.periods.outpatient?.lastDay == date("2026-03-31"))
        #expect(try due(law, office, on: "2026-03-03").isEmpty)
        for day in ["2026-03-31", "2026-04-01"] {
            #expect(try hasOne(Self.pupil, on: day, office), "\(day)")
        }
        let lapse = try office.gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                Self.baby, on: date("2026-03-03"), decision: .movedOut, asked: .movingOut,
                exOfficio: false, consequences: MemoryConsequences(), in: $0)
        }
        try office.approve([lapse])
        let recalled = try office.read { try CertificateBook.recalled(from: $0) }
        #expect(recalled.map(\.certificate.child) == [Self.baby, Self.baby])
        // Whose entitlement has ended waits for nothing.
        #expect(try due(law, office, on: "2026-04-01").isEmpty)
    }

    @Test("4月からの証が3月のうちに戻れば、また更新を待ち、刷り直せる。いまの証が戻っても、頼まれずに次を刷らない")
    func cameBack() throws {
        let law = try Self.law(yearly: true, classes: false)
        let office = try town(law, [Self.pupil, Self.baby])
        let current = try office.read {
            try CertificateBook.outstanding(
                children: [Self.baby], on: date("2025-04-10"), from: $0)
        }[Self.baby]
        #expect(try due(law, office, on: "2026-03-02").count == 2)
        let ahead = try issue(.renewals(), law, office).batch.certificates
        let pupils = try #require(ahead.first { $0.child == Self.pupil })
        office.clock.stand(on: date("2026-03-10"))
        for number in [pupils.issueNumber, try #require(current?.first).issueNumber] {
            try office.gate.perform(
                RecallCertificate.operation, by: Office.counter, for: .change
            ) { try RecallCertificate.perform(number, reason: "刷り損じ", in: $0) }
        }
        let again = try due(law, office, on: "2026-03-11")
        #expect(try children(again, office) == [Self.pupil])
        #expect(try issue(.renewals(), law, office).batch.produced == 1)
        #expect(try hasOne(Self.pupil, on: "2026-04-01", office))
        #expect(try due(law, office, on: "2026-04-01").isEmpty)
    }

    @Test("更新を刷れるのは証を交付できる人だけ")
    func permission() throws {
        let law = try Self.law(yearly: true, classes: false)
        let office = try town(law, [Self.pupil])
        #expect(try due(law, office, on: "2026-03-02").count == 1)
        let auditor = Principal(
            officer: "U009", name: "U009", roles: [.auditor], session: "test", terminal: "T1")
        #expect(throws: (any Error).self) { try issue(.renewals(), law, office, by: auditor) }
        #expect(try due(law, office, on: "2026-03-02").count == 1)
    }
}
