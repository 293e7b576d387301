// SPDX-License-Identifier: Apache-2.0
import Entitlement
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
        let plan = try office.read { try YearEndLapse.plan(lastDay: lastDay, from: $0) }
        #expect(plan.count == 3)
        // What the page shows before anybody acts is what the batch plans.
        #expect(try office.read { try YearEndOutlook(lastDay: lastDay, from: $0) }.count == 3)
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
        ) { try YearEndLapse.perform(lastDay: lastDay, in: $0) }
        #expect(done.waiting.count == 2)
        let batch = try office.read { try BatchBook.newest(.yearEnd, from: $0) }.first?.count
        #expect(batch?.isComplete == true && batch?.expected == 3 && batch?.proposed == 2)
        #expect(batch?.leftOut == ["決裁待ちの案がある": 1])
        // Twice is once: nobody is proposed again, everybody is named.
        _ = try office.gate.perform(
            YearEndLapse.operation, by: Office.counter, for: .change
        ) { try YearEndLapse.perform(lastDay: lastDay, in: $0) }
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
    }
}
