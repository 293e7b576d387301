// SPDX-License-Identifier: Apache-2.0
import Office
import Registers
import Safeguards
import Vocabulary

/// Pages that compare: しきい値判断, two versions of the assessment, the doors; and results of a survey
/// and the affected persons of an incident.
enum FindingsScreen {
    struct Body: PageModel {
        let lead: String
        let action: String?
        let formFields: [FormField]
        let summary: [Item]
        let columns: [String]
        let rows: [Row]
        let count: Int
        let isNone: Bool
        let none: String
    }

    struct Row: PageModel {
        let cells: [String]
        let weight: String
    }

    static func threshold(_ visit: Visit) async throws -> Answer {
        let room = visit.installation.registers
        let answer = try await visit.perform { try JudgeThreshold.perform(room: room, in: $0) }
        let counts = answer.counts
        return .page(
            page(
                "しきい値判断",
                Body(
                    lead: "いまの記録から数えた人数で、どの評価が要るかを判断します。", action: nil, formFields: [],
                    summary: [
                        Item("対象人数", "\(counts.persons)人"),
                        Item("取扱者数", "\(counts.handlers)人"),
                        Item("委託先の取扱者数", "\(counts.vendors)人"),
                        Item("過去1年の重大事故", "\(counts.incidents)件"),
                        Item("判断", answer.result), Item("根拠", answer.source),
                    ], columns: ["欄", "台帳の記載", "いまの記録"],
                    rows: answer.deviations.map {
                        Row(cells: [$0.label, $0.declared, $0.counted], weight: "stop")
                    }, count: answer.deviations.count, isNone: answer.deviations.isEmpty,
                    none: "台帳の記載と、いまの記録に違いはありません。")))
    }

    static func changes(_ visit: Visit) async throws -> Answer {
        let typed = visit.query
        let fields: [FormField] = [
            .text("from", "前の版（台帳の番号）", typed, hint: "例 R6-0001", size: "short", isRequired: true),
            .text("to", "新しい版（台帳の番号）", typed, hint: "例 R7-0001", size: "short", isRequired: true),
        ]
        var problems: [FormProblem] = []
        var changes: [AssessmentChange] = []
        let isAsked = typed.has("from")
        if isAsked {
            if let old = EntryNumber(typed["from"]), let new = EntryNumber(typed["to"]) {
                do {
                    changes = try await visit.perform {
                        try CompareAssessments.perform(from: old, to: new, in: $0)
                    }
                } catch let refusal as RegisterRefusal {
                    problems.append(
                        FormProblem("from", "\(refusal.message)（本文の取込みも要ります）［\(refusal.code)］"))
                }
            } else {
                problems.append(FormProblem("from", "台帳の番号は「R7-0001」のように入力してください。"))
            }
        } else {
            try await visit.perform { _ in }
        }
        var page = page(
            "評価書の版の比較（別添2）",
            Body(
                lead: "二つの版の本文を項目ごとに比べ、変更箇所の一覧を作ります。", action: Route.assessmentChanges.path(),
                formFields: fields.checked(problems), summary: [],
                columns: ["項目", "変更前の記載", "変更後の記載"],
                rows: changes.map {
                    Row(
                        cells: [$0.place, $0.before ?? "（なし）", $0.after ?? "（削除）"],
                        weight: "plain")
                }, count: changes.count, isNone: changes.isEmpty,
                none: isAsked && problems.isEmpty ? "変更箇所はありません。" : "二つの版を選んでください。"))
        page.problems = problems
        return .page(page)
    }

