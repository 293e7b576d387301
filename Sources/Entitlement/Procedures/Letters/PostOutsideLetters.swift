// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// 相手方あての文書の発送・引抜き: as with the letters to families; while anybody of the family is protected they do
/// not go out at all.
///
/// (Part of `OperationCode.recordPosting`, `.setProtection`, `.proposeProtection`.)
enum PostOutsideLetters {
    /// - Throws: `ProtectionRefusal.unknownLetter`, `.letterRecalled`.
    static func post(
        _ envelopes: [String], _ directory: any AddresseeDirectory, in scope: Scope
    ) throws -> PostLetters.Report {
        guard !envelopes.isEmpty else { return PostLetters.Report(posted: 0, recalled: []) }
        let wanted = Set(envelopes)
        let chosen = try OutsideLetterBook.open(from: scope.db)
            .filter { wanted.contains($0.letter.number) }
        guard chosen.count == wanted.count else { throw ProtectionRefusal.unknownLetter }
        guard !chosen.contains(where: \.isRecalled) else {
            throw ProtectionRefusal.letterRecalled
        }
        let letters = chosen.map(\.letter)
        scope.saw(letters.flatMap { [$0.recipient, $0.child] })
        let free = try OutsideFamily.free(letters, directory: directory, in: scope)
        let stopped = letters.filter { !free.contains($0.id) }
        try happen(.recall, to: stopped, because: "発送の時に支援措置がある", in: scope)
        let posted = letters.filter { free.contains($0.id) }
        try happen(.posted, to: posted, because: nil, in: scope)
        return PostLetters.Report(
            posted: posted.count, recalled: stopped.map(\.number).sorted())
    }

    /// Recalls what waits to be posted about the families of persons.
    /// - Returns: how many.
    static func recall(
        about family: Set<AddresseeNumber>, because reason: String, in scope: Scope
    ) throws -> Int {
        let letters = try OutsideLetterBook.open(from: scope.db)
            .filter {
                !$0.isRecalled && !family.isDisjoint(with: [$0.letter.recipient, $0.letter.child])
            }.map(\.letter)
        scope.saw(letters.flatMap { [$0.recipient, $0.child] })
        try happen(.recall, to: letters, because: reason, in: scope)
        return letters.count
    }

    /// - Throws: `LetterDeskRefusal.notInTheHouse`.
    static func pull(_ envelope: String, because reason: String, in scope: Scope) throws {
        let open = try OutsideLetterBook.open(from: scope.db)
            .first { $0.letter.number == envelope && !$0.isRecalled }
        guard let open else { throw LetterDeskRefusal.notInTheHouse }
        scope.saw([open.letter.recipient, open.letter.child])
        try happen(.recall, to: [open.letter], because: reason, in: scope)
        scope.counted(1)
    }

    /// - Throws: `ProtectionRefusal.unknownLetter`, `.letterNotRecalled`.
    static func takeOut(_ envelope: String, note: String, in scope: Scope) throws {
        let open = try OutsideLetterBook.open(from: scope.db)
            .first { $0.letter.number == envelope }
        guard let open else { throw ProtectionRefusal.unknownLetter }
        scope.saw([open.letter.recipient, open.letter.child])
        guard open.isRecalled else { throw ProtectionRefusal.letterNotRecalled }
        try happen(.takenOut, to: [open.letter], because: note, in: scope)
    }

    private static func happen(
        _ event: LetterEventRow.Event, to letters: [OutsideLetter], because reason: String?,
        in scope: Scope
    ) throws {
        guard !letters.isEmpty else { return }
        try scope.append(
            letters.map {
                LetterEventRow(
                    envelope: $0.number, event: event, reason: reason,
                    officer: scope.principal.officer)
            })
    }
}
