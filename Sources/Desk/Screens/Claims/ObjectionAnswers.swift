// SPDX-License-Identifier: Apache-2.0
import Benefits
import Payments
import Safeguards
import Vocabulary

/// The results of many 申立 in one form, as the examining body's list brings them: a line that is left
/// empty still waits; one that is wrong stops all, and what was typed stays.
enum ObjectionAnswers {
    /// The cells of one row.
    struct Cells: PageModel {
        let key: String
        let choices: [FormField.Choice]
        let day: String
        let yen: String
        let result: String
        let dayName: String
        let yenName: String
        /// What a reader hears of each cell.
        let label: String
        let problem: String?
        let isWrong: Bool
    }

    static func key(_ subject: Objection.Subject) -> String {
        switch subject {
        case .claim(let id): "c\(id)"
        case .error(let id): "e\(id)"
        }
    }

    private static func subject(_ key: String) throws -> Objection.Subject {
        guard let id = Int64(key.dropFirst()) else { throw DeskRefusal.notFound }
        switch key.first {
        case "c": return .claim(id)
        case "e": return .error(id)
        default: throw DeskRefusal.notFound
        }
    }

    static func cells(
        _ line: ObjectionLine, _ label: String, _ typed: Typed, _ problems: [FormProblem]
    ) -> Cells {
        let key = key(line.objection.subject)
        let names = ["result-\(key)", "day-\(key)", "yen-\(key)"]
        let problem = problems.first { problem in
            problem.field.map { names.contains($0) } ?? false
        }
        let results = ObjectionResult.allCases.filter { $0 != .pending }
        return Cells(
            key: key,
            choices: ([("", "")] + results.map { ($0.rawValue, $0.wording) }).map {
                FormField.Choice(
                    value: $0.0, label: $0.1, isChosen: typed[names[0]] == $0.0 && !$0.0.isEmpty)
            }, day: typed[names[1]], yen: typed[names[2]], result: names[0], dayName: names[1],
            yenName: names[2], label: label, problem: problem?.message, isWrong: problem != nil)
    }

    /// The fields above the rows.
    static func fields(_ typed: Typed, _ problems: [FormProblem]) -> [FormField] {
        [
            FormField.date("answered-on", "結果の日", typed, hint: "行に日を書かないときの日"),
            FormField.text(
                "offset-month", "相殺される請求年月", typed, hint: "空欄は結果の日の月", size: "short"),
        ].map { $0.checked(problems) }
    }

    static func record(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let answers = try answers(&reading)
        if answers.isEmpty, reading.isRight { reading.wrong("answers-form", "結果を一つ以上選んでください。") }
        guard reading.isRight else {
            return .page(
                try await ObjectionListScreen.answersPage(visit, problems: reading.problems))
        }
        do {
            try await visit.perform { try AnswerObjection.perform(answers, in: $0) }
        } catch let refused as RefusedAnswers {
            reading.refused(refused)
            for line in refused.lines {
                reading.refused(line.refusal, field: "result-\(key(answers[line.place].subject))")
            }
            return .page(
                try await ObjectionListScreen.answersPage(visit, problems: reading.problems))
        }
        return visit.carriedOut(
            ObjectionListScreen.Question.open.address + "&done=objectionsanswered")
    }

    private static func answers(_ reading: inout FormReading) throws -> [ObjectionAnswer] {
        let typed = reading.typed
        let common = reading.optionalDate("answered-on", "結果の日")
        let written = typed["offset-month"]
        let month = written.isEmpty ? nil : MonthEntry.read(written)
        if month == nil, !written.isEmpty {
            reading.wrong("offset-month", "相殺される請求年月は R7.9 や 202509 のように入力してください。")
        }
        var answers: [ObjectionAnswer] = []
        for key in typed.all("row") {
            let subject = try subject(key)
            let (result, day, yen) = ("result-\(key)", "day-\(key)", "yen-\(key)")
            guard !typed[result].isEmpty || !typed[day].isEmpty || !typed[yen].isEmpty else {
                continue
            }
            let chosen: ObjectionResult? = reading.code(
                result, orElse: "結果を選ぶか、その行の日と額を消してください。")
            let on = typed[day].isEmpty ? common : reading.optionalDate(day, "結果の日")
            if typed[day].isEmpty, typed["answered-on"].isEmpty {
                reading.wrong(day, "結果の日を、行か表の上に入力してください。")
            }
            let offset = typed[yen].isEmpty ? nil : AmountEntry.read(typed[yen])
            if offset == nil, !typed[yen].isEmpty {
                reading.wrong(yen, "相殺の額は数字で入力してください。")
            }
            guard let chosen, let on else { continue }
            answers.append(
                ObjectionAnswer(subject, chosen, on: on, offset: offset, billed: month))
        }
        return answers
    }
}
