// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Press
import Safeguards
import Vocabulary

struct PaymentNoticeRow: FactRow {
    static let table = "payment_notice"
    static let columns = [
        "envelope", "kind", "recipient", "run_id", "items", "amount", "issued_on",
        "reissue_reason",
    ]
    let kind: PaymentNotice.Kind
    let letter: ReadyLetter
    let issuedOn: CivilDate
    let reissueReason: String?

    var values: [any SQLValueConvertible] {
        [
            letter.envelope.text, kind.rawValue, letter.order.recipient, letter.order.reference,
            letter.order.parts.count, letter.order.sum, issuedOn, reissueReason,
        ]
    }
}

/// The register of letters of 支払.
enum NoticeBook {
    /// How many letters there are already: what the next number follows.
    static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM payment_notice", []) { $0.int(0) } ?? 0
    }

    /// Runs whose file was written and of which somebody has no letter of a kind, oldest first.
    static func waiting(
        _ kind: PaymentNotice.Kind, from db: any Connection
    ) throws -> [Int64] {
        // An item knows the run it is in; one that came back is told of by a letter of its own.
        let condition = kind == .payment ? "1 = 1" : "s.status = 'returned'"
        return try db.rows(
            """
            SELECT DISTINCT r.id FROM payment_run r JOIN payment_run_status x ON x.run_id = r.id
            JOIN payment_item_status s ON s.run_id = r.id
            JOIN payment_item i ON i.id = s.item_id
            WHERE x.status IN ('written', 'settled') AND \(condition)
            AND NOT EXISTS (SELECT 1 FROM payment_notice n WHERE n.run_id = r.id
                AND n.kind = ? AND n.recipient = i.recipient)
            ORDER BY r.id
            """, [kind.rawValue]
        ) { $0.int64(0) }
    }

    /// Who got a letter of a kind about a run; of some recipients where they are named.
    static func issued(
        _ kind: PaymentNotice.Kind, of run: Int64, to recipients: Set<AddresseeNumber>? = nil,
        from db: any Connection
    ) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        guard let recipients else {
            try db.forEachRow(
                "SELECT recipient FROM payment_notice WHERE run_id = ? AND kind = ?",
                [run, kind.rawValue]
            ) { found.insert($0.addressee(0)) }
            return found
        }
        try Among.forEach(
            "SELECT recipient FROM payment_notice WHERE {among} AND run_id = ? AND kind = ?",
            column: "recipient", keys: recipients.map(\.value), in: db,
            arguments: [run, kind.rawValue]
        ) { found.insert($0.addressee(0)) }
        return found
    }

    /// Who has no letter of a kind about a run yet.
    static func unsent(
        _ kind: PaymentNotice.Kind, of run: Int64, from db: any Connection
    ) throws -> [AddresseeNumber] {
        let condition = kind == .payment ? "1 = 1" : "s.status = 'returned'"
        return try db.rows(
            """
            SELECT DISTINCT i.recipient FROM payment_item i
            JOIN payment_item_status s ON s.item_id = i.id
            WHERE i.id IN (SELECT item_id FROM payment_row WHERE run_id = ?
                UNION ALL SELECT item_id FROM cash_voucher_item WHERE run_id = ?)
            AND \(condition)
            AND NOT EXISTS (SELECT 1 FROM payment_notice n WHERE n.run_id = ?
                AND n.kind = ? AND n.recipient = i.recipient)
            ORDER BY i.recipient
            """, [run, run, run, kind.rawValue]
        ) { $0.addressee(0) }
    }
}
