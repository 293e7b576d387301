// SPDX-License-Identifier: Apache-2.0
import Database
import Payments
import Safeguards
import Vocabulary

/// Who must not be erased now, and why. Only what is open is read, so it is asked anew whenever
/// something is erased.
enum StopBook {
    /// - Parameters:
    ///   - disclosure: persons with an open request for disclosure, correction or suspension.
    ///   - looked: is told of everybody whose rows were read, also where nothing stops.
    static func stops(
        _ system: RetentionSystem, _ catalogue: ClassCatalogue,
        disclosure: Set<AddresseeNumber>, on today: CivilDate, in db: any Connection,
        looked: (AddresseeNumber) -> Void = { _ in }
    ) throws -> [AddresseeNumber: RetentionStop] {
        var found: [AddresseeNumber: RetentionStop] = [:]
        func stop(_ number: AddresseeNumber, _ why: RetentionStop) {
            looked(number)
            found[number] = found[number].map { min($0, why) } ?? why
        }
        for number in disclosure { stop(number, .disclosure) }
        try db.forEachRow(system == .casework ? casework : addressee, []) { row in
            guard let number = row.optionalAddressee(0) else { return }
            stop(number, row.code(1))
        }
        guard system == .casework else { return found }
        try openRecoveries(catalogue, on: today, in: db, looked) { stop($0, .recovery) }
        // Who is held holds those whose records speak of the same entitlement.
        let held = found.filter { $0.value <= .disclosure }
        try tied(to: Array(held.keys), in: db) { one, other in
            looked(one)
            if let why = held[one] { stop(other, why) }
        }
        return found
    }

    private static let holds = """
        SELECT h.subject, 'hold' FROM legal_hold AS h
        WHERE NOT EXISTS (SELECT 1 FROM legal_hold_end AS e WHERE e.hold_id = h.id)
        """

    private static let unpaid = "('scheduled','held','extracted','sent','returned')"

    private static let casework = """
        \(holds)
        UNION ALL SELECT a.child, 'application' FROM application_status AS s
            JOIN application AS a ON a.id = s.application_id WHERE s.is_open = 1
        UNION ALL SELECT a.applicant, 'application' FROM application_status AS s
            JOIN application AS a ON a.id = s.application_id WHERE s.is_open = 1
        UNION ALL SELECT subject, 'rejudgement' FROM rejudgement_task WHERE done_at IS NULL
        UNION ALL SELECT p.child, 'proposal' FROM proposal AS p WHERE NOT EXISTS
            (SELECT 1 FROM proposal_outcome AS o WHERE o.proposal_id = p.id)
        UNION ALL SELECT p.recipient, 'proposal' FROM proposal AS p WHERE NOT EXISTS
            (SELECT 1 FROM proposal_outcome AS o WHERE o.proposal_id = p.id)
        UNION ALL SELECT b.child, 'reimbursement' FROM reimbursement_status AS s
            JOIN reimbursement AS b ON b.id = s.reimbursement_id WHERE s.is_open = 1
        UNION ALL SELECT b.applicant, 'reimbursement' FROM reimbursement_status AS s
            JOIN reimbursement AS b ON b.id = s.reimbursement_id WHERE s.is_open = 1
        UNION ALL SELECT c.child, 'objection' FROM claim_objection AS o
            JOIN claim AS c ON c.id = o.claim_id WHERE o.result = '0' AND NOT EXISTS
            (SELECT 1 FROM claim_objection AS n WHERE n.claim_id = o.claim_id AND n.id > o.id)
        UNION ALL SELECT i.child, 'payment' FROM payment_item_status AS s
            JOIN payment_item AS i ON i.id = s.item_id WHERE s.status IN \(unpaid)
        UNION ALL SELECT i.recipient, 'payment' FROM payment_item_status AS s
            JOIN payment_item AS i ON i.id = s.item_id WHERE s.status IN \(unpaid)
        UNION ALL SELECT m.addressee, 'electronic' FROM e_application_state AS s
            JOIN e_application_match AS m ON m.application_id = s.application_id
            WHERE s.is_open = 1 AND m.addressee IS NOT NULL
        UNION ALL SELECT i.subject, 'inquiry' FROM inquiry_status AS s
            JOIN inquiry AS i ON i.id = s.inquiry_id WHERE s.is_open = 1
        UNION ALL SELECT i.child, 'inquiry' FROM inquiry_status AS s
            JOIN inquiry AS i ON i.id = s.inquiry_id WHERE s.is_open = 1
        UNION ALL SELECT child, 'hub' FROM hub_order_status WHERE state = 'sending'
        """

