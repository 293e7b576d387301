// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// The work list of 1310: to examine, held, proposed and to be approved.
enum ReimbursementListScreen {
    struct Body: PageModel {
        let tabs: [StateTab]
        let isCases: Bool
        let rows: [CaseRow]
        let proposals: [ProposalRow]
        let isNone: Bool
        /// The group of days that is shown, and the way to all.
        let group: Item?
        let all: String
        let pages: ListPage.Line?
        /// The group of days, which the form sends along.
        let kept: [Item]
        let count: String
        let sum: String
        let mayExamine: Bool
        let examine: String
        let mayApprove: Bool
        let approve: String
        let ready: String
        let hasReady: Bool
        /// Some amount rests on a value of the book that nobody has signed.
        let isUnconfirmed: Bool
        /// 決定の職権取消し that waits, beside the proposals.
        let cancellations: [CancellationRow]
        let hasCancellations: Bool
    }

    struct CancellationRow: PageModel {
        let href: String
        let receipt: String
        let person: PersonCell
        let payable: String
        let reason: String
        let proposer: String
        let proposed: String
    }

    struct StateTab: PageModel {
        let title: String
        let count: String
        let href: String
        let isCurrent: Bool
    }

    struct CaseRow: PageModel {
        let href: String
        let receipt: String
        let applied: String
        let age: String
        let person: PersonCell
        let month: String
        let institution: String
        let care: String
        let cost: String
        let paid: String
        let state: String
        let weight: String
        /// Sent back by a head, and not proposed again.
        let isBack: Bool
        /// Until when papers are due that the applicant was asked for.
        let due: String?
        let isOverdue: Bool
    }

    struct ProposalRow: PageModel {
        let id: String
        let href: String
        let receipt: String
        let person: PersonCell
        let month: String
        let institution: String
        let outcome: String
        let payable: String
        let proposer: String
        let proposed: String
        let flags: [Flag]
        /// Why and until when it is put aside.
        let putAside: String?
        let isReady: Bool
    }

    /// Rows of one page: it stays below 150 KB with the longest names too.
    static let most = 100

    struct Reading: Sendable {
        let counts: BenefitInbox.Counts
        let list: ListPage
        let cases: [ReimbursementCase]
        let proposals: [ReimbursementDecision]
        let grounds: FlagGrounds
        let cancellations: [ReimbursementCancellation]
        let cancelling: Int
        let back: Set<Int64>
        let asked: [Int64: PaperRequest]
        let people: ListedPeople
    }

    /// What says whether a proposal must be opened before it is approved.
    struct FlagGrounds: Sendable {
        let files: [Int64: ReimbursementCase]
        let steps: [Int64: StoredComputation]
        /// 決裁の保留, by proposal.
        let held: [Int64: ProposalHold]
        let people: ListedPeople

