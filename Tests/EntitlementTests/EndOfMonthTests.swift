// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// An ordinance that lets an entitlement last to the end of the month of the event (`end-of-month`).
@Suite("月の末日までの資格の終わり")
struct EndOfMonthTests {
    /// 見本市 with certificates of a year: from 令和9年4月 on it lasts.
    private static func law() throws -> EligibilityLaw {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let library = try SchemeLibrary.load(
            directory: root.appending(path: "Schemes").path,
            digest: { Digest.of($0).description })
        return EligibilityLaw(
            book: try #require(library.book("sample-renewal")), office: .weekdays)
    }

    private func rejudge(_ office: Office) throws -> RejudgementReport {
        let law = try Self.law()
        return try office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
            try Rejudge.perform(
                .children([Office.child]), law: law, directory: office.directory,
                consequences: MemoryConsequences(), in: $0)
        }
    }

    private func confirm(_ office: Office, _ report: RejudgementReport) throws {
        let id = try #require(report.waiting.first)
        try office.gate.perform(ConfirmProposal.operation, by: Office.counter, for: .change) {
            scope in
            _ = try ConfirmProposal.perform(id, in: scope)
        }
    }

    private func leave(_ office: Office, _ status: ResidentStatus, on day: String) {
        office.directory.change(
            Office.child, reason: "B21", on: date(day), at: office.clock.now()
        ) {
            $0.status = status
            $0.residentUntil = date(day)
        }
    }

    @Test(
        "転出した児童の資格は、改正の後は月の末日まで、改正の前と死亡では事由の日で終わる",
        arguments: [
            (ResidentStatus.movedOut, "2027-04-15", "2027-05-01"),
            (.movedOut, "2027-05-01", "2027-06-01"), (.movedOut, "2027-03-15", "2027-03-15"),
            (.died, "2027-04-15", "2027-04-15"),
        ])
    func movedOut(status: ResidentStatus, day: String, outside: String) throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2027-05-10"))
        leave(office, status, on: day)
        try confirm(office, rejudge(office))
        let state = try office.state()
        #expect(state.periods.outpatient?.until == date(outside))
        #expect(state.effectiveOn == date(outside) && state.causeOn == date(day))
        // Asked again, nothing changes.
        let again = try rejudge(office)
        #expect(again.waiting.isEmpty && again.kept == 1)
    }

    @Test("転出の月のうちに戻った児童の資格は、ひとりでに元に戻らない。転出の取消しでは元に戻る案が出る")
    func back() throws {
        for isBack in [true, false] {
            let office = try Office()
            try office.grant()
            office.clock.stand(on: date("2027-04-20"))
            leave(office, .movedOut, on: "2027-04-15")
            try confirm(office, rejudge(office))
            office.directory.change(
                Office.child, reason: "A11", on: date("2027-04-25"), at: office.clock.now()
            ) {
                $0.status = .resident
                $0.residentUntil = nil
                if isBack { $0.residentFrom = date("2027-04-25") }
            }
            let report = try rejudge(office)
            #expect(report.waiting.isEmpty == isBack, "\(isBack)")
        }
    }

    @Test("生活保護の開始も保険の喪失も、その月の末日までで、職員の届出の処理も同じ日になる", arguments: 0..<3)
    func others(_ kind: Int) throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2027-04-20"))
        let consequences = MemoryConsequences()
        if kind == 0 {
            try office.gate.perform(RecordExclusions.operation, by: Office.counter, for: .change) {
                scope in
                _ = try RecordExclusions.perform(
                    [
                        ExclusionInput(
                            child: Office.child, kind: .publicAssistance,
                            beganOn: date("2027-04-10"), source: "検証")
                    ], in: scope)
            }
        }
        if kind == 1 {
            try office.gate.perform(RecordInsurance.operation, by: Office.counter, for: .change) {
                scope in
                _ = try RecordInsurance.perform(
                    [office.insurance(Office.child, from: "2025-04-01", until: "2027-04-10")],
                    in: scope)
            }
        }
        if kind < 2 {
            try confirm(office, rejudge(office))
        } else {
            _ = try office.receive(movingOut(office, on: "2027-04-10"))
            let rules = try Self.law().book.endRules
            let report = try office.gate.perform(
                CarryOutLapseNotices.operation, by: Office.counter, for: .change
            ) { try CarryOutLapseNotices.perform(rules: rules, consequences: consequences, in: $0) }
            try office.approve(report.waiting)
        }
        #expect(try office.state().periods.outpatient?.until == date("2027-05-01"))
    }

    /// A 喪失届 of 20 April for a move on a day.
    private func movingOut(_ office: Office, on day: String) -> ApplicationInput {
        var form = office.form(applied: "2027-04-20")
        form.kind = .lapse
        form.reason = .movingOut
        form.causeOn = date(day)
        form.insurance = nil
        form.account = nil
        return form
    }

    @Test("資格の始まりより前の日の転出届は、月の末日まで続かず、再判定と同じ空の期間になる")
    func beforeBeginning() throws {
        func granted() throws -> Office {
            let office = try Office("2027-04-10")
            try office.grant(office.form(applied: "2027-04-10"))
            #expect(try office.state().periods.from == date("2027-04-10"))
            office.clock.stand(on: date("2027-04-20"))
            return office
        }
        let notified = try granted()
        _ = try notified.receive(movingOut(notified, on: "2027-04-03"))
        let rules = try Self.law().book.endRules
        let report = try notified.gate.perform(
            CarryOutLapseNotices.operation, by: Office.counter, for: .change
        ) {
            try CarryOutLapseNotices.perform(
                rules: rules, consequences: MemoryConsequences(), in: $0)
        }
        try notified.approve(report.waiting)
        let judged = try granted()
        leave(judged, .movedOut, on: "2027-04-03")
        try confirm(judged, rejudge(judged))
        for office in [notified, judged] {
            let periods = try office.state().periods
            #expect(periods.outpatient?.isEmpty == true, "\(periods)")
        }
        #expect(try notified.state().periods == judged.state().periods)
    }

    @Test("転出の前の日に判定すれば月の末日まで、転出の後に始まる資格はない")
    func judged() throws {
        let law = try Self.law()
        func facts(until day: String) -> SubjectFacts {
            SubjectFacts(
                born: date("2020-06-01"),
                residence: EffectivePeriod(from: date("2027-04-05"), until: date(day)),
                insurances: [
                    InsuranceStretch(
                        insurer: "06119903", insurerName: "",
                        period: EffectivePeriod(
                            from: date("2020-06-01")), insuredName: nil, symbol: nil,
                        number: nil, subNumber: nil, band: nil, operation: 0)
                ], exclusions: [], isMarried: false)
        }
        let before = law.examine(
            facts(until: "2027-04-15"), today: date("2027-04-20"), applied: date("2027-04-10"))
        #expect(
            before.periods.outpatient
                == EffectivePeriod(from: date("2027-04-05"), until: date("2027-05-01")))
        let after = law.examine(
            facts(until: "2027-04-15"), today: date("2027-04-20"), applied: date("2027-04-20"))
        #expect(!after.isEligible)
    }
}
