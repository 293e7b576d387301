// SPDX-License-Identifier: Apache-2.0
import Database
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
        return letters.count
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
        for letter in letters {
            try scope.db.execute(
                "UPDATE letter_open SET recalled = 1 WHERE envelope = ?", [letter.envelope])
        }
    }
}

extension HouseholdBook {
    /// Everybody who shares a welfare household with one of these, recipients included.
    static func around(
        _ numbers: [AddresseeNumber], from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var recipients: Set<AddresseeNumber> = []
        try Among.forEach(
            "SELECT recipient FROM welfare_household_fact WHERE {among}", column: "member",
            keys: numbers.map(\.value), in: db
        ) { recipients.insert($0.addressee(0)) }
        recipients.formUnion(numbers)
        var family = recipients
        for members in try members(recipients: recipients.sorted(), from: db).values {
            family.formUnion(members.map(\.member))
        }
        return family
    }
}
