// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// One payment day: every item with its state; hold and release with a reason.
enum ScheduleDayScreen {
    struct Body: PageModel {
        let day: String
        let cards: [ImportResultScreen.Card]
        /// The states that are shown, and the way to all.
        let group: Item?
        let all: String
        /// The state that a form sends along.
        let state: String?
        let rows: [Row]
        let isNone: Bool
        let pages: ListPage.Line?
        let mayHold: Bool
        let hold: String
        let release: String
        let dayValue: String
        let fields: [FormField]
    }

    struct Row: PageModel {
        let item: PaymentRow
        let isTickable: Bool
        let name: String
    }

    /// Rows of one page: it stays below 150 KB with the longest names too.
    static let most = 100

    /// The items of a day in some states, named by the first of them.
    static func path(_ day: CivilDate, of group: [PaymentItemStatus]) -> String {
        Route.scheduleDay.path(day) + (group.first.map { "?state=\($0.rawValue)" } ?? "")
    }

    /// The states that are asked for; `nil` where all are.
    private static func group(_ visit: Visit) -> [PaymentItemStatus]? {
        let asked = visit.form.has("state") ? visit.form["state"] : visit.query["state"]
        guard let first = PaymentItemStatus(rawValue: asked) else { return nil }
        return ScheduleScreen.groups.first { $0.first == first }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        guard let day = CivilDate(iso: visit.parameters["day"] ?? "") else {
            throw DeskRefusal.notFound
        }
        return .page(try await page(visit, day, problems: []))
    }

    static func hold(_ visit: Visit) async throws -> Answer {
        if visit.form["act"] == "release" { return try await release(visit) }
        let (day, ids) = try chosen(visit)
        var reading = FormReading(visit.form, today: visit.today)
        if ids.isEmpty { reading.wrong("items-form", "保留する行を選んでください。") }
        let reason: PaymentHoldReason? = reading.code("why", orElse: "保留の理由を選んでください。")
        let text = reading.text("reason", orElse: "理由の説明を入力してください（記録されます）。")
        guard reading.isRight, let reason else {
            return .page(try await page(visit, day, problems: reading.problems))
        }
        return try await carryOut(
            .holdPayment, visit, day, "paymentheld", ids.count, reason: text
        ) { scope in
            try HoldPayment.perform(ids, because: reason, in: scope)
        }
    }

    static func release(_ visit: Visit) async throws -> Answer {
        let (day, ids) = try chosen(visit)
        guard !ids.isEmpty else {
            return .page(
                try await page(visit, day, problems: [FormProblem("items-form", "解除する行を選んでください。")]))
        }
        return try await carryOut(
            .releasePayment, visit, day, "paymentreleased", ids.count
        ) { scope in
            try ReleasePayment.perform(ids, in: scope)
        }
    }

    private static func chosen(_ visit: Visit) throws -> (day: CivilDate, ids: [Int64]) {
        guard let day = CivilDate(iso: visit.form["day"]) else { throw DeskRefusal.notFound }
        return (day, visit.form.all("row").compactMap { Int64($0) })
    }

