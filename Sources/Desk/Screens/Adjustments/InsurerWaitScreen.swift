// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 保険者決定待ち: how long each case waits, who was asked when, and asking again.
enum InsurerWaitScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let count: String
        let due: String
        let rule: String
        let mayRemind: Bool
        let action: String
        let fields: [FormField]
    }

    struct Row: PageModel {
        let id: String
        let href: String
        let receipt: String
        let person: PersonCell
        let month: String
        let since: String
        let age: String
        let asked: String
        let next: String
        let isDue: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func remind(_ visit: Visit) async throws -> Answer {
        let ids = visit.form.all("row").compactMap { Int64($0) }
        var reading = FormReading(visit.form, today: visit.today)
        let whom: ReminderAddressee? = reading.code("whom", orElse: "照会の相手を選んでください。")
        let next = reading.date("next", "次に見る日")
        if ids.isEmpty { reading.wrong("remind-form", "照会する行を選んでください。") }
        guard reading.isRight, let whom, let next else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let note = visit.form["note"]
        return try await visit.step(
            Route.insurerWaits.path() + "?done=insurersasked&n=\(ids.count)",
            { try await page($0, problems: $1) }
        ) { scope in
            try RemindInsurers.perform(
                ids, whom, next: next, note: note.isEmpty ? nil : note, in: scope)
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let law = visit.installation.benefitLaw
        let days = law.reminderDays(visit.today)
        let found = try await visit.perform(.viewReimbursement) { scope in
            let waits = try ReminderBook.waiting(days: days ?? 0, from: scope.db)
            return (
                waits: waits,
                people: try ListedPeople(waits.map(\.child), directory: directory, in: scope)
            )
        }
        let rows = found.waits.map { wait in
            Row(
                id: String(wait.reimbursement), href: Route.reimbursement.path(wait.reimbursement),
                receipt: wait.receipt, person: PersonCell(wait.child, found.people, for: officer),
                month: Say.month(wait.treatmentMonth), since: Say.short(wait.since),
                age: "\(Int(wait.since.days(until: visit.today)))日",
                asked: wait.lastAsked.map { "\(wait.asked)回（\(Say.short($0))）" } ?? "まだ",
                next: Say.short(wait.nextOn), isDue: wait.isDue(visit.today))
        }
        let mayRemind = visit.may(.holdReimbursement) && !rows.isEmpty
        return Page(
            "adjustments/waits", "保険者決定待ち",
            crumbs: [.home, .screen(.reimbursement, .reimbursements)],
            keys: [.link("F5", "更新", Route.insurerWaits.path())]
                + (mayRemind ? [.send("F12", "照会を記録", form: "remind-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                rows: rows, isNone: rows.isEmpty, count: Say.count(rows.count),
                due: Say.count(rows.filter(\.isDue).count),
                rule: days.map { "申請から\($0)日で照会します。" } ?? "照会までの日数は未設定です（制度の本）。",
                mayRemind: mayRemind, action: Route.remindInsurers.path(),
                fields: [
                    FormField.select(
                        "whom", "照会の相手", visit.form,
                        ReminderAddressee.allCases.map { ($0.rawValue, $0.wording) },
                        isRequired: true),
                    .date("next", "次に見る日", visit.form, isRequired: true),
                    .text("note", "メモ", visit.form, size: "long"),
                ].map { $0.checked(problems) }))
    }
}