    private static let addressee = """
        \(holds)
        UNION ALL SELECT o.addressee, 'inquiry' FROM inquiry_work AS w
            JOIN inquiry_order AS o ON o.id = w.order_id WHERE w.is_over = 0
        UNION ALL SELECT a.addressee, 'inquiry' FROM provision_code_work AS w
            JOIN provision_code_request AS r ON r.id = w.request_id
            JOIN person_addressee AS a ON a.person_id = r.person_id WHERE w.is_over = 0
        UNION ALL SELECT c.addressee, 'matching' FROM match_case AS c
            WHERE c.addressee IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM match_decision AS d WHERE d.case_id = c.id)
        UNION ALL SELECT n.addressee, 'matching' FROM match_candidate AS n
            WHERE NOT EXISTS (SELECT 1 FROM match_decision AS d WHERE d.case_id = n.case_id)
        UNION ALL SELECT addressee, 'waiting' FROM resident_waiting WHERE addressee <> 0
        """

    /// A claim for repayment stops while it is open and not barred; what was paid last renews it.
    private static func openRecoveries(
        _ catalogue: ClassCatalogue, on today: CivilDate, in db: any Connection,
        _ looked: (AddresseeNumber) -> Void, _ body: (AddresseeNumber) -> Void
    ) throws {
        let term = RetentionTerm(years: catalogue.recoveryYears, counting: .day)
        try db.forEachRow(
            """
            SELECT c.child, c.recipient, MAX(COALESCE(c.due_on, c.claimed_on)),
                MAX(COALESCE(e.event_on, ''))
            FROM recovery AS c LEFT JOIN recovery_event AS e ON e.recovery_id = c.id
                AND \(RecoveryBook.stands)
            WHERE NOT EXISTS (SELECT 1 FROM recovery_event AS w
                WHERE w.recovery_id = c.id AND w.event = 'withdrawn')
            GROUP BY c.id, c.child, c.recipient, c.amount
            HAVING c.amount > COALESCE(SUM(e.amount), 0)
            """, []
        ) { row in
            looked(row.addressee(0))
            looked(row.addressee(1))
            let last = row.text(3).isEmpty ? row.date(2) : max(row.date(2), row.date(3))
            guard today <= term.lastDay(after: last) else { return }
            body(row.addressee(0))
            body(row.addressee(1))
        }
    }

    private static func tied(
        to persons: [AddresseeNumber], in db: any Connection,
        _ body: (AddresseeNumber, AddresseeNumber) -> Void
    ) throws {
        let pairs = [
            ("entitlement_history", "recipient"), ("application", "applicant"),
            ("reimbursement", "applicant"), ("payment_item", "recipient"),
            ("recovery", "recipient"), ("inquiry", "subject"),
        ]
        for (table, other) in pairs {
            for (key, value) in [("child", other), (other, "child")] {
                try Among.forEach(
                    "SELECT \(key), \(value) FROM \(table) WHERE {among}", column: key,
                    keys: persons.map(\.value), in: db
                ) { body($0.addressee(0), $0.addressee(1)) }
            }
        }
        try Among.forEach(
            """
            SELECT m.addressee, n.addressee FROM e_application_match AS m
            JOIN e_application_match AS n ON n.application_id = m.application_id
            WHERE {among} AND n.addressee IS NOT NULL
            """, column: "m.addressee", keys: persons.map(\.value), in: db
        ) { body($0.addressee(0), $0.addressee(1)) }
    }
}
