// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

@testable import Retention

/// Lives as rows of System 1. The ledger has no part in it: only what is due is asked.
struct LifeRows {
    private var rows: [String: [[SQLValue]]] = [:]
    private var next: Int64 = 100

    private static let columns: [String: [String]] = [
        "application": [
            "id", "operation_id", "recorded_at", "receipt", "kind", "reason", "channel",
            "ex_officio", "applied_on", "child", "applicant", "married", "consent",
            "insurance_evidence",
        ],
        "application_status": [
            "application_id", "status", "is_open", "last_event_id", "child", "kind",
        ],
        "proposal": [
            "id", "operation_id", "recorded_at", "child", "recipient", "child_born",
            "application_kind", "application_reason", "applied_on", "ex_officio", "effective_on",
            "result", "reason", "cause", "explanation", "proposer",
        ],
        "proposal_outcome": [
            "id", "operation_id", "recorded_at", "proposal_id", "outcome", "approver",
        ],
        "entitlement_history": [
            "id", "operation_id", "recorded_at", "child", "recipient", "child_born",
            "application_kind", "application_reason", "applied_on", "ex_officio", "decided_on",
            "result", "reason", "recipient_number", "valid_from", "valid_until", "effective_on",
            "proposal_id", "proposer_operation_id", "proposer", "approver", "cause",
        ],
        "account_register": [
            "id", "operation_id", "recorded_at", "bank_code", "branch_code", "bank_name",
            "bank_name_kana", "branch_name", "branch_name_kana", "account_type",
            "account_type_name", "account_number", "holder_kana",
        ],
        "account_use": [
            "id", "operation_id", "recorded_at", "recipient", "account_id", "valid_from",
            "bank_code", "bank_name", "bank_code_registered", "bank_name_kana",
            "branch_name_kana", "branch_name", "branch_code", "account_type", "holder_kana",
            "account_number", "cause",
        ],
        "claim": [
            "id", "operation_id", "recorded_at", "file_id", "line", "child", "recipient",
            "recipient_number", "history_id", "funder", "billing_month", "treatment_month",
            "data_kind", "insurance_kind", "institution_name", "institution", "setting",
            "benefit_tenths", "burden_tenths", "source", "days", "decided_cost", "self_payment",
            "payable", "high_cost", "additional_benefit", "type", "insurer", "points",
            "total_cost", "burden", "other_funds", "meals", "meals_burden", "meals_paid",
            "prescriber",
        ],
        "reimbursement": [
            "id", "operation_id", "recorded_at", "billing_month", "applied_on", "receipt",
            "branch", "revision", "treatment_month", "institution_name", "institution", "setting",
            "care", "burden_tenths", "days", "total_cost", "self_payment", "receipts",
            "check_state", "channel", "child", "applicant", "meals", "meal_class", "method",
            "entered_by",
        ],
        "reimbursement_status": ["reimbursement_id", "status", "is_open", "last_event_id"],
        "payment_item": [
            "id", "operation_id", "recorded_at", "decision_id", "attempt", "reimbursement_id",
            "receipt", "branch", "child", "recipient", "treatment_month", "institution_name",
            "amount", "method", "completed_on", "decided_on", "planned_on",
        ],
        "payment_item_event": [
            "id", "operation_id", "recorded_at", "item_id", "event", "run_id", "officer",
        ],
        "payment_item_status": [
            "item_id", "decision_id", "planned_on", "status", "last_event_id",
        ],
        "recovery": [
            "id", "operation_id", "recorded_at", "recovery_key", "child", "recipient", "item_id",
            "amount", "reason", "explanation", "claimed_on", "due_on", "officer",
        ],
        "recovery_event": [
            "id", "operation_id", "recorded_at", "event_key", "recovery_id", "event", "amount",
            "event_on", "officer",
        ],
        "inquiry": [
            "id", "operation_id", "recorded_at", "inquiry_number", "way", "subject", "child",
            "purpose", "procedure_code", "procedure_title", "item_code", "item_title",
            "legal_basis", "catalogue", "counterpart", "about_on", "reason", "officer",
        ],
        "legal_hold": [
            "id", "operation_id", "recorded_at", "subject", "cause", "reference", "reason",
            "officer",
        ],
        "legal_hold_end": [
            "id", "operation_id", "recorded_at", "hold_id", "reason", "officer",
        ],
    ]

    private static let order = [
        "application", "application_status", "proposal", "proposal_outcome",
        "entitlement_history", "account_register", "account_use", "claim", "reimbursement",
        "reimbursement_status", "payment_item", "payment_item_event", "payment_item_status",
        "recovery", "recovery_event", "inquiry", "legal_hold", "legal_hold_end",
    ]

    /// Puts a row with the frame of a fact.
    @discardableResult
    private mutating func put(
        _ table: String, on day: CivilDate, _ values: [any SQLValueConvertible]
    ) -> Int64 {
        next += 1
        let frame: [SQLValue] = [
            .integer(next), .integer(1), .integer(Instant(noonInJapan: day).microseconds),
        ]
        let row = frame + values.map(\.sqlValue)
        precondition(row.count == Self.columns[table]?.count, "\(table): \(row.count)")
        rows[table, default: []].append(row)
        return next
    }

    private mutating func state(_ table: String, _ values: [any SQLValueConvertible]) {
        rows[table, default: []].append(values.map(\.sqlValue))
    }

