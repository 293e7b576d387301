// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// Since when the register says the status of residence (在留資格) that it says now.
public enum StayBook {
    /// The day of the first of the unbroken changes that say the newest status; who has none is missing.
    public static func since(
        _ numbers: some Collection<AddresseeNumber>, in scope: Scope
    ) throws -> [AddresseeNumber: CivilDate] {
        var newest: [AddresseeNumber: (status: String, since: CivilDate)] = [:]
        try Among.forEach(
            """
            SELECT addressee, stay_status, effective_on FROM resident_fact WHERE {among}
            ORDER BY addressee, change_number
            """, column: "addressee", key: 0, ids: numbers.map(\.value), in: scope.db
        ) { row in
            let (person, status) = (row.addressee(0), row.text(1))
            if newest[person]?.status != status { newest[person] = (status, row.date(2)) }
        }
        scope.saw(newest.keys)
        return newest.filter { !$0.value.status.isEmpty }.mapValues(\.since)
    }
}
