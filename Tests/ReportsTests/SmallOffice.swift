// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Ledger
import Links
import Payments
import Reports
import Safeguards
import Vocabulary

/// An office in memory whose facts are made by hand, so that every total can be added up on paper.
final class SmallOffice {
    struct StandingClock: Clock {
        let moment: Instant
        func now() -> Instant { moment }
    }

    static let head = officer("U001", [.head])
    static let counter = officer("U002", [.counter])
    static let now = Instant(noonInJapan: date("2025-06-30"))

    let store: any Store
    let gate: Gate

    init() throws {
        store = try Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
            try PaymentsSchema.migrations(), try LinksSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("signer") }
        gate = Gate(
            store: store, ledger: Ledger(origin: "test", signer: signer),
            clock: StandingClock(moment: Self.now))
    }

    static func officer(_ id: String, _ roles: Set<Role>) -> Principal {
        Principal(officer: id, name: id, roles: roles, session: "test", terminal: "T1")
    }

    /// Writes facts by hand.
    func record(_ body: (Scope) throws -> Void) throws {
        try gate.perform(
            .receiveApplication, by: .machine("test"), for: .registration, about: [], body)
    }

    func table(_ subject: StatisticsSubject, on day: String = "2025-06-30") throws
        -> StatisticsTable
    {
        let question = try question(subject, on: day)
        return try gate.perform(ViewStatistics.operation, by: Self.head, for: .statistics) {
            try ViewStatistics.perform(question, in: $0)
        }
    }

    func question(_ subject: StatisticsSubject, on day: String = "2025-06-30") throws
        -> StatisticsQuestion
    {
        StatisticsQuestion(
            subject, on: date(day),
            in: try StatisticsPeriod(first: month("2025-04"), last: month("2025-06")))
    }
}

extension Scope {
    /// One application for registration and its decision.
    func decide(
        child: Int, recipient: Int, born: String, applied: String, decided: String,
        result: DecisionResult = .granted, until: String? = "2040-04-01",
        inpatientUntil: String? = "2044-04-01"
    ) throws {
        let application = try facts.append(
            "application",
            [
                "receipt": "R\(child)-\(decided)", "kind": "01", "reason": "01",
                "channel": "counter", "ex_officio": 0, "applied_on": applied, "child": child,
                "applicant": recipient, "married": 0, "consent": 1, "insurance_evidence": 1,
            ])
        let periods: (from: String?, until: String?, inpatientUntil: String?) =
            result == .refused ? (nil, nil, nil) : (born, until, inpatientUntil)
        let proposal = try facts.append(
            "proposal",
            [
                "application_id": application, "child": child, "recipient": recipient,
                "child_born": born, "application_kind": "01", "application_reason": "01",
                "applied_on": applied, "ex_officio": 0, "effective_on": applied,
                "result": result, "reason": "00", "cause": "application", "explanation": "試験",
                "proposer": "U002",
            ])
        try facts.append(
            "entitlement_history",
            [
                "child": child, "recipient": recipient, "child_born": born,
                "application_kind": "01", "application_reason": "01", "applied_on": applied,
                "ex_officio": 0, "decided_on": decided, "result": result, "reason": "00",
                "recipient_number": result == .refused ? nil : "9\(padded(child % 1_000_000, 6))",
                "valid_from": periods.from, "valid_until": periods.until,
                "inpatient_from": periods.from, "inpatient_until": periods.inpatientUntil,
                "effective_on": applied, "application_id": application, "proposal_id": proposal,
                "proposer_operation_id": operationID, "proposer": "U002", "approver": "U001",
                "cause": "application",
            ])
    }

    func insure(_ child: Int, _ insurer: String, from: String, until: String? = nil) throws {
        try facts.append(
            "insurance_fact",
            [
                "child": child, "insurer": insurer, "insurer_name": "見本保険",
                "acquired_on": from, "lost_on": until, "is_void": 0, "source": "kokuho",
            ])
    }

    /// A file with one accepted claim a line: data kind, setting, points, payable.
    func claims(
        _ month: String, digest: Character,
        _ lines: [(kind: ClaimDataKind, setting: CareSetting, points: Int, payable: Int)]
    ) throws {
        let file = try facts.append(
            "claim_file",
            [
                "name": "見本", "digest": String(repeating: digest, count: 64), "kind": "医科",
                "institution": "1119999999", "billing_month": month, "layout": "uke",
                "edition": "1", "claims": lines.count, "accepted": lines.count, "rejected": 0,
                "warnings": 0, "actual_count": lines.count, "actual_points": 0, "payable": 0,
            ])
        for (index, line) in lines.enumerated() {
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
        outcome: ReimbursementOutcome, payable: Int, later: Int? = nil
    ) throws {
        let first = try reimbursement(receipt, branch: 1, base: nil, applied, care)
        try decide(first, branch: 1, decided, outcome, payable)
        guard let later else { return }
        _ = try reimbursement(receipt, branch: 2, base: first, decided, care)
        try decide(first, branch: 2, decided, .paid, later)
    }

    private func reimbursement(
        _ receipt: String, branch: Int, base: Int64?, _ applied: String, _ care: CareKind
    ) throws -> Int64 {
        try facts.append(
            "reimbursement",
            [
                "base_id": base, "billing_month": String(applied.prefix(7)),
                "applied_on": applied, "receipt": receipt, "branch": branch,
                "treatment_month": "2025-03", "institution_name": "見本医院",
                "institution": "1119999999", "setting": CareSetting.outpatient, "care": care,
                "burden_tenths": 2, "days": 1, "total_cost": 5_000, "self_payment": 1_000,
                "receipts": 1, "check_state": "9", "channel": "counter", "child": 900_000_001,
                "applicant": 900_000_101, "points": branch == 1 ? 500 : nil, "meals": 0,
                "meal_class": "", "method": "1", "entered_by": "U002",
            ])
    }

    private func decide(
        _ reimbursement: Int64, branch: Int, _ decided: String, _ outcome: ReimbursementOutcome,
        _ payable: Int
    ) throws {
        let proposal = try facts.append(
            "reimbursement_proposal",
            [
                "reimbursement_id": reimbursement, "branch": branch, "outcome": outcome,
                "payable": payable, "reason": outcome == .notPaid ? "期限後の申請" : nil,
                "explanation": "試験", "method": "1", "child": 900_000_001,
                "recipient": 900_000_101, "scheme": "sample", "proposer": "U002",
            ])
        try facts.append(
            "reimbursement_approval",
            [
                "proposal_id": proposal, "outcome": "approved", "decided_on": decided,
                "approver": "U001",
            ])
    }
}

func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(iso: text) else { preconditionFailure("日付ではありません: \(text)") }
    return date
}

func month(_ text: String) -> YearMonth {
    guard let month = YearMonth(iso: text) else { preconditionFailure("年月ではありません: \(text)") }
    return month
}
