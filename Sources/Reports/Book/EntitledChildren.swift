// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Vocabulary

/// Who is entitled on a day: the whole town in a few statements.
enum EntitledChildren {
    /// - Parameters:
    ///   - withInsurers: reads the names of the insurers too; withAreas: the towns.
    ///   - hidden: whose place is not told; `nil` is everybody's.
    static func on(
        _ day: CivilDate, withInsurers: Bool = false, withAreas: Bool = false,
        hidden: Set<AddresseeNumber>? = nil, from db: any Connection
    ) throws -> [EntitledChild] {
        let index = try EntitlementIndex.load(from: db)
        let names = withInsurers ? try insurerNames(from: db) : [:]
        let areas = withAreas ? try areas(from: db) : [:]
        return index.entries.compactMap { entry in
            let outpatient = entry.isEntitled(on: day, inpatient: false)
            let inpatient = entry.isEntitled(on: day, inpatient: true)
            guard outpatient || inpatient else { return nil }
            let isHidden =
                hidden.map { $0.contains(entry.child) || $0.contains(entry.recipient) } ?? true
            let insurance = index.insurances(child: entry.child)
                .last { $0.period.contains(day) }
            return EntitledChild(
                child: entry.child, recipient: entry.recipient,
                age: AgeLaw.age(born: entry.born, on: day) ?? 0, isOutpatient: outpatient,
                isInpatient: inpatient,
                insurance: insurance.map { InsuranceKind(insurer: $0.insurer) },
                insurer: insurance.map {
                    isHidden
                        ? .hidden
                        : InsurerName(number: $0.insurer, name: names[$0.insurer] ?? "")
                }, area: isHidden ? .protected : areas[entry.child] ?? .unknown)
        }
    }

    /// The name recorded last with each insurer number.
    private static func insurerNames(from db: any Connection) throws -> [String: String] {
        var names: [String: String] = [:]
        try db.forEachRow(
            """
            SELECT f.insurer, f.insurer_name FROM insurance_fact f JOIN
            (SELECT insurer, MAX(id) AS id FROM insurance_fact WHERE is_void = 0 GROUP BY insurer)
            n ON n.id = f.id
            """, []
        ) { names[$0.text(0)] = $0.optionalText(1) ?? "" }
        return names
    }

    /// The town of each child, from the newest address on record; no house number is kept.
    private static func areas(
        from db: any Connection
    ) throws -> [AddresseeNumber: ChildArea] {
        var areas: [AddresseeNumber: ChildArea] = [:]
        try db.forEachRow(
            """
            SELECT p.subject, p.is_protected, p.address FROM person_snapshot p JOIN
            (SELECT subject, MAX(id) AS id FROM person_snapshot GROUP BY subject) n ON n.id = p.id
            """, []
        ) { row in
            areas[row.addressee(0)] =
                row.bool(1) ? .protected : ChildArea(address: row.optionalText(2) ?? "")
        }
        return areas
    }
}
