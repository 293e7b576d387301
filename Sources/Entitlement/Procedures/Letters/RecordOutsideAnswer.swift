// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 相手方あての文書の回答: that a letter was answered, and how; or that nothing more is waited for, and why.
public enum RecordOutsideAnswer {
    public static let operation = OperationCode.recordLiability

    /// - Throws: `OutsideLetterRefusal.unknownLetter`; `EntitlementRefusal.missingReason`,
    ///   `.answerRefused`: it has an answer, or the day lies before the letter or after today.
    public static func perform(
        _ id: Int64, about reference: Int64, on day: CivilDate, words: String, in scope: Scope
    ) throws {
        guard let letter = try OutsideLetterBook.letter(id, from: scope.db),
            letter.reference == reference
        else { throw OutsideLetterRefusal.unknownLetter }
        scope.saw([letter.recipient, letter.child])
        guard !words.allSatisfy(\.isWhitespace) else { throw EntitlementRefusal.missingReason }
        guard day <= scope.today, day >= letter.issuedOn,
            try OutsideLetterBook.answers(to: [id], from: scope.db)[id] == nil
        else { throw EntitlementRefusal.answerRefused }
        try scope.append([
            OutsideAnswerRow(
                letter: id,
                answer: OutsideAnswer(on: day, words: words, officer: scope.principal.officer))
        ])
        scope.counted(1)
    }
}
