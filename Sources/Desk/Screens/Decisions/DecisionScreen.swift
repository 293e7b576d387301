// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// One proposal: what is decided, why, what was before, what it touches; approve or send back.
enum DecisionScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let result: String
        let weight: String
        let explanation: String
        let flags: [Flag]
        let rows: [Change]
        let findings: [FindingTable]
        let consequences: [String]
        let hasConsequences: Bool
        let items: [Item]
        let isSettled: Bool
        let isOwn: Bool
        let approve: String?
        let back: String?
        let backFields: [FormField]
        let isBackOpen: Bool
        let application: String?
        let papers: [Item]
        let hasPapers: Bool
        let steps: [Step]
        /// 「保留中」 with its reason, while the proposal is put aside.
        let putAside: String?
        let hold: String?
        let holdFields: [FormField]
        let isHoldOpen: Bool
        let resume: String?
        let resumeFields: [FormField]
        let print: String?
        /// What every form sends along, so that the same page of the list comes again.
        let kept: [Item]
    }

    /// Who did what on the way of the case.
    struct Step: PageModel {
        let at: String
        let what: String
        let who: String
        let why: String
    }

    /// The folded form that opens again after a refusal.
    enum Open { case none, back, hold }

    /// One item as it is and as it would be.
    struct Change: PageModel {
        let label: String
        let old: String
        let new: String
        let isChanged: Bool
    }

    /// What the page shows, read in one operation.
    struct Reading: Sendable {
        let proposal: PendingProposal
        let isSettled: Bool
        let base: EntitlementDecision?
        let findings: [StoredFinding]
        let people: [AddresseeNumber: ResidentSnapshot]
        let application: ApplicationReading?
        let hold: ProposalHold?
        let holdSteps: [HoldStep]
        let end: ProposalEnd?
        /// Whom the one who decided stood in for (代決).
        let stoodFor: String?
        let strip: StripReading?

        init(_ id: Int64, directory: any AddresseeDirectory, in scope: Scope) throws {
            let db = scope.db
            guard let found = try ProposalBook.proposals([id], from: db)[id] else {
                throw EntitlementRefusal.unknownProposal
            }
            proposal = found
            isSettled = try ProposalBook.settled([id], from: db).contains(id)
            base = try found.draft.baseHistoryID.flatMap {
                try HistoryBook.decisions(ids: [$0], from: db)[$0]
            }
            findings =
                try found.draft.judgementID.flatMap {
                    try JudgementBook.findings([$0], from: db)[$0]
                } ?? []
            let numbers =
                [found.draft.child, found.draft.recipient] + [base?.recipient].compactMap(\.self)
            let people = try directory.persons(numbers)
            self.people = people
            scope.saw(numbers)
            application = try found.draft.applicationID.map {
                try ApplicationReading($0, directory: directory, in: scope)
            }
            holdSteps = try ProposalHoldBook.steps(of: [id], from: db)
            hold = holdSteps.last?.hold
            let end = try ProposalBook.end(of: id, from: db)
            self.end = end
            stoodFor = try end.flatMap {
                try DelegationBook.head(behind: $0.officer, at: $0.at, from: db)
            }
            strip = try people[found.draft.child].map {
                try StripReading(
                    $0, beside: Array(people.values), directory: directory, in: scope)
            }
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, open: .none, problems: []))
    }

    static func approve(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proposal")
        var reading = FormReading(visit.form, today: visit.today)
        do {
            try await visit.perform { scope in
                _ = try ApproveDecisions.perform(.these([id]), in: scope)
            }
            return visit.carriedOut(DecisionFilter(visit).back("done=approved&n=1"))
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        } catch let refusal as CaseRefusal {
            reading.refused(refusal)
        } catch SafeguardRefusal.sameOfficer {
            reading.refused(SafeguardRefusal.sameOfficer)
        }
        return .page(try await page(visit, open: .none, problems: reading.problems))
    }

    static func sendBack(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proposal")
        var reading = FormReading(visit.form, today: visit.today)
        let reason = reading.text("reason", orElse: "差戻しの理由を入力してください。起案した職員が読みます。")
        if reading.isRight {
            do {
                try await visit.perform(reason: reason) { scope in
                    try SendBack.perform(id, reason: reason, in: scope)
                }
                return visit.carriedOut(DecisionFilter(visit).back("done=back"))
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await page(visit, open: .back, problems: reading.problems))
    }

    static func page(
        _ visit: Visit, open: Open, problems: [FormProblem]
    ) async throws -> Page {
        let id = try visit.id("proposal")
        let directory = visit.installation.directory
        let filter = DecisionFilter(visit)
        let part = filter.part(on: visit.today)
        let (read, neighbours) = try await visit.perform(.viewDecisions) { scope in
            (
                try Reading(id, directory: directory, in: scope),
                try ProposalBook.neighbours(of: id, in: part, from: scope.db)
            )
        }
        let draft = read.proposal.draft
        let reader = try visit.officer()
        guard let strip = read.strip else { throw EntitlementRefusal.unknownPerson }
        let isOwn = read.proposal.proposer == reader.officer
        let mayApprove =
            visit.may(.approveDecision) && !read.isSettled && !isOwn && read.hold == nil
        let mayHold = visit.may(.holdDecision) && !read.isSettled
        let mayBack = visit.may(.sendBackDecision) && !read.isSettled
        let body = Body(
            subject: SubjectStrip(strip, for: reader, in: visit.installation),
            tabs: visit.personTabs(draft.child), result: draft.resultWording,
            weight: draft.result == .granted || draft.result == .changed ? "good" : "stop",
            explanation: Say.withEras(draft.explanation),
            flags: draft.flagWords.map { Flag($0, .warn) },
            rows: changes(read, reader),
            findings: FindingTable.both(read.findings, draft.periods),
            consequences: read.proposal.consequenceTexts,
            hasConsequences: !read.proposal.consequenceTexts.isEmpty,
            items: [
                Item(
                    "起案",
                    "\(visit.desk.name(of: read.proposal.proposer))（\(Say.moment(read.proposal.proposedAt))）"
                ),
                Item("原因", draft.cause.wording), Item("申請日", Say.date(draft.appliedOn)),
                Item("制度の版", draft.scheme.map { String($0.prefix(12)) }),
            ], isSettled: read.isSettled, isOwn: isOwn,
            approve: mayApprove ? Route.approve.path(id) : nil,
            back: mayBack ? Route.sendBack.path(id) : nil,
            backFields: [
                FormField.area("reason", "差戻しの理由", visit.form, isRequired: true)
                    .checked(problems)
            ], isBackOpen: open == .back,
            application: draft.applicationID.map { Route.application.path($0) },
            papers: read.application.map { ApplicationItems.papers($0, visit) } ?? [],
            hasPapers: read.application != nil, steps: DecisionSteps.all(read, visit.desk),
            putAside: read.hold.map { DecisionHold.words($0, visit.desk) },
            hold: mayHold && read.hold == nil ? Route.holdDecision.path(id) : nil,
            holdFields: DecisionHold.fields(visit).checked(problems), isHoldOpen: open == .hold,
            resume: mayHold && read.hold != nil ? Route.resumeDecision.path(id) : nil,
            resumeFields: DecisionHold.resumeFields(visit).checked(problems),
            print: visit.may(.printCasePaper) ? Route.decisionSheet.path(id) : nil,
            kept: filter.kept)
        var keys: [Key] = []
        if mayBack { keys.append(.send("F2", "差戻し", form: "back-form")) }
        if let before = neighbours.before {
            keys.append(.before("前の案", filter.path(ofProposal: before)))
        }
        if let after = neighbours.after {
            keys.append(.after("次の案", filter.path(ofProposal: after)))
        }
        if body.print != nil { keys.append(.send("F10", "決裁書の印字", form: "sheet-form")) }
        if mayApprove { keys.append(.send("F12", "決裁する", form: "approve-form", isMain: true)) }
        return Page(
            "decisions/decision",
            "\(draft.resultWording)の決定案（\(Say.short(read.proposal.proposedAt.dayInJapan))起案）",
            crumbs: [Crumb("ホーム", Route.home.path()), Crumb("決裁", filter.back())],
            keys: keys, problems: problems, message: Done.banner(visit), body: body)
    }

    static func changes(_ read: Reading, _ reader: Principal) -> [Change] {
        let draft = read.proposal.draft
        func name(_ number: AddresseeNumber?) -> String {
            guard let person = number.flatMap({ read.people[$0] }) else { return "—" }
            return reader.sees(person.alias ?? person.name, of: .name)
        }
        func change(_ label: String, _ old: String, _ new: String) -> Change {
            Change(label: label, old: old, new: new, isChanged: old != new)
        }
        let base = read.base
        return [
            change(
                "資格", base.map { $0.isLive ? "資格あり" : $0.result.wording } ?? "—",
                draft.resultWording),
            change("理由", base?.reason.wording ?? "—", draft.reasonWording),
            change("受給者", name(base?.recipient), name(draft.recipient)),
            change(
                "有効期間（通院）", base.map { Say.period($0.periods.outpatient) } ?? "—",
                Say.period(draft.periods.outpatient)),
            change(
                "有効期間（入院）", base.map { Say.period($0.periods.inpatient) } ?? "—",
                Say.period(draft.periods.inpatient)),
            change(
                "異動日", base.map { Say.date($0.effectiveOn) } ?? "—", Say.date(draft.effectiveOn)),
        ]
    }
}
