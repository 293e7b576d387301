// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// 二重の資格: children who are, or may be, entitled twice on a day. Nothing is decided by it: an
/// officer looks at the cases and ends one of them.
///
/// The sieve is SQL by the indexes of children and of reading and birth; the few that stay are asked
/// by the same fold as everywhere.
public enum DoubleEntitlements {
    /// Why two entitlements are beside one another, the surest first.
    public enum Why: String, Sendable, CaseIterable {
        /// One addressee under two numbers of recipients.
        case sameAddressee = "same-addressee"
        /// Two addressees of the same reading, birth, sex and household.
        case sameHousehold = "same-household"
        /// The same, in two households: one of them may be an old record.
        case sameReading = "same-reading"

        public var wording: String {
            switch self {
            case .sameAddressee: "同じ児童に受給者番号が二つ"
            case .sameHousehold: "カナ・生年月日・性別・世帯が同じ"
            case .sameReading: "カナ・生年月日・性別が同じ"
            }
        }
    }

    /// One of the entitlements, with those beside it.
    public struct Suspect: Sendable {
        public let entry: EntitlementIndex.Entry
        public let why: Why
        public let others: [EntitlementIndex.Entry]
    }

    /// The suspects of a day; those of one child stand together, in the order of the first decision.
    public static func on(
        _ day: CivilDate, from db: any Connection
    ) throws -> [Suspect] {
        let entries = try StandingEntries.on(
            day,
            and: """
                AND (EXISTS (SELECT 1 FROM entitlement_history o
                WHERE o.child = entitlement_history.child
                AND o.recipient_number <> entitlement_history.recipient_number)
                OR EXISTS (SELECT 1 FROM person_snapshot p JOIN person_snapshot q
                ON q.kana_key = p.kana_key AND q.born = p.born AND q.subject <> p.subject
                JOIN entitlement_history x ON x.child = q.subject
                AND x.recipient_number IS NOT NULL
                WHERE p.subject = entitlement_history.child))
                """, [], from: db)
        let people = try readings(of: Set(entries.map(\.child)), from: db)
        var order: [Reading] = []
        var groups: [Reading: [EntitlementIndex.Entry]] = [:]
        for entry in entries {
            // Who is in no register is beside nobody but itself.
            let key = people[entry.child]?.reading ?? Reading(unknown: entry.child)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(entry)
        }
        return order.flatMap { key -> [Suspect] in
            let group = groups[key] ?? []
            guard group.count > 1 else { return [] }
            return group.map { entry in
                let others = group.filter { $0.historyID != entry.historyID }
                return Suspect(entry: entry, why: why(entry, others, people), others: others)
            }
        }
    }

    private static func why(
        _ entry: EntitlementIndex.Entry, _ others: [EntitlementIndex.Entry],
        _ people: [AddresseeNumber: Known]
    ) -> Why {
        if others.contains(where: { $0.child == entry.child }) { return .sameAddressee }
        let household = people[entry.child]?.household ?? ""
        return !household.isEmpty
            && others.contains { people[$0.child]?.household == household }
            ? .sameHousehold : .sameReading
    }

    private struct Reading: Hashable {
        let kana, born, sex: String

        init(kana: String, born: String, sex: String) {
            (self.kana, self.born, self.sex) = (kana, born, sex)
        }

        init(unknown child: AddresseeNumber) { self.init(kana: "\(child)", born: "", sex: "") }
    }

    private struct Known {
        let reading: Reading
        let household: String?
    }

    /// What the newest snapshots say of children, without opening an address.
    private static func readings(
        of children: Set<AddresseeNumber>, from db: any Connection
    ) throws -> [AddresseeNumber: Known] {
        var found: [AddresseeNumber: Known] = [:]
        try Among.forEach(
            """
            SELECT p.subject, p.kana_key, p.born, p.sex, p.household FROM person_snapshot p
            WHERE {among} ORDER BY p.id
            """, column: "p.subject", key: 0, ids: children.map(\.value).sorted(), in: db
        ) { row in
            found[row.addressee(0)] = Known(
                reading: Reading(kana: row.text(1), born: row.text(2), sex: row.text(3)),
                household: row.optionalText(4))
        }
        return found
    }
}
