// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Ledger
import Scheme
import Support
import Testing
import Vocabulary

@testable import Safeguards

@Suite("居住の特例は市の本のとおり")
struct ResidenceRuleTests {
    private func record(
        _ office: Office, _ kind: String, _ papers: Set<String>, from: String,
        until: String? = nil, book: SchemeBook = Office.law.book, isVoid: Bool = false
    ) throws {
        try office.gate.perform(
            RecordResidenceException.operation, by: Office.counter, for: .change
        ) {
            try RecordResidenceException.perform(
                ResidenceException(
                    child: Office.child, kind: kind,
                    period: EffectivePeriod(from: date(from), until: until.map(date)),
                    papers: papers, isVoid: isVoid), book: book, in: $0)
        }
    }

    @Test("市の本にない特例、規定より前の日、未設定の本では登録できない")
    func unknown() throws {
        let office = try Office()
        try office.grant()
        let papers: Set = ["R11", "R12", "R13", "R14", "R15"]
        #expect(
            throws: EntitlementRefusal.noSuchException(
                ResidenceExceptionKind.apartFromGuardian.wording)
        ) { try record(office, "apart-from-guardian", papers, from: "2025-06-01") }
        #expect(throws: EntitlementRefusal.noSuchException("moon")) {
            try record(office, "moon", papers, from: "2025-06-01")
        }
        #expect(throws: EntitlementRefusal.self) {
            try record(
                office, "facility-inside", papers, from: "2025-03-31",
                book: IncomeOffice.law.book)
        }
    }

    @Test("誤りの特例は、本が変わった後でも取り消せる。記録のない特例・違う始まりの日の取消しは断る")
    func takenBack() throws {
        let office = try Office()
        try office.grant()
        try record(office, "facility-inside", ["R14", "R15"], from: "2025-03-31")
        for (kind, day) in [("facility-inside", "2025-04-01"), ("study-away", "2025-03-31")] {
            #expect(throws: CaseRefusal.unknownException) {
                try record(office, kind, [], from: day, isVoid: true)
            }
        }
        // The book of today knows no such exception on that day any more.
        try record(
            office, "facility-inside", [], from: "2025-03-31", book: IncomeOffice.law.book,
            isVoid: true)
        let left = try office.read { try ResidenceExceptionBook.stretches(nil, from: $0) }
        #expect(left.isEmpty)
        // Rows of before name studying away by its old code: the same exception, ended under its name.
        try record(office, "R01", ["R11", "R12", "R13"], from: "2025-04-05")
        try record(
            office, "study-away", ["R11", "R12", "R13"], from: "2025-04-05", until: "2025-05-01")
        let one = try office.read { try ResidenceExceptionBook.stretches(nil, from: $0) }
        #expect(one[Office.child]?.map(\.period.until) == [date("2025-05-01")])
    }

    private func due(
        _ office: Office, until day: String
    ) throws -> [ListResidenceConfirmations.Due] {
        try office.gate.perform(
            ListResidenceConfirmations.operation, by: Office.counter, for: .change
        ) {
            try ListResidenceConfirmations.perform(
                until: date(day), book: Office.law.book, in: $0)
        }
    }

    @Test("書類の確認の期限は本の月数のとおりで、もう一度記録すると延び、終わった特例と期限のない特例は出ない")
    func confirmations() throws {
        let office = try Office()
        try office.grant()
        let papers: Set = ["R11", "R12", "R13"]
        try record(office, "study-away", papers, from: "2025-04-05")
        office.clock.stand(on: date("2026-03-01"))
        #expect(try due(office, until: "2026-04-09").isEmpty)
        let one = try #require(try due(office, until: "2026-04-10").first)
        #expect(one.seenOn == date("2025-04-10") && one.dueOn == date("2026-04-10"))
        try record(office, "study-away", papers, from: "2025-04-05")
        #expect(try due(office, until: "2026-04-30").isEmpty)
        #expect(try due(office, until: "2027-03-01").map(\.dueOn) == [date("2027-03-01")])
        try record(office, "study-away", papers, from: "2025-04-05", until: "2026-04-01")
        #expect(try due(office, until: "2027-04-30").isEmpty)
        try record(office, "facility-outside", ["R14"], from: "2025-04-05")
        #expect(try due(office, until: "2035-04-30").isEmpty)
    }

    @Test("他市から市内の施設に入った子は、住民でも対象外になり、特例が終われば対象に戻る")
    func facilityInside() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-07-01"))
        #expect(throws: CaseRefusal.residenceIncomplete) {
            try record(office, "facility-inside", ["R14"], from: "2025-06-15")
        }
        try record(office, "facility-inside", ["R14", "R15"], from: "2025-06-15")
        let report = try office.rejudge()
        let draft = try #require(
            try office.read { try ProposalBook.proposals(report.waiting, from: $0) }
                .values.first?.draft)
        #expect(draft.result == .lapsed && draft.effectiveOn == date("2025-06-15"))
        #expect(draft.reason == .enteredFacilityOrFosterCare)
        // Recorded by mistake: taken back, the proposal goes.
        try office.gate.perform(
            RecordResidenceException.operation, by: Office.counter, for: .change
        ) {
            try RecordResidenceException.perform(
                ResidenceException(
                    child: Office.child, kind: "facility-inside",
                    period: EffectivePeriod(from: date("2025-06-15")), papers: [], isVoid: true),
                book: Office.law.book, in: $0)
        }
        #expect(try office.rejudge().waiting.isEmpty)
        #expect(try office.state().isLive)
    }

    @Test("市外の施設に入って転出しても、本が市内とみなせば資格は続き、判定根拠に条文が出る")
    func facilityOutside() throws {
        let office = try Office()
        let receipt = try office.receive(office.form())
        try record(office, "facility-outside", ["R14"], from: "2025-04-05")
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-04-05"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-04-05")
        }
        let preview = try office.gate.perform(
            PreviewJudgement.operation, by: Office.counter, for: .registration
        ) {
            try PreviewJudgement.perform(
                receipt.id, law: Office.law, directory: office.directory, in: $0)
        }
        #expect(preview.isEligible)
        let finding = preview.judgement.outpatient.findings.first { $0.rule == .residence }
        #expect(finding?.because.contains("住所地特例") ?? false)
        #expect(finding?.because.contains("規則第2条第2項") ?? false)
    }

    /// The sample book with lines added behind its exceptions, as if the city had changed its rule.
    static func law(adding lines: String) throws -> EligibilityLaw {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        let folder = try TemporaryFolder()
        for part in ["national", "sample"] {
            try FileManager.default.copyItem(
                at: root.appending(path: "Schemes/\(part)"),
                to: folder.url.appending(path: part))
        }
        let file = folder.url.appending(path: "sample/book.yaml")
        let text = try String(contentsOf: file, encoding: .utf8)
        let changed = text.replacing(
            "\n\nstart-of-entitlement:", with: "\n\(lines)\n\nstart-of-entitlement:",
            maxReplacements: 1)
        try #require(changed != text)
        try changed.write(to: file, atomically: true, encoding: .utf8)
        let library = try SchemeLibrary.load(
            directory: folder.url.path, digest: { Digest.of($0).description })
        let book = try #require(library.book("sample"))
        return EligibilityLaw(book: book, office: .weekdays)
    }

    private func preview(
        _ office: Office, _ id: Int64, law: EligibilityLaw = Office.law
    ) throws -> Examination {
        try office.gate.perform(
            PreviewJudgement.operation, by: Office.counter, for: .registration
        ) { try PreviewJudgement.perform(id, law: law, directory: office.directory, in: $0) }
    }

    @Test("特例の終わりの日から、市内に住む子は再び対象になり、続く間は未登録の一覧で対象外に数える")
    func endsAgain() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-07-01"))
        try record(
            office, "facility-inside", ["R14", "R15"], from: "2025-06-15", until: "2025-09-01")
        let report = try office.rejudge()
        try office.approve(report.waiting)
        #expect(try office.state().result == .lapsed)
        func application(_ day: String) -> ApplicationInput {
            var form = office.form(applied: day)
            form.reason = .exclusionEnded
            form.causeOn = date("2025-09-01")
            return form
        }
        // The day before the end another city still pays: the same child, the same book.
        office.clock.stand(on: date("2025-08-31"))
        let during = try office.gate.perform(
            PreviewJudgement.operation, by: Office.counter, for: .registration
        ) {
            try PreviewJudgement.perform(
                application("2025-08-31"), law: Office.law, directory: office.directory, in: $0)
        }
        #expect(!during.isEligible && during.refusals.map(\.rule).contains(.residence))
        #expect(try office.list().excluded == 1)
        office.clock.stand(on: date("2025-09-03"))
        let after = try preview(office, office.receive(application("2025-09-03")).id)
        #expect(after.isEligible && after.periods.from == date("2025-09-01"))
        // What ended is judged once more on its day, without anybody having to remember it.
        let days = try office.read { try RejudgementQueue.waiting(from: $0) }.map(\.notice.on)
        #expect(days.contains(date("2025-09-01")))
    }

    @Test("特例は二つの時間で読める: 終わりを記録する前の時点では続いていて、記録した後は終わっている")
    func bothTimes() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-06-20"))
        try record(office, "facility-inside", ["R14", "R15"], from: "2025-06-15")
        let then = office.clock.now()
        office.clock.stand(on: date("2025-07-20"))
        try record(
            office, "facility-inside", ["R14", "R15"], from: "2025-06-15", until: "2025-07-10")
        func until(asOf moment: Instant?) throws -> [CivilDate?]? {
            try office.read {
                try ResidenceExceptionBook.stretches([Office.child], asOf: moment, from: $0)
            }[Office.child]?.map(\.period.until)
        }
        #expect(try until(asOf: then) == [nil])
        #expect(try until(asOf: nil) == [date("2025-07-10")])
        #expect(try until(asOf: Instant(noonInJapan: date("2025-06-01"))) == nil)
    }

    @Test("市が特例を廃止した日から、特例の届は効かず、資格はその日に終わる案になる")
    func abolished() throws {
        let law = try Self.law(
            adding:
                "    - {from: 2026-04-01, kind: study-away, counts: null, source: 規則の改正(架空)}")
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-20"))
        try record(
            office, "study-away", ["R11", "R12", "R13"], from: "2025-08-15", book: law.book)
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-08-15"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-08-15")
        }
        func rejudge(_ law: EligibilityLaw) throws -> ProposalDraft? {
            let report = try office.gate.perform(
                Rejudge.operation, by: Office.machine, for: .change
            ) {
                try Rejudge.perform(
                    .children([Office.child]), law: law, directory: office.directory,
                    consequences: MemoryConsequences(), in: $0)
            }
            return try office.read { try ProposalBook.proposals(report.waiting, from: $0) }
                .values.first?.draft
        }
        // Under the book without the change nothing ends.
        #expect(try rejudge(Office.law) == nil)
        let draft = try #require(try rejudge(law))
        #expect(draft.effectiveOn == date("2026-04-01") && draft.reason == .movedOut)
        #expect(!draft.flags.contains(.residenceException))
        let waiting = try office.read { try RejudgementQueue.waiting(from: $0) }
        #expect(waiting.map(\.notice.on).contains(date("2026-04-01")))
        // No new one begins after the end, and one recorded by mistake can still be taken back.
        #expect(
            throws: EntitlementRefusal.noSuchException(ResidenceExceptionKind.studyAway.wording)
        ) {
            try record(
                office, "study-away", ["R11", "R12", "R13"], from: "2026-04-01", book: law.book)
        }
    }

    @Test("特例の登録の後で市が廃止しても、列からの再判定が廃止の日を拾い、終わりの案が一度だけ出る")
    func abolishedLater() throws {
        let office = try Office()
        try office.grant()
        office.clock.stand(on: date("2025-08-20"))
        try record(office, "study-away", ["R11", "R12", "R13"], from: "2025-08-15")
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-08-15"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-08-15")
        }
        func run(_ law: EligibilityLaw) throws -> RejudgementReport {
            try office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
                try Rejudge.perform(
                    .queue, law: law, directory: office.directory,
                    consequences: MemoryConsequences(), in: $0)
            }
        }
        /// Who was looked at to fill the queue.
        func lookedAt(_ law: EligibilityLaw) throws -> Set<AddresseeNumber> {
            try office.gate.perform(Rejudge.operation, by: Office.machine, for: .change) {
                _ = try Rejudge.queue(law: law, in: $0)
                return $0.subjects
            }
        }
        #expect(try run(Office.law).waiting.isEmpty)
        #expect(try office.read { try RejudgementQueue.waiting(from: $0) }.isEmpty)
        let law = try Self.law(
            adding:
                "    - {from: 2026-04-01, kind: study-away, counts: null, source: 規則の改正(架空)}")
        #expect(try lookedAt(law) == [Office.child])
        // What waits already is neither written nor looked at again.
        #expect(try lookedAt(law) == [])
        let report = try run(law)
        let draft = try #require(
            try office.read { try ProposalBook.proposals(report.waiting, from: $0) }
                .values.first?.draft)
        #expect(draft.effectiveOn == date("2026-04-01") && draft.result == .lapsed)
        // The day waits in the queue once, and nothing is proposed twice.
        #expect(try run(law).waiting.isEmpty)
        let days = try office.read { try RejudgementQueue.waiting(from: $0) }.map(\.notice.on)
        #expect(days == [date("2026-04-01")])
    }

    @Test("制度の本が未設定にした日からは特例を数えず、却下もせず、未設定の値を名前で言って止まる")
    func unset() throws {
        let law = try Self.law(
            adding:
                "    - {from: 2025-04-08, kind: facility-outside, counts: unset, source: 未確認}")
        let office = try Office()
        let receipt = try office.receive(office.form())
        try record(office, "facility-outside", ["R14"], from: "2025-04-05", book: law.book)
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-04-05"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-04-05")
        }
        office.clock.stand(on: date("2025-04-10"))
        #expect(try preview(office, receipt.id).isEligible)
        #expect(try !preview(office, receipt.id, law: law).isEligible)
        let path = try missing(judge(office, receipt.id, law: law))
        #expect(path.contains("residence-exceptions") && path.contains("counts"))
    }

    private func judge(
        _ office: Office, _ id: Int64, law: EligibilityLaw
    ) throws -> Result<JudgedApplication, EntitlementRefusal> {
        try office.gate.perform(
            ProposeDecisions.operation, by: Office.counter, for: .registration
        ) {
            try JudgeApplications.perform(
                [id], law: law, directory: office.directory, terms: Office.terms, in: $0)[0]
        }
    }

    /// The value of the book that a judgement stopped at.
    private func missing(
        _ answer: Result<JudgedApplication, EntitlementRefusal>
    ) throws -> String {
        guard case .failure(.schemeUnset(let path)) = answer else {
            return try fail("\(answer)")
        }
        return path
    }

    @Test("市内の施設の特例が未設定なら、住民でも認定せずに止まり、転出した子の却下は止めない")
    func unsetInside() throws {
        let law = try Self.law(
            adding:
                "    - {from: 2025-04-08, kind: facility-inside, counts: unset, source: 未確認}")
        let office = try Office()
        let receipt = try office.receive(office.form())
        try record(office, "facility-inside", ["R14", "R15"], from: "2025-04-07", book: law.book)
        // On the day before the gap the rule of the book says that another city pays.
        let path = try missing(judge(office, receipt.id, law: law))
        #expect(path.contains("residence-exceptions") && path.contains("counts"))
        // Who has moved out is not here whatever the value will be: refused, as by any other book.
        office.directory.change(
            Office.child, reason: "B21", on: date("2025-04-08"), at: office.clock.now()
        ) {
            $0.status = .movedOut
            $0.residentUntil = date("2025-04-08")
        }
        let gone = try judge(office, receipt.id, law: law).get().examination
        #expect(!gone.isEligible && gone.refusals.map(\.rule).contains(.residence))
    }
}
