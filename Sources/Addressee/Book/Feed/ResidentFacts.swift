// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// Writes changes of the register as facts, their outbox entries and the read model, in bulk.
enum ResidentFacts {
    static let columns = [
        "addressee", "change_number", "effective_on", "change_reason", "status", "household",
        "name", "kana", "alias", "sex", "born", "relationship", "postal_code", "address",
        "building", "resident_from", "moved_from", "moved_to", "nationality", "stay_status",
        "stay_until", "protection", "protection_until", "mother", "father", "phone",
        "place",
    ]

    private static func values(_ whole: Resident, at place: RowPlace) -> [SQLValue] {
        let (person, cell) = SealedPlace.sealed(whole, at: place)
        return [
            person.addressee.sqlValue, person.changeNumber.sqlValue, person.effectiveOn.sqlValue,
            person.changeReason.sqlValue, person.status.rawValue.sqlValue,
            person.household.sqlValue, person.name.sqlValue, person.kana.sqlValue,
            person.alias.sqlValue, person.sex.sqlValue, person.born.sqlValue,
            person.relationship.sqlValue, person.postalCode.sqlValue, person.address.sqlValue,
            person.building.sqlValue, person.residentFrom.sqlValue, person.movedFrom.sqlValue,
            person.movedTo.sqlValue, person.nationality.sqlValue, person.stayStatus.sqlValue,
            person.stayUntil.sqlValue, person.isProtected.sqlValue,
            person.protectionUntil.sqlValue, person.mother.sqlValue, person.father.sqlValue,
            person.phone.sqlValue, cell.sqlValue,
        ]
    }

    /// Appends the changes, in the order given, and moves the read model forward.
    static func append(
        _ changes: [Resident], last known: [AddresseeNumber: Int64], in scope: Scope
    ) throws {
        guard !changes.isEmpty else { return }
        try NameHistoryBook.note(changes, known: known.keys, in: scope)
        try scope.db.cells.prepare(
            changes.filter(\.isProtected).map { .person($0.addressee) }, table: "resident_fact")
        let ids = try scope.facts.append(
            to: "resident_fact", columns: columns, changes
        ) { person, place in
            values(person, at: place.of(.person(person.addressee)))
        }
        _ = try scope.facts.append(
            to: "change_outbox", columns: ["addressee", "reason", "effective_on"],
            rows: changes.map {
                [$0.addressee.sqlValue, $0.changeReason.sqlValue, $0.effectiveOn.sqlValue]
            })
        try ProtectionBook.fed(changes.flagged, in: scope)
        guard let first = ids?.lowerBound else { return }
        var latest: [AddresseeNumber: (id: Int64, person: Resident)] = [:]
        for (offset, person) in changes.enumerated() {
            let floor = latest[person.addressee]?.person.changeNumber ?? known[person.addressee]
            if let floor, floor >= person.changeNumber { continue }
            latest[person.addressee] = (first + Int64(offset), person)
        }
        // The register's own order, so that two runs write the same bytes.
        for entry in latest.values.sorted(by: { $0.id < $1.id }) {
            try show(entry.person, fact: entry.id, in: scope)
        }
    }

    private static func show(_ person: Resident, fact: Int64, in scope: Scope) throws {
        let kana = NameKeys(kana: person.kana)
        let name = NameKeys(name: person.name)
        try scope.db.execute(
            """
            INSERT INTO resident_now (addressee, fact_id, change_number, household, born,
                kana_key, given_kana_key, name_key, given_name_key, phone_digits)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (addressee) DO UPDATE SET fact_id = excluded.fact_id,
                change_number = excluded.change_number, household = excluded.household,
                born = excluded.born, kana_key = excluded.kana_key,
                given_kana_key = excluded.given_kana_key, name_key = excluded.name_key,
                given_name_key = excluded.given_name_key, phone_digits = excluded.phone_digits
            """,
            [
                person.addressee, fact, person.changeNumber, person.household, person.born,
                kana.whole, kana.given, name.whole, name.given,
                person.phone.filter(\.isNumber),
            ])
    }
}