    static func doors(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.query, today: visit.today)
        let from = reading.optionalDate("from", "始めの日") ?? visit.today.adding(days: -31)
        let through = reading.optionalDate("through", "終わりの日") ?? visit.today
        let findings = try await visit.perform {
            try ReconcileEntries.perform(from: from, through: through, in: $0)
        }
        var page = page(
            "入退室の照合",
            Body(
                lead: "コンソール（設置場所の台帳の端末）のログイン、入退室装置の記録、入退室管理簿を比べます。",
                action: Route.doors.path(),
                formFields: [
                    FormField.date("from", "始めの日", visit.query, hint: nil),
                    FormField.date("through", "終わりの日", visit.query, hint: nil),
                ].map { $0.checked(reading.problems) },
                summary: [Item("期間", "\(Say.date(from))〜\(Say.date(through))")],
                columns: ["食い違い"],
                rows: findings.map { Row(cells: [$0.message], weight: "stop") },
                count: findings.count, isNone: findings.isEmpty, none: "食い違いはありません。"))
        page.problems = reading.problems
        return .page(page)
    }

    static func survey(_ visit: Visit) async throws -> Answer {
        let number = try visit.entryNumber()
        do {
            let result = try await visit.perform { try ViewSurvey.perform(number, in: $0) }
            let rows = zip(result.questions, result.sums).flatMap { question, sums in
                zip(question.choices, sums).map { choice, sum in
                    Row(cells: [question.sentence, choice, "\(sum)人"], weight: "plain")
                }
            }
            return .page(
                page(
                    "意識調査の結果",
                    Body(
                        lead: "\(result.participants)人が答えました。だれがどう答えたかは、どこにも残っていません。",
                        action: nil, formFields: [], summary: [], columns: ["質問", "答え", "人数"],
                        rows: rows, count: rows.count, isNone: rows.isEmpty, none: "")))
        } catch RegisterRefusal.unknownEntry {
            throw DeskRefusal.notFound
        }
    }

    /// 影響を受けた本人: by number only; whoever needs the names opens the person, with a reason.
    static func affected(_ visit: Visit) async throws -> Answer {
        let number = try visit.entryNumber()
        var reading = FormReading(visit.form, today: visit.today)
        let from = reading.date("affected-from", "始めの日")
        let through = reading.date("affected-through", "終わりの日")
        let why = reading.text("affected-why", orElse: "調べる理由を入力してください（記録されます）。")
        guard reading.isRight, let from, let through else {
            return .page(try await RegisterRecordScreen.page(visit, problems: reading.problems))
        }
        func optional(_ name: String) -> String? {
            visit.form[name].isEmpty ? nil : visit.form[name]
        }
        let question = AffectedQuestion(
            officer: optional("affected-officer"), terminal: optional("affected-terminal"),
            from: Instant(noonInJapan: from).adding(seconds: -43_200),
            through: Instant(noonInJapan: through).adding(seconds: 43_199))
        let room = visit.installation.registers
        do {
            let answer = try await visit.perform(reason: why) {
                try ListAffected.perform(number, question, room: room, in: $0)
            }
            return .page(
                page(
                    "影響を受けた本人の一覧",
                    Body(
                        lead: "利用の記録から数えました。断った操作は含みません。", action: nil, formFields: [],
                        summary: [
                            Item("期間", "\(Say.date(from))〜\(Say.date(through))"),
                            Item("利用者ID", question.officer), Item("端末", question.terminal),
                            Item("本人", "\(answer.lines.count)人"),
                            Item("調べた記録", "\(answer.entries)件"),
                        ], columns: ["宛名番号", "回数", "最初", "最後"],
                        rows: answer.lines.map {
                            Row(
                                cells: [
                                    $0.person.description, "\($0.times)回", Say.moment($0.first),
                                    Say.moment($0.last),
                                ], weight: "plain")
                        }, count: answer.lines.count, isNone: answer.lines.isEmpty,
                        none: "この条件では、だれの情報も使われていません。"),
                    crumbs: [.home, .screen(.incidents, .incidents)]))
        } catch RegisterRefusal.unknownEntry {
            throw DeskRefusal.notFound
        }
    }

    private static func page(
        _ title: String, _ body: Body, crumbs: [Crumb] = [.home, .screen(.registers, .registers)]
    ) -> Page {
        Page("registers/findings", title, crumbs: crumbs, body: body)
    }
}
