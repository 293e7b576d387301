// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

extension HouseholdBook {
    /// Every fact about the welfare households in which a person stands, as recipient or member,
    /// in the order of recording; the newest of (recipient, member, first day) counts.
    public static func history(
        around person: AddresseeNumber, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [Recorded<HouseholdMember>] {
        var recipients: Set<AddresseeNumber> = [person]
        try db.forEachRow(
            "SELECT recipient FROM welfare_household_fact WHERE member = ?", [person]
        ) { recipients.insert($0.addressee(0)) }
        var found: [Recorded<HouseholdMember>] = []
        try Among.forEach(
            """
            SELECT f.id, f.recipient, f.member, f.relation, f.member_from, f.member_until,
            \(RecordedRows.columns) FROM welfare_household_fact f \(RecordedRows.join)
            WHERE {among} AND f.recorded_at <= ? ORDER BY f.id
            """, column: "f.recipient", keys: recipients.map(\.value), in: db,
            arguments: [Instant.bound(moment)]
        ) { row in
            let member = HouseholdMember(
                recipient: row.addressee(1), member: row.addressee(2), relation: row.text(3),
                period: EffectivePeriod(from: row.date(4), until: row.optionalDate(5)))
            found.append(RecordedRows.of(member, row, id: row.int64(0), from: 6))
        }
        return found.sorted { $0.id < $1.id }.overruling {
            [$0.recipient.description, $0.member.description, $0.period.from.description]
        }
    }

    /// The welfare household of each recipient or member: everybody of one who is in it on a day.
    public static func together(
        with person: AddresseeNumber, on day: CivilDate, from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        let facts = try history(around: person, from: db).filter { !$0.isOverruled }
            .map(\.value).filter { $0.period.contains(day) }
        let mine = Set(facts.filter { $0.member == person }.map(\.recipient)).union([person])
        let all = facts.filter { mine.contains($0.recipient) }
        return Set(all.flatMap { [$0.recipient, $0.member] }).union([person])
    }
}
