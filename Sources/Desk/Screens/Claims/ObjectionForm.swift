// SPDX-License-Identifier: Apache-2.0
import Benefits
import Payments
import Safeguards
import Vocabulary

/// 申立 about a claim or a row of the error list: filed with the examining body, and its answer.
enum ObjectionForm {
    /// How it stands, and the form for the next step.
    struct Panel: PageModel {
        let state: [Item]
        let isFiled: Bool
        let mayFile: Bool
        let fileAction: String
        let mayAnswer: Bool
        let answerAction: String
        let fields: [FormField]
        let subject: String
        let row: String

        init(
            _ about: Objection.Subject, _ objection: Objection?, _ typed: Typed,
            _ problems: [FormProblem], _ visit: Visit
        ) {
            (subject, row) =
                switch about {
                case .claim(let id): ("claim", String(id))
                case .error(let id): ("error", String(id))
                }
            let isPending = objection?.result == .pending
            isFiled = objection != nil
            state =
                objection.map {
                    [
                        Item("区分・理由", "\($0.kind.wording)・\($0.reason.wording)"),
                        Item("申立日", Say.date($0.filedOn)), Item("結果", $0.result.wording),
                        Item("結果の日", $0.resultOn.map(Say.date)),
                        Item("相殺の額", $0.offset.map(\.description)),
                        Item("相殺される請求年月", $0.offsetMonth.map { Wareki.text($0) }),
                    ]
                } ?? []
            mayAnswer = isPending && visit.may(.fileObjection)
            // What was taken back whole leaves nothing to contest.
            mayFile = !isPending && objection?.result != .accepted && visit.may(.fileObjection)
            fileAction = Route.object.path()
            answerAction = Route.answerObjection.path()
            fields = (isPending ? Self.answer(typed) : Self.filing(typed)).checked(problems)
                .map { field in
                    var field = field
                    field.isFirst = false
                    return field
                }
        }

        private static func filing(_ typed: Typed) -> [FormField] {
            [
                .select(
                    "kind", "申立区分", typed,
                    [("", "選んでください")] + ObjectionKind.allCases.map { ($0.rawValue, $0.wording) },
                    isRequired: true),
                .select(
                    "reason", "申立理由", typed,
                    [("", "選んでください")]
                        + ObjectionReason.allCases.map { ($0.rawValue, $0.wording) },
                    isRequired: true), .date("on", "申立日", typed, isRequired: true),
            ]
        }

        private static func answer(_ typed: Typed) -> [FormField] {
            [
                .select(
                    "result", "結果", typed,
                    [("", "選んでください")]
                        + ObjectionResult.allCases.filter { $0 != .pending }
                        .map { ($0.rawValue, $0.wording) }, isRequired: true),
                .date("on", "結果の日", typed, isRequired: true),
                .code("offset", "相殺の額（円）", typed, digits: 0, hint: "一部認容のとき。認容は全額"),
                .text(
                    "offset-month", "相殺される請求年月", typed, hint: "空欄は結果の日の月", size: "short"),
            ]
        }

        var keys: [Key] {
            if mayFile { return [.send("F12", "申し立てる", form: "objection-form", isMain: true)] }
            return mayAnswer
                ? [.send("F12", "結果を記録する", form: "objection-form", isMain: true)] : []
        }
    }

    static func file(_ visit: Visit) async throws -> Answer {
        let about = try about(visit.form)
        var reading = FormReading(visit.form, today: visit.today)
        let kind: ObjectionKind? = reading.code("kind", orElse: "申立区分を選んでください。")
        let reason: ObjectionReason? = reading.code("reason", orElse: "申立理由を選んでください。")
        let on = reading.date("on", "申立日")
        guard reading.isRight, let kind, let reason, let on else {
            return try await again(visit, reading)
        }
        return try await carryOut(visit, about, reading) { scope in
            try ContestClaim.perform(about, kind, reason: reason, on: on, in: scope)
        }
    }

    static func answer(_ visit: Visit) async throws -> Answer {
        let about = try about(visit.form)
        var reading = FormReading(visit.form, today: visit.today)
        let result: ObjectionResult? = reading.code("result", orElse: "結果を選んでください。")
        let on = reading.date("on", "結果の日")
        let offset = visit.form["offset"].isEmpty ? nil : AmountEntry.read(visit.form["offset"])
        if offset == nil, !visit.form["offset"].isEmpty {
            reading.wrong("offset", "相殺の額は数字で入力してください。")
        }
        let written = visit.form["offset-month"]
        let month = written.isEmpty ? nil : MonthEntry.read(written)
        if month == nil, !written.isEmpty {
            reading.wrong("offset-month", "相殺される請求年月は R7.9 や 202509 のように入力してください。")
        }
        guard reading.isRight, let result, let on else {
            return try await again(visit, reading)
        }
        return try await carryOut(visit, about, reading) { scope in
            try AnswerObjection.perform(
                about, result, on: on, offset: offset, billed: month, in: scope)
        }
    }

    private static func carryOut(
        _ visit: Visit, _ about: Objection.Subject, _ reading: FormReading,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(body)
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            var reading = reading
            reading.refused(refusal)
            return try await again(visit, reading)
        }
        let address: String =
            switch about {
            case .claim(let id): Route.claim.path(id)
            case .error(let id): Route.claimError.path(id)
            }
        return visit.carriedOut(address + "?done=objected")
    }

    private static func again(
        _ visit: Visit, _ reading: FormReading
    ) async throws -> Answer {
        .page(try await page(visit, problems: reading.problems))
    }

    /// The page that the form stands on.
    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        switch try about(visit.form) {
        case .claim(let id):
            try await ClaimScreen.page(
                visit, claim: id, typed: visit.form, problems: problems)
        case .error(let id):
            try await ClaimErrorScreen.page(
                visit, error: id, typed: visit.form, problems: problems)
        }
    }

    private static func about(_ form: Typed) throws -> Objection.Subject {
        guard let id = Int64(form["row"]) else { throw DeskRefusal.notFound }
        return form["subject"] == "error" ? .error(id) : .claim(id)
    }
}
