// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Vocabulary

/// Who is entitled on a day: the whole town in a few statements.
enum EntitledChildren {
    static func on(_ day: CivilDate, from db: any Connection) throws -> [EntitledChild] {
        let index = try EntitlementIndex.load(from: db)
        return index.entries.compactMap { entry in
            let outpatient = entry.isEntitled(on: day, inpatient: false)
            let inpatient = entry.isEntitled(on: day, inpatient: true)
            guard outpatient || inpatient else { return nil }
            let insurance = index.insurances(child: entry.child)
                .last { $0.period.contains(day) }
            return EntitledChild(
                child: entry.child, recipient: entry.recipient,
                age: AgeLaw.age(born: entry.born, on: day) ?? 0, isOutpatient: outpatient,
                isInpatient: inpatient,
                insurance: insurance.map { InsuranceKind(insurer: $0.insurer) })
        }
    }
}
