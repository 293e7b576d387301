// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// One member of a welfare household (福祉世帯員); the legal household, not that of the register.
public struct HouseholdMember: Hashable, Sendable {
    /// 本人宛名コード: the recipient.
    public var recipient: AddresseeNumber
    /// 福祉世帯員宛名コード.
    public var member: AddresseeNumber
    /// 受給者との関係, in words or as a code of the register.
    public var relation: String
    /// 該当日 and 非該当日, half-open.
    public var period: EffectivePeriod

    public init(
        recipient: AddresseeNumber, member: AddresseeNumber, relation: String,
        period: EffectivePeriod
    ) {
        self.recipient = recipient
        self.member = member
        self.relation = relation
        self.period = period
    }
}

struct HouseholdRow: FactRow {
    static let table = "welfare_household_fact"
    static let columns = [
        "member_from", "relation", "member_until", "member", "recipient", "cause", "reason",
    ]
    /// The reason of rows that another system kept.
    static let migrated = "移行"

    let member: HouseholdMember
    let cause: DecisionCause
    var reason: String?

    var values: [any SQLValueConvertible] {
        [
            member.period.from, member.relation, member.period.until, member.member,
            member.recipient, cause, reason,
        ]
    }
}

/// 福祉世帯.
public enum HouseholdBook {
    /// The members by recipient, as recorded until a moment; the newest row of (recipient, member,
    /// first day) counts.
    public static func members(
        recipients: [AddresseeNumber]?, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [AddresseeNumber: [HouseholdMember]] {
        struct Key: Hashable { let recipient, member: AddresseeNumber; let from: CivilDate }
        var newest: [Key: HouseholdMember] = [:]
        try Among.forEach(
            """
            SELECT recipient, member, relation, member_from, member_until
            FROM welfare_household_fact WHERE {among} AND recorded_at <= ? ORDER BY id
            """, column: "recipient", key: 0, ids: recipients?.ids, in: db,
            arguments: [Instant.bound(moment)]
        ) { row in
            let member = HouseholdMember(
                recipient: row.addressee(0), member: row.addressee(1), relation: row.text(2),
                period: EffectivePeriod(from: row.date(3), until: row.optionalDate(4)))
            let key = Key(
                recipient: member.recipient, member: member.member, from: member.period.from)
            newest[key] = member
        }
        return Dictionary(grouping: newest.values, by: \.recipient).mapValues { members in
            members.sorted { ($0.period.from, $0.member) < ($1.period.from, $1.member) }
        }
    }
}

extension HouseholdBook {
    /// The days for which an officer has written the household of a recipient down. The row that a
    /// decision adds for the child, and rows of another system, say nothing of who is missing.
    static func saidByOfficers(
        _ recipients: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [EffectivePeriod]] {
        var found: [AddresseeNumber: [EffectivePeriod]] = [:]
        try Among.forEach(
            """
            SELECT recipient, member_from, member_until FROM welfare_household_fact
            WHERE {among} AND reason IS NOT NULL AND reason <> ?
            """, column: "recipient", keys: recipients.map(\.value), in: db,
            arguments: [HouseholdRow.migrated]
        ) { row in
            found[row.addressee(0), default: []].append(
                EffectivePeriod(from: row.date(1), until: row.optionalDate(2)))
        }
        return found
    }

    /// The recipients in whose welfare household a person was ever written down.
    static func recipients(
        ofMember member: AddresseeNumber, from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        Set(
            try db.rows(
                "SELECT DISTINCT recipient FROM welfare_household_fact WHERE member = ?", [member]
            ) { $0.addressee(0) })
    }

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
