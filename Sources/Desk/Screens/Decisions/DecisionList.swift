// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Retention
import Safeguards
import Vocabulary

/// 決裁待ち: proposals, oldest first; those without a flag may be approved together.
enum DecisionList {
    struct Body: PageModel {
        let rows: [Row]
        let count: Int
        let isNone: Bool
        let tabs: [Tab]
        let hasTabs: Bool
        /// The group of days that is shown, and the way to all.
        let group: Item?
        let everything: String
        let pages: ListPage.Line?
        let kept: [Item]
        let mayApprove: Bool
        let action: String
        let batchable: Int
        let canBatch: Bool
        /// Where everything without a flag is decided together.
        let together: String?
        let kinds: [Kind]
        let hasKinds: Bool
        /// The orders of the kinds; none where there is nothing to order.
        let orders: [PersonTab]
        let hasOrders: Bool
        let delegations: String?
        let standsFor: String?
        /// Kinds whose rule decides nothing any more; `nil` where there are none.
        let orphaned: String?
    }

    /// One kind of approval that waits, with the list behind it.
    struct Kind: PageModel {
        let title: String
        let href: String
        let count: String
        let amount: String
        let oldest: String
        let marked: String
        let isMarked: Bool
    }

    /// One kind of decision, to be shown alone.
    struct Tab: PageModel {
        let title: String
        let href: String
        let count: String
        let isCurrent: Bool
    }

    struct Row: PageModel {
        let id: String
        let href: String
        let child: String
        let kana: String
        let result: String
        let weight: String
        let reason: String
        let periods: String
        let explanation: String
        let proposer: String
        let at: String
        let days: Int
        let flags: [Flag]
        /// Why and until when it is put aside.
        let putAside: String?
        let isOwn: Bool
        let canBatch: Bool
    }

