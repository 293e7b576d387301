// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// 自己点検の回答: one answer to a question; a later one counts, the earlier stays.
public enum AnswerSelfCheck {
    public static let operation = OperationCode.answerSurvey

    /// - Throws: `RegisterRefusal`; an answer other than 守られている needs a note.
    public static func perform(
        _ question: Int64, _ answer: CheckAnswer, note: String?, in scope: Scope
    ) throws {
        guard scope.operation == operation else { throw RegisterRefusal.notYours }
        guard let entry = try CheckBook.entry(ofQuestion: question, from: scope.db),
            let campaign = try RegisterBook.entries(
                of: "self-check", states: [.active], limit: 50, from: scope.db
            ).first(where: { $0.id == entry })
        else { throw RegisterRefusal.campaignNotOpen }
        guard Surveys.isOpen(campaign, on: scope.today) else {
            throw RegisterRefusal.campaignNotOpen
        }
        let words = note.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        guard answer == .kept || words != nil else { throw RegisterRefusal.reasonMissing }
        try RegisterGuard.words(words)
        _ = try scope.append([
            AnswerRow(
                question: question, answer: answer, note: words,
                officer: scope.principal.officer)
        ])
    }
}

/// The self-checks that can be answered now, with their questions.
public enum ListSelfChecks {
    public static let operation = OperationCode.viewHome

    public static func perform(
        in scope: Scope
    ) throws -> [(entry: RegisterEntry, questions: [AnsweredQuestion])] {
        try RegisterBook.entries(of: "self-check", states: [.active], limit: 5, from: scope.db)
            .filter { Surveys.isOpen($0, on: scope.today) }
            .map { ($0, try CheckBook.questions(of: $0.id, from: scope.db)) }
    }
}
