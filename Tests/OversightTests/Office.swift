// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Foundation
import Ledger
import Payments
import Safeguards
import Synchronization
import Testing
import Vault
import Vocabulary

@testable import Oversight

/// A clock that a test moves.
final class TestClock: Clock {
    private let value: Mutex<Instant>
    init(_ day: CivilDate) { value = Mutex(Instant(noonInJapan: day)) }
    func now() -> Instant { value.withLock { $0 } }
    func pass(seconds: Int64) { value.withLock { $0 = $0.adding(seconds: seconds) } }
    func pass(days: Int) { pass(seconds: 86_400 * Int64(days)) }
}

/// The gate of System 1 with the watch of this room, over an empty database in memory.
struct Office {
    let store: any Store
    let ledger: Ledger
    let clock: TestClock
    let gate: Gate
    let directory = MemoryAddresseeDirectory()

    static let child = AddresseeNumber(value: 900_000_000_000_017)
    static let mother = AddresseeNumber(value: 900_000_000_000_025)
    static let stranger = AddresseeNumber(value: 900_000_000_000_033)

    init(_ day: String = "2025-06-02") throws {
        store = try Stores.memory()
        try store.migrate([
            LedgerSchema.migrations(), SafeguardsSchema.migrations(),
            EntitlementSchema.migrations(), BenefitsSchema.migrations(),
            PaymentsSchema.migrations(), OversightSchema.migrations(),
        ])
        let signer = try #require(
            LedgerSigner(name: "test", privateKey: [UInt8](repeating: 3, count: 32)))
        ledger = Ledger(origin: "test", signer: signer)
        clock = TestClock(try #require(CivilDate(iso: day)))
        gate = Gate(
            store: store, ledger: ledger, clock: clock, watches: [ExplainedAccess()])
    }

    func person(_ role: Role = .counter, _ officer: String = "k901") -> Principal {
        Principal(
            officer: officer, name: "見本　花子", roles: [role], session: "t", terminal: "窓口1")
    }

    /// Opens the record of a person, as the desk does.
    func open(
        _ persons: AddresseeNumber..., by principal: Principal, reason: String? = nil,
        as operation: OperationCode = .viewPerson
    ) throws {
        try gate.perform(
            operation, by: principal, for: .change, about: [persons[0]], reason: reason
        ) { $0.saw(persons) }
    }

    /// A deed about a person: something of a case is written.
    func deed(
        _ person: AddresseeNumber, by principal: Principal,
        _ operation: OperationCode = .receiveApplication
    ) throws {
        try gate.perform(operation, by: principal, for: .registration, about: [person]) { _ in }
    }

    /// The newest entry of the log.
    func last() throws -> LogLine {
        try #require(
            try store.read { db in
                try db.first(
                    """
                    SELECT \(LogIndex.columns) FROM \(LogIndex.tables)
                    ORDER BY o.id DESC LIMIT 1
                    """, [], LogIndex.line)
            })
    }

    func mark() throws -> AccessMark? { try last().result.flatMap { AccessMark.reading($0).mark } }

    func today() -> CivilDate { clock.today() }

    /// Runs the rules over a day.
    @discardableResult
    func rules(
        _ day: CivilDate? = nil, isOpen: @escaping (CivilDate) -> Bool = { _ in true }
    ) throws -> RunDailyRules.Report {
        let asked = day ?? today()
        return try gate.perform(.reviewLog, by: .machine("oversight"), for: .audit) { scope in
            try RunDailyRules.perform(asked, directory: directory, isOpen: isOpen, in: scope)
        }
    }

    /// Those that wait for a reviewer.
    func alarms() throws -> [LogAlarm] {
        try store.read { db in
            try AlarmBook.open(limit: 10_000, offset: 0, in: db)
        }
    }

    func relate(
        _ officer: String, _ subject: AddresseeNumber, _ kind: RelationKind
    ) throws {
        try gate.perform(.reviewLog, by: person(.head, "kacho"), for: .audit) { scope in
            try RegisterRelation.perform(
                officer: officer, subject: subject, kind: kind, in: scope)
        }
    }

    /// A user id in the register of officers.
    func register(_ officer: String) throws {
        _ = try gate.perform(
            .manageOfficers, by: person(.administrator, "kanri"), for: .maintenance
        ) {
            try $0.facts.append(
                "officer",
                ["officer": officer, "name": "検証 \(officer)", "department": "子ども福祉課"])
        }
    }
}

func resident(
    _ number: AddresseeNumber, _ name: String, _ address: String = "", household: String? = nil,
    building: String = "", isProtected: Bool = false
) -> ResidentSnapshot {
    ResidentSnapshot(
        number: number, household: household, status: .resident, name: name, kana: "",
        sex: .female, born: CivilDate(dayNumber: 15_000), postalCode: "", address: address,
        building: building, residentFrom: nil, isProtected: isProtected, recordHash: "",
        asOf: Instant(microseconds: 0))
}
