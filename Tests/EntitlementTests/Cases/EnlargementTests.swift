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

/// 制度の拡大 of a book that is widened between the grant and the year end: the same office, opened again
/// with another book.
@Suite("制度の拡大と資格のある児童") struct EnlargementTests {
    private static let ten = AddresseeNumber(value: 900_000_401)
    private static let fifteen = AddresseeNumber(value: 900_000_402)
    private static let day = date("2026-04-01")
    private static let lastDay = date("2026-03-31")

    private static func law(
        outpatient: Int = 15, widened: Bool, on day: String = "2026-04-01"
    ) throws -> EligibilityLaw {
        let folder = try TemporaryFolder("widened")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        try WidenedBook.write(
            from: root.appending(path: "Schemes"), to: folder.file("Schemes"),
            outpatient: outpatient, widenedOn: widened ? day : nil)
        let library = try SchemeLibrary.load(
            directory: folder.file("Schemes").path, digest: { Digest.of($0).description })
        return EligibilityLaw(
            book: try #require(library.book(WidenedBook.name)), office: .weekdays)
    }

    private func grant(
        _ child: AddresseeNumber, born: String, under law: EligibilityLaw, in office: Office
    ) throws -> EntitlementPeriods {
        office.directory.put(office.person(child, "検証 子", "ケンショウ コ", born: born))
        let today = office.clock.now().dayInJapan
        var form = office.form(applied: today.description, child: child)
        form.insurance = office.insurance(child, from: "2024-04-01")
        let proposals = try propose(form, under: law, in: office)
        try office.approve(proposals)
        return try state(child, office).periods
    }

    private func state(_ child: AddresseeNumber, _ office: Office) throws -> EntitlementState {
        try #require(
            try office.read { try HistoryBook.strands(children: [child], from: $0) }[child]?
                .last?.state)
    }

    private func extend(
        under law: EligibilityLaw, _ office: Office
    ) throws -> StartEnlargement.Report {
        try office.gate.perform(
            ExtendEntitlements.operation, by: Office.counter, for: .change
        ) { scope in
            try ExtendEntitlements.perform(
                EnlargementOutlook(from: Self.day, law: law, in: scope.db), law: law,
                directory: office.directory, in: scope)
        }
    }

    private func endYear(
        under law: EligibilityLaw, _ office: Office
    ) throws -> (waiting: [Int64], carriedOut: ApprovalReport, covered: [Int64]) {
        try office.gate.perform(YearEndLapse.operation, by: Office.counter, for: .change) {
            try YearEndLapse.perform(lastDay: Self.lastDay, law: law, in: $0)
        }
    }

