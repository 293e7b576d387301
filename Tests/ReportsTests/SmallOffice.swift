// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Ledger
import Links
import Payments
import Reports
import Safeguards
import Support
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

    init(_ store: (any Store)? = nil) throws {
        self.store =
            try store
            ?? AskedEngine.postgres().map {
                try Stores.postgres($0.connection, schema: $0.schema, body: "")
            } ?? Stores.memory()
        try self.store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
            try PaymentsSchema.migrations(), try LinksSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("signer") }
        gate = Gate(
            store: self.store, ledger: Ledger(origin: "test", signer: signer),
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
        var question = StatisticsQuestion(
            subject, on: date(day),
            in: try StatisticsPeriod(first: month("2025-04"), last: month("2025-06")))
        question.hidden = []
        return question
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
}

func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(iso: text) else { preconditionFailure("日付ではありません: \(text)") }
    return date
}

func month(_ text: String) -> YearMonth {
    guard let month = YearMonth(iso: text) else { preconditionFailure("年月ではありません: \(text)") }
    return month
}
