// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

// Money by hand: claims, reimbursements, payments.
extension Scope {
    /// A file with one accepted claim a line: data kind, setting, points, payable.
    @discardableResult
    func claims(
        _ month: String, digest: Character,
        _ lines: [(kind: ClaimDataKind, setting: CareSetting, points: Int, payable: Int)]
    ) throws -> [Int64] {
        let file = try facts.append(
            "claim_file",
            [
                "name": "見本", "digest": String(repeating: digest, count: 64), "kind": "医科",
                "institution": "1119999999", "billing_month": month, "layout": "uke",
                "edition": "1", "claims": lines.count, "accepted": lines.count, "rejected": 0,
                "warnings": 0, "actual_count": lines.count, "actual_points": 0, "payable": 0,
            ])
        return try lines.enumerated().map { index, line in
            try facts.append(
                "claim",
                [
                    "file_id": file, "line": index + 1, "child": 900_000_001,
                    "recipient": 900_000_101, "recipient_number": "9000001", "history_id": 1,
                    "funder": "81119992", "billing_month": month, "treatment_month": month,
                    "data_kind": line.kind, "insurance_kind": "国保",
                    "institution_name": "見本医院", "institution": "1119999999",
                    "setting": line.setting, "benefit_tenths": 8, "burden_tenths": 2,
                    "source": "1", "days": 1, "decided_cost": line.points * 10,
                    "self_payment": 0, "payable": line.payable, "high_cost": 0,
                    "additional_benefit": 0, "type": "1112", "insurer": "110001",
                    "points": line.points, "total_cost": line.points * 10,
                    "burden": line.payable, "other_funds": 0, "meals": 0, "meals_burden": 0,
                    "meals_paid": 0, "prescriber": "",
                ])
        }
    }

    /// One reimbursement with a decision; `later` is the payable of the letter that followed.
    func reimburse(
        _ receipt: String, applied: String, decided: String, care: CareKind = .medical,
        outcome: ReimbursementOutcome, payable: Int, later: Int? = nil, points: Int = 500
    ) throws {
        let first = try reimbursement(receipt, branch: 1, base: nil, applied, care, points)
        try decide(first, branch: 1, decided, outcome, payable)
        guard let later else { return }
        _ = try reimbursement(receipt, branch: 2, base: first, decided, care, points)
        try decide(first, branch: 2, decided, .paid, later)
    }

    private func reimbursement(
        _ receipt: String, branch: Int, base: Int64?, _ applied: String, _ care: CareKind,
        _ points: Int
    ) throws -> Int64 {
        try facts.append(
            "reimbursement",
            [
                "base_id": base, "billing_month": String(applied.prefix(7)),
                "applied_on": applied, "receipt": receipt, "branch": branch, "revision": 1,
                "treatment_month": "2025-03", "institution_name": "見本医院",
                "institution": "1119999999", "setting": CareSetting.outpatient, "care": care,
                "burden_tenths": 2, "days": 1, "total_cost": points * 10,
                "self_payment": points * 2,
                "receipts": 1, "check_state": "9", "channel": "counter", "child": 900_000_001,
                "applicant": 900_000_101, "points": branch == 1 ? points : nil, "meals": 0,
                "meal_class": "", "method": "1", "entered_by": "U002",
            ])
    }

    @discardableResult
    func decide(
        _ reimbursement: Int64, branch: Int, _ decided: String, _ outcome: ReimbursementOutcome,
        _ payable: Int
    ) throws -> Int64 {
        let proposal = try facts.append(
            "reimbursement_proposal",
            [
                "reimbursement_id": reimbursement, "branch": branch, "outcome": outcome,
                "payable": payable, "reason": outcome == .notPaid ? "期限後の申請" : nil,
                "explanation": "試験", "method": "1", "child": 900_000_001,
                "recipient": 900_000_101, "scheme": "sample", "proposer": "U002",
            ])
        return try facts.append(
            "reimbursement_approval",
            [
                "proposal_id": proposal, "outcome": "approved", "decided_on": decided,
                "approver": "U001",
            ])
    }

    /// One item of a run that was written, in a transfer of its own.
    func pay(_ run: Int64, _ sequence: Int, _ day: String, amount: Int, status: String) throws {
        let paid = try db.first("SELECT MIN(id) FROM reimbursement") { $0.optionalInt64(0) }
        let item = try facts.append(
            "payment_item",
            [
                "decision_id": run * 100 + Int64(sequence), "attempt": 0,
                "reimbursement_id": paid.flatMap(\.self) ?? 1,
                "receipt": "K\(run)-\(sequence)", "branch": 1, "child": 900_000_001,
                "recipient": 900_000_101, "treatment_month": "2025-03",
                "institution_name": "見本医院", "amount": amount, "method": "1",
                "completed_on": day, "decided_on": day, "planned_on": day,
            ])
        try db.execute(
            """
            INSERT INTO payment_item_status
            (item_id, decision_id, planned_on, status, run_id, last_event_id)
            VALUES (?, ?, ?, ?, ?, 1)
            """, [item, run * 100 + Int64(sequence), day, status, run])
        let transfer = try facts.append(
            "bank_transfer",
            [
                "run_id": run, "sequence": sequence, "bank_code": "9001",
                "bank_name_kana": "ﾐﾎﾝ", "branch_code": "001", "branch_name_kana": "ﾎﾝﾃﾝ",
                "account_type": "1", "account_number": Array("9000001".utf8),
                "payee": Array("ｹﾝｼﾖｳ".utf8),
                "amount": amount, "items": 1, "recipient": 900_000_101, "is_first": 0,
            ])
        try facts.append(
            "payment_row",
            [
                "run_id": run, "item_id": item, "transfer_id": transfer, "paid_on": day,
                "method": "1", "amount": amount, "bank_code": "9001", "bank_name": "見本銀行",
                "bank_code_registered": "9001", "bank_name_kana": "ﾐﾎﾝ",
                "branch_name_kana": "ﾎﾝﾃﾝ", "branch_name": "本店", "branch_code": "001",
                "account_type": "1", "holder_kana": Array("ｹﾝｼﾖｳ".utf8),
                "account_number": Array("9000001".utf8),
            ])
    }

    /// A run whose file was written.
    func run(_ day: String, _ items: [(amount: Int, status: String)]) throws {
        let run = try facts.append(
            "payment_run",
            [
                "run_key": day, "number": day, "payment_day": day, "items": items.count,
                "transfers": items.count, "total": items.reduce(0) { $0 + $1.amount },
                "warnings": 0, "proposer": "U002",
            ])
        try db.execute(
            """
            INSERT INTO payment_run_status (run_id, status, approver, last_event_id)
            VALUES (?, 'settled', 'U001', 1)
            """, [run])
        for (index, item) in items.enumerated() {
            try pay(run, index + 1, day, amount: item.amount, status: item.status)
        }
    }

    /// 申立 against a claim, with its result.
    func object(to claim: Int64, result: ObjectionResult, offset: Int? = nil) throws {
        try facts.append(
            "claim_objection",
            [
                "claim_id": claim, "kind": "1", "reason": "01", "objected_on": "2025-05-01",
                "result": result, "result_on": "2025-06-01", "officer": "U002",
                "offset_yen": offset, "offset_month": offset.map { _ in "2025-06" },
            ])
    }
}
