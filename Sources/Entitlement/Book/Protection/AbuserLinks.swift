// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// Whom measures are directed against, by the person protected: for every place where that person
/// could be recipient, payee or applicant. A request that nobody decided yet counts already.
public struct AbuserLinks: Sendable {
    private var links: [AddresseeNumber: [Abuser]] = [:]

    public var isEmpty: Bool { links.isEmpty }

    /// - Parameter victims: `nil` is everybody.
    public init(of victims: [AddresseeNumber]?, from db: any Connection) throws {
        try Among.forEach(
            """
            SELECT m.subject, r.abuser, r.abuser_name, r.abuser_kana, r.abuser_relation, r.id
            FROM protection_member m
            JOIN protection_request r ON r.id = m.request_id
            LEFT JOIN protection_outcome o ON o.request_id = r.id
            WHERE {among} AND r.act = 'register' AND (o.id IS NULL OR o.outcome = 'approved')
            AND (r.abuser IS NOT NULL OR r.abuser_name IS NOT NULL OR r.abuser_kana IS NOT NULL)
            AND NOT EXISTS (
                SELECT 1 FROM protection_member e
                JOIN protection_request q ON q.id = e.request_id
                JOIN protection_outcome p ON p.request_id = q.id
                WHERE e.subject = m.subject AND q.act = 'end' AND p.outcome = 'approved'
                AND p.id > o.id)
            """, column: "m.subject", key: 0, ids: victims?.ids, in: db
        ) { row in
            links[row.addressee(0), default: []].append(
                try ProtectionBook.abuser(row, at: 1, request: row.int64(5), db))
        }
    }

    /// Whether a person is named as the abuser of one of these.
    public func names(
        _ number: AddresseeNumber?, name: String? = nil, kana: String? = nil,
        of victims: some Sequence<AddresseeNumber>
    ) -> Bool {
        victims.contains { victim in
            victim != number
                && (links[victim] ?? []).contains { $0.isOne(number, name: name, kana: kana) }
        }
    }
}
