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
        let run: String?
        let lastDay: String
        let hidden: [Item]
        let batches: [UnregisteredScreen.Batch]
        let hasBatches: Bool
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
        let read = try await visit.perform(.viewRejudgements) { scope in
            let outlook = try YearEndOutlook(lastDay: day, law: law, from: scope.db)
            scope.counted(outlook.count + outlook.covered)
            return (
                ages: outlook.byAge, count: outlook.count, waiting: outlook.waiting,
                covered: outlook.covered, batches: try BatchBook.newest(.yearEnd, from: scope.db)
            )
        }
        let mayRun = visit.may(.renewYearly) && read.count > read.waiting
        return Page(
            "cases/year-end", "年度末の年齢到達",
            crumbs: [.home, .screen(.rejudgement, .rejudgements)],
            keys: mayRun ? [.send("F12", "起案する", form: "year-end-form", isMain: true)] : [],
            problems: problems + reading.problems, message: Done.banner(visit),
            body: Body(
                day: FormField.date("day", "資格の最後の日", typed).checked(problems),
                dayAction: Route.yearEnd.path(), planned: read.count, isNone: read.count == 0,
                ages: read.ages.sorted { $0.key < $1.key }
                    .map { Item("\($0.key)歳", "\($0.value)人") }, waiting: read.waiting,
                covered: read.covered, hasCovered: read.covered > 0,
                unregistered: Route.unregistered.path(),
                run: mayRun ? Route.runYearEnd.path() : nil, lastDay: Say.date(day),
                hidden: [Item(hidden: "day", day.description)],
                batches: read.batches.map { UnregisteredScreen.Batch($0, visit.desk) },
                hasBatches: !read.batches.isEmpty))
    }
}
