// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Entitlement

/// An ordinance that suspends for a reason instead of ending (`suspension-of-entitlement`): 再判定 proposes
/// the suspension and, when the reason is over, its end.
@Suite("制度の本による資格の停止")
struct BookSuspensionTests {
    private static let welfare =
        "{from: 2025-07-01, because: [public-assistance, insurance-lost], article: 条例第9条, "
        + "source: 条例第9条(架空)}"

    /// 見本市 with a rule about suspensions, and whatever else is changed.
    private static func law(
        _ rules: String = welfare, book: String = "sample"
    ) throws -> EligibilityLaw {
        let folder = try TemporaryFolder("suspending")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let goal = folder.file("Schemes")
        try FileManager.default.copyItem(at: root.appending(path: "Schemes"), to: goal)
        let file = goal.appending(path: "\(book)/book.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let place = try #require(text.range(of: "\nfunder:"))
        try text.replacingCharacters(
            in: place, with: "\nsuspension-of-entitlement:\n  - \(rules)\n\nfunder:"
        ).write(to: file, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(
            directory: goal.path, digest: { Digest.of($0).description })
        withExtendedLifetime(folder) {}
        return EligibilityLaw(book: try #require(library.book(book)), office: .weekdays)
    }

    private func rejudge(
        _ office: Office, _ law: EligibilityLaw,
        _ choice: Rejudge.Choice = .children([Office.child]),
        consequences: MemoryConsequences = MemoryConsequences()
    ) throws -> RejudgementReport {
        try office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
            try Rejudge.perform(
                choice, law: law, directory: office.directory, consequences: consequences, in: $0)
        }
    }

    /// The one proposal that waits, decided.
    @discardableResult
    private func decide(_ office: Office, _ report: RejudgementReport) throws -> ProposalDraft {
        #expect(report.waiting.count == 1 && report.carriedOut.approved == 0)
        let id = try #require(report.waiting.first)
        let draft = try #require(
            try office.read { try ProposalBook.proposals([id], from: $0) }[id]?.draft)
        try office.approve([id])
        return draft
    }

    private func welfare(
        _ office: Office, from: String, until: String? = nil,
        _ kind: ExclusionKind = .publicAssistance
    ) throws {
        try office.gate.perform(RecordExclusions.operation, by: Office.counter, for: .change) {
            _ = try RecordExclusions.perform(
                [
                    ExclusionInput(
                        child: Office.child, kind: kind, beganOn: date(from),
                        endedOn: until.map(date), source: "検証")
                ], in: $0)
        }
    }

    private func insure(_ office: Office, _ periods: [(String, String?)]) throws {
        try office.gate.perform(RecordInsurance.operation, by: Office.counter, for: .change) {
            _ = try RecordInsurance.perform(
                periods.map { office.insurance(Office.child, from: $0.0, until: $0.1) }, in: $0)
        }
    }

    private func isEntitled(_ office: Office, _ day: String) throws -> Bool {
        try #require(
            try office.read { try EntitlementIndex.load(from: $0) }.entries
                .first { $0.child == Office.child }
        ).isEntitled(on: date(day), inpatient: false)
    }

