// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Safeguards
import Scheme
import Synchronization
import Testing
import Vocabulary

@testable import Links

/// PMH and System 2 as System 1 sees them: keeps rows by 履歴キー and fails when it is told to.
final class MemoryHub: HubGateway {
    enum Mood {
        case well, unreachable
        /// The rows are taken, and nobody hears of it.
        case lost
        /// The content is refused.
        case refusing
        /// Somebody switches it off while a request is on its way.
        case off
    }

    struct Off: Error {}

    struct Memory {
        var isOn = true
        var mood: Mood = .well
        var requests = 0
        var rows: [String: HubRow] = [:]
        /// Every row that ever came, in its order.
        var journal: [HubParcel] = []
        var hidden: Set<String> = []
    }

    let memory = Mutex(Memory())

    func state() throws -> HubState {
        memory.withLock {
            $0.isOn
                ? .on(assessment: "第3版", since: Instant(noonInJapan: day("2025-05-01"))) : .off
        }
    }

    func send(_ parcels: [HubParcel]) async throws -> [HubAnswer] {
        try memory.withLock { memory throws(Off) in
            if memory.mood == .off { throw Off() }
            memory.requests += 1
            if memory.mood == .well || memory.mood == .lost {
                memory.journal += parcels
                for row in parcels.flatMap(\.rows) { memory.rows[row.key] = row }
            }
            let outcome: HubOutcome =
                switch memory.mood {
                case .well: .accepted
                case .unreachable, .lost, .off: .failed("unreachable")
                case .refusing: .refused(field: "certificationName", rule: "length")
                }
            return parcels.map { _ in HubAnswer(outcome, status: 200, request: 7) }
        }
    }

    func holdings() async throws -> [HubHolding] {
        memory.withLock { memory in
            memory.rows.values.map { row in
                HubHolding(
                    key: row.key, recipientNumber: row.recipientNumber, from: row.from,
                    through: row.through, isDeleted: row.isDeleted,
                    isNotDisclosed: memory.hidden.contains(row.key))
            }
        }
    }

    func set(_ mood: Mood) { memory.withLock { $0.mood = mood } }
    func turn(_ isOn: Bool) { memory.withLock { $0.isOn = isOn } }
    var rows: [String: HubRow] { memory.withLock { $0.rows } }
    var journal: [HubParcel] { memory.withLock { $0.journal } }
    var requests: Int { memory.withLock { $0.requests } }
    /// The rows that count.
    var living: [HubRow] { rows.values.filter { !$0.isDeleted }.sorted { $0.key < $1.key } }
}

/// System 1 with its queue for PMH; decisions are written straight into 資格履歴.
final class HubRehearsal: Sendable {
    final class MovingClock: Clock {
        private let moment: Mutex<Instant>
        init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
        func now() -> Instant { moment.withLock { $0 } }
        func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    static let guardian = AddresseeNumber(value: 900_000_021)
    static let administrator = Principal(
        officer: "u001", name: "検証", roles: [.administrator], session: "test", terminal: "T1")
    static let clerk = Principal(
        officer: "u002", name: "検証", roles: [.counter], session: "test", terminal: "T2")
    static var funder: DatedValues<FunderTerms> { Bench.law.book.office.funder }

    let store: any Store
    let gate: Gate
    let hub = MemoryHub()
    let directory = MemoryAddresseeDirectory()
    let clock = MovingClock(day("2025-06-02"))

    init(store given: (any Store)? = nil) throws {
        store = try given ?? Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try LinksSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("32 bytes make a key") }
        gate = Gate(store: store, ledger: Ledger(origin: "test", signer: signer), clock: clock)
    }

    static func child(_ place: Int) -> AddresseeNumber {
        AddresseeNumber(value: 910_000_001 + Int64(place) * 10)
    }

    static func number(_ place: Int) -> String { padded(9_000_000 + place, 7) }

    func live(_ places: Range<Int>) {
        for place in places {
            directory.put(
                ResidentSnapshot(
                    number: HubRehearsal.child(place), household: "H\(place)", status: .resident,
                    name: "検証 太郎", kana: "ケンショウ タロウ", sex: .male, born: day("2015-06-10"),
                    postalCode: "1190001", address: "見本市中央1-1", residentFrom: day("2015-06-10"),
                    recordHash: "r\(place)", asOf: clock.now()))
        }
    }

