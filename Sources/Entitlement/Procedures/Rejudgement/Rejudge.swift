// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Scheme
public import Vocabulary

/// What judging again did.
public struct RejudgementReport: Hashable, Sendable {
    public internal(set) var kept = 0
    /// Proposals that wait for an officer.
    public internal(set) var waiting: [Int64] = []
    /// Carried out under both names.
    public internal(set) var carriedOut = ApprovalReport()
    /// Children for whom an officer must act outside the program, in words.
    public internal(set) var attention: [AddresseeNumber: String] = [:]
}

/// 再判定 after changes of residence, insurance or welfare: keep, change or lapse.
public enum Rejudge {
    public static let operation = OperationCode.rejudge

    /// Whose entitlements are judged again.
    public enum Choice: Sendable {
        /// Everything that waits in the queue, as children or as recipients.
        case queue
        /// These rows of the queue: a job cuts it into steps.
        case tasks([Int64])
        case children([AddresseeNumber])
    }

    /// Everything that waits in the queue, after the days on which the book changes an exception of
    /// residence were put in. Writes to the queue: not for a reading scope.
    public static func queue(law: EligibilityLaw, in scope: Scope) throws -> [RejudgementTask] {
        try ResidenceEdges.enqueue(law: law, in: scope)
        return try RejudgementQueue.waiting(from: scope.db)
    }

    /// Judges again; the answer depends on what is known now, not on the order of the news.
    public static func perform(
        _ choice: Choice, law: EligibilityLaw, directory: any AddresseeDirectory,
        consequences: any Consequences, in scope: Scope
    ) throws -> RejudgementReport {
        let tasks: [RejudgementTask]
        let children: [AddresseeNumber]
        switch choice {
        case .queue:
            tasks = try queue(law: law, in: scope)
            children = try subjects(of: tasks, in: scope)
        case .tasks(let ids):
            tasks = try RejudgementQueue.waiting(ids, from: scope.db)
            children = try subjects(of: tasks, in: scope)
        case .children(let chosen):
            tasks = []
            children = Set(chosen).sorted()
        }
        scope.saw(children)
        let docket = try RejudgementDocket(children, law: law, directory: directory, in: scope)
        var report = RejudgementReport()
        var drafts: [ProposalDraft] = []
        var ends: [AddresseeNumber: CivilDate] = [:]
        let rejudgement = Rejudgement(
            today: scope.today, scheme: law.book.digest, rules: law.book.endRules)
        for known in docket.cases {
            let child = known.state.child
            // Income that nobody knows ends nothing; an officer is told, whatever else is decided.
            let income =
                known.asksIncome ? law.missingIncome(known.facts, on: scope.today) : nil
            switch rejudgement.answer(known) {
            case .keep:
                report.kept += 1
                let person =
                    known.state.isLive
                    ? words(
                        GuardianCheck.attention(
                            recipient: known.recipient, child: known.child,
                            tests: law.book.recipientTests, on: scope.today),
                        law.stayDoubt(known.facts, on: scope.today)) : nil
                report.attention[child] = words(person, income)
            case .attention(let person): report.attention[child] = words(person, income)
            case .propose(let draft):
                drafts.append(draft)
                ends[child] = known.knownEnd(of: draft)
                if draft.result != .lapsed { report.attention[child] = income }
            }
        }
        try GuardianBook.keep(
            report.attention, of: children, at: scope.now, in: scope.db)
        try docket.store(law: law, drafts: &drafts, in: scope)
        try consequences.hold(docket.deaths, in: scope)
        try addConsequences(consequences, to: &drafts, until: ends, in: scope)
        try docket.awaitResumptions(in: scope)
        let fresh = try supersede(docket.pending, with: drafts, kept: docket.cases, in: scope)
        let ids = try scope.propose(fresh)
        (report.waiting, report.carriedOut) = try scope.carryOutUnderRules(ids)
        // What comes into force later is judged now, and once more on its day.
        let due = tasks.filter { $0.notice.on <= scope.today }
        try RejudgementQueue.finish(
            due.map(\.id), outcome: "judged", at: scope.now, in: scope.db)
        scope.counted(docket.cases.count)
        return report
    }

    private static func words(_ first: String?, _ second: String?) -> String? {
        let all = [first, second].compactMap(\.self)
        return all.isEmpty ? nil : all.joined(separator: "。")
    }