    /// Both are granted under the old book.
    private func office(_ old: EligibilityLaw) throws -> Office {
        let office = try Office("2025-05-10")
        #expect(
            try grant(Self.ten, born: "2015-06-10", under: old, in: office).outpatient?.until
                == date("2031-04-01"))
        #expect(
            try grant(Self.fifteen, born: "2010-06-10", under: old, in: office).inpatient?.until
                == Self.day)
        return office
    }

    @Test("本が広がった後の年度末は、本がまだ対象とする児童を、事前承認があっても終わらせず、人数で言う", .measure("R-04", "R-31"))
    func yearEnd() throws {
        let (old, new) = (try Self.law(widened: false), try Self.law(widened: true))
        let office = try office(old)
        try office.sign(.reachedAge)
        office.clock.stand(on: date("2026-03-10"))
        // Under the old book the child ends, as it always did.
        let before = try office.read {
            try YearEndLapse.plan(lastDay: Self.lastDay, law: old, from: $0)
        }
        #expect(before.lapsing.map(\.child) == [Self.fifteen] && before.covered.isEmpty)
        let (plan, outlook) = try office.read {
            (
                try YearEndLapse.plan(lastDay: Self.lastDay, law: new, from: $0),
                try YearEndOutlook(lastDay: Self.lastDay, law: new, from: $0)
            )
        }
        #expect(plan.lapsing.isEmpty && plan.covered.map(\.child) == [Self.fifteen])
        #expect(outlook.count == 0 && outlook.covered == 1)
        let done = try endYear(under: new, office)
        #expect(done.waiting.isEmpty && done.carriedOut.approved == 0 && done.covered.count == 1)
        let batch = try #require(try office.read { try BatchBook.newest(.yearEnd, from: $0) }.first)
        #expect(batch.count.isComplete && batch.count.expected == 1)
        #expect(batch.count.leftOut.values.reduce(0, +) == 1)
        #expect(try state(Self.fifteen, office).isLive)
        // Lengthened, it is no longer spoken of.
        try office.approve(try extend(under: new, office).proposals)
        let after = try office.read {
            try YearEndLapse.plan(lastDay: Self.lastDay, law: new, from: $0)
        }
        #expect(after.all.isEmpty)
        #expect(try endYear(under: new, office).covered.isEmpty)
        #expect(try state(Self.fifteen, office).isLive)
    }

    @Test("資格のある児童は、通院・入院とも新しい本の終わりの日まで延び、証は新しい期間で待ち、二度目は対象がいない", .measure("R-04"))
    func extended() throws {
        let (old, new) = (try Self.law(widened: false), try Self.law(widened: true))
        let office = try office(old)
        #expect(
            try office.read {
                try EnlargementOutlook(from: Self.day, law: old, in: $0).isEmpty
            })
        // Before the day, as the city does it in March.
        office.clock.stand(on: date("2026-03-10"))
        let report = try extend(under: new, office)
        #expect(report.count.isComplete && report.count.expected == 2)
        #expect(report.proposals.count == 2 && report.failures.isEmpty)
        let draft = try #require(
            try office.read { try ProposalBook.proposals(report.proposals, from: $0) }.values
                .first { $0.draft.child == Self.fifteen }?.draft)
        #expect(draft.applicationKind == .other && draft.applicationReason == .schemeExtended)
        #expect(draft.result == .changed && draft.reason == .rejudged && draft.isExOfficio)
        #expect(draft.effectiveOn == Self.day && draft.judgementID != nil && draft.flags.isEmpty)
        #expect(draft.scheme == new.book.digest)
        // Nobody is proposed twice, and whoever waits is named.
        let again = try extend(under: new, office)
        #expect(again.proposals.isEmpty && again.count.isComplete)
        #expect(again.failures.map(\.code) == ["E-ENT-047", "E-ENT-047"])
        try office.approve(report.proposals)
        for (child, until) in [(Self.ten, "2034-04-01"), (Self.fifteen, "2029-04-01")] {
            let state = try state(child, office)
            #expect(state.periods.outpatient?.until == date(until), "\(child)")
            #expect(state.periods.inpatient?.until == date(until), "\(child)")
            #expect(state.periods.outpatient?.from == date("2025-05-10"), "\(child)")
        }
        #expect(
            try office.read {
                try EnlargementOutlook(from: Self.day, law: new, in: $0).isEmpty
            })
        let batch = try office.gate.perform(
            IssueCertificates.operation, by: Office.counter, for: .registration
        ) {
            try IssueCertificates.perform(
                .waiting, law: new, directory: office.directory, freshness: MemoryFreshness(),
                in: $0
            ).batch
        }
        #expect(batch.isComplete && batch.produced == 2)
        #expect(
            Set(batch.certificates.compactMap(\.periods.outpatient?.until))
                == [date("2034-04-01"), date("2029-04-01")])
    }

    @Test("延ばした資格の変更通知書は、なぜ、いつまでだったのが、いつまでになったかを、本の言葉で言う")
    func letter() throws {
        let (old, new) = (try Self.law(widened: false), try Self.law(widened: true))
        let office = try office(old)
        office.clock.stand(on: date("2026-03-10"))
        let ids = try office.approve(try extend(under: new, office).proposals).historyIDs
        let batch = try office.gate.perform(
            IssueNotices.operation, by: Office.counter, for: .change
        ) {
            try IssueNotices.perform(
                ids, letters: new.book.letters, directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
        let ready = try #require(batch.notices.first { $0.decision.child == Self.ten }?.ready)
        let lines = ready.words.lines
        for line in [
            "決定 変更", "理由 令和8年4月1日から制度の対象となる年齢が広がったため、有効期間を延ばしました",
            "これまでの有効期間(通院) 令和7年5月10日から令和13年3月31日まで",
            "有効期間(通院) 令和7年5月10日から令和16年3月31日まで",
            "これまでの有効期間(入院) 令和7年5月10日から令和13年3月31日まで",
        ] {
            #expect(lines.contains(line), "\(lines)")
        }
        #expect(!lines.contains { $0.contains("再判定") })
        // Shown before it is printed, it says the same.
        let preview = try office.gate.perform(
            PreviewNotice.operation, by: Office.counter, for: .change
        ) {
            try PreviewNotice.perform(
                try #require(ids.first), letters: new.book.letters,
                directory: office.directory, in: $0)
        }
        guard case .letter(let seen) = preview else {
            Issue.record("下見がない")
            return
        }
        #expect(seen.ready.words.lines.contains { $0.hasPrefix("これまでの有効期間") })
    }

    @Test("拡大の前に転出すると分かっている児童は延ばさず、名指す")
    func leaving() throws {
        let new = try Self.law(widened: true)
        let office = try office(try Self.law(widened: false))
        office.clock.stand(on: date("2026-03-10"))
        office.directory.change(
            Self.fifteen, reason: "B21", on: date("2026-03-05"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2026-03-05")
        }
        let report = try extend(under: new, office)
        #expect(report.proposals.count == 1 && report.failures.map(\.code) == ["E-ENT-049"])
        #expect(report.count.isComplete)
    }

    private func change(_ office: Office, _ body: (Scope) throws -> Int64) throws {
        let proposal = try office.gate.perform(
            SuspendEntitlement.operation, by: Office.counter, for: .change, body)
        try office.approve([proposal])
    }

    private func correct(
        _ child: AddresseeNumber, _ act: CorrectionAct, to periods: EntitlementPeriods? = nil,
        _ office: Office
    ) throws {
        let asked = CorrectionInput(
            child: child, decision: try state(child, office).id, act: act, periods: periods,
            reason: "誤り")
        let seen = try office.foresee(asked)
        try office.approve([try office.correct(asked, seen: seen.digest)])
    }

    @Test("停止中の資格は停止のまま終わりの日が延び、消滅を取り消した資格はそのまま延び、終わりの日を訂正した資格だけは職員が延ばす")
    func byHand() throws {
        let (old, new) = (try Self.law(widened: false), try Self.law(widened: true))
        let office = try office(old)
        let (corrected, begun) = (
            AddresseeNumber(value: 900_000_408), AddresseeNumber(value: 900_000_409)
        )
        for child in [corrected, begun] {
            _ = try grant(child, born: "2011-06-10", under: old, in: office)
        }
        office.clock.stand(on: date("2025-06-01"))
        try change(office) {
            try SuspendEntitlement.propose(
                Self.ten, on: date("2025-06-01"), why: "条例第9条(架空)の届出がないため", exOfficio: true,
                consequences: MemoryConsequences(), in: $0)
        }
        try change(office) {
            try LapseEntitlement.propose(
                Self.fifteen, on: date("2025-05-20"), decision: .movedOut, asked: .movingOut,
                exOfficio: false, consequences: MemoryConsequences(), in: $0)
        }
        try correct(Self.fifteen, .restore, office)
        #expect(try state(Self.fifteen, office).result == .resumed)
        func whole(_ from: String, _ until: String) -> EntitlementPeriods {
            let own = EffectivePeriod(from: date(from), until: date(until))
            return EntitlementPeriods(outpatient: own, inpatient: own)
        }
        try correct(corrected, .correct, to: whole("2025-05-10", "2026-10-01"), office)
        // Shortened by mistake, and put right to the age of the book: nobody has chosen a day.
        try correct(begun, .correct, to: whole("2025-05-10", "2026-10-01"), office)
        try correct(begun, .correct, to: whole("2025-05-10", "2027-04-01"), office)
        office.clock.stand(on: date("2026-03-10"))
        let report = try extend(under: new, office)
        #expect(report.count.isComplete && report.count.expected == 4)
        #expect(report.failures.map(\.code) == ["E-ENT-048"])
        let failure = try #require(report.failures.first)
        #expect(failure.decision == (try state(corrected, office).id))
        #expect(failure.message.contains("有効期間を訂正する") && failure.message.contains("始まりの日を手で変えない"))
        try office.approve(report.proposals)
        #expect(try state(Self.fifteen, office).periods.outpatient?.until == date("2029-04-01"))
        #expect(try state(begun, office).periods.outpatient?.until == date("2030-04-01"))
        let stopped = try state(Self.ten, office)
        #expect(stopped.result == .suspended && stopped.effectiveOn == date("2025-06-01"))
        #expect(stopped.periods.outpatient?.until == date("2034-04-01"))
        // Once more there is nobody but the one whom an officer lengthens.
        #expect(try extend(under: new, office).failures.map(\.code) == ["E-ENT-048"])
        office.clock.stand(on: date("2026-05-01"))
        try change(office) {
            try SuspendEntitlement.proposeRelease(
                Self.ten, on: date("2026-05-01"), why: "届出があったため", exOfficio: false, in: $0)
        }
        let number = try #require(stopped.recipientNumber)
        let entry = try #require(
            try office.read { try EntitlementIndex.load(numbers: [number], from: $0) }
                .entry(number: number))
        for (day, isEntitled) in [
            ("2025-05-31", true), ("2025-06-01", false), ("2026-04-01", false),
            ("2026-05-01", true), ("2034-03-31", true), ("2034-04-01", false),
        ] {
            #expect(entry.isEntitled(on: date(day), inpatient: false) == isEntitled, "\(day)")
        }
        #expect(try state(corrected, office).periods.outpatient?.until == date("2026-10-01"))
    }

    @Test("停止中で終わりの日も訂正した資格には、解除の後に訂正すると言う")
    func suspendedAndCorrected() throws {
        let new = try Self.law(widened: true)
        let office = try office(try Self.law(widened: false))
        let own = EffectivePeriod(from: date("2025-05-10"), until: date("2027-10-01"))
        try correct(
            Self.ten, .correct, to: EntitlementPeriods(outpatient: own, inpatient: own), office)
        office.clock.stand(on: date("2025-06-01"))
        try change(office) {
            try SuspendEntitlement.propose(
                Self.ten, on: date("2025-06-01"), why: "届出がないため", exOfficio: true,
                consequences: MemoryConsequences(), in: $0)
        }
        let report = try extend(under: new, office)
        let why = try #require(report.failures.first?.message)
        #expect(report.count.isComplete && why.contains("停止の解除の決裁の後に"))
    }

    @Test("通院か入院の一方だけ、施行日の年齢が本にないときは、黙って片方だけ延ばさず、全員を理由とともに外す", .measure("R-04"))
    func oneKindUnset() throws {
        let office = try office(try Self.law(widened: false))
        let folder = try TemporaryFolder("half-widened")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let goal = folder.file("Schemes")
        try WidenedBook.write(
            from: root.appending(path: "Schemes"), to: goal, widenedOn: Self.day.description)
        // Of in-patient care nobody has looked the new age up.
        let file = goal.appending(path: "\(WidenedBook.name)/book.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let widened = "{from: \(Self.day), until-end-of: fiscal-year-age-18, "
        let place = try #require(text.range(of: widened, options: .backwards))
        try text.replacingCharacters(
            in: place, with: "{from: \(Self.day), until-end-of: unset, "
        ).write(to: file, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(
            directory: goal.path, digest: { Digest.of($0).description })
        let law = EligibilityLaw(
            book: try #require(library.book(WidenedBook.name)), office: .weekdays)
        withExtendedLifetime(folder) {}
        office.clock.stand(on: date("2026-03-10"))
        let report = try extend(under: law, office)
        #expect(report.proposals.isEmpty && report.count.isComplete && report.count.expected == 2)
        #expect(report.failures.map(\.code) == ["E-ENT-027", "E-ENT-027"])
        #expect(report.failures.allSatisfy { $0.message.contains("age-limit") })
    }

    @Test("通院だけ先に終わっていた児童は、通院が施行日から始まり、前の通院の日も間の日も前のまま")
    func afterAGap() throws {
        let old = try Self.law(outpatient: 12, widened: false)
        let new = try Self.law(outpatient: 12, widened: true)
        let office = try Office("2024-05-10")
        let child = AddresseeNumber(value: 900_000_403)
        let granted = try grant(child, born: "2012-06-10", under: old, in: office)
        #expect(granted.outpatient?.until == date("2025-04-01"))
        #expect(granted.inpatient?.until == date("2028-04-01"))
        office.clock.stand(on: date("2026-03-10"))
        try office.approve(try extend(under: new, office).proposals)
        let state = try state(child, office)
        #expect(
            state.periods.outpatient
                == EffectivePeriod(from: Self.day, until: date("2031-04-01")))
        #expect(
            state.periods.inpatient
                == EffectivePeriod(from: date("2024-05-10"), until: date("2031-04-01")))
        let number = try #require(state.recipientNumber)
        for index in [
            try office.read { try EntitlementIndex.load(from: $0) },
            try office.read { try EntitlementIndex.load(numbers: [number], from: $0) },
        ] {
            let entry = try #require(index.entry(number: number))
            #expect(entry.isEntitled(on: date("2025-03-31"), inpatient: false))
            #expect(!entry.isEntitled(on: date("2025-04-01"), inpatient: false))
            #expect(!entry.isEntitled(on: date("2026-03-31"), inpatient: false))
            #expect(entry.isEntitled(on: Self.day, inpatient: false))
            #expect(entry.isEntitled(on: date("2025-10-01"), inpatient: true))
            let (march, october) = (date("2025-03-01").yearMonth, date("2025-10-01").yearMonth)
            #expect(entry.isEntitled(in: march, inpatient: false))
            #expect(entry.days(in: march, inpatient: false).count == 31)
            #expect(!entry.isEntitled(in: october, inpatient: false))
        }
        // A lapse that reaches back takes the days of the period that had ended too.
        let lapse = try office.gate.perform(
            LapseEntitlement.operation, by: Office.counter, for: .change
        ) {
            try LapseEntitlement.propose(
                child, on: date("2025-01-01"), decision: .movedOut, asked: .movingOut,
                exOfficio: true, consequences: MemoryConsequences(), in: $0)
        }
        try office.approve([lapse])
        let left = try office.read { try EntitlementIndex.load(numbers: [number], from: $0) }
        let entry = try #require(left.entry(number: number))
        #expect(entry.isEntitled(on: date("2024-12-31"), inpatient: false))
        #expect(!entry.isEntitled(on: date("2025-01-01"), inpatient: false))
        #expect(!entry.isEntitled(on: Self.day, inpatient: false))
    }

    // MARK: 施行日の前

    private static let sixteen = AddresseeNumber(value: 900_000_404)
    private static let other = AddresseeNumber(value: 900_000_405)

    /// In March, with a child of sixteen who never applied: the old book does not cover it.
    private func inMarch() throws -> Office {
        let office = try Office("2026-03-10")
        office.family()
        for (child, born) in [(Self.sixteen, "2009-06-10"), (Self.other, "2009-07-10")] {
            var person = office.person(child, "検証 子", "ケンショウ コ", born: born)
            person.mother = Office.parent
            office.directory.put(person)
        }
        return office
    }

    /// Receives, judges and proposes one form.
    private func propose(
        _ form: ApplicationInput, under law: EligibilityLaw, in office: Office
    ) throws -> [Int64] {
        try office.gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) { scope in
            let received = try ReceiveApplications.perform(
                [form], directory: office.directory, terms: Office.terms, in: scope)
            let judged = try JudgeApplications.perform(
                received.map { try $0.get().id }, law: law, directory: office.directory,
                terms: Office.terms, in: scope)
            return try ProposeDecisions.perform(
                judged.map { try $0.get() }, directory: office.directory, in: scope)
        }
    }

    private func judge(
        _ form: ApplicationInput, under law: EligibilityLaw, in office: Office
    ) throws -> ProposalDraft {
        let proposals = try propose(form, under: law, in: office)
        let found = try office.read { try ProposalBook.proposals(proposals, from: $0) }
        return try #require(proposals.first.flatMap { found[$0] }?.draft)
    }

    private func form(
        _ child: AddresseeNumber, _ reason: ApplicationReason, in office: Office
    ) -> ApplicationInput {
        var form = office.form(applied: "2026-03-10", child: child)
        form.reason = reason
        form.causeOn = Self.day
        return form
    }

    @Test("施行日の前に、対象になる子が施行日の付いた一覧に載り、基準日を施行日にしたときだけ全員の勧奨に入る", .measure("R-23"))
    func listedAhead() throws {
        let office = try inMarch()
        func list(_ law: EligibilityLaw) throws -> (ListUnregistered.Report, [UnregisteredChild]) {
            let report = try office.gate.perform(
                ListUnregistered.operation, by: Office.counter, for: .registration
            ) { try ListUnregistered.perform(law: law, directory: office.directory, in: $0) }
            return (
                report, try office.read { try UnregisteredBook.children(limit: 100, from: $0) }
            )
        }
        #expect(try list(Self.law(widened: false)).1.map(\.child) == [Office.child])
        // Nobody prepares what is a year ahead.
        #expect(
            try list(Self.law(widened: true, on: "2027-04-01")).1.map(\.child) == [Office.child])
        let new = try Self.law(widened: true)
        let (report, listed) = try list(new)
        #expect(report.isComplete && report.unregistered == 3)
        #expect(listed.map(\.child) == [Office.child, Self.sixteen, Self.other])
        #expect(listed.map(\.why) == [.neverApplied, .enlarged, .enlarged])
        #expect(listed[1].eligibleFrom == Self.day)
        // Part by part it is the same list.
        for month in try ListUnregistered.months(law: new, on: date("2026-03-10")) {
            try office.gate.perform(
                ListUnregistered.operation, by: Office.counter, for: .registration
            ) { scope in
                _ = try ListUnregistered.perform(
                    bornIn: EffectivePeriod(from: month.firstDay, until: month.next.firstDay),
                    law: new, directory: office.directory, in: scope)
            }
        }
        #expect(try office.read { try UnregisteredBook.children(limit: 100, from: $0) } == listed)
        func invite(by day: CivilDate?) throws -> InviteChildren.Report {
            try office.gate.perform(
                InviteChildren.operation, by: Office.counter, for: .registration
            ) {
                try InviteChildren.perform(
                    coveredBy: day, due: date("2026-03-31"), directory: office.directory, in: $0)
            }
        }
        #expect(try invite(by: nil).count.expected == 1)
        let ahead = try invite(by: Self.day)
        #expect(ahead.count.isComplete && ahead.count.expected == 2 && ahead.count.proposed == 2)
        #expect(try invite(by: Self.day).invitations.isEmpty)
        let values = try office.gate.perform(
            InviteChildren.operation, by: Office.counter, for: .registration
        ) { scope in
            try InvitationLetters(documents: ["見本"]).orders(ahead.invitations, in: scope)
                .map(\.values[.period])
        }
        #expect(values == [.date(Self.day), .date(Self.day)])
    }

    @Test("3月に制度の拡大として受けた申請は施行日で審査され、4月1日からの資格になり、証は前に印刷でき、ほかの理由は今日で審査する", .measure("R-04"))
    func decidedAhead() throws {
        let office = try inMarch()
        let new = try Self.law(widened: true)
        let refused = try judge(form(Self.other, .other, in: office), under: new, in: office)
        #expect(refused.result == .refused && refused.reason == .age)
        let draft = try judge(
            form(Self.sixteen, .schemeExtended, in: office), under: new, in: office)
        #expect(draft.result == .granted && draft.flags.isEmpty)
        let whole = EffectivePeriod(from: Self.day, until: date("2028-04-01"))
        #expect(draft.periods == EntitlementPeriods(outpatient: whole, inpatient: whole))
        let pending = try office.read { try ProposalBook.pending(from: $0) }
        try office.approve(
            pending.filter { $0.draft.child == Self.sixteen }.map(\.id))
        let batch = try office.gate.perform(
            IssueCertificates.operation, by: Office.counter, for: .registration
        ) {
            try IssueCertificates.perform(
                .waiting, law: new, directory: office.directory, freshness: MemoryFreshness(),
                in: $0
            ).batch
        }
        #expect(batch.isComplete && batch.produced == 1)
        let certificate = try #require(batch.certificates.first)
        #expect(certificate.periods == draft.periods && certificate.issuedOn == date("2026-03-10"))
        #expect(certificate.certificateClass == .highSchoolAge)
        let entry = try #require(
            try office.read { try EntitlementIndex.load(from: $0) }.entries(child: Self.sixteen)
                .first)
        #expect(!entry.isEntitled(on: Self.lastDay, inpatient: false))
        #expect(entry.isEntitled(on: Self.day, inpatient: false))
    }

    @Test("3月に制度の拡大として受けた申請でも、今日の本が対象とする子は申請日から認定し、広がる分は施行日から加える", .measure("R-04"))
    func coveredAlready() throws {
        let office = try inMarch()
        let child = AddresseeNumber(value: 900_000_406)
        func put(_ born: String, _ child: AddresseeNumber) {
            var person = office.person(child, "検証 子", "ケンショウ コ", born: born)
            person.mother = Office.parent
            office.directory.put(person)
        }
        put("2015-06-10", child)
        let ten = try judge(
            form(child, .schemeExtended, in: office), under: Self.law(widened: true), in: office)
        let applied = date("2026-03-10")
        let whole = EffectivePeriod(from: applied, until: date("2034-04-01"))
        #expect(ten.result == .granted && ten.effectiveOn == applied)
        #expect(ten.periods == EntitlementPeriods(outpatient: whole, inpatient: whole))
        // In-patient care is covered to the age of fifteen already, out-patient care from the day.
        let thirteen = AddresseeNumber(value: 900_000_407)
        put("2012-06-10", thirteen)
        let draft = try judge(
            form(thirteen, .schemeExtended, in: office),
            under: Self.law(outpatient: 12, widened: true), in: office)
        #expect(draft.result == .granted && draft.effectiveOn == applied)
        #expect(
            draft.periods
                == EntitlementPeriods(
                    outpatient: EffectivePeriod(from: Self.day, until: date("2031-04-01")),
                    inpatient: EffectivePeriod(from: applied, until: date("2031-04-01"))))
    }

    @Test("施行日の前に行った一括認定は、年齢到達で終わった子を却下にせず、施行日からの認定にする", .measure("R-04"))
    func takenInAhead() throws {
        let (old, new) = (try Self.law(widened: false), try Self.law(widened: true))
        let office = try Office("2024-05-10")
        _ = try grant(Self.sixteen, born: "2009-06-10", under: old, in: office)
        office.clock.stand(on: date("2025-04-01"))
        let ended = try office.gate.perform(
            YearEndLapse.operation, by: Office.counter, for: .change
        ) { try YearEndLapse.perform(lastDay: date("2025-03-31"), law: old, in: $0) }
        try office.approve(ended.waiting)
        office.clock.stand(on: date("2026-03-10"))
        let report = try office.gate.perform(
            StartEnlargement.operation, by: Office.counter, for: .change
        ) {
            try StartEnlargement.perform(
                EnlargementOutlook(from: Self.day, law: new, in: $0.db), law: new,
                directory: office.directory, terms: Office.terms, in: $0)
        }
        #expect(report.count.isComplete && report.failures.isEmpty)
        let draft = try #require(
            try office.read { try ProposalBook.proposals(report.proposals, from: $0) }.values
                .first?.draft)
        #expect(draft.result == .granted && draft.effectiveOn == Self.day)
        #expect(draft.periods.outpatient?.until == date("2028-04-01"))
    }
}