    // MARK: 決定

    struct Decision {
        var result = DecisionResult.granted
        var reason = DecisionReason.requirementsMet
        var from: String? = "2025-04-01"
        var until: String? = "2034-04-01"
        var inpatientFrom: String?
        var inpatientUntil: String?
        var effective = "2025-04-01"
    }

    /// Writes a decision about the n-th child; without other days both periods are the same.
    @discardableResult
    func decide(
        _ place: Int, _ decision: Decision = Decision(), number: String? = nil
    ) throws -> Int64 {
        try approving { scope in try scope.decide(place, decision, number: number) }
    }

    /// A first decision about many children at once.
    func grantAll(_ places: Range<Int>) throws {
        try approving { scope in
            for place in places { try scope.decide(place, Decision(), number: nil) }
        }
    }

    private func approving<R>(_ body: (Scope) throws -> R) throws -> R {
        let head = Principal(
            officer: "h001", name: "検証", roles: [.head], session: "test", terminal: "T3")
        return try gate.perform(.approveDecision, by: head, for: .registration, body)
    }

    // MARK: 同意

    /// The guardian has applied for the child, and consents.
    func consent(_ places: some Sequence<Int>, on given: String? = nil) throws {
        try gate.perform(RecordConsent.operation, by: .machine("test"), for: .registration) {
            scope in
            for place in places {
                let child = HubRehearsal.child(place)
                let known = try scope.db.first(
                    "SELECT id FROM application WHERE child = ?", [child]
                ) { $0.int64(0) }
                if known == nil {
                    _ = try scope.row(
                        "application",
                        [
                            ("receipt", "R7-\(padded(place, 6))"), ("kind", "01"), ("reason", "01"),
                            ("channel", "counter"), ("ex_officio", 0),
                            ("applied_on", "2025-04-01"), ("child", child),
                            ("applicant", HubRehearsal.guardian), ("married", 0), ("consent", 0),
                            ("insurance_evidence", 1),
                        ])
                }
                try RecordConsent.perform(input(child, on: given), in: scope)
            }
        }
    }

    func withdraw(_ place: Int) throws {
        try gate.perform(RecordConsent.operation, by: .machine("test"), for: .registration) {
            scope in
            try RecordConsent.withdraw(input(HubRehearsal.child(place), on: nil), in: scope)
        }
    }

    private func input(_ child: AddresseeNumber, on given: String?) -> ConsentInput {
        ConsentInput(
            .hub, about: ConsentCase(subject: child, child: child), by: HubRehearsal.guardian,
            on: given.map(day) ?? clock.now().dayInJapan, evidence: .paper,
            reference: "同意書-\(clock.now().microseconds)")
    }

    // MARK: 手順

    func delivery(by who: Principal = .machine("hub"), batch: Int = 100) -> DeliverToHub {
        DeliverToHub(
            gate: gate, gateway: hub, directory: directory, funder: HubRehearsal.funder, by: who,
            batch: batch)
    }

    @discardableResult
    func run() async throws -> HubRunReport { try await delivery().run() }

    func reconcile(by who: Principal = .machine("hub")) async throws -> HubReconciliation {
        let holdings = try await hub.holdings()
        return try gate.perform(ReconcileHub.operation, by: who, for: .registration) {
            try ReconcileHub.perform(
                holdings, directory: directory, funder: HubRehearsal.funder, in: $0)
        }
    }

    func resend(_ orders: [Int64], by who: Principal = administrator) throws -> Int {
        try gate.perform(ResendToHub.operation, by: who, for: .maintenance) {
            try ResendToHub.perform(orders, in: $0)
        }
    }

    @discardableResult
    func queue<R>(_ body: (Scope) throws -> R) throws -> R {
        try gate.perform(.queueForHub, by: .machine("hub"), for: .registration, body)
    }

    func read<R>(_ body: (any Connection) throws -> R) throws -> R { try store.read(body) }

    func overview() throws -> HubOverview { try read { try HubQueueBook.overview(from: $0) } }

    func lines(_ state: HubOrderState? = nil) throws -> [HubLine] {
        try read { try HubQueueBook.lines(state, limit: 10_000, from: $0) }
    }

    // MARK: 作り直し

