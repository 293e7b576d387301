// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1150 年度末の年齢到達: who lapses on a day, before anything is written; then what was expected against
/// what was produced.
enum YearEndScreen {
    struct Body: PageModel {
        let day: FormField
        let dayAction: String
        let planned: Int
        let isNone: Bool
        let ages: [Item]
        let waiting: Int
        /// Whom the book covers on the day after still.
        let covered: Int
        let hasCovered: Bool
        let unregistered: String
        /// Who is left out and why, page by page.
        let left: [Left]
        let hasLeft: Bool
        let leftCount: String
        let leftPages: ListPage.Line?
        let run: String?
        let lastDay: String
        let hidden: [Item]
        let batches: [UnregisteredScreen.Batch]
        let hasBatches: Bool
    }

    /// A child that the year end does not end.
    struct Left: PageModel {
        let person: NamedPerson
        let number: String
        let code: String
        let why: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, visit.query, problems: []))
    }

    static func run(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let day = reading.date("day", "最後の日")
        guard let day else {
            return .page(try await page(visit, visit.form, problems: reading.problems))
        }
        let law = visit.installation.law
        let done = try await visit.perform { scope in
            try YearEndLapse.perform(lastDay: day, law: law, in: scope)
        }
        return visit.carriedOut(
            Route.yearEnd.path()
                + "?done=yearend&n=\(done.carriedOut.approved)&held=\(done.waiting.count)&day=\(day)"
        )
    }

    static func page(
        _ visit: Visit, _ typed: Typed, problems: [FormProblem]
    ) async throws -> Page {
        var typed = typed
        if !typed.has("day") {
            typed.set("day", Say.short(FiscalYear(of: visit.today).lastDay))
        }
        var reading = FormReading(typed, today: visit.today)
        let day = reading.date("day", "最後の日") ?? FiscalYear(of: visit.today).lastDay
        let law = visit.installation.law
        let directory = visit.installation.directory
        let asked = visit.query["page"]
        let read = try await visit.perform(.viewRejudgements) { scope in
            let outlook = try YearEndOutlook(lastDay: day, law: law, from: scope.db)
            scope.counted(outlook.count + outlook.covered)
            let list = ListPage(of: outlook.leftOut, asked: asked, size: DecisionList.most)
            let left =
                outlook.leftOut == 0
                ? []
                : try outlook.left(
                    limit: list.rows.count, skipping: list.rows.lowerBound, from: scope.db)
            scope.saw(left.map(\.child))
            return (
                ages: outlook.byAge, count: outlook.count, waiting: outlook.waiting,
                covered: outlook.covered, left: left, list: list,
                people: try directory.persons(left.map(\.child)),
                batches: try BatchBook.newest(.yearEnd, from: scope.db)
            )
        }
        let reader = try visit.officer()
        let pages = read.list.line(
            at: Route.yearEnd.path(), keeping: "day=\(Typed.escaped(Say.short(day)))")
        let mayRun = visit.may(.renewYearly) && read.count > read.waiting
        return Page(
            "cases/year-end", "年度末の年齢到達",
            crumbs: [.home, .screen(.rejudgement, .rejudgements)],
            keys: ListPage.keys(pages)
                + (mayRun ? [.send("F12", "起案する", form: "year-end-form", isMain: true)] : []),
            problems: problems + reading.problems, message: Done.banner(visit),
            body: Body(
                day: FormField.date("day", "資格の最後の日", typed).checked(problems),
                dayAction: Route.yearEnd.path(), planned: read.count, isNone: read.count == 0,
                ages: read.ages.sorted { $0.key < $1.key }
                    .map { Item("\($0.key)歳", "\($0.value)人") }, waiting: read.waiting,
                covered: read.covered, hasCovered: read.covered > 0,
                unregistered: Route.unregistered.path(),
                left: read.left.map {
                    Left(
                        person: NamedPerson($0.child, read.people, for: reader),
                        number: $0.recipientNumber, code: $0.why.code, why: $0.why.message)
                }, hasLeft: !read.left.isEmpty, leftCount: Say.count(read.list.total),
                leftPages: pages,
                run: mayRun ? Route.runYearEnd.path() : nil, lastDay: Say.date(day),
                hidden: [Item(hidden: "day", day.description)],
                batches: read.batches.map { UnregisteredScreen.Batch($0, visit.desk) },
                hasBatches: !read.batches.isEmpty))
    }
}
