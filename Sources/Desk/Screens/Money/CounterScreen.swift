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
        let runs: [RunListScreen.RunRow]
        let hasRuns: Bool
    }

    struct Row: PageModel {
        let item: PaymentRow
        let name: String
    }

    static let most = 500

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
        let found = try await visit.perform(.viewRun) { scope in
            let items = try CashBook.payable(from: scope.db)
            let shown = Array(items.prefix(most))
            scope.counted(items.count)
            return (
                items: shown,
                runs: try RunBook.runs(from: scope.db).filter { $0.kind == .cash },
                people: try ListedPeople(
                    shown.flatMap { [$0.child, $0.recipient] }, directory: directory, in: scope)
            )
        }
        let mayPropose = visit.may(.proposeRun) && !found.items.isEmpty
        var typed = visit.form
        if typed["day"].isEmpty { typed.set("day", Say.short(visit.today)) }
        return Page(
            "money/counter", Screen.counter.title, crumbs: [.home, .screen(.run, .runs)],
            keys: [.link("F5", "更新", Route.counter.path())]
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
                        name: item.receiptText)
                }, isNone: found.items.isEmpty, mayPropose: mayPropose,
                action: Route.proposeCounter.path(),
                fields: [
                    FormField.date("day", "支払日（窓口を開く日）", typed, hint: nil, isRequired: true)
                ].checked(problems),
                runs: found.runs.map { run in
                    RunListScreen.row(run, visit.desk, href: Route.counterRun.path(run.id))
                }, hasRuns: !found.runs.isEmpty))
    }
}