    private static func carryOut(
        _ operation: OperationCode, _ visit: Visit, _ day: CivilDate, _ done: String,
        _ count: Int, reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(operation, reason: reason, body)
        } catch let refusal as PaymentRefusal {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(try await page(visit, day, problems: [problem]))
        }
        let page =
            (visit.form.has("page") ? "&page=\(Int(visit.form["page"]) ?? 1)" : "")
            + (group(visit)?.first.map { "&state=\($0.rawValue)" } ?? "")
        return visit.carriedOut(Route.scheduleDay.path(day) + "?done=\(done)&n=\(count)\(page)")
    }

    /// The page of the day that a form names.
    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try await page(visit, try chosen(visit).day, problems: problems)
    }

    private static func page(
        _ visit: Visit, _ day: CivilDate, problems: [FormProblem]
    ) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let asked = visit.form.has("page") ? visit.form["page"] : visit.query["page"]
        let group = group(visit)
        let found = try await visit.perform(.viewSchedule) { scope in
            let all = try ItemBook.planned(on: day, from: scope.db)
            let items = group.map { wanted in all.filter { wanted.contains($0.status) } } ?? all
            // What must be looked at stands first.
            let order: [PaymentItemStatus] = [.held, .returned, .scheduled, .extracted, .sent]
            let list = ListPage(of: items.count, asked: asked, size: most)
            let shown = items.enumerated().sorted {
                let left = order.firstIndex(of: $0.element.status) ?? order.count
                let right = order.firstIndex(of: $1.element.status) ?? order.count
                return (left, $0.offset) < (right, $1.offset)
            }[list.rows].map(\.element)
            scope.counted(items.count)
            return (
                all: all, shown: shown, list: list,
                people: try ListedPeople(
                    shown.flatMap { [$0.child, $0.recipient] }, directory: directory, in: scope)
            )
        }
        let path = Route.scheduleDay.path(day)
        let question = group?.first.map { "state=\($0.rawValue)" }
        let pages = found.list.line(at: path, keeping: question ?? "")
        let here = [question, pages.map { "page=\($0.number)" }].compactMap(\.self)
        let mayHold =
            visit.may(.holdPayment)
            && found.shown.contains { $0.status == .scheduled || $0.status == .held }
        return Page(
            "payments/day", "支給予定 \(Say.date(day))",
            crumbs: [.home, .screen(.schedule, .schedule)],
            keys: [
                .link(
                    "F5", "更新",
                    path + (here.isEmpty ? "" : "?" + here.joined(separator: "&")))
            ]
                + ListPage.keys(pages)
                + (mayHold
                    ? [
                        .send("F2", "保留する", form: "items-form", act: "hold"),
                        .send("F9", "解除する", form: "items-form", act: "release"),
                    ] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                day: Say.date(day), cards: cards(found.all),
                group: group.map { Item("状態", $0.map(\.wording).joined(separator: "・")) },
                all: path, state: group?.first?.rawValue,
                rows: found.shown.map { item in
                    let person = PersonCell(item.recipient, found.people, for: officer)
                    return Row(
                        item: PaymentRow(
                            item, person: person,
                            isProtected: found.people.isProtected(item.child)
                                || found.people.isProtected(item.recipient)),
                        isTickable: mayHold && (item.status == .scheduled || item.status == .held),
                        name: item.receiptText)
                }, isNone: found.shown.isEmpty,
                pages: pages, mayHold: mayHold,
                hold: Route.holdPayments.path(), release: Route.releasePayments.path(),
                dayValue: day.description, fields: fields(visit.form, problems)))
    }

    private static func cards(_ items: [PaymentItem]) -> [ImportResultScreen.Card] {
        let held = items.filter { $0.status == .held }
        let live = items.filter { $0.status != .cancelled && $0.status != .rescheduled }
        let sum = live.reduce(Yen.zero) { $0 + $1.amount }
        return [
            .init(label: "支給予定", figure: Say.count(live.count), unit: "件", isUrgent: false),
            .init(label: "金額", figure: sum.grouped, unit: "円", isUrgent: false),
            .init(label: "保留", figure: Say.count(held.count), unit: "件", isUrgent: !held.isEmpty),
            .init(
                label: "保留の金額", figure: held.reduce(Yen.zero) { $0 + $1.amount }.grouped,
                unit: "円", isUrgent: false),
        ]
    }

    private static func fields(_ typed: Typed, _ problems: [FormProblem]) -> [FormField] {
        [
            FormField.select(
                "why", "保留の理由", typed,
                [("", "選んでください")] + PaymentHoldReason.allCases.map { ($0.rawValue, $0.wording) }
            ), .text("reason", "説明（記録されます）", typed, size: "long"),
        ].map { $0.checked(problems) }
    }
}
