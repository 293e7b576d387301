// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// Decisions that call for a certificate and have none: issued together, in parts of a few hundred.
enum WaitingPapers {
    struct Body: PageModel {
        let count: Int
        let isNone: Bool
        let pages: ListPage.Line?
        let rows: [Row]
        let issue: String?
        let part: Int
        let kinds: [Kind]
        let letters: String
        let batches: String
        /// 更新・区分の変更 that are due; a page of their own shows them.
        let renewing: Bool
        /// What the job of everything that waits is called; `nil` for whoever begins none.
        let whole: String?
        /// What the ceiling of an hour makes of it.
        let outlook: String?
    }

    /// A kind of letter that is issued in batches.
    struct Kind: PageModel {
        let title: String
        let waiting: String
        let href: String
    }

    struct Row: PageModel {
        let href: String
        let child: String
        let kana: String
        let result: String
        let decided: String
        let periods: String
        let number: String
        let flags: [Flag]
    }

    /// As many as are printed in one go.
    static let part = 300
    static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        let directory = visit.installation.directory
        let sources = visit.installation.letterSources(on: visit.today)
        let (book, ceilings) = (visit.installation.book, visit.installation.ceilings)
        let asked = visit.query["page"]
        let read = try await visit.perform { scope in
            let ids = try CertificateBook.waiting(from: scope.db)
            let list = ListPage(of: ids.count, asked: asked, size: most)
            let shown = Array(ids[list.rows])
            let decisions = try HistoryBook.decisions(ids: shown, from: scope.db)
            let children = decisions.values.map(\.child)
            scope.saw(children)
            let kinds = try sources.map { entry in
                Kind(
                    title: entry.source.title,
                    waiting: entry.source.isCounted
                        ? "\(Say.count(try entry.source.waiting(in: scope).count))" : "",
                    href: Route.letterBatch.path(entry.code))
            }
            return (
                kinds: kinds, count: ids.count, list: list,
                renewing: try RenewalBook.isAnyDue(book, on: scope.today, from: scope.db),
                decisions: shown.compactMap { decisions[$0] },
                people: try directory.persons(children),
                outlook: try BatchOutlook.words(list.total, "受給資格証", ceilings, in: scope)
            )
        }
        let reader = try visit.officer()
        let mayIssue = visit.may(.issueCertificate) && read.count > 0
        let pages = read.list.line(at: Route.papers.path())
        let body = Body(
            count: read.count, isNone: read.count == 0, pages: pages,
            rows: read.decisions.map { row($0, read.people[$0.child], reader) },
            issue: mayIssue ? Route.issueWaiting.path() : nil, part: min(part, read.count),
            kinds: read.kinds, letters: Route.letters.path(), batches: Route.batches.path(),
            renewing: read.renewing,
            whole: mayIssue && BatchJob.mayStart(visit)
                ? "待っている\(Say.count(read.count))件すべて" : nil,
            outlook: read.outlook)
        return .page(
            Page(
                "papers/waiting", "帳票・通知 発行", crumbs: [Crumb("ホーム", Route.home.path())],
                keys: [.link("F5", "更新", Route.papers.path())] + ListPage.keys(pages)
                    + (mayIssue
                        ? [.send("F12", "\(body.part)件を交付", form: "issue-form", isMain: true)]
                        : []),
                message: Done.banner(visit), body: body))
    }

    static func issue(_ visit: Visit) async throws -> Answer {
        let isRenewal = visit.form["group"] == "renewals"
        if let kind = BatchJob.kind(visit) {
            return try await BatchJob.certificates(
                renewals: isRenewal, kind,
                back: isRenewal ? Route.certificates.path() : Route.papers.path(), visit)
        }
        if isRenewal { return try await issueRenewals(visit) }
        let ids = try await visit.perform(.viewLists) { scope in
            // Those that wait for a second officer (支援措置) do not stand in the way of the others.
            let held = try HeldLetterBook.waiting(.certificate, from: scope.db)
            return Array(
                try CertificateBook.waiting(from: scope.db).filter { !held.contains($0) }
                    .prefix(part))
        }
        guard !ids.isEmpty else { return .onward(Route.papers.path()) }
        return try await Printing.certificates(ids, reason: nil, visit, back: Route.papers.path())
    }

    /// 更新・区分の変更: what is due, by its first day; asked for again where it is printed.
    private static func issueRenewals(_ visit: Visit) async throws -> Answer {
        let book = visit.installation.book
        let ids = try await visit.perform(.viewLists) { scope in
            let held = try HeldLetterBook.waiting(.certificate, from: scope.db)
            return Array(
                try RenewalBook.waiting(book, on: scope.today, from: scope.db)
                    .map(\.historyID).filter { !held.contains($0) }.prefix(part))
        }
        let back = Route.certificates.path()
        guard !ids.isEmpty else { return .onward(back) }
        return try await Printing.certificates(.renewals(ids), visit, back: back)
    }

    private static func row(
        _ decision: EntitlementDecision, _ child: ResidentSnapshot?, _ reader: Principal
    ) -> Row {
        Row(
            href: Route.paperDesk.path(decision.id),
            child: child.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "（宛名になし）",
            kana: child.map { reader.sees($0.kana, of: .kana) } ?? "",
            result: decision.result.wording, decided: Say.short(decision.decidedOn),
            periods: Say.periods(decision.periods), number: decision.recipientNumber ?? "",
            flags: child.map(Flag.about) ?? [])
    }
}
