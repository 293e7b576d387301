// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// A survey that an officer can answer.
public struct OpenSurvey: Sendable, Hashable {
    public let number: EntryNumber
    public let title: String
    public let questions: [SurveyQuestion]
    public let until: CivilDate?
    public let isAnswered: Bool
}

/// 受付中の意識調査.
public enum ListSurveys {
    public static let operation = OperationCode.viewHome

    public static func perform(in scope: Scope) throws -> [OpenSurvey] {
        try RegisterBook.entries(of: "survey", states: [.active], limit: 20, from: scope.db)
            .filter { Surveys.isOpen($0, on: scope.today) }
            .map { entry in
                OpenSurvey(
                    number: entry.number, title: entry.values["title"] ?? "",
                    questions: entry.values["questions"].flatMap(SurveyQuestion.all) ?? [],
                    until: entry.values.day("until"),
                    isAnswered: try SurveyBook.hasAnswered(
                        scope.principal.officer, entry.id, from: scope.db))
            }
    }
}

/// 意識調査の回答: that an officer took part is a fact; what was answered is added to the sums and belongs
/// to nobody.
public enum AnswerSurvey {
    public static let operation = OperationCode.answerSurvey

    /// - Parameter answers: the index of the chosen answer, by question.
    /// - Throws: `RegisterRefusal`.
    public static func perform(
        _ number: EntryNumber, _ answers: [Int], in scope: Scope
    ) throws {
        guard scope.operation == operation else { throw RegisterRefusal.notYours }
        guard let entry = try RegisterBook.entry("survey", number, from: scope.db) else {
            throw RegisterRefusal.unknownEntry
        }
        guard entry.state == .active, Surveys.isOpen(entry, on: scope.today),
            let questions = entry.values["questions"].flatMap(SurveyQuestion.all)
        else { throw RegisterRefusal.campaignNotOpen }
        let officer = scope.principal.officer
        guard try !SurveyBook.hasAnswered(officer, entry.id, from: scope.db) else {
            throw RegisterRefusal.alreadyAnswered
        }
        guard answers.count == questions.count,
            zip(answers, questions).allSatisfy({ $1.choices.indices.contains($0) })
        else {
            throw RegisterRefusal.fields([
                FieldProblem(field: "answers", label: "すべての質問の回答", what: .missing)
            ])
        }
        _ = try scope.append([ParticipationRow(entry: entry.id, officer: officer)])
        try SurveyBook.add(answers, to: entry.id, scope.db)
    }
}

/// The sums of a survey.
public struct SurveyResult: Sendable, Hashable {
    public let participants: Int
    public let questions: [SurveyQuestion]
    public let sums: [[Int]]
}

/// 意識調査の結果: only when so many took part that a sum tells of nobody.
public enum ViewSurvey {
    public static let operation = OperationCode.viewRegisters
    /// As small counts of statistics: fewer than ten are hidden.
    public static let least = 10

    /// - Throws: `RegisterRefusal.tooFewAnswers`.
    public static func perform(_ number: EntryNumber, in scope: Scope) throws -> SurveyResult {
        guard let entry = try RegisterBook.entry("survey", number, from: scope.db) else {
            throw RegisterRefusal.unknownEntry
        }
        let participants = try SurveyBook.participants(of: entry.id, from: scope.db)
        guard participants >= least else { throw RegisterRefusal.tooFewAnswers(least) }
        return SurveyResult(
            participants: participants,
            questions: entry.values["questions"].flatMap(SurveyQuestion.all) ?? [],
            sums: try SurveyBook.sums(of: entry.id, from: scope.db))
    }
}

enum Surveys {
    static func isOpen(_ entry: RegisterEntry, on day: CivilDate) -> Bool {
        guard let from = entry.values.day("from"), let until = entry.values.day("until") else {
            return false
        }
        return from <= day && day <= until
    }
}
