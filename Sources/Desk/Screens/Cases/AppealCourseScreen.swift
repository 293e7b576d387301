// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1140 one 審査請求: its course, and what comes next.
enum AppealCourseScreen {
    struct Body: PageModel {
        let items: [Item]
        let person: NamedPerson
        let state: String
        let weight: String
        let isLate: Bool
        let steps: [Step]
        let hasSteps: Bool
        let noting: RuleScreen.Form?
        let ruling: RuleScreen.Form?
        let correction: String?
    }

    struct Step: PageModel {
        let on: String
        let what: String
        let note: String
        let officer: String
        let at: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func note(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("appeal")
        var reading = FormReading(visit.form, today: visit.today)
        let event: AppealEvent? = reading.code("event", orElse: "経過を選んでください。")
        let on = reading.date("on", "日付", whose: .child)
        let note = reading.text("note", orElse: "内容（文書番号など）を入力してください。")
        guard let event, let on, reading.isRight else {
            return .page(try await page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, id, "appealnoted") {
            try RecordAppeal.note(event, on: on, note: note, of: id, in: $0)
        }
    }

    static func rule(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("appeal")
        var reading = FormReading(visit.form, today: visit.today)
        let ruling: AppealRuling? = reading.code("ruling", orElse: "裁決の結果を選んでください。")
        let on = reading.date("ruled", "裁決の日", whose: .child)
        let note = reading.text("ruling-note", orElse: "裁決書の番号と要旨を入力してください。")
        guard let ruling, let on, reading.isRight else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let hands = visit.installation.decisionHands
        return try await carryOut(visit, id, "appealruled") {
            try DecideAppeal.perform(ruling, on: on, note: note, of: id, hands: hands, in: $0)
        }
    }

    private static func carryOut(
        _ visit: Visit, _ id: Int64, _ done: String,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        do {
            try await visit.perform(body)
            return visit.carriedOut(Route.appeal.path(id) + "?done=\(done)")
        } catch let refusal as AppealRefusal {
            reading.refused(refusal)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("appeal")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let read = try await visit.perform(.viewAppeals) { scope in
            guard let appeal = try AppealBook.appeal(id, from: scope.db) else {
                throw DeskRefusal.notFound
            }
            let persons = [appeal.input.child, appeal.input.appellant]
            scope.saw(persons)
            return (appeal: appeal, people: try directory.persons(persons))
        }
        let appeal = read.appeal
        let child = NamedPerson(appeal.input.child, read.people, for: officer)
        let appellant = NamedPerson(appeal.input.appellant, read.people, for: officer)
        return Page(
            "cases/appeal", "審査請求",
            crumbs: [
                .home, .screen(.register, .register), Crumb("審査請求", Route.appeals.path()),
            ], keys: [.link("F5", "更新", Route.appeal.path(id))], problems: problems,
            message: Done.banner(visit),
            body: Body(
                items: [
                    Item("審査請求人", "\(appellant.name)（\(appellant.number)）"),
                    Item("対象の決定", appeal.input.against),
                    Item("決定の日", Say.date(appeal.input.decidedOn)),
                    Item("決定を知った日", Say.date(appeal.input.knownOn)),
                    Item("受け付けた日", Say.date(appeal.input.receivedOn)),
                    Item("期間の最後の日", appeal.lastDay.map(Say.date) ?? "未設定"),
                    Item("期間を過ぎた理由", appeal.input.lateReason ?? "—"),
                    Item("受付の職員", visit.desk.name(of: appeal.officer)),
                ], person: child, state: appeal.standing,
                weight: appeal.isOpen ? "warn" : "good", isLate: appeal.isLate,
                steps: appeal.steps.map {
                    Step(
                        on: Say.short($0.on),
                        what: $0.event.wording + ($0.ruling.map { "：\($0.wording)" } ?? ""),
                        note: $0.note, officer: visit.desk.name(of: $0.officer),
                        at: Say.moment($0.recordedAt))
                }, hasSteps: !appeal.steps.isEmpty,
                noting: appeal.isOpen && visit.may(.recordAppeal)
                    ? RuleScreen.Form(
                        action: Route.noteAppeal.path(id),
                        fields: noteFields(visit.form).checked(problems)) : nil,
                ruling: appeal.isOpen && visit.may(.decideAppeal)
                    ? RuleScreen.Form(
                        action: Route.ruleAppeal.path(id),
                        fields: rulingFields(visit.form).checked(problems)) : nil,
                correction: appeal.ruling?.changesDecision ?? false
                    && visit.may(.correctEntitlement)
                    ? Route.correction.path(appeal.input.child) : nil))
    }

    private static func noteFields(_ typed: Typed) -> [FormField] {
        [
            .select(
                "event", "経過", typed,
                AppealEvent.allCases.filter { $0 != .ruled }.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .date("on", "日付", typed, whose: "past", isRequired: true),
            .text("note", "内容（文書番号など）", typed, size: "long", isRequired: true),
        ]
    }

    private static func rulingFields(_ typed: Typed) -> [FormField] {
        [
            .select(
                "ruling", "裁決の結果", typed,
                [("", "選んでください")] + AppealRuling.allCases.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .date("ruled", "裁決の日", typed, whose: "past", isRequired: true),
            .text("ruling-note", "裁決書の番号と要旨", typed, size: "long", isRequired: true),
        ]
    }
}
