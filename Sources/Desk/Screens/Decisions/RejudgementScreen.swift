// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Jobs
import Office
import Safeguards
import Scheme
import Vocabulary

/// 再判定: what waits in the queue, and the proposals that came of it.
enum RejudgementScreen {
    struct Body: PageModel {
        let backlog: Int
        let since: String?
        let mayRun: Bool
        let run: String
        /// More wait than one request judges: a trial is the first step.
        let isLong: Bool
        /// What waits and may be picked, with a page of its own.
        let queue: [Waiting]
        let hasQueue: Bool
        let queuePages: ListPage.Line?
        let rows: [Row]
        let isNone: Bool
        let count: Int
        let pages: ListPage.Line?
        /// The page of the proposals, which their forms send along.
        let page: Int
        let attention: [Attention]
        let hasAttention: Bool
        let attentionPages: ListPage.Line?
        /// 所得: how far the year of assessment is, and whose tax nobody knows.
        let incomeYear: String?
        let incomes: [Income]
        let hasIncomes: Bool
        let incomeCount: String
        let incomePages: ListPage.Line?
        /// 居住の特例 whose papers are to be seen again.
        let residences: [Residence]
        let hasResidences: Bool
        let residenceCount: String
        let residencePages: ListPage.Line?
        let yearEnd: String
        let successions: String?
    }

    /// A change that waits to be judged.
    struct Waiting: PageModel {
        let id: Int64
        let person: NamedPerson
        let cause: String
        let on: String
        let since: String
    }

    /// An exception of residence that is due for its papers.
    struct Residence: PageModel {
        let person: NamedPerson
        let kind: String
        let from: String
        let seen: String
        let due: String
        let isOverdue: Bool
        let record: String?
    }

    /// Somebody must act outside the program.
    struct Attention: PageModel {
        let person: NamedPerson
        let sentence: String
        let since: String
        let change: String?
    }

    /// A child that is entitled and of whom some tax is not known.
    struct Income: PageModel {
        let person: NamedPerson
        let sentence: String
        let since: String
        let proof: String?
        let inquiry: String?
    }

    struct Row: PageModel {
        let href: String
        let confirm: String?
        let child: String
        let kana: String
        let result: String
        let reason: String
        let effective: String
        let explanation: String
        let flags: [Flag]
        let consequences: [String]
        let proposer: String
        let isOwn: Bool
    }

    /// So many are judged at once; more are a job, which begins with a trial.
    static let mostAtOnce = 100
    /// Rows of a page of what waits: beside the other lists it stays small.
    private static let mostWaiting = 50

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func run(_ visit: Visit) async throws -> Answer {
        let office = visit.installation
        let today = visit.today
        try await visit.ask(for: .rejudge)
        if visit.form["act"] == "pick" { return try await pick(visit) }
        let backlog = try await visit.perform(.viewRejudgements) { scope in
            try RejudgementQueue.backlog(on: today, from: scope.db).count
        }
        guard backlog <= mostAtOnce else { return try await tryOut(visit) }
        try await visit.perform { scope in
            // What was counted: thousands may wait for a day to come.
            let due = try Rejudge.queue(law: office.law, in: scope)
                .filter { $0.notice.on <= scope.today }
            _ = try Rejudge.perform(
                .tasks(due.map(\.id)), law: office.law, directory: office.directory,
                consequences: office.consequences, in: scope)
        }
        return visit.carriedOut(Route.rejudgements.path() + "?done=rejudged")
    }

    /// Judges what was ticked, and leaves the rest where it waits.
    private static func pick(_ visit: Visit) async throws -> Answer {
        let office = visit.installation
        let ids = visit.form.all("row").compactMap { Int64($0) }
        guard !ids.isEmpty, ids.count <= mostAtOnce else {
            let problem = FormProblem(
                "pick-form",
                ids.isEmpty
                    ? "再判定する異動を選んでください。"
                    : "一度に選べるのは\(mostAtOnce)件までです。減らして選び直してください。")
            return .page(try await page(visit, problems: [problem]))
        }
        try await visit.perform { scope in
            let due = try RejudgementQueue.due(ids, on: scope.today, from: scope.db)
            _ = try Rejudge.perform(
                .tasks(due.map(\.id)), law: office.law, directory: office.directory,
                consequences: office.consequences, in: scope)
        }
        return visit.carriedOut(Route.rejudgements.path() + "?done=rejudged")
    }

