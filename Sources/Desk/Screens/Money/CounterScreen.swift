// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 1351 窓口払: what may be paid in cash, and the runs in cash.
enum CounterScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let mayPropose: Bool
        let action: String
        let fields: [FormField]
        let itemPages: ListPage.Line?
        /// The page that the form was on.
        let pageNumber: Int
        let runs: [RunListScreen.RunRow]
        let hasRuns: Bool
        let runPages: ListPage.Line?
    }

    struct Row: PageModel {
        let item: PaymentRow
        let name: String
        let isTicked: Bool
    }

    /// Rows of one page: it stays below 150 KB with the longest names too.
    static let most = 100
    /// Runs of one page, below them.
    static let mostRuns = 20

    private struct Reading: Sendable {
        let list: ListPage
        let runList: ListPage
        let items: [PaymentItem]
        let runs: [PaymentRun]
        let people: ListedPeople

        init(
            page: String, runs asked: String, directory: any AddresseeDirectory, in scope: Scope
        ) throws {
            list = ListPage(
                of: try CashBook.payableCount(from: scope.db), asked: page, size: most)
            runList = ListPage(
                of: try RunBook.countInCash(from: scope.db), asked: asked, size: mostRuns)
            items = try CashBook.payable(
                limit: list.rows.count, from: list.rows.lowerBound, in: scope.db)
            scope.counted(items.count)
            runs = try RunBook.inCash(
                limit: runList.rows.count, from: runList.rows.lowerBound, in: scope.db)
            people = try ListedPeople(
                items.flatMap { [$0.child, $0.recipient] }, directory: directory, in: scope)
        }

        var pages: ListPage.Line? {
            list.line(
                at: Route.counter.path(),
                keeping: runList.number > 1 ? "runs=\(runList.number)" : "")
        }

        var runPages: ListPage.Line? {
            runList.line(
                at: Route.counter.path(), keeping: list.number > 1 ? "page=\(list.number)" : "",
                as: "runs")
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let ids = visit.form.all("row").compactMap { Int64($0) }
        var reading = FormReading(visit.form, today: visit.today)
        let day = reading.date("day", "支払日")
        if ids.isEmpty { reading.wrong("counter-form", "窓口で支払う行を選んでください。") }
        guard reading.isRight, let day else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let days = visit.installation.paymentDays
        let directory = visit.installation.directory
        let key = visit.onceKey ?? randomKey(visit.installation.settings.random)
        do {
            let proposal = try await visit.perform { scope in
                try ProposeCounterRun.perform(
                    ids, on: day, key: key, days: days, directory: directory, in: scope)
            }
            return visit.carriedOut(Route.counterRun.path(proposal.run.id) + "?done=run")
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(try await page(visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = visit.form.has("page") ? visit.form["page"] : visit.query["page"]
        let askedRuns = visit.query["runs"]
        let found = try await visit.perform(.viewRun) {
            try Reading(page: asked, runs: askedRuns, directory: directory, in: $0)
        }
        let ticked = Set(visit.form.all("row"))
        let mayPropose = visit.may(.proposeRun) && !found.items.isEmpty
        var typed = visit.form
        if typed["day"].isEmpty { typed.set("day", Say.short(visit.today)) }
        return Page(
            "money/counter", Screen.counter.title, crumbs: [.home, .screen(.run, .runs)],
            keys: [.link("F5", "更新", Route.counter.path())] + ListPage.keys(found.pages)
                + (mayPropose
                    ? [.send("F12", "起案する", form: "counter-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                rows: found.items.map { item in
                    Row(
                        item: PaymentRow(
                            item, person: PersonCell(item.recipient, found.people, for: officer),
                            isProtected: found.people.isProtected(item.recipient)
                                || found.people.isProtected(item.child)),
                        name: item.receiptText, isTicked: ticked.contains(String(item.id)))
                }, isNone: found.items.isEmpty, mayPropose: mayPropose,
                action: Route.proposeCounter.path(),
                fields: [
                    FormField.date("day", "支払日（窓口を開く日）", typed, hint: nil, isRequired: true)
                ].checked(problems),
                itemPages: found.pages, pageNumber: found.list.number,
                runs: found.runs.map { run in
                    RunListScreen.row(run, visit.desk, href: Route.counterRun.path(run.id))
                }, hasRuns: !found.runs.isEmpty, runPages: found.runPages))
    }
}