    mutating func add(_ life: Life) {
        let (child, parent) = (life.child, life.parent)
        let name = String(child)
        let application = put(
            "application", on: life.appliedOn,
            [name, "01", "01", "counter", 0, life.appliedOn, child, parent, 0, 0, 0])
        state(
            "application_status",
            [
                application, life.openApplication ? "received" : "granted",
                life.openApplication ? 1 : 0, 1, child, "01",
            ])
        var decisions = [(life.decidedOn, false)]
        if let corrected = life.correctedOn { decisions.append((corrected, true)) }
        for (decided, isLast) in decisions {
            let proposal = put(
                "proposal", on: decided,
                [
                    child, parent, "2010-01-01", "01", "01", life.appliedOn, 0, decided, "1", "01",
                    "application", "x", "o",
                ])
            put("proposal_outcome", on: decided, [proposal, "approved", "p"])
            let until: (any SQLValueConvertible) =
                (isLast || life.correctedOn == nil || life.lapsedOn != nil)
                ? life.lapsedOn.sqlValue : SQLValue.null
            put(
                "entitlement_history", on: decided,
                [
                    child, parent, "2010-01-01", "01", "01", life.appliedOn, 0, decided, "1", "01",
                    String(name.suffix(7)), life.decidedOn, until, decided, proposal, 1, "o", "p",
                    "application",
                ])
        }
        if let day = life.account {
            let register = put(
                "account_register", on: day,
                ["9001", "001", "b", "b", "b", "b", "1", "普通", [UInt8](), [UInt8]()])
            put(
                "account_use", on: day,
                [
                    parent, register, day, "9001", "b", "9001", "b", "b", "b", "001", "1",
                    [UInt8](), [UInt8](), "x",
                ])
        }
        for claim in life.claims {
            put(
                "claim", on: claim.recordedOn,
                [
                    1, Int(next), child, parent, "1234567", 1, "90119997", claim.month, claim.month,
                    "x", "x", "x", "1110000009", "outpatient", 8, 2, "x", 1, 1, 1, 1, 0, 0, "x",
                    "x", 1, 1, 1, 0, 0, 0, 0, "x",
                ])
        }
        add(life.payments, of: life)
        for (index, day) in life.inquiries.enumerated() {
            put(
                "inquiry", on: day,
                [
                    "\(name)-\(index)", "network", child, child, "registration", "p", "p", "i",
                    "i", "l", "c", "x", day, "x", "o",
                ])
        }
        if let hold = life.hold {
            let id = put("legal_hold", on: hold.from, [parent, "訴訟", name, "x", "o"])
            if let until = hold.until { put("legal_hold_end", on: until, [id, "x", "p"]) }
        }
    }

    private mutating func add(
        _ payments: [(appliedOn: CivilDate, paidOn: CivilDate)], of life: Life
    ) {
        let (child, parent) = (life.child, life.parent)
        for (index, payment) in payments.enumerated() {
            let month = payment.appliedOn.yearMonth
            let receipt = "\(child)-\(index)"
            let form = put(
                "reimbursement", on: payment.appliedOn,
                [
                    month, payment.appliedOn, receipt, 1, 1, month, "x", "1110000009",
                    "outpatient", "x", 2, 1, 1, 1, 1, "x", "x", child, parent, 0, "x", "1", "o",
                ])
            state("reimbursement_status", [form, "paid", 0, 1])
            let item = put(
                "payment_item", on: payment.appliedOn,
                [
                    form, 0, form, receipt, 1, child, parent, month, "x", 1, "1",
                    payment.appliedOn, payment.appliedOn, payment.paidOn,
                ])
            put("payment_item_event", on: payment.paidOn, [item, "paid", 1, "o"])
            let isUnpaid = life.unpaid && index == 0
            state(
                "payment_item_status",
                [item, form, payment.paidOn, isUnpaid ? "held" : "paid", 1])
            guard index == 0, let recovery = life.recovery else { continue }
            let claim = put(
                "recovery", on: recovery.dueOn,
                [
                    receipt, child, parent, item, 100, "lapsed", "x", recovery.dueOn,
                    recovery.dueOn, "o",
                ])
            if let received = recovery.receivedOn {
                put(
                    "recovery_event", on: received,
                    [receipt, claim, "received", recovery.isSettled ? 100 : 40, received, "o"])
            } else if recovery.isSettled {
                put(
                    "recovery_event", on: recovery.dueOn,
                    [receipt, claim, "withdrawn", 0, recovery.dueOn, "o"])
            }
        }
    }

    /// Writes what was added; the shared rows once.
    mutating func write(to store: any Store, isFirst: Bool) throws {
        try store.write { db in
            if isFirst {
                try db.execute(
                    """
                    INSERT INTO operation (id, recorded_at, code, officer, session, terminal, purpose)
                    VALUES (1, 1, 'initialise', 'x', 'x', 'x', 'maintenance')
                    """)
                try db.execute(
                    """
                    INSERT INTO claim_file (id, operation_id, recorded_at, name, digest, kind,
                        institution, billing_month, layout, edition, claims, accepted, rejected,
                        warnings, actual_count, actual_points, payable)
                    VALUES (1, 1, 1, 'x', ?, 'x', '1110000009', '2010-01', 'x', 'x', 0, 0, 0, 0, 0,
                        0, 0)
                    """, [String(repeating: "0", count: 64)])
            }
            for table in Self.order {
                guard let columns = Self.columns[table], let found = rows[table] else { continue }
                try db.insert(into: table, columns: columns, rows: found)
            }
        }
        rows = [:]
    }
}
