// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 返戻の記録: a letter that the post brought back, told by the code on its envelope.
public enum RecordReturn {
    public static let operation = OperationCode.recordPosting

    /// - Parameter code: what was scanned, or the number typed.
    /// - Returns: the row of the return.
    /// - Throws: `LetterDeskRefusal.unreadableCode`, `.unknownLetter`, `.notPosted`,
    ///   `.returnedBefore`, `.wrongDate`.
    @discardableResult
    public static func perform(
        _ code: String, cause: ReturnCause, on day: CivilDate, note: String? = nil,
        in scope: Scope
    ) throws -> Int64 {
        let envelope = try EnvelopeCode.reading(code)
        let recipient = try recipient(of: envelope, in: scope)
        guard try !LetterRegister.wasReturned(envelope, from: scope.db) else {
            throw LetterDeskRefusal.returnedBefore
        }
        guard day <= scope.today else { throw LetterDeskRefusal.wrongDate }
        scope.saw(recipient)
        let note = note.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        let ids = try scope.append([
            LetterReturnRow(
                envelope: envelope, recipient: recipient, cause: cause, returnedOn: day,
                note: note, officer: scope.principal.officer)
        ])
        try scope.append([
            LetterEventRow(
                envelope: envelope, event: .returned, reason: cause.wording,
                officer: scope.principal.officer)
        ])
        scope.counted(1)
        return ids[0]
    }

    /// Whom the letter went to; of one to a party outside, whose family it is about.
    private static func recipient(
        of envelope: String, in scope: Scope
    ) throws -> AddresseeNumber {
        if let letter = try OutsideLetterBook.letter(in: envelope, from: scope.db) {
            scope.saw(letter.child)
            guard try OutsideLetterBook.wasPosted(envelope, from: scope.db) else {
                throw LetterDeskRefusal.notPosted
            }
            return letter.recipient
        }
        guard try LetterRegister.wasPrinted(envelope, from: scope.db) else {
            throw LetterDeskRefusal.unknownLetter
        }
        guard let recipient = try LetterRegister.posted(envelope, from: scope.db) else {
            throw LetterDeskRefusal.notPosted
        }
        return recipient
    }
}

/// 返戻の処理: what was done about a letter that came back.
public enum SettleReturn {
    public static let operation = OperationCode.recordPosting

    /// - Parameter envelope: the new one, where it was sent again; a letter to a party outside that goes
    ///   out once more as it is needs none and gets its own next number.
    /// - Throws: `LetterDeskRefusal.missingReason`, `.unknownReturn`, `.returnSettled`,
    ///   `.unknownLetter`.
    public static func perform(
        _ id: Int64, _ outcome: ReturnOutcome, envelope: String? = nil, note: String,
        in scope: Scope
    ) throws {
        guard !note.allSatisfy(\.isWhitespace) else { throw LetterDeskRefusal.missingReason }
        guard let letter = try LetterRegister.returned(id, from: scope.db) else {
            throw try LetterRegister.knowsReturn(id, from: scope.db)
                ? LetterDeskRefusal.returnSettled : LetterDeskRefusal.unknownReturn
        }
        scope.saw(letter.recipient)
        var again: String?
        if outcome == .resent {
            again = try self.again(letter, as: envelope ?? "", in: scope)
        }
        try scope.append([
            LetterReturnOutcomeRow(
                id: id, outcome: outcome, envelope: again, note: note,
                officer: scope.principal.officer)
        ])
    }

    /// The envelope in which it went out once more.
    private static func again(
        _ letter: ReturnedLetter, as typed: String, in scope: Scope
    ) throws -> String {
        guard let parts = OutsideLetter.parts(of: letter.envelope) else {
            let again = try EnvelopeCode.reading(typed)
            guard again != letter.envelope,
                try LetterRegister.wasPrinted(again, from: scope.db)
            else { throw LetterDeskRefusal.unknownLetter }
            return again
        }
        guard !typed.allSatisfy(\.isWhitespace) else {
            let copy = try OutsideLetterBook.letter(parts.id, from: scope.db)?.copy
            guard let copy else { throw LetterDeskRefusal.unknownLetter }
            return OutsideLetter.number(parts.id, copy + 1)
        }
        // Another letter, to where the party is now.
        let again = try EnvelopeCode.reading(typed)
        guard let other = try OutsideLetterBook.letter(in: again, from: scope.db),
            other.id != parts.id
        else { throw LetterDeskRefusal.unknownLetter }
        return again
    }
}