    /// The job of the calendar as a trial: it leaves figures, is watched, stopped and carried out on
    /// 3140.
    private static func tryOut(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .startJob)
        let engine = visit.desk.engine
        let order = JobOrder(job: "rejudge", occasion: visit.today.description)
        do {
            let run = try await visit.perform(.startJob) {
                try StartJob.perform(order, .trial, engine: engine, in: $0)
            }
            visit.desk.work(on: run, by: try visit.officer())
            return visit.carriedOut(Route.jobRun.path(run) + "?done=jobstarted")
        } catch let refusal as JobRefusal {
            var reading = FormReading(visit.form, today: visit.today)
            reading.refused(refusal)
            return .page(try await page(visit, problems: reading.problems))
        }
    }

    static func confirm(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("proposal")
        var reading = FormReading(visit.form, today: visit.today)
        do {
            try await visit.perform { scope in _ = try ConfirmProposal.perform(id, in: scope) }
            let page = Int(visit.form["page"]) ?? 1
            return visit.carriedOut(
                Route.rejudgements.path() + "?done=confirmed" + (page > 1 ? "&page=\(page)" : ""))
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        } catch SafeguardRefusal.sameOfficer {
            reading.refused(SafeguardRefusal.sameOfficer)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let directory = visit.installation.directory
        let today = visit.today
        let book = visit.installation.book
        let asked = visit.form.has("page") ? visit.form["page"] : visit.query["page"]
        let (askedPeople, askedStays) = (visit.query["people"], visit.query["stays"])
        let (askedIncomes, askedQueue) = (visit.query["incomes"], visit.query["queue"])
        let year = incomeYear(book, on: today)
        let read = try await visit.perform(.viewRejudgements) { scope in
            let all = try ProposalBook.waiting(from: scope.db)
                .filter { $0.cause == .rejudgement || $0.cause == .yearEnd }.map(\.id)
            let list = ListPage(of: all.count, asked: asked, size: DecisionList.most)
            let ids = all[list.rows]
            let found = try ProposalBook.proposals(Array(ids), from: scope.db)
            let shown = ids.compactMap { found[$0] }
            let people = ListPage(
                of: try GuardianBook.attentionCount(.person, from: scope.db), asked: askedPeople,
                size: DecisionList.most)
            let attention = try GuardianBook.attention(
                .person, limit: people.rows.count, skipping: people.rows.lowerBound,
                from: scope.db)
            let progress = try year.flatMap {
                try IncomeRenewal.progress(year: $0, from: scope.db)
            }
            // Whoever stands on the list is shown, also where no year is asked about any more.
            let missing = try GuardianBook.attentionCount(.income, from: scope.db)
            let poor = ListPage(of: missing, asked: askedIncomes, size: DecisionList.most)
            let incomes = try GuardianBook.attention(
                .income, limit: poor.rows.count, skipping: poor.rows.lowerBound, from: scope.db)
            let due = try ListResidenceConfirmations.perform(
                until: today.yearMonth.adding(months: 1).lastDay, book: book, in: scope)
            let stays = ListPage(of: due.count, asked: askedStays, size: DecisionList.most)
            let residences = due[stays.rows]
            let backlog = try RejudgementQueue.backlog(on: today, from: scope.db)
            let queue = ListPage(of: backlog.count, asked: askedQueue, size: mostWaiting)
            let waiting = try RejudgementQueue.due(
                on: today, limit: queue.rows.count, skipping: queue.rows.lowerBound,
                from: scope.db)
            let numbers =
                shown.map(\.draft.child) + attention.map(\.child)
                + residences.map(\.exception.child) + incomes.map(\.child)
                + waiting.map(\.notice.subject)
            scope.saw(numbers)
            return (
                shown: shown, count: all.count, list: list, attention: attention,
                attentions: people, residences: residences, stays: stays, due: due.count,
                progress: progress, incomes: incomes, missing: missing, poor: poor,
                people: try directory.persons(numbers),
                backlog: backlog, queue: queue, waiting: waiting
            )
        }
        let reader = try visit.officer()
        let path = Route.rejudgements.path()
        // Each of the lists keeps the pages of the others while it is leafed through.
        let places = [
            ("page", read.list.number), ("people", read.attentions.number),
            ("stays", read.stays.number), ("incomes", read.poor.number),
            ("queue", read.queue.number),
        ].filter { $0.1 > 1 }
        func beside(_ own: String) -> String {
            places.filter { $0.0 != own }.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
        }
        let pages = read.list.line(at: path, keeping: beside("page"))
        let body = Body(
            backlog: read.backlog.count, since: read.backlog.oldest.map(Say.moment),
            mayRun: visit.may(.rejudge) && read.backlog.count > 0, run: Route.rejudge.path(),
            isLong: read.backlog.count > mostAtOnce,
            queue: read.waiting.map {
                Waiting(
                    id: $0.id, person: NamedPerson($0.notice.subject, read.people, for: reader),
                    cause: $0.notice.cause.wording, on: Say.short($0.notice.on),
                    since: Say.moment($0.noticedAt))
            }, hasQueue: !read.waiting.isEmpty,
            queuePages: read.queue.line(at: path, keeping: beside("queue"), as: "queue"),
            rows: read.shown.map { row($0, read.people[$0.draft.child], visit, reader) },
            isNone: read.shown.isEmpty, count: read.count, pages: pages,
            page: read.list.number,
            attention: read.attention.map {
                Attention(
                    person: NamedPerson($0.child, read.people, for: reader),
                    sentence: $0.sentence, since: Say.moment($0.since),
                    change: visit.may(.changeRegistration)
                        ? Route.change.path($0.child) + "?what=recipient" : nil)
            }, hasAttention: !read.attention.isEmpty,
            attentionPages: read.attentions.line(
                at: path, keeping: beside("people"), as: "people"),
            incomeYear: read.progress.map(words)
                ?? (year == nil && read.missing > 0 ? Self.noIncomeAsked : nil),
            incomes: read.incomes.map { one in
                Income(
                    person: NamedPerson(one.child, read.people, for: reader),
                    sentence: one.sentence, since: Say.moment(one.since),
                    proof: visit.may(.viewHistory) ? Route.incomeRecord.path(one.child) : nil,
                    inquiry: visit.may(.viewInquiries) ? Route.newInquiry.path(one.child) : nil)
            }, hasIncomes: !read.incomes.isEmpty,
            incomeCount: Say.count(read.missing),
            incomePages: read.poor.line(at: path, keeping: beside("incomes"), as: "incomes"),
            residences: read.residences.map {
                residence($0, NamedPerson($0.exception.child, read.people, for: reader), visit)
            }, hasResidences: read.due > 0, residenceCount: Say.count(read.due),
            residencePages: read.stays.line(at: path, keeping: beside("stays"), as: "stays"),
            yearEnd: Route.yearEnd.path(),
            successions: visit.may(.viewSuccessions) ? Route.successions.path() : nil)
        let here = beside("")
        var keys: [Key] = [.link("F5", "更新", here.isEmpty ? path : path + "?" + here)]
        keys += ListPage.keys(pages)
        if body.mayRun {
            keys.append(
                .send("F9", body.isLong ? "再判定を試行する" : "再判定する", form: "rejudge-form"))
            keys.append(.send("F12", "選んだものを再判定", form: "pick-form"))
        }
        return Page(
            "decisions/rejudgements", "一括年次更新・再判定", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: keys, problems: problems, message: Done.banner(visit), body: body)
    }

    /// The year of assessment that counts on a day; `nil` where the book asks nothing.
    private static func incomeYear(_ book: SchemeBook, on day: CivilDate) -> Int? {
        guard case .found(let rule, _)? = book.incomeRule?.on(day) else { return nil }
        return rule.year(on: day)
    }

    private static let noIncomeAsked =
        "今日の制度の本は所得を問いません。下の児童は、次に判定し直すと一覧から消えます。"

    private static func words(_ progress: IncomeRenewal.Progress) -> String {
        "\(Wareki.text(FiscalYear(progress.year)))の所得による再判定　対象 \(Say.count(progress.expected))人、"
            + "判定済み \(Say.count(progress.judged))人、"
            + "課税の情報が足りない児童 \(Say.count(progress.missing))人"
    }

    /// Recording the same exception again, with the papers, is its confirmation.
    private static func residence(
        _ due: ListResidenceConfirmations.Due, _ person: NamedPerson, _ visit: Visit
    ) -> Residence {
        let exception = due.exception
        let from = Say.short(exception.period.from)
        var query = "?what=residence&residence=\(exception.known?.rawValue ?? "")"
        query += "&began=\(Typed.escaped(from))"
        if let until = exception.period.until {
            query += "&ended=\(Typed.escaped(Say.short(until)))"
        }
        return Residence(
            person: person, kind: exception.wording, from: from, seen: Say.short(due.seenOn),
            due: Say.short(due.dueOn), isOverdue: due.dueOn < visit.today,
            record: visit.may(.changeRegistration)
                ? Route.change.path(exception.child) + query : nil)
    }

    private static func row(
        _ proposal: PendingProposal, _ child: ResidentSnapshot?, _ visit: Visit,
        _ reader: Principal
    ) -> Row {
        let draft = proposal.draft
        let isOwn = proposal.proposer == reader.officer
        let mayConfirm = visit.may(.confirmRejudgement) && !isOwn
        return Row(
            href: Route.decision.path(proposal.id),
            confirm: mayConfirm ? Route.confirmRejudgement.path(proposal.id) : nil,
            child: child.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "（宛名になし）",
            kana: child.map { reader.sees($0.kana, of: .kana) } ?? "",
            result: draft.result.wording, reason: draft.reason.wording,
            effective: Say.short(draft.effectiveOn), explanation: Say.withEras(draft.explanation),
            flags: draft.flagWords.map { Flag($0, .warn) },
            consequences: proposal.consequenceTexts,
            proposer: visit.desk.name(of: proposal.proposer), isOwn: isOwn)
    }
}
