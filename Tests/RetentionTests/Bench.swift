// SPDX-License-Identifier: Apache-2.0
import Addressee
import Benefits
import Database
import Entitlement
import Foundation
import Ledger
import Links
import Payments
import Safeguards
import Support
import Synchronization
import Vault
import Vocabulary

@testable import Retention

/// A clock that a test puts where it wants.
final class StandingClock: Clock {
    private let moment: Mutex<Instant>
    init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
    func now() -> Instant { moment.withLock { $0 } }
    func stand(on day: CivilDate) { moment.withLock { $0 = Instant(noonInJapan: day) } }
}

func day(_ iso: String) -> CivilDate {
    guard let day = CivilDate(iso: iso) else { preconditionFailure(iso) }
    return day
}

/// Notes whose keys were destroyed; cells stay readable, so that what is left of them is found.
final class NotingSeal: CellSeal {
    let owners = Mutex<Set<CellOwner>>([])
    let cells = Mutex<Int>(0)

    func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8] {
        NoSeal().seal(text, table: table, column: column, row: row)
    }
    func open(_ cell: [UInt8], table: String, column: String, row: Int64) throws -> String {
        try NoSeal().open(cell, table: table, column: column, row: row)
    }
    func destroy(owners: [CellOwner]) throws -> Int {
        self.owners.withLock { found in owners.count { found.insert($0).inserted } }
    }
    func destroy(keysOf cells: [[UInt8]]) throws -> Int {
        self.cells.withLock { $0 += cells.count }
        return cells.count
    }
}

/// A journal that outlives the databases of a test.
final class MemoryJournal: ErasureJournal {
    private let kept = Mutex<[[ErasedRow]]>([])
    func length() throws -> Int { kept.withLock { $0.count } }
    func append(_ batches: [[ErasedRow]]) throws -> Int {
        kept.withLock {
            $0 += batches
            return $0.count
        }
    }
    func batches(after place: Int, _ body: ([ErasedRow]) throws -> Void) throws {
        for batch in kept.withLock({ Array($0.dropFirst(place)) }) { try body(batch) }
    }
}

/// The whole schema of one system behind a gate, with nothing in it.
struct Bench {
    let system: RetentionSystem
    let store: any Store
    let ledger: Ledger
    let gate: Gate
    let clock = StandingClock(day("2010-05-20"))
    let seal = NotingSeal()
    let journal = MemoryJournal()
    let catalogue: ClassCatalogue
    static let random = RehearsalRandomBytes(seed: 4)

    let administrator = Principal(
        officer: "a001", name: "検証 管理", roles: [.administrator], session: "test", terminal: "T1")
    let head = Principal(
        officer: "h001", name: "検証 課長", roles: [.head], session: "test", terminal: "T2")

    /// - Parameters:
    ///   - postgres: a connection, where the database is not a file.
    ///   - months: the keys of the log, where another bench goes on with the same database.
    ///   - wrap: puts another store before the real one.
    init(
        _ system: RetentionSystem, at path: String? = nil,
        months: any MonthKeys = MemoryMonthKeys(), postgres: String? = nil,
        wrap: (any Store) -> any Store = { $0 }
    ) throws {
        self.system = system
        catalogue = try ClassCatalogue.standard()
        let seal = seal
        let schema = "r" + UUID().uuidString.replacing("-", with: "").lowercased()
        let inner =
            try postgres.map {
                try Stores.postgres($0, schema: schema, body: "119997", cells: seal)
            } ?? path.map { try Stores.sqlite(at: $0, body: "119997", cells: seal) }
            ?? Stores.memory(cells: seal)
        store = wrap(inner)
        try inner.migrate(try Self.schema(of: system))
        let key = (0..<32).map { UInt8($0) }
        guard let signer = LedgerSigner(name: "hagukumi/test", privateKey: key) else {
            preconditionFailure("32 bytes are a key")
        }
        ledger = Ledger(
            origin: "119997/\(system.rawValue)", signer: signer, months: months)
        gate = Gate(store: store, ledger: ledger, clock: clock, sessionsLiveHere: false)
    }

    /// As `Office` puts them together; rooms that this one does not know are read as files.
    static func schema(of system: RetentionSystem) throws -> [MigrationSet] {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        func room(_ name: String, _ area: String) throws -> MigrationSet {
            try MigrationSet(
                area: area, directory: root.appending(path: "Sources/\(name)/Book/Migrations"))
        }
        let ground = [try LedgerSchema.migrations(), try SafeguardsSchema.migrations()]
        switch system {
        case .casework:
            return ground + [
                try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
                try PaymentsSchema.migrations(), try LinksSchema.migrations(),
                try room("Copying", "copying"), try room("Registers", "registers"),
                try room("Oversight", "oversight"), try RetentionSchema.migrations(),
                try RetentionSchema.caseworkMigrations(),
            ]
        case .addressee:
            return ground + [
                try AddresseeSchema.migrations(), try room("Inquiries", "inquiries"),
                try room("MedicalHub", "hub"), try RetentionSchema.migrations(),
                try RetentionSchema.addresseeMigrations(),
            ]
        }
    }

    var surroundings: RetentionSurroundings { RetentionSurroundings(catalogue: catalogue) }

    func perform<R>(
        _ operation: OperationCode, by officer: Principal, reason: String? = nil,
        _ body: (Scope) throws -> R
    ) throws -> R {
        try gate.perform(operation, by: officer, for: .maintenance, reason: reason, body)
    }

    func propose(_ surroundings: RetentionSurroundings? = nil) throws -> Int64 {
        try perform(.proposePurge, by: administrator) {
            try ProposePurge.perform(
                of: system, surroundings ?? self.surroundings, random: Self.random, in: $0)
        }
    }

    func release(_ list: Int64) throws {
        try perform(.approvePurge, by: head, reason: "期間満了") {
            try ApprovePurge.perform(list, catalogue, in: $0)
        }
    }

    func run(
        _ surroundings: RetentionSurroundings? = nil, batch: Int = 2_000,
        scrub: @escaping @Sendable () throws -> Void = {}
    ) -> PurgeRun {
        PurgeRun(
            of: system, surroundings ?? self.surroundings,
            aftermath: PurgeAftermath(
                scrub: scrub, removeFiles: { _ in }, journal: journal), gate: gate, batch: batch)
    }

    func carryOut(
        _ list: Int64, batch: Int = 2_000, scrub: @escaping @Sendable () throws -> Void = {}
    ) throws -> ErasureCertificate {
        try run(batch: batch, scrub: scrub).carryOut(list, by: administrator, reason: "期間満了")
    }

    func candidates(_ surroundings: RetentionSurroundings? = nil) throws -> [PurgeCandidate] {
        try perform(.viewRetention, by: administrator) {
            try ViewRetention.candidates(of: system, surroundings ?? self.surroundings, in: $0)
        }
    }

    func hold(_ subject: AddresseeNumber, reference: String = "令13(ワ)9") throws -> Int64 {
        try perform(.holdRecords, by: administrator, reason: "訴訟のため") {
            try HoldRecords.perform(subject, .lawsuit, reference: reference, in: $0)
        }
    }

    func count(_ table: String) throws -> Int {
        try store.read { try $0.first("SELECT COUNT(*) FROM \(table)") { $0.int(0) } ?? 0 }
    }
}
