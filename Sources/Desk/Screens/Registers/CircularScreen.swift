// SPDX-License-Identifier: Apache-2.0
import Office
import Registers
import Safeguards
import Vocabulary

/// What every officer reads and answers: circulars, the survey, the self-check.
enum CircularScreen {
    struct Body: PageModel {
        let lacks: [String]
        let circulars: [CircularRow]
        let hasCirculars: Bool
        let surveys: [SurveyRow]
        let checks: [CheckRow]
        let reportHref: String
        let contactHref: String
    }

    struct CircularRow: PageModel {
        let title: String
        let kind: String
        let lines: [String]
        let until: String
        let isRead: Bool
        let action: String
    }

    struct SurveyRow: PageModel {
        let title: String
        let action: String
        let isAnswered: Bool
        let until: String
        let fields: [FormField]
    }

    struct CheckRow: PageModel {
        let title: String
        let left: Int
        let questions: [QuestionForm]
    }

    struct QuestionForm: PageModel {
        let measure: String
        let sentence: String
        let answer: String
        let action: String
        let fields: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer().officer
        let found = try await visit.perform(.viewHome) { scope in
            (
                circulars: try ListCirculars.perform(in: scope),
                surveys: try ListSurveys.perform(in: scope),
                checks: try ListSelfChecks.perform(in: scope),
                lack: try Training.lack(of: officer, on: scope.today, from: scope.db)
            )
        }
        let lacks = found.lack.map { lack in
            [
                "今年度の研修の記録がありません：\(lack.subjects.joined(separator: "、"))。"
                    + "\(Say.date(lack.graceUntil))を過ぎるとログインできません。"
            ]
        }
        let rows = found.circulars.map { circular in
            CircularRow(
                title: circular.title, kind: circular.kind,
                lines: circular.text.split(whereSeparator: \.isNewline).map(String.init),
                until: Say.short(circular.until), isRead: circular.isRead,
                action: Route.readCircular.path(circular.number))
        }
        return Page(
            "registers/circulars", "回覧・意識調査・自己点検", crumbs: [.home], problems: problems,
            message: Done.banner(visit),
            body: Body(
                lacks: lacks ?? [], circulars: rows, hasCirculars: !rows.isEmpty,
                surveys: found.surveys.map { survey($0, visit, problems) },
                checks: found.checks.map { check($0.entry, $0.questions, visit, problems) },
                reportHref: Route.newIncident.path(),
                contactHref: Route.contactPage.path()))
    }

    private static func survey(
        _ survey: OpenSurvey, _ visit: Visit, _ problems: [FormProblem]
    ) -> SurveyRow {
        SurveyRow(
            title: survey.title, action: Route.answerSurvey.path(survey.number),
            isAnswered: survey.isAnswered, until: Say.short(survey.until),
            fields: survey.questions.enumerated().map { index, question in
                FormField.radio(
                    "q\(index)", question.sentence, visit.form,
                    question.choices.enumerated().map {
                        .init(value: String($0.offset), label: $0.element)
                    }, isRequired: true
                ).checked(problems)
            })
    }

    private static func check(
        _ entry: RegisterEntry, _ questions: [AnsweredQuestion], _ visit: Visit,
        _ problems: [FormProblem]
    ) -> CheckRow {
        CheckRow(
            title: entry.values["title"] ?? "", left: questions.count { $0.answer == nil },
            questions: questions.map { question in
                let isSent = visit.parameters["question"] == String(question.id)
                var typed = isSent ? visit.form : Typed()
                let (choice, note) = ("answer-\(question.id)", "note-\(question.id)")
                if !isSent, let answer = question.answer { typed.set(choice, answer.rawValue) }
                return QuestionForm(
                    measure: question.question.measure, sentence: question.question.sentence,
                    answer: question.answer.map {
                        "\($0.title)（\(question.officer.map { visit.desk.name(of: $0) } ?? "")）"
                    }
                        ?? "未回答",
                    action: Route.answerCheck.path(String(question.id)),
                    fields: [
                        FormField.select(
                            choice, "答え", typed,
                            [("", "選んでください")] + CheckAnswer.allCases.map { ($0.rawValue, $0.title) }
                        ),
                        FormField.text(
                            note, "所見・証拠", typed, hint: "「守られている」以外は必須", size: "long"),
                    ].map { $0.checked(isSent ? problems : []) })
            })
    }

    static func read(_ visit: Visit) async throws -> Answer {
        let number = try visit.entryNumber()
        let room = visit.installation.registers
        return try await carryOut(visit, "circularread") {
            try ReadCircular.perform(number, room: room, in: $0)
        }
    }

    static func answer(_ visit: Visit) async throws -> Answer {
        let number = try visit.entryNumber()
        var answers: [Int] = []
        while visit.form.has("q\(answers.count)"), let choice = Int(visit.form["q\(answers.count)"])
        {
            answers.append(choice)
        }
        let chosen = answers
        return try await carryOut(visit, "surveyanswered") {
            try AnswerSurvey.perform(number, chosen, in: $0)
        }
    }

    static func check(_ visit: Visit) async throws -> Answer {
        let question = try visit.id("question")
        guard let answer = CheckAnswer(rawValue: visit.form["answer-\(question)"]) else {
            return .page(
                try await page(visit, problems: [FormProblem("answer-\(question)", "答えを選んでください。")]))
        }
        let note = visit.form["note-\(question)"]
        return try await carryOut(visit, "checkanswered") {
            try AnswerSelfCheck.perform(
                question, answer, note: note.isEmpty ? nil : note, in: $0)
        }
    }

    private static func carryOut(
        _ visit: Visit, _ done: String, _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        do {
            try await visit.perform(body)
            return visit.carriedOut(Route.circulars.path() + "?done=\(done)")
        } catch let refusal as RegisterRefusal {
            let problem = FormProblem(refusal, in: visit.form)
            return .page(try await page(visit, problems: [problem]))
        }
    }
}
