// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Decisions to pay of which nothing was ever sent to a bank or handed over: their recipients learn of
/// them by no letter of a run.
enum AwaitingBook {
    /// Why nothing is sent.
    enum Cause: Hashable, Sendable {
        case account(PaymentHoldReason)
        /// 充当: the whole of it was set off against what is to be given back.
        case setOff
    }

    /// A decision of which nothing is sent.
    struct Awaiting: Hashable, Sendable {
        let cause: Cause
        /// Who would be paid: after 支払先の変更 another than the recipient of the decision.
        let payee: AddresseeNumber
    }

    private static let select = """
        SELECT i.decision_id, s.status, s.reason_code, i.recipient FROM payment_item_status s
        JOIN payment_item i ON i.id = s.item_id
        WHERE (s.status = 'held' AND s.reason_code IN (\(holds))
            OR s.status = 'rescheduled' AND EXISTS (SELECT 1 FROM recovery_request q
                JOIN recovery_request_outcome o ON o.request_id = q.id AND o.outcome = 'approved'
                WHERE q.item_id = i.id AND q.kind = 'offset' AND q.amount = i.amount))
        AND NOT EXISTS (SELECT 1 FROM payment_item x
            JOIN payment_item_event e ON e.item_id = x.id AND e.event = 'sent'
            WHERE x.decision_id = i.decision_id)
        AND NOT EXISTS (SELECT 1 FROM reimbursement_cancellation_outcome c
            WHERE c.approval_id = i.decision_id)
        """

    private static let holds = PaymentHoldReason.allCases.filter(\.endsWithAccount)
        .map { "'\($0.rawValue)'" }.joined(separator: ", ")

    /// Decisions without their letter, oldest first; those that are older than the letter call for none.
    static func unwritten(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            \(select) AND EXISTS (SELECT 1 FROM reimbursement_approval a
                WHERE a.id = i.decision_id AND a.calls_letter = 1)
            AND NOT EXISTS (SELECT 1 FROM letter_issue l
                WHERE l.paper = 'awaiting' AND l.reference = i.decision_id)
            ORDER BY i.decision_id
            """, []
        ) { $0.int64(0) }
    }

    /// Why nothing is sent, of those of these decisions of which nothing is; the newest payment says it.
    static func awaiting(
        _ decisions: [Int64], from db: any Connection
    ) throws -> [Int64: Awaiting] {
        var found: [Int64: Awaiting] = [:]
        try Among.forEach(
            "\(select) AND {among} ORDER BY i.id", column: "i.decision_id", keys: decisions, in: db
        ) { row in
            let status: PaymentItemStatus = row.code(1)
            found[row.int64(0)] = Awaiting(
                cause: status == .held
                    ? .account(
                        row.optionalText(2).flatMap(PaymentHoldReason.init(rawValue:))
                            ?? .noAccount)
                    : .setOff,
                payee: row.addressee(3))
        }
        return found
    }
}