    @Test("生活保護の開始で停止を、廃止で停止解除を起案し、間の日だけ助成されず、番号と期間は続く", .measure("R-04", "R-31"))
    func wholeCourse() throws {
        let law = try Self.law()
        let office = try Office()
        // A signature for lapses by welfare does not sign a suspension.
        try office.sign(.publicAssistance)
        let granted = try office.grant()
        office.clock.stand(on: date("2025-08-10"))
        try welfare(office, from: "2025-08-02")
        let stop = try decide(office, rejudge(office, law))
        #expect(stop.result == .suspended && stop.reason == .publicAssistanceBegan)
        #expect(stop.cause == .rejudgement && stop.flags.contains(.suspension))
        #expect(
            stop.explanation == "令和7年8月2日から資格を停止します（生活保護、条例第9条）。理由がなくなれば、停止を解除します")
        #expect(stop.scheme == law.book.digest && stop.periods == granted.periods)
        // Asked again, also by the queue in which the decision has put it: nothing new.
        #expect(try rejudge(office, law, .queue).waiting.isEmpty)
        #expect(try office.state().result == .suspended)
        office.clock.stand(on: date("2025-11-20"))
        try welfare(office, from: "2025-08-02", until: "2025-11-15")
        let go = try decide(office, rejudge(office, law))
        #expect(go.result == .resumed && go.effectiveOn == date("2025-11-15"))
        #expect(go.explanation == "停止の理由（生活保護開始）がなくなったため、令和7年11月15日から停止を解除します")
        #expect(try rejudge(office, law, .queue).waiting.isEmpty)
        let state = try office.state()
        #expect(state.recipientNumber == granted.recipientNumber)
        #expect(state.periods == granted.periods && state.isLive)
        for (day, expected) in [
            ("2025-08-01", true), ("2025-08-02", false), ("2025-11-14", false),
            ("2025-11-15", true),
        ] { #expect(try isEntitled(office, day) == expected, "\(day)") }
        // A second time on welfare is a second suspension.
        office.clock.stand(on: date("2026-02-10"))
        try welfare(office, from: "2026-02-01")
        #expect(try decide(office, rejudge(office, law)).effectiveOn == date("2026-02-01"))
        #expect(try !isEntitled(office, "2026-02-01") && isEntitled(office, "2026-01-31"))
    }

    private func waiting(_ office: Office, _ month: String) throws -> MonthDays {
        try office.read { try EntitlementIndex.load(from: $0) }.daysAwaitingRelease(
            of: Office.child, in: date("\(month)-01").yearMonth, inpatient: false)
    }

    @Test("停止は決裁された解除まで続くが、もう終わっていた理由の停止は、再判定が見るまで全部、解除の起案の後はその日から、失われた日とみなさない")
    func awaitedRelease() throws {
        let law = try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-12-20"))
        try welfare(office, from: "2025-10-10", until: "2025-10-15")
        #expect(try waiting(office, "2025-10") == [])
        try decide(office, rejudge(office, law))
        #expect(try waiting(office, "2025-10").days == Array(10...31))
        let report = try rejudge(office, law, .queue)
        #expect(try waiting(office, "2025-10").days == Array(15...31))
        #expect(try waiting(office, "2025-11").count == 30)
        #expect(try !isEntitled(office, "2025-10-15"), "決裁までは助成しない")
        try decide(office, report)
        #expect(try waiting(office, "2025-10") == [] && isEntitled(office, "2025-10-15"))
        // One that stands has nothing to wait for, once 再判定 has looked.
        try welfare(office, from: "2025-12-01")
        try decide(office, rejudge(office, law))
        _ = try rejudge(office, law, .queue)
        #expect(try waiting(office, "2025-12") == [])
    }

