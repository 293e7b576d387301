// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Persons about whom a request for disclosure, correction or suspension is being dealt with: their
/// records are not erased meanwhile (個人情報保護法).
enum DisclosureSubjects {
    static func open(in db: any Connection) throws -> Set<AddresseeNumber> {
        Set(
            try db.rows(
                """
                SELECT e.subject FROM register_now AS n JOIN register_entry AS e ON e.id = n.id
                WHERE n.kind = 'disclosure' AND n.entry_state IN ('open', 'active')
                    AND e.subject IS NOT NULL
                """
            ) { $0.addressee(0) })
    }
}
