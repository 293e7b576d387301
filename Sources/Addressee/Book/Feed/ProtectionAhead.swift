// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// Protection measures (支援措置) that rows speak of which wait, or were refused. A measure hides as
/// soon as it is known of; the rest of the row waits for its turn. Its end never comes ahead.
enum ProtectionAhead {
    /// A row that was refused spoke of a measure.
    static func note(
        _ addressee: AddresseeNumber, _ changeNumber: Int64, until: CivilDate?, in scope: Scope
    ) throws {
        try scope.facts.append(
            "protection_notice",
            [
                "addressee": addressee, "change_number": changeNumber, "protection_until": until,
            ])
    }

    /// For each of these persons the newest row with a measure.
    static func measures(
        of numbers: some Sequence<AddresseeNumber>, in scope: Scope
    ) throws -> [AddresseeNumber: (changeNumber: Int64, until: CivilDate?)] {
        var found: [AddresseeNumber: (changeNumber: Int64, until: CivilDate?)] = [:]
        let keys = numbers.map(\.value)
        for source in ["resident_waiting WHERE protection = 1", "protection_notice WHERE 1 = 1"] {
            try Among.forEach(
                "SELECT addressee, change_number, protection_until FROM \(source) AND {among}",
                column: "addressee", keys: keys, in: scope.db
            ) { row in
                let (number, change) = (row.addressee(0), row.int64(1))
                if let known = found[number], known.changeNumber >= change { return }
                found[number] = (change, row.optionalDate(2))
            }
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
