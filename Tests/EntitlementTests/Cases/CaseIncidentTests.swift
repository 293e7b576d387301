// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Ledger
import Press
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

/// Incidents of other cities that belong to entitlement, under their own names.
@Suite("他市の事故（資格）") struct CaseIncidentTests {
    @Test("延岡市：抽出の誤りで194件が送られなかった — 見込みと結果が合わない一括処理は記録できず、外れた人には理由がある", .measure("R-10"))
    func nobeoka() throws {
        let office = try Office("2025-04-10")
        let births = ["2008-03-10", "2007-09-09", "2008-01-05"]
        for (index, born) in births.enumerated() {
            let number = AddresseeNumber(value: 900_000_200 + Int64(index))
            office.directory.put(
                office.person(number, "検証 子\(index)", "ケンショウ コ", born: born))
            try office.grant(office.form(child: number))
        }
        let lastDay = date("2026-03-31")
        let plan = try office.read {
            try YearEndLapse.plan(lastDay: lastDay, law: Office.law, from: $0).lapsing
        }
        #expect(plan.count == 3)
        // What the page shows before anybody acts is what the batch plans.
        #expect(
            try office.read { try YearEndOutlook(lastDay: lastDay, law: Office.law, from: $0) }
                .count == 3)
        office.clock.stand(on: date("2026-03-01"))
        // One of them has a proposal that waits already: left out, and named.
        _ = try office.gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                plan[0].child, on: date("2026-03-10"), decision: .movedOut, asked: .movingOut,
                exOfficio: false, consequences: MemoryConsequences(), in: $0)
        }
        let done = try office.gate.perform(
            YearEndLapse.operation, by: Office.counter, for: .change
        ) { try YearEndLapse.perform(lastDay: lastDay, law: Office.law, in: $0) }
        #expect(done.waiting.count == 2)
        let batch = try office.read { try BatchBook.newest(.yearEnd, from: $0) }.first?.count
        #expect(batch?.isComplete == true && batch?.expected == 3 && batch?.proposed == 2)
        #expect(batch?.leftOut == ["決裁待ちの案がある": 1])
        // Twice is once: nobody is proposed again, everybody is named.
        _ = try office.gate.perform(
            YearEndLapse.operation, by: Office.counter, for: .change
        ) { try YearEndLapse.perform(lastDay: lastDay, law: Office.law, in: $0) }
        let again = try office.read { try BatchBook.newest(.yearEnd, from: $0) }.first?.count
        #expect(again?.proposed == 0 && again?.isComplete == true)
    }

    @Test("大阪市東成区：消滅の通知が有効期限と食い違った — 証・通知・台帳は同じ計算の期間を示す", .measure("R-10"))
    func higashinari() throws {
        let office = try Office()
        let granted = try office.grant()
        let certificate = try #require(try office.issue([granted.id]).certificates.first)
        let record = try office.read {
            try ChildRecord.load(Office.child, on: date("2025-05-01"), from: $0)
        }
        #expect(certificate.periods == granted.periods)
        #expect(record?.current?.periods == granted.periods)
        office.clock.stand(on: date("2025-08-20"))
        let lapse = try office.gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                Office.child, on: date("2025-08-15"), decision: .movedOut, asked: .movingOut,
                exOfficio: false, consequences: MemoryConsequences(), in: $0)
        }
        try office.approve([lapse])
        let state = try office.state()
        // The day of the sentence is the last day of the very period that is stored.
        #expect(state.periods.outpatient?.lastDay == date("2025-08-14"))
        let proposal = try office.read { try ProposalBook.proposals([lapse], from: $0) }[lapse]
        #expect(
            proposal?.draft.explanation.contains(Wareki.text(date("2025-08-14"))) == true)
        #expect(
            state.periods.outpatient?.until == state.effectiveOn
                && state.periods.inpatient?.until == state.effectiveOn)
    }

    @Test(
        "大阪市鶴見区・港区：違う種類の証が交付された — 証の区分は決定から決まり、選べない", .measure("R-10"),
        arguments: [
            ("2025-04-01", CertificateClass.preschool), ("2016-06-06", .school),
            ("2008-06-06", .highSchoolAge),
        ])
    func tsurumi(_ born: String, _ expected: CertificateClass) throws {
        let office = try Office()
        office.directory.put(
            office.person(Office.child, "検証 太郎", "ケンショウ タロウ", born: born))
        let granted = try office.grant()
        let batch = try office.issue([granted.id])
        #expect(batch.certificates.map(\.certificateClass) == [expected])
        let day = date("2025-04-10")
        let register = try office.read {
            try CertificateBook.register(
                issued: EffectivePeriod(from: day, until: day.next), limit: 10, from: $0)
        }
        #expect(register.map(\.certificate.certificateClass) == [expected])
        #expect(register.map(\.standing) == [.out])
    }

    /// The law of a city that pays for the care at home of the young, and in hospital for longer.
    private static func inpatientLonger() throws -> EligibilityLaw {
        let folder = try TemporaryFolder("inpatient")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let age = "{from: 2000-04-01, until-end-of: fiscal-year-age-18, source: 条例第2条(架空)}"
        try ChangedBook.write(
            "sample-renewal", from: root.appending(path: "Schemes"), to: folder.file("Schemes"),
            [
                "      - \(age)\n    inpatient: same":
                    """
                      - {from: 2000-04-01, until-end-of: fiscal-year-age-6, source: 条例第2条(架空)}
                    inpatient:
                      - {from: 2000-04-01, until-end-of: fiscal-year-age-15, source: 条例第2条(架空)}
                """
            ],
            example:
                "name: 就学後は入院だけ, born: 2015-06-10, day: 2025-06-10, outpatient: not-eligible, inpatient: eligible"
        )
        let library = try SchemeLibrary.load(
            directory: folder.file("Schemes").path, digest: { Digest.of($0).description })
        return EligibilityLaw(
            book: try #require(library.book("sample-renewal")), office: .weekdays)
    }

    /// The last day of the care at home, and of the care in hospital; what the card says.
    struct Edge: Sendable, CustomTestStringConvertible {
        let born: String
        var outpatient: String?
        var inpatient: String?
        var classification: String?
        var testDescription: String { "\(born)生まれ" }
    }

    private static let edges = [
        Edge(
            born: "2019-04-02", outpatient: "2026-03-31", inpatient: "2035-03-31",
            classification: "未就学"),
        Edge(born: "2019-04-01", inpatient: "2034-03-31", classification: "入院のみ"),
        Edge(born: "2010-04-02", inpatient: "2026-03-31", classification: "入院のみ"),
        Edge(born: "2010-04-01"),
    ]

    @Test(
        "大阪市鶴見区・港区の件: 入院だけが対象の子の証は入院のみで、通院の欄がなく、何の資格もない子の証は作れない", .measure("R-10"),
        arguments: edges)
    func tsurumiInpatient(edge: Edge) throws {
        let (born, outpatient, inpatient) = (edge.born, edge.outpatient, edge.inpatient)
        let office = try Office("2025-04-01")
        let law = try Self.inpatientLonger()
        office.directory.put(
            office.person(Office.child, "検証 太郎", "ケンショウ タロウ", born: born))
        let receipt = try office.receive(office.form(applied: "2025-04-01"))
        let proposals = try office.gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) { scope in
            let judged = try JudgeApplications.perform(
                [receipt.id], law: law, directory: office.directory, terms: Office.terms,
                in: scope)
            return try ProposeDecisions.perform(
                try judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
        let decided = try office.approve(proposals).historyIDs
        // Asked for by its number as well: nobody chooses what is printed, or for whom.
        let cards = try office.gate.perform(
            IssueCertificates.operation, by: Office.counter, for: .registration
        ) {
            try IssueCertificates.perform(
                .decisions(decided), law: law, directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
        guard inpatient != nil else {
            #expect(cards.batch.produced == 0 && cards.batch.isComplete)
            #expect(cards.batch.excluded.allSatisfy { !$0.reason.isEmpty })
            return
        }
        let periods = try #require(cards.batch.certificates.first).periods
        #expect(periods.outpatient?.lastDay == outpatient.map { date($0) })
        // The card of this book ends with the year; the decision knows the last day.
        #expect(periods.inpatient?.lastDay == date("2026-03-31"))
        #expect(try office.state().periods.inpatient?.lastDay == inpatient.map { date($0) })
        let card = try #require(cards.sheets.first).certificate(
            issuer: Sender(title: "見本市長", name: "検証"))
        #expect(card.classification == edge.classification)
        #expect(card.validities.map(\.label) == (outpatient == nil ? ["入院"] : ["通院", "入院"]))
    }

    @Test("富谷市：届かない間に資格のない受診があった — 交付簿で回収・返還・差替えが追え、二度は返せない", .measure("R-10"))
    func tomiya() throws {
        let office = try Office()
        let granted = try office.grant()
        let first = try #require(try office.issue([granted.id]).certificates.first)
        func recall(_ number: String) throws {
            try office.gate.perform(
                RecallCertificate.operation, by: Office.counter, for: .change
            ) { try RecallCertificate.perform(number, reason: "未着のため", in: $0) }
        }
        try recall(first.issueNumber)
        #expect(throws: EntitlementRefusal.unknownCertificate) { try recall(first.issueNumber) }
        try office.gate.perform(
            ReturnCertificate.operation, by: Office.counter, for: .change
        ) { try ReturnCertificate.perform(first.issueNumber, reason: "返還", in: $0) }
        let period = EffectivePeriod(from: date("2025-04-01"), until: date("2026-04-01"))
        let standing = try office.read {
            try CertificateBook.register(issued: period, limit: 10, from: $0)
        }.map(\.standing)
        #expect(standing == [.returned])
        #expect(try office.read { try CertificateBook.recalled(from: $0) }.isEmpty)
    }

    @Test("交付簿は、手元の証の番号から日を問わず引け、次の頁には重ならない")
    func registerByNumber() throws {
        let office = try Office()
        let card = try #require(
            try office.issue([try office.grant().id]).certificates.first)
        let all = try office.read { db in
            try [card.issueNumber, card.recipientNumber, card.child.description].map { number in
                let question = RegisterQuestion(issued: nil, number: number)
                #expect(try CertificateBook.count(question, from: db) == 1)
                return try CertificateBook.register(question, rows: 0..<10, from: db)
            }
        }
        #expect(
            all.map { $0.map(\.certificate.issueNumber) }
                == Array(repeating: [card.issueNumber], count: 3))
        let (other, none, beyond) = try office.read { db in
            let day = EffectivePeriod(from: date("2000-01-01"), until: date("2000-01-02"))
            return (
                try CertificateBook.count(
                    RegisterQuestion(issued: nil, number: "9999999"), from: db),
                try CertificateBook.count(RegisterQuestion(issued: day), from: db),
                try CertificateBook.register(
                    RegisterQuestion(issued: nil, standing: .out), rows: 1..<50, from: db)
            )
        }
        #expect(other == 0 && none == 0 && beyond.isEmpty)
    }

    @Test("薩摩川内市：限度の境で誤って認定した — 15日の期限と年齢の境は前後の日で答えが変わる", .measure("R-04"))
    func satsumasendai() throws {
        for (applied, from, isLate) in [
            ("2025-04-16", "2025-04-01", false), ("2025-04-17", "2025-04-17", true),
        ] {
            let office = try Office(applied)
            let receipt = try office.receive(office.form(applied: applied))
            let proposal = try office.propose([receipt.id])[0]
            let draft = try office.read {
                try ProposalBook.proposals([proposal], from: $0)
            }[proposal]?.draft
            #expect(draft?.periods.outpatient?.from == date(from), "\(applied)")
            #expect(draft?.flags.contains(.lateApplication) == isLate)
        }
        // Who reaches 18 on 31 March is covered to that day; a day younger, for a year more.
        let ends: [(String, String?)] = [("2007-04-01", nil), ("2007-04-02", "2026-03-31")]
        for (born, last) in ends {
            let office = try Office("2025-04-01")
            office.directory.put(
                office.person(Office.child, "検証 太郎", "ケンショウ タロウ", born: born))
            let receipt = try office.receive(office.form(applied: "2025-04-01"))
            let report = try office.approve(try office.propose([receipt.id]))
            let decision = try #require(
                try office.read { try HistoryBook.decisions(ids: report.historyIDs, from: $0) }
                    .values.first)
            #expect(decision.result == (last == nil ? .refused : .granted), "\(born)")
            #expect(decision.periods.outpatient?.lastDay == last.map { date($0) }, "\(born)")
            #expect(decision.periods.inpatient?.lastDay == last.map { date($0) }, "\(born)")
        }
    }
}
