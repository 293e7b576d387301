// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// 引抜き: letters that are printed and not posted are called back when a measure becomes known.
///
/// (Part of `OperationCode.setProtection`, `.proposeProtection`, `.recordPosting`.)
enum RecallLetters {
    /// Recalls the letters of the families of persons.
    /// - Returns: how many letters.
    @discardableResult
    static func perform(
        of numbers: [AddresseeNumber], because reason: String, in scope: Scope
    ) throws -> Int {
        let family = try HouseholdBook.around(numbers, from: scope.db).union(numbers)
        let letters = try LetterBook.concerning(family, from: scope.db)
        try recall(letters, because: reason, in: scope)
        let outside = try PostOutsideLetters.recall(about: family, because: reason, in: scope)
        return letters.count + outside
    }

    static func recall(
        _ letters: [OpenLetter], because reason: String, in scope: Scope
    ) throws {
        let letters = letters.filter { !$0.isRecalled }
        guard !letters.isEmpty else { return }
        scope.saw(letters.map(\.recipient))
        try scope.append(
            letters.map {
                LetterEventRow(
                    envelope: $0.envelope, event: .recall, reason: reason,
                    officer: scope.principal.officer)
            })
        try LetterBook.mark(letters.map(\.envelope), in: scope.db)
    }
}