    @Test("停止の通知書は既にある言葉で書かれ、理由と条文がそのまま載る")
    func letter() throws {
        let law = try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-10"))
        try welfare(office, from: "2025-08-02")
        let draft = try decide(office, rejudge(office, law))
        let id = try office.state().id
        let batch = try office.gate.perform(
            IssueNotices.operation, by: Office.counter, for: .registration
        ) {
            try IssueNotices.perform(
                [id], letters: law.book.letters, directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
        let order = try #require(batch.notices.first).ready.order
        #expect(order.values[.reason] == .text(draft.explanation))
        #expect(order.values[.decision] == .text("停止"))
    }

    @Test("規定のない本、規定の始まる前、規定にない除外事由では、これまでどおり消滅を起案する", arguments: 0..<3)
    func asBefore(_ kind: Int) throws {
        let law = kind == 0 ? Office.law : try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-10"))
        try welfare(
            office, from: kind == 1 ? "2025-06-30" : "2025-08-02",
            kind == 2 ? .facilityPlacement : .publicAssistance)
        #expect(try decide(office, rejudge(office, law)).result == .lapsed)
    }

    @Test("保険を失うと、次の保険が分かるまで停止し、切れ目なく分かれば失った日から解除する")
    func insurance() throws {
        let law = try Self.law()
        for next in ["2025-08-02", "2025-09-01"] {
            let office = try Office()
            try office.grant()
            office.clock.stand(on: date("2025-08-10"))
            try insure(office, [("2025-04-01", "2025-08-02")])
            let stop = try decide(office, rejudge(office, law))
            #expect(stop.result == .suspended && stop.reason == .lostInsurance)
            #expect(stop.flags == [.suspension, .insuranceGap])
            #expect(try !isEntitled(office, "2025-08-02"))
            office.clock.stand(on: date("2025-09-10"))
            try insure(office, [("2025-04-01", "2025-08-02"), (next, nil)])
            let go = try decide(office, rejudge(office, law))
            #expect(go.result == .resumed && go.effectiveOn == date(next))
            #expect(try isEntitled(office, "2025-08-02") == (next == "2025-08-02"))
            #expect(try isEntitled(office, next))
        }
    }

    @Test("生活保護で保険も失った児童は一度だけ停止し、遅い方の終わりの日に解除する")
    func twoReasons() throws {
        let law = try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-10"))
        try welfare(office, from: "2025-08-02")
        try insure(office, [("2025-04-01", "2025-08-02")])
        try decide(office, rejudge(office, law))
        office.clock.stand(on: date("2025-11-20"))
        try welfare(office, from: "2025-08-02", until: "2025-11-15")
        #expect(try rejudge(office, law).waiting.isEmpty, "保険がまだ分からない")
        try insure(office, [("2025-04-01", "2025-08-02"), ("2025-11-16", nil)])
        #expect(try decide(office, rejudge(office, law)).effectiveOn == date("2025-11-16"))
    }

    @Test("一度に多くを再判定の列に入れても、同じ変更は一度だけ")
    func queuedOnce() throws {
        let office = try Office()
        try office.grant()
        let notices = (1...3).map {
            RejudgementNotice(
                key: "suspension-sample-\($0)", subject: Office.child, cause: .other,
                on: date("2025-08-10"))
        }
        for batch in [Array(notices.dropLast()), notices, []] {
            try office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
                try RejudgementQueue.enqueue(batch, at: $0.now, in: $0.db)
            }
        }
        let count = try office.read {
            try RejudgementQueue.count(keysLike: "suspension-sample-", from: $0)
        }
        #expect(count.all == 3 && count.judged == 0)
    }

    @Test("資格の前からある二つの停止の理由が続いていても、停止は資格の初日から")
    func beforeTheEntitlement() throws {
        let period = EffectivePeriod(from: date("2026-04-01"), until: date("2027-04-01"))
        let exclusions = [("2025-08-01", "2026-05-01"), ("2025-09-01", "2026-06-01")].map {
            ExclusionStretch(
                kind: ExclusionKind.publicAssistance.rawValue,
                period: EffectivePeriod(from: date($0.0), until: date($0.1)))
        }
        let facts = SubjectFacts(
            born: date("2015-06-10"), residence: EffectivePeriod(from: date("2015-06-10")),
            insurances: [], exclusions: exclusions, isMarried: false)
        let found = try Self.law().suspensions(
            facts, in: EntitlementPeriods(outpatient: period, inpatient: period), askingOn: [])
        #expect(
            found.map(\.period)
                == [EffectivePeriod(from: date("2026-04-01"), until: date("2026-06-01"))])
    }

    @Test("終わりの日が先に分かっていれば、その日の再判定で解除する。もう終わっていた理由では、停止の後に解除も起案する")
    func laterAndPast() throws {
        let law = try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-10"))
        try welfare(office, from: "2025-08-02", until: "2025-09-01")
        try decide(office, rejudge(office, law))
        #expect(try rejudge(office, law, .queue).waiting.isEmpty)
        office.clock.stand(on: date("2025-09-01"))
        let due = try office.read { try RejudgementQueue.backlog(on: date("2025-09-01"), from: $0) }
        #expect(due.count == 1, "解除の日に待ち行列にいる")
        #expect(try decide(office, rejudge(office, law, .queue)).result == .resumed)
        // News of a time that is over already.
        office.clock.stand(on: date("2025-12-20"))
        try welfare(office, from: "2025-10-01", until: "2025-10-15")
        #expect(try decide(office, rejudge(office, law)).effectiveOn == date("2025-10-01"))
        #expect(try decide(office, rejudge(office, law, .queue)).effectiveOn == date("2025-10-15"))
        #expect(try isEntitled(office, "2025-10-15") && !isEntitled(office, "2025-10-14"))
    }