    /// The children of tasks; of a recipient, all of theirs.
    private static func subjects(
        of tasks: [RejudgementTask], in scope: Scope
    ) throws -> [AddresseeNumber] {
        let subjects = tasks.map(\.notice.subject)
        let theirs = try HistoryBook.children(ofRecipients: subjects, from: scope.db)
        return Set(subjects).union(theirs).sorted()
    }

    /// - Parameter ends: from when the days of a child are covered again, where that is known: later months
    ///   are not touched.
    private static func addConsequences(
        _ consequences: any Consequences, to drafts: inout [ProposalDraft],
        until ends: [AddresseeNumber: CivilDate], in scope: Scope
    ) throws {
        let lapses = drafts.filter(\.takesDaysAway)
            .reduce(into: [AddresseeNumber: CivilDate]()) { $0[$1.child] = $1.effectiveOn }
        guard !lapses.isEmpty else { return }
        let touched = try consequences.afterLapse(lapses, in: scope.db)
        for index in drafts.indices where drafts[index].takesDaysAway {
            let end = ends[drafts[index].child]
            let list = (touched[drafts[index].child] ?? []).filter { one in
                guard let end, let month = one.month else { return true }
                return month.firstDay < end
            }
            guard !list.isEmpty else { continue }
            drafts[index].consequences = list
            // Money that went out is looked at before the lapse is carried out.
            if list.contains(where: { $0.kind == .paidAfterLapse }) {
                drafts[index].flags.insert(.consequences)
            }
        }
    }

    /// Ends pending proposals that no longer say what is known; leaves out drafts that wait already.
    private static func supersede(
        _ pending: [AddresseeNumber: [PendingProposal]], with drafts: [ProposalDraft],
        kept cases: [RejudgementCase], in scope: Scope
    ) throws -> [ProposalDraft] {
        let byBase = drafts.reduce(into: [Int64: ProposalDraft]()) {
            if let base = $1.baseHistoryID { $0[base] = $1 }
        }
        var waiting: Set<Int64> = []
        var rows: [ProposalOutcomeRow] = []
        for known in cases {
            let base = known.state.id
            let draft = byBase[base]
            for old in pending[known.state.child] ?? []
            where old.draft.baseHistoryID == base {
                let isSame = draft.map { $0.decidesTheSame(as: old.draft) }
                if old.draft.cause != .rejudgement {
                    // Somebody asked for it: it is not ended here, and not proposed twice.
                    if isSame ?? false { waiting.insert(base) }
                } else if isSame ?? false {
                    waiting.insert(base)
                } else {
                    rows.append(
                        ProposalOutcomeRow(
                            proposal: old.id, outcome: .superseded,
                            approver: scope.principal.officer, reason: "新しい異動により再判定した"))
                }
            }
        }
        try scope.append(rows)
        return drafts.filter { $0.baseHistoryID.map { !waiting.contains($0) } ?? true }
    }
}

/// Everything known of the entitlements that are judged again, read in a few statements.
struct RejudgementDocket {
    let cases: [RejudgementCase]
    let pending: [AddresseeNumber: [PendingProposal]]
    private let people: [AddresseeNumber: ResidentSnapshot]

