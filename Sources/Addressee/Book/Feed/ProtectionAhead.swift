// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Protection measures (支援措置) that rows speak of which cannot be settled yet. A measure hides as
/// soon as it is known of; the rest of the row waits for its turn. Its end never comes ahead.
enum ProtectionAhead {
    /// For each of these persons the newest waiting row with a measure.
    static func measures(
        of numbers: some Sequence<AddresseeNumber>, in scope: Scope
    ) throws -> [AddresseeNumber: (changeNumber: Int64, until: CivilDate?)] {
        var found: [AddresseeNumber: (changeNumber: Int64, until: CivilDate?)] = [:]
        try Among.forEach(
            """
            SELECT addressee, change_number, protection_until FROM resident_waiting
            WHERE {among} AND protection = 1
            """, column: "addressee", keys: numbers.map(\.value), in: scope.db
        ) { row in
            let (number, change) = (row.addressee(0), row.int64(1))
            if let known = found[number], known.changeNumber >= change { return }
            found[number] = (change, row.optionalDate(2))
        }
        return found
    }

    /// The persons as they may be shown.
    static func applied(to people: [Resident], in scope: Scope) throws -> [Resident] {
        guard !people.isEmpty else { return [] }
        let measures = try measures(of: people.map(\.addressee), in: scope)
        guard !measures.isEmpty else { return people }
        return people.map { person in
            guard let ahead = measures[person.addressee],
                ahead.changeNumber > person.changeNumber
            else { return person }
            var shown = person
            shown.isProtected = true
            shown.protectionUntil = ahead.until
            return shown
        }
    }
}