    /// Rows of one page.
    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        if let days = DecidedList.days(visit) {
            return .page(
                try await DecidedList.page(visit, from: days.from, through: days.through))
        }
        return .page(try await page(visit, problems: []))
    }

    /// Approves what was ticked; a proposal with a flag or of the officer's own refuses all.
    static func approve(_ visit: Visit) async throws -> Answer {
        let ids = visit.form.all("proposal").compactMap { Int64($0) }
        var reading = FormReading(visit.form, today: visit.today)
        if ids.isEmpty { reading.wrong("batch-form", "決裁する案を選んでください。") }
        if reading.isRight {
            do {
                let report = try await visit.perform { scope in
                    let chosen = try ProposalBook.proposals(ids, from: scope.db)
                    // Flags are looked at one by one: never in a batch, whatever the browser sent.
                    guard chosen.values.allSatisfy({ $0.draft.flags.isEmpty }) else {
                        throw DeskRefusal.flaggedInBatch
                    }
                    return try ApproveDecisions.perform(.these(ids), in: scope)
                }
                return visit.carriedOut(
                    DecisionFilter(visit).back("done=approved&n=\(report.approved)"))
            } catch let refusal as EntitlementRefusal {
                reading.refused(refusal)
            } catch let refusal as DeskRefusal {
                reading.refused(refusal)
            }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let directory = visit.installation.directory
        let mayApprove = visit.may(.approveDecision)
        let filter = DecisionFilter(visit)
        let today = visit.today
        // Lists of System 2 rest in System 2; without the keys it is not asked.
        let erasures: ApprovalInbox.Waiting? =
            mayApprove && visit.may(.approvePurge) && !visit.installation.isLocked
            ? try await visit.performInAddressee(.viewRetention) {
                try ViewRetention.waiting(in: $0)
            } : nil
        let read = try await visit.perform(.viewDecisions) { scope in
            let all = try ProposalBook.waiting(from: scope.db)
            let held = try ProposalHoldBook.held(from: scope.db)
            let asked = all.filter { filter.holds($0, on: today) }
            // What is put aside stands behind what can be done now.
            let ordered =
                asked.filter { held[$0.id] == nil } + asked.filter { held[$0.id] != nil }
            let list = ListPage(of: ordered.count, asked: filter.page, size: most)
            let ids = ordered[list.rows].map(\.id)
            let found = try ProposalBook.proposals(ids, from: scope.db)
            let shown = ids.compactMap { found[$0] }
            scope.saw(shown.map(\.draft.child))
            return (
                all: all, asked: asked, list: list, shown: shown, held: held,
                people: try directory.persons(shown.map(\.draft.child)),
                inbox: mayApprove
                    ? try ApprovalInbox(
                        decisions: all, held: Set(held.keys), erasures: erasures, in: scope)
                    : nil,
                head: try DelegationBook.head(
                    behind: scope.principal.officer, at: scope.now, from: scope.db),
                orphaned: try HeadRuleBook.orphaned(on: scope.today, from: scope.db)
            )
        }
        let officer = try visit.officer()
        let rows = read.shown.map {
            row($0, read.people[$0.draft.child], read.held[$0.id], filter, visit, officer)
        }
        let order = ApprovalOrder(rawValue: visit.query["kinds"]) ?? .age
        let kinds = order.sorted((read.inbox?.lines ?? []).filter { visit.may($0.operation) }).map {
            kind($0, on: visit.today)
        }
        let batchable = rows.filter(\.canBatch).count
        let canBatch = mayApprove && batchable > 0
        let hasPlain = read.asked.contains {
            !$0.isFlagged && $0.proposer != officer.officer && read.held[$0.id] == nil
        }
        let tabs = DecisionList.tabs(
            read.all.filter {
                filter.age?.holds(since: $0.proposedAt.dayInJapan, on: today) ?? true
            }, filter)
        let pages = read.list.line(at: Route.decisions.path(), keeping: filter.question)
        let body = Body(
            rows: rows, count: read.asked.count, isNone: rows.isEmpty, tabs: tabs,
            hasTabs: !tabs.isEmpty,
            group: filter.age.map { Item("絞り込み", "起案から\($0.title)") },
            everything: Route.decisions.path(), pages: pages, kept: kept(filter, pages),
            mayApprove: mayApprove, action: Route.approveAll.path(), batchable: batchable,
            canBatch: canBatch,
            // All of a kind are decided together, whatever part of them is shown.
            together: mayApprove && hasPlain && filter.age == nil
                ? filter.path(Route.decisionBatch) : nil,
            kinds: kinds, hasKinds: !kinds.isEmpty,
            orders: kinds.count > 1 ? orders(order, filter) : [], hasOrders: kinds.count > 1,
            delegations: visit.may(.viewOfficers) ? Route.delegations.path() : nil,
            standsFor: read.head, orphaned: Say.kinds(read.orphaned))
        return Page(
            "decisions/list", "決裁", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: keys(body, filter), problems: problems, message: Done.banner(visit), body: body)
    }

    /// The ways to order the kinds; the list below stays as it is.
    private static func orders(_ now: ApprovalOrder, _ filter: DecisionFilter) -> [PersonTab] {
        let here = filter.path(Route.decisions)
        return ApprovalOrder.allCases.map { order in
            PersonTab(
                title: order == .age ? "古い順" : "金額の大きい順",
                href: here + (here.contains("?") ? "&" : "?") + "kinds=\(order.rawValue)",
                isCurrent: order == now)
        }
    }

    private static func keys(_ body: Body, _ filter: DecisionFilter) -> [Key] {
        let now = filter.path(Route.decisions)
        let here = body.pages.map { now + (now.contains("?") ? "&" : "?") + "page=\($0.number)" }
        var keys: [Key] = [.link("F5", "更新", here ?? now)]
        if let delegations = body.delegations { keys.append(.link("F6", "不在時代理", delegations)) }
        keys += ListPage.keys(body.pages)
        if let together = body.together {
            keys.append(.link("F9", "注意のない案をすべて", together))
        }
        if body.canBatch {
            keys.append(.send("F12", "選んだ案を決裁", form: "batch-form", isMain: true))
        }
        return keys
    }

    /// The kinds that wait, each with its number; none where there is nothing to choose.
    private static func tabs(_ all: [WaitingProposal], _ filter: DecisionFilter) -> [Tab] {
        let counts = all.reduce(into: [DecisionResult: Int]()) { $0[$1.result, default: 0] += 1 }
        let kinds = DecisionResult.allCases.filter { counts[$0] != nil || $0 == filter.kind }
        guard kinds.count > 1 || filter.kind != nil else { return [] }
        let path = Route.decisions.path()
        let age = filter.age.map { "age=\($0.rawValue)" }
        return [
            Tab(
                title: "すべて", href: path + (age.map { "?" + $0 } ?? ""),
                count: Say.cases(all.count),
                isCurrent: filter.kind == nil)
        ]
            + kinds.map {
                Tab(
                    title: $0.wording,
                    href: "\(path)?kind=\($0.rawValue)" + (age.map { "&" + $0 } ?? ""),
                    count: Say.cases(counts[$0] ?? 0), isCurrent: $0 == filter.kind)
            }
    }

    /// What a form of the list sends along, so that the same page comes again.
    private static func kept(_ filter: DecisionFilter, _ pages: ListPage.Line?) -> [Item] {
        [
            filter.kind.map { Item(hidden: "kind", $0.rawValue) },
            filter.age.map { Item(hidden: "age", $0.rawValue) },
            pages.flatMap { $0.number > 1 ? Item(hidden: "page", String($0.number)) : nil },
        ].compactMap(\.self)
    }

    private static func kind(_ line: ApprovalInbox.Line, on today: CivilDate) -> Kind {
        Kind(
            title: line.title, href: line.href, count: Say.cases(line.count),
            amount: line.amount.map { $0.grouped + "円" } ?? "—",
            oldest: line.oldest.map { (moment: Instant) -> String in
                let days = age(moment, on: today)
                return "\(Say.short(moment.dayInJapan))（\(days == 0 ? "きょう" : "\(days)日前")）"
            } ?? "—",
            marked: line.marked > 0 ? Say.cases(line.marked) : "—", isMarked: line.marked > 0)
    }

    private static func age(_ moment: Instant, on today: CivilDate) -> Int {
        Int(today.dayNumber - moment.dayInJapan.dayNumber)
    }

    private static func row(
        _ proposal: PendingProposal, _ child: ResidentSnapshot?, _ hold: ProposalHold?,
        _ filter: DecisionFilter, _ visit: Visit, _ reader: Principal
    ) -> Row {
        let draft = proposal.draft
        let isOwn = proposal.proposer == reader.officer
        return Row(
            id: String(proposal.id), href: filter.path(ofProposal: proposal.id),
            child: child.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "（宛名になし）",
            kana: child.map { reader.sees($0.kana, of: .kana) } ?? "",
            result: draft.resultWording,
            weight: draft.result == .granted || draft.result == .changed ? "good" : "stop",
            reason: draft.reasonWording, periods: Say.periods(draft.periods),
            explanation: Say.withEras(draft.explanation),
            proposer: visit.desk.name(of: proposal.proposer),
            at: Say.moment(proposal.proposedAt),
            days: age(proposal.proposedAt, on: visit.today),
            flags: draft.flagWords.map { Flag($0, .warn) }
                + (hold == nil ? [] : [Flag("決裁の保留", .stop)]),
            putAside: hold.map(DecisionHold.short),
            isOwn: isOwn,
            canBatch: !isOwn && draft.flags.isEmpty && hold == nil
                && visit.may(.approveDecision))
    }
}
