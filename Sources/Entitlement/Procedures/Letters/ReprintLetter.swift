// SPDX-License-Identifier: Apache-2.0
import Press
public import Safeguards
import Scheme
import Vocabulary

/// 通知の再発行: the same letter once more, under the same document number and date, to where its
/// recipient lives now. What still lies in the house of it is pulled out first.
public enum ReprintLetter {
    public static let operation = OperationCode.reprintLetter

    /// - Returns: the letter, or why there is none (protected and not released, dead, unknown).
    /// - Throws: `LetterDeskRefusal.missingReason`, `.notReprintable`.
    public static func perform(
        _ envelope: String, reason: String, terms: IssueLetters.Terms, in scope: Scope
    ) throws -> Result<ReadyLetter, LeftOut> {
        guard !reason.allSatisfy(\.isWhitespace) else { throw LetterDeskRefusal.missingReason }
        try terms.freshness.check(on: scope.today, in: scope.db)
        guard let first = try LetterRegister.letter(envelope, from: scope.db),
            let order = first.order
        else { throw LetterDeskRefusal.notReprintable }
        scope.saw([order.recipient] + order.children)
        let series = EnvelopeSeries("L", last: try LetterRegister.count(from: scope.db))
        let addressing = try Addressing(
            recipients: [order.recipient], children: order.children,
            directory: terms.directory, in: scope)
        let writing = LetterWriting(
            letters: terms.letters, forms: terms.forms, addressing: addressing,
            datedOn: first.datedOn)
        guard let number = EnvelopeID(series.next(in: FiscalYear(of: scope.today))) else {
            preconditionFailure("封筒番号")
        }
        let result = writing.ready(order, envelope: number, .same(first.documentNumber))
        if case .success(let letter) = result {
            let open = try LetterBook.letters([envelope], from: scope.db)
            try RecallLetters.recall(open, because: "再発行のため: \(reason)", in: scope)
            try scope.append([
                LetterIssueRow(
                    letter: letter, paper: first.paper, serial: nil,
                    wording: terms.letters.digest, reprintOf: envelope, reprintReason: reason,
                    fiscalYear: first.fiscalYear)
            ])
        }
        try addressing.record(in: scope)
        scope.counted(1)
        return result
    }
}

/// 引抜き: letters that are printed are taken out of the run before they are posted, because of
/// something that an officer knows.
public enum PullLetters {
    public static let operation = OperationCode.recordPosting

    /// Marks letters for taking out; they are then taken out with `TakeLetterOut`.
    ///
    /// - Throws: `LetterDeskRefusal.missingReason`, `.notInTheHouse`.
    public static func perform(
        _ envelopes: [String], reason: String, in scope: Scope
    ) throws {
        guard !reason.allSatisfy(\.isWhitespace) else { throw LetterDeskRefusal.missingReason }
        if envelopes.count == 1, OutsideLetter.parts(of: envelopes[0]) != nil {
            return try PostOutsideLetters.pull(envelopes[0], because: reason, in: scope)
        }
        let open = try LetterBook.letters(envelopes, from: scope.db)
        guard !envelopes.isEmpty, Set(open.map(\.envelope)) == Set(envelopes),
            !open.contains(where: \.isRecalled)
        else { throw LetterDeskRefusal.notInTheHouse }
        try RecallLetters.recall(open, because: reason, in: scope)
        scope.counted(open.count)
    }
}