    init(
        _ children: [AddresseeNumber], law: EligibilityLaw, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws {
        let db = scope.db
        let newest = try HistoryBook.strands(children: children, from: db)
            .compactMapValues(\.last).values.sorted { $0.state.child < $1.state.child }
        let numbers = newest.flatMap { [$0.state.child, $0.state.recipient] }
        let people = try directory.persons(numbers)
        // What the newest decision rested on, not what was seen since: so the answer depends on
        // what is known now and not on how often, or in what order, it was asked.
        let course = try PersonBook.course(numbers, from: db)
        func known(_ number: AddresseeNumber, _ state: EntitlementState) -> PersonSnapshot? {
            course[number]?.last { $0.operation <= state.operation }?.person
        }
        let insurances = try InsuranceBook.stretches(newest.map(\.state.child), from: db)
        let exclusions = try ExclusionBook.stretches(newest.map(\.state.child), from: db)
            .mapValues(law.excluding)
        let away = try ResidenceExceptionBook.stretches(newest.map(\.state.child), from: db)
        let incomes = try HouseholdIncomes(
            of: newest.map { ($0.state.child, $0.state.recipient) }, people: people, law: law,
            directory: directory, in: scope)
        let same = try SuccessionBook.successors(on: scope.today, from: db)
        let today = scope.today
        let then = try InsuranceBook.insurers(
            on: today,
            until: newest.reduce(into: [:]) { $0[$1.state.child] = $1.state.operation }, from: db)
        self.people = people
        pending = try ProposalBook.pending(children: newest.map(\.state.child), from: db)
        cases = newest.map { strand -> RejudgementCase in
            let child = strand.state.child
            let recipient = strand.state.recipient
            let mine = insurances[child] ?? []
            var facts = SubjectFacts(
                born: strand.state.childBorn, residence: nil, insurances: mine,
                exclusions: exclusions[child] ?? [], isMarried: false)
            if let person = people[child] {
                facts = SubjectFacts(
                    person: person, insurances: mine, exclusions: exclusions[child] ?? [],
                    isMarried: false)
                facts.apply(away[child] ?? [], of: law.book)
            }
            facts.incomes = incomes[child]
            let course = SuspensionCourse(strand)
            return RejudgementCase(
                state: strand.state, lastStanding: strand.lastStanding, child: people[child],
                recipient: people[recipient], knownChild: known(child, strand.state),
                knownRecipient: known(recipient, strand.state), facts: facts,
                ending: law.ending(facts),
                suspensions: law.suspensions(
                    facts, in: strand.lastStanding.periods, askingOn: course.incomeDays + [today]),
                course: course,
                // An insurer that goes on under another number is the same one: nothing to decide.
                insurersThen: same.newest(then[child] ?? []),
                insurersNow: same.newest(InsuranceBook.insurers(in: mine, on: today)),
                overIncome: law.incomeBar(facts, in: strand.lastStanding.periods, today: today),
                overStay: law.stayBar(facts, in: strand.lastStanding.periods, today: today))
        }
    }

    /// Recipients who died, by child: what is scheduled to them waits.
    var deaths: [AddresseeNumber: RecipientEnd] {
        cases.reduce(into: [:]) { ends, known in
            guard let recipient = known.recipient, recipient.status == .died else { return }
            ends[known.state.child] = .died(
                recipient.number, on: recipient.residentUntil?.previous)
        }
    }

    /// Whose suspension will end on a day that is known, is judged again on it.
    func awaitResumptions(in scope: Scope) throws {
        for known in cases {
            guard let day = known.course.comingEnd(known.suspensions, today: scope.today) else {
                continue
            }
            _ = try RejudgementQueue.enqueue(
                RejudgementNotice(
                    key: "resumption-\(known.state.child)-\(day)", subject: known.state.child,
                    cause: .other, on: day), at: scope.now, in: scope.db)
        }
    }

    /// Stores what the register says now, and the judgement that stands behind each lapse.
    func store(
        law: EligibilityLaw, drafts: inout [ProposalDraft], in scope: Scope
    ) throws {
        try scope.keep(
            cases.flatMap { known in
                [known.state.child, known.state.recipient].compactMap { number in
                    people[number].map { PersonSnapshotRow(person: $0, history: known.state.id) }
                }
            })
        let facts = cases.reduce(into: [AddresseeNumber: SubjectFacts]()) {
            $0[$1.state.child] = $1.facts
        }
        let lapsing = drafts.indices.filter { drafts[$0].result == .lapsed }
        let judged = lapsing.compactMap { index -> (Int, Examination)? in
            facts[drafts[index].child].map {
                (
                    index,
                    law.answer($0, on: drafts[index].effectiveOn, applied: nil, event: nil)
                )
            }
        }
        let ids = try scope.append(
            judged.map { index, examination in
                JudgementRow(
                    application: nil, child: drafts[index].child, examination: examination,
                    cause: .rejudgement)
            })
        try scope.append(
            zip(judged, ids).flatMap { FindingRow.rows($0.1.judgement, id: $1) })
        for ((index, _), id) in zip(judged, ids) { drafts[index].judgementID = id }
    }
}

extension ProposalDraft {
    /// Whether days that were covered would not be any more.
    fileprivate var takesDaysAway: Bool {
        result == .lapsed || (result == .suspended && !flags.contains(.reopening))
    }

    /// Whether another draft upon the same decision would decide the same. The day of a suspension or of
    /// its end is in no period, and what is known of the end only in the words.
    fileprivate func decidesTheSame(as other: ProposalDraft) -> Bool {
        result == other.result && reason == other.reason && periods == other.periods
            && recipient == other.recipient
            && (![.suspended, .resumed].contains(result)
                || (effectiveOn == other.effectiveOn
                    && (cause != other.cause || explanation == other.explanation)))
    }
}
