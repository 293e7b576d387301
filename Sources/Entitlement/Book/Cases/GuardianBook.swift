// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct GuardianClaimRow: FactRow {
    static let table = "guardian_claim"
    static let columns = ["application_id", "child", "claimant", "event", "basis", "event_on"]
    let application: Int64
    let child: AddresseeNumber
    let claimant: AddresseeNumber
    let claim: GuardianClaim

    var values: [any SQLValueConvertible] {
        [application, child, claimant, claim.event.rawValue, claim.basis, claim.on]
    }
}

/// 保護者の異動: claims of persons who want to be the recipient, and what the register says about
/// recipients that no proposal can settle.
public enum GuardianBook {
    /// Every claim about children, oldest first.
    public static func claims(
        children: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [RecordedClaim]] {
        var found: [AddresseeNumber: [RecordedClaim]] = [:]
        try Among.forEach(
            """
            SELECT g.application_id, g.child, g.claimant, g.event, g.basis, g.event_on, s.is_open
            FROM guardian_claim g JOIN application_status s ON s.application_id = g.application_id
            WHERE {among} ORDER BY g.id
            """, column: "g.child", key: 1, ids: children.ids, in: db
        ) { row in
            found[row.addressee(1), default: []].append(
                RecordedClaim(
                    application: row.int64(0), child: row.addressee(1),
                    claimant: row.addressee(2),
                    claim: GuardianClaim(
                        event: GuardianEvent(rawValue: row.text(3)) ?? .other,
                        basis: row.text(4), on: row.date(5)),
                    isOpen: row.bool(6)))
        }
        return found
    }

    /// Who asks at this moment to be the recipient of each child: applicants of open registrations
    /// and of open changes of the recipient. Two of them are two claimants.
    static func claimants(
        children: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: Set<AddresseeNumber>] {
        var found: [AddresseeNumber: Set<AddresseeNumber>] = [:]
        try Among.forEach(
            """
            SELECT a.child, a.applicant FROM application a
            JOIN application_status s ON s.application_id = a.id
            WHERE {among} AND s.is_open = 1 AND (a.kind = ? OR (a.kind = ? AND a.reason = ?))
            """, column: "a.child", key: 0, ids: children.ids, in: db,
            arguments: [
                ApplicationKind.registration, ApplicationKind.change,
                ApplicationReason.recipientChange,
            ]
        ) { found[$0.addressee(0), default: []].insert($0.addressee(1)) }
        return found
    }

    /// What somebody must act about: the recipient or the stay, or income that nobody knows. A child may
    /// stand under both.
    public enum Attention: Sendable {
        case person, income

        fileprivate var condition: String {
            switch self {
            case .person: "WHERE sentence NOT LIKE '\(GuardianCheck.incomeMark)%'"
            case .income: "WHERE sentence LIKE '%\(GuardianCheck.incomeMark)%'"
            }
        }
    }

    /// Children for whom somebody must act outside the program, in words; oldest first.
    public static func attention(
        _ about: Attention? = nil, limit: Int = 500, skipping: Int = 0, from db: any Connection
    ) throws -> [(child: AddresseeNumber, sentence: String, since: Instant)] {
        try db.rows(
            """
            SELECT child, sentence, noticed_at FROM guardian_attention \(about?.condition ?? "")
            ORDER BY noticed_at, child LIMIT ? OFFSET ?
            """, [limit, skipping]
        ) { ($0.addressee(0), $0.text(1), $0.instant(2)) }
    }

    public static func attentionCount(
        _ about: Attention? = nil, from db: any Connection
    ) throws -> Int {
        try db.first(
            "SELECT COUNT(*) FROM guardian_attention \(about?.condition ?? "")", []
        ) { $0.int(0) } ?? 0
    }

    /// Adds what was found of children while nobody judged them; what stands stays, and
    /// stands behind it where it is about income.
    static func note(
        _ sentences: [AddresseeNumber: String], at moment: Instant, in db: any Connection
    ) throws {
        for (child, sentence) in sentences.sorted(by: { $0.key < $1.key }) {
            try db.execute(
                """
                INSERT INTO guardian_attention (child, sentence, noticed_at) VALUES (?, ?, ?)
                ON CONFLICT (child) DO UPDATE SET noticed_at = excluded.noticed_at,
                sentence = excluded.sentence || '。' || guardian_attention.sentence
                WHERE guardian_attention.sentence LIKE '\(GuardianCheck.incomeMark)%'
                """, [child, sentence, moment])
        }
    }

    /// Whose entitlement has ended stands on no list of what is to be asked.
    static func forget(_ children: [AddresseeNumber], in db: any Connection) throws {
        guard !children.isEmpty else { return }
        try Among.execute(
            "DELETE FROM guardian_attention WHERE {among}", column: "child", ids: children.ids,
            in: db)
    }

    /// What judging children again found: the list holds what is true of them now. A sentence that
    /// stands keeps its day.
    static func keep(
        _ sentences: [AddresseeNumber: String], of judged: [AddresseeNumber], at moment: Instant,
        in db: any Connection
    ) throws {
        var known: [AddresseeNumber: (String, Instant)] = [:]
        try Among.forEach(
            "SELECT child, sentence, noticed_at FROM guardian_attention WHERE {among}",
            column: "child", key: 0, ids: judged.ids, in: db
        ) { known[$0.addressee(0)] = ($0.text(1), $0.instant(2)) }
        guard !known.isEmpty || !sentences.isEmpty else { return }
        try Among.execute(
            "DELETE FROM guardian_attention WHERE {among}", column: "child", ids: judged.ids,
            in: db)
        let rows = sentences.sorted { $0.key < $1.key }.map { child, sentence in
            let since = known[child].flatMap { $0.0 == sentence ? $0.1 : nil } ?? moment
            return [child.sqlValue, sentence.sqlValue, since.sqlValue]
        }
        try db.insert(
            into: "guardian_attention", columns: ["child", "sentence", "noticed_at"], rows: rows)
    }
}