    @Test("終わりの日の分かっている停止は、その日を言い、後の月の支払を挙げない。待つ間に終わりが分かれば起案し直す", .measure("R-31"))
    func knownEnd() throws {
        let law = try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-12-20"))
        let paid = MemoryConsequences([
            Office.child: ["2025-10", "2025-11"].map {
                Consequence(
                    kind: .paidAfterLapse, month: date("\($0)-01").yearMonth, amount: Yen(1_000),
                    text: $0)
            }
        ])
        func texts(_ report: RejudgementReport) throws -> (words: String, paid: [String]) {
            let id = try #require(report.waiting.first)
            let found = try #require(
                try office.read { try ProposalBook.proposals([id], from: $0) }[id])
            return (found.draft.explanation, found.consequenceTexts)
        }
        try welfare(office, from: "2025-10-01")
        let open = try texts(rejudge(office, law, consequences: paid))
        #expect(open.words.hasSuffix("理由がなくなれば、停止を解除します"))
        #expect(open.paid == ["2025-10", "2025-11"])
        try welfare(office, from: "2025-10-01", until: "2025-10-15")
        let known = try rejudge(office, law, consequences: paid)
        let ended = try texts(known)
        #expect(ended.words.hasSuffix("令和7年10月15日に理由がなくなるため、その日から停止を解除します"))
        #expect(ended.paid == ["2025-10"])
        #expect(try rejudge(office, law, consequences: paid).waiting.isEmpty)
        try decide(office, known)
        #expect(try decide(office, rejudge(office, law, .queue)).result == .resumed)
    }

    @Test("理由が取り消されれば停止の日から解除し、停止のまま転出すれば消滅する")
    func undoneOrGone() throws {
        let law = try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-10"))
        try insure(office, [("2025-04-01", "2025-08-02")])
        try decide(office, rejudge(office, law))
        try insure(office, [("2025-04-01", nil)])
        #expect(try decide(office, rejudge(office, law)).effectiveOn == date("2025-08-02"))
        #expect(try isEntitled(office, "2025-08-02") && office.state().isLive)
        try welfare(office, from: "2025-08-05")
        try decide(office, rejudge(office, law))
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-08-08"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-08-08")
        }
        #expect(try decide(office, rejudge(office, law)).result == .lapsed)
        #expect(try !isEntitled(office, "2025-08-06") && isEntitled(office, "2025-08-04"))
    }

    @Test("停止の理由が終わった後の転出と一度に分かれば、先に停止を解除し、間の日は助成されてから消滅する", .measure("R-31"))
    func overThenGone() throws {
        let law = try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-10"))
        try welfare(office, from: "2025-08-02")
        try decide(office, rejudge(office, law))
        office.clock.stand(on: date("2025-09-20"))
        try welfare(office, from: "2025-08-02", until: "2025-09-01")
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-09-10"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-09-10")
        }
        let go = try decide(office, rejudge(office, law))
        #expect(go.result == .resumed && go.effectiveOn == date("2025-09-01"))
        let gone = try decide(office, rejudge(office, law, .queue))
        #expect(gone.result == .lapsed && gone.reason == .movedOut)
        #expect(try rejudge(office, law, .queue).waiting.isEmpty)
        for (day, expected) in [
            ("2025-08-31", false), ("2025-09-01", true), ("2025-09-09", true),
            ("2025-09-10", false),
        ] { #expect(try isEntitled(office, day) == expected, "\(day)") }
    }

    @Test("所得が分からなければその年度の始まりから停止し、次の年度にも残り、分かれば停止の日から解除する", .measure("R-04"))
    func incomeUnknown() throws {
        let law = try Self.law(
            "{from: 2026-04-01, because: [income-unknown], article: 条例第10条, source: 条例第10条(架空)}",
            book: "sample-income")
        let income = try IncomeOffice()
        try income.grant()
        let office = income.office
        office.clock.stand(on: date("2026-07-20"))
        let report = try rejudge(office, law)
        // It stays on the list of those of whom something is missing.
        #expect(try office.read { try GuardianBook.attentionCount(.income, from: $0) } == 1)
        let stop = try decide(office, report)
        #expect(stop.result == .suspended && stop.effectiveOn == date("2026-07-01"))
        #expect(stop.explanation.contains("令和8年7月1日から資格を停止します（所得が分からないこと、条例第10条）"))
        #expect(try rejudge(office, law, .queue).waiting.isEmpty)
        #expect(try office.read { try GuardianBook.attentionCount(.income, from: $0) } == 1)
        // The next year asks anew, and the old one is not known yet.
        office.clock.stand(on: date("2027-07-10"))
        #expect(try rejudge(office, law).waiting.isEmpty)
        try income.record(levies: [Office.parent: 100_000, Office.father: 134_999])
        let go = try decide(office, rejudge(office, law))
        #expect(go.result == .resumed && go.effectiveOn == date("2026-07-01"))
        #expect(try isEntitled(office, "2026-07-01"))
        // The old year is known, the new one is not.
        let again = try decide(office, rejudge(office, law, .queue))
        #expect(again.result == .suspended && again.effectiveOn == date("2027-07-01"))
        #expect(try isEntitled(office, "2027-06-30") && !isEntitled(office, "2027-07-01"))
        #expect(try office.read { try GuardianBook.attentionCount(.income, from: $0) } == 1)
    }

    @Test("職員が手で停止したもの、手で解除したものは、再判定が動かさない", .measure("R-31"))
    func byHand() throws {
        let law = try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-10"))
        func hand(_ body: (Scope) throws -> Int64) throws {
            try office.approve([
                office.gate.perform(
                    SuspendEntitlement.operation, by: Office.counter, for: .change, body)
            ])
        }
        try hand {
            try SuspendEntitlement.propose(
                Office.child, on: date("2025-08-03"), why: "届出がないため", exOfficio: true,
                consequences: MemoryConsequences(), in: $0)
        }
        #expect(try rejudge(office, law).waiting.isEmpty && office.state().result == .suspended)
        try welfare(office, from: "2025-08-02")
        #expect(try rejudge(office, law).waiting.isEmpty)
        try hand {
            try SuspendEntitlement.proposeRelease(
                Office.child, on: date("2025-08-10"), why: "届出があったため", exOfficio: false, in: $0)
        }
        #expect(try rejudge(office, law).waiting.isEmpty, "解除した職員の決定が残る")
    }

    @Test("職員が停止の初めの日から解除したものを、再判定が停止し直さない", .measure("R-31"))
    func releasedFromFirstDay() throws {
        let law = try Self.law()
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-10"))
        try welfare(office, from: "2025-08-02")
        try decide(office, rejudge(office, law))
        let release = try office.gate.perform(
            SuspendEntitlement.operation, by: Office.counter, for: .change
        ) {
            try SuspendEntitlement.proposeRelease(
                Office.child, on: date("2025-08-02"), why: "保護の決定が誤りのため", exOfficio: false,
                in: $0)
        }
        try office.approve([release])
        #expect(try rejudge(office, law).waiting.isEmpty)
        #expect(try office.state().isLive && isEntitled(office, "2025-08-02"))
        // Another time on welfare is suspended as ever.
        office.clock.stand(on: date("2025-11-20"))
        try welfare(office, from: "2025-08-02", until: "2025-09-01")
        try welfare(office, from: "2025-11-10")
        #expect(try decide(office, rejudge(office, law)).effectiveOn == date("2025-11-10"))
    }

    @Test("停止の規定は、日付と出典を持ち、やめる日から null と書き、unset と知らない語は断られる")
    func book() throws {
        let law = try Self.law(
            Self.welfare + "\n  - {from: 2026-04-01, because: null, source: 令和8年条例第2号(架空)}")
        let rules = law.book.suspensionRules
        #expect(!rules.suspends(.publicAssistance, on: date("2025-06-30")))
        #expect(rules.suspends(.publicAssistance, on: date("2025-07-01")))
        #expect(!rules.suspends(.incomeUnknown, on: date("2025-07-01")))
        #expect(!rules.suspends(.publicAssistance, on: date("2026-04-01")))
        #expect(Office.law.book.suspensionRules.isEmpty)
        for wrong in ["because: unset", "because: [married]", "because: [move-out]"] {
            #expect(throws: (any Error).self, "\(wrong)") {
                try Self.law("{from: 2025-07-01, \(wrong), source: 架空}")
            }
        }
    }
}