        /// - Parameter people: with the children of the proposals.
        init(
            _ proposals: [ReimbursementDecision], _ people: ListedPeople, in scope: Scope
        ) throws {
            let ids = proposals.map(\.id)
            files = try ReimbursementBook.cases(
                proposals.map(\.reimbursement), from: scope.db)
            steps = try Explanations.decisions(ids, from: scope.db)
            held = try ReimbursementHoldBook.held(ids, from: scope.db)
            self.people = people
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        visit.query["try"] == "1" && visit.may(.decideReimbursement)
            ? .page(try await ExamineTrial.page(visit, problems: []))
            : .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        // 差戻し: whatever waits of them, held or not.
        let isBack = visit.query["back"] == "1"
        let state =
            isBack
            ? .received : ReimbursementStatus(rawValue: visit.query["state"]) ?? first(visit)
        let directory = visit.installation.directory
        let today = visit.today
        let asked = visit.form.has("page") ? visit.form["page"] : visit.query["page"]
        let age = WaitingGroup(
            rawValue: visit.form.has("age") ? visit.form["age"] : visit.query["age"])
        let read = try await visit.perform(.viewReimbursement) { scope in
            try reading(state, directory, page: asked, isBack: isBack, in: scope) { since in
                age?.holds(since: since, on: today) ?? true
            }
        }
        let officer = try visit.officer()
        let proposals = read.proposals.map { proposal($0, read, visit, officer) }
        let ready = proposals.filter(\.isReady)
        let mayApprove = visit.may(.approveReimbursement) && state == .proposed
        let sum =
            state == .proposed
            ? read.proposals.reduce(Yen.zero) { $0 + $1.payable }
            : read.cases.reduce(Yen.zero) { $0 + $1.input.paid }
        let count = state == .proposed ? read.proposals.count : read.cases.count
        // The key is there where its form is: on a list with something to examine.
        let mayExamine =
            visit.may(.decideReimbursement) && state != .proposed && count > 0
            && read.counts.toExamine + read.counts.held > 0
        let question = "state=\(state.rawValue)"
        let group =
            isBack
            ? Item("絞り込み", "差戻し（保留のものも）")
            : age.map { Item("絞り込み", (state == .proposed ? "起案から" : "入力から") + $0.title) }
        let kept = (isBack ? "back=1" : question) + (age.map { "&age=\($0.rawValue)" } ?? "")
        let pages = read.list.line(at: Route.reimbursements.path(), keeping: kept)
        return Page(
            "reimbursements/list", "償還申請", crumbs: [.home],
            keys: keys(
                visit, here: "\(kept)&page=\(read.list.number)", pages, mayExamine: mayExamine,
                mayApprove: mayApprove && !ready.isEmpty),
            problems: problems, message: Done.banner(visit),
            body: Body(
                tabs: tabs(isBack ? nil : state, read), isCases: state != .proposed,
                rows: read.cases.map { row($0, read, visit, officer) }, proposals: proposals,
                isNone: count == 0, group: group,
                all: Route.reimbursements.path() + "?" + question, pages: pages,
                kept: age.map { [Item(hidden: "age", $0.rawValue)] } ?? [],
                count: Say.count(count), sum: sum.grouped,
                mayExamine: mayExamine,
                examine: ExamineTrial.path(), mayApprove: mayApprove,
                approve: Route.approveReimbursements.path(), ready: Say.count(ready.count),
                hasReady: !ready.isEmpty,
                isUnconfirmed: read.grounds.steps.values.contains { !$0.unconfirmed.isEmpty },
                cancellations: read.cancellations.map { cancellation($0, read, visit, officer) },
                hasCancellations: !read.cancellations.isEmpty))
    }

    /// Examines what waits and proposes what the rules say; whoever has not seen the trial is shown it.
    static func examine(_ visit: Visit) async throws -> Answer {
        let seen = visit.form["seen"]
        guard !seen.isEmpty else { return .page(try await ExamineTrial.page(visit, problems: [])) }
        let law = visit.installation.benefitLaw
        let report: ProposeReimbursements.Report
        do {
            report = try await visit.perform { scope in
                let report = try ProposeReimbursements.perform(.waiting, law: law, in: scope)
                // What was seen on trial is done, or nothing.
                guard seen == ExamineTrial.mark(report) else {
                    throw DeskRefusal.trialOvertaken
                }
                return report
            }
        } catch let refusal as DeskRefusal {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(try await ExamineTrial.page(visit, problems: [problem]))
        }
        let held = report.held.values.reduce(0, +)
        return visit.carriedOut(
            Route.reimbursements.path()
                + "?state=proposed&done=examined&n=\(report.proposals.count)&held=\(held)")
    }

    /// Approves the rows that were ticked; only rows without a flag can be.
    static func approve(_ visit: Visit) async throws -> Answer {
        let ids = visit.form.all("row").compactMap { Int64($0) }
        guard !ids.isEmpty else {
            return .page(
                try await page(
                    visit, problems: [FormProblem("approve-form", "決裁する行を選んでください。")]))
        }
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let rules = try visit.installation.approvalRules()
        let report = try await visit.perform { scope in
            // A row that got a flag in the meantime must be opened, not approved in a batch.
            let chosen = Array(
                try ReimbursementDecisionBook.decisions(ids, from: scope.db).values)
            let grounds = try FlagGrounds(
                chosen,
                try ListedPeople(chosen.map(\.child), directory: directory, in: scope), in: scope)
            guard chosen.allSatisfy({ flags($0, grounds, officer).isEmpty }) else {
                throw BenefitsRefusal.proposalOvertaken
            }
            return try ApproveReimbursements.perform(.these(ids), rules: rules, in: scope)
        }
        let age = WaitingGroup(rawValue: visit.form["age"]).map { "&age=\($0.rawValue)" } ?? ""
        return visit.carriedOut(
            Route.reimbursements.path()
                + "?state=proposed\(age)&page=\(visit.form["page"])"
                + "&done=paid&n=\(report.decisions.count)&more=\(report.consented.count)"
        )
    }