    /// Where every order stands by the facts alone; claims of jobs that work are no facts.
    func statesByFacts() throws -> [Int64: HubOrderState] {
        var states: [Int64: HubOrderState] = [:]
        var numbers: [Int64: String] = [:]
        var refused: [String: Set<Int64>] = [:]
        try read { db in
            try db.forEachRow("SELECT id, recipient_number FROM hub_order", []) { row in
                states[row.int64(0)] = .waiting
                numbers[row.int64(0)] = row.text(1)
            }
            try db.forEachRow("SELECT order_id, outcome FROM hub_answer ORDER BY id", []) { row in
                let outcome: HubAnswerRow.Outcome = row.code(1)
                // A late no of a job that was given up does not undo a yes.
                if states[row.int64(0)] != .done { states[row.int64(0)] = outcome.state }
                // What PMH has taken overtakes what it refused of the same entitlement.
                let number = numbers[row.int64(0)] ?? ""
                if outcome == .refused { refused[number, default: []].insert(row.int64(0)) }
                guard outcome == .accepted else { return }
                for id in refused[number] ?? [] where states[id] == .refused { states[id] = .done }
            }
        }
        return states
    }

    /// What PMH was told last, and whether it said yes, by the facts alone.
    func toldByFacts() throws -> [String: (told: Int64, isConfirmed: Bool)] {
        var found: [String: (told: Int64, isConfirmed: Bool)] = [:]
        try read { db in
            try db.forEachRow(
                """
                SELECT t.history_key, t.id, (
                    SELECT COUNT(*) FROM hub_answer a JOIN hub_order o ON o.id = a.order_id
                    WHERE a.outcome = 'accepted' AND a.claim_operation = t.operation_id
                    AND o.recipient_number = t.recipient_number)
                FROM hub_told t ORDER BY t.id
                """, []
            ) { found[$0.text(0)] = ($0.int64(1), $0.int(2) > 0) }
        }
        return found
    }

    /// The read models say what the facts say.
    func expectRebuildable() throws {
        let states = try statesByFacts()
        for line in try lines() where line.state != .sending {
            #expect(states[line.order] == line.state, "\(line)")
        }
        let told = try toldByFacts()
        let now = try read { db in
            try db.rows("SELECT history_key, told_id, is_confirmed FROM hub_told_now", []) {
                ($0.text(0), $0.int64(1), $0.bool(2))
            }
        }
        #expect(now.count == told.count)
        for (key, id, isConfirmed) in now {
            #expect(told[key]?.told == id && told[key]?.isConfirmed == isConfirmed, "\(key)")
        }
    }

    func count(_ table: String) throws -> Int {
        try read { try $0.first("SELECT COUNT(*) FROM \(table)", []) { $0.int(0) } ?? -1 }
    }
}

extension Scope {
    @discardableResult
    fileprivate func decide(
        _ place: Int, _ decision: HubRehearsal.Decision, number: String?
    ) throws -> Int64 {
        let given = decision.result == .refused ? nil : number ?? HubRehearsal.number(place)
        let common: [(String, any SQLValueConvertible)] = [
            ("child", HubRehearsal.child(place)), ("recipient", HubRehearsal.guardian),
            ("child_born", "2015-06-10"), ("application_kind", "01"), ("application_reason", "01"),
            ("applied_on", "2025-04-01"), ("ex_officio", 0), ("effective_on", decision.effective),
            ("result", decision.result.rawValue), ("reason", decision.reason.rawValue),
            ("cause", "application"),
            ("proposer", "k001"), ("valid_from", decision.from), ("valid_until", decision.until),
            ("inpatient_from", decision.inpatientFrom ?? decision.from),
            ("inpatient_until", decision.inpatientUntil ?? decision.until),
        ]
        let proposal = try row("proposal", common + [("explanation", "検証")])
        return try row(
            "entitlement_history",
            common + [
                ("decided_on", "2025-04-10"), ("recipient_number", given),
                ("proposal_id", proposal), ("proposer_operation_id", operationID),
                ("approver", "h001"),
            ])
    }

    /// A row of any table of facts.
    fileprivate func row(
        _ table: String, _ values: [(String, any SQLValueConvertible)]
    ) throws -> Int64 {
        let range = try facts.append(
            to: table, columns: values.map(\.0), rows: [values.map(\.1.sqlValue)])
        return range?.lowerBound ?? -1
    }
}