    private static func cancellation(
        _ one: ReimbursementCancellation, _ read: Reading, _ visit: Visit, _ reader: Principal
    ) -> CancellationRow {
        CancellationRow(
            href: Route.reimbursement.path(one.reimbursement), receipt: one.receipt,
            person: PersonCell(one.child, read.people, for: reader),
            payable: one.payable.grouped, reason: one.reason,
            proposer: visit.desk.name(of: one.proposer), proposed: Say.moment(one.proposedAt))
    }

    private static func first(_ visit: Visit) -> ReimbursementStatus {
        visit.may(.approveReimbursement) && !visit.may(.decideReimbursement)
            ? .proposed : .received
    }

    /// - Parameters:
    ///   - page: of the list; another number leads to the nearest one.
    ///   - isBack: only what was sent back and not proposed again, held or not.
    ///   - isWanted: by the day on which a case was entered, or proposed.
    private static func reading(
        _ state: ReimbursementStatus, _ directory: any AddresseeDirectory, page: String,
        isBack: Bool = false, in scope: Scope, _ isWanted: (CivilDate) -> Bool
    ) throws -> Reading {
        let db = scope.db
        let held =
            state == .proposed ? try ReimbursementHoldBook.held(from: db) : [:]
        var (cases, proposals): ([ReimbursementCase], [ReimbursementDecision]) = ([], [])
        let back = state == .proposed ? [] : try ReimbursementBook.sentBack(from: db)
        if state == .proposed {
            let all = try ReimbursementDecisionBook.pending(from: db)
                .filter { isWanted($0.proposedAt.dayInJapan) }
            // What is put aside stands behind what can be done now.
            proposals =
                all.filter { held[$0.id] == nil } + all.filter { held[$0.id] != nil }
        } else {
            cases = try ReimbursementBook.open(isBack ? [.received, .held] : [state], from: db)
                .filter {
                    isWanted($0.recordedAt.dayInJapan) && (!isBack || back.contains($0.id))
                }
        }
        let list = ListPage(
            of: cases.count + proposals.count, asked: page, size: most)
        if state == .proposed {
            proposals = Array(proposals[list.rows])
        } else {
            cases = Array(cases[list.rows])
        }
        let isProposed = state == .proposed
        let cancelling = isProposed ? try CancellationBook.pending(from: db) : []
        let cancellations = cancelling.filter { isWanted($0.proposedAt.dayInJapan) }
        let children =
            cases.map(\.input.child) + proposals.map(\.child) + cancellations.map(\.child)
        scope.saw(cancellations.map(\.recipient))
        scope.counted(children.count)
        let people = try ListedPeople(children, directory: directory, in: scope)
        return Reading(
            counts: try BenefitInbox.counts(from: db), list: list, cases: cases,
            proposals: proposals,
            grounds: try FlagGrounds(proposals, people, in: scope),
            cancellations: cancellations,
            cancelling: isProposed
                ? cancelling.count : try CancellationBook.pendingCount(from: db),
            back: back, asked: try PaperRequestBook.standing(cases.map(\.id), from: db),
            people: people)
    }

    private static func keys(
        _ visit: Visit, here: String, _ pages: ListPage.Line?, mayExamine: Bool, mayApprove: Bool
    ) -> [Key] {
        var keys: [Key] = []
        if visit.may(.enterReimbursement) {
            keys.append(.link("F3", "新しい入力", Route.enterReimbursements.path()))
            keys.append(.link("F4", "領収書から", Route.enterSlips.path()))
        }
        keys.append(.link("F5", "更新", Route.reimbursements.path() + "?" + here))
        keys.append(.link("F6", "保険者待ち", Route.insurerWaits.path()))
        keys += ListPage.keys(pages)
        if mayExamine { keys.append(.link("F9", "審査の試行", ExamineTrial.path())) }
        if mayApprove { keys.append(.send("F12", "決裁する", form: "approve-form", isMain: true)) }
        return keys
    }

    private static func tabs(
        _ state: ReimbursementStatus?, _ read: Reading
    ) -> [StateTab] {
        let counts = read.counts
        return [
            (ReimbursementStatus.received, counts.toExamine), (.held, counts.held),
            (.proposed, counts.toApprove + read.cancelling),
        ].map { one, count in
            StateTab(
                title: one.wording, count: Say.count(count),
                href: Route.reimbursements.path() + "?state=\(one.rawValue)",
                isCurrent: one == state)
        }
    }
}
