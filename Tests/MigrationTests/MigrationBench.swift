// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import Links
import Payments
import Safeguards
import Support
import Synchronization
import Testing
import Town
import Vocabulary

@testable import Migration

/// A fictional office in memory that takes over an old town: its register, its officers, the files.
final class MigrationBench: Sendable {
    struct StandingClock: Clock {
        func now() -> Instant { Instant(noonInJapan: date("2025-04-02")) }
    }

    static let administrator = officer("kanri", [.administrator])
    static let head = officer("kacho", [.head])
    static let both = officer("ryoho", [.administrator, .head])
    static let payment = officer("kyufu", [.payment])
    static let layouts: LayoutLibrary = {
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        do {
            return try LayoutLibrary.load(directory: root.appending(path: "Layouts").path) {
                Digest.of($0).description
            }
        } catch { preconditionFailure("\(error)") }
    }()

    let store: any Store
    let gate: Gate
    let directory = MemoryAddresseeDirectory()
    let folder: TemporaryFolder
    let truth: OldTown.Truth
    private let sliceSize: Int

    init(
        _ town: OldTown = OldTown(seed: 1, children: 60), totalsAreWrong: Bool = false,
        sliceSize: Int = 500
    ) throws {
        self.sliceSize = sliceSize
        store =
            try AskedEngine.postgres().map {
                try Stores.postgres($0.connection, schema: $0.schema, body: "")
            } ?? Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
            try PaymentsSchema.migrations(),
            try LinksSchema.migrations(), try MigrationSchema.migrations(),
        ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("signer") }
        gate = Gate(
            store: store, ledger: Ledger(origin: "test", signer: signer),
            clock: StandingClock(), sessionsLiveHere: false)
        folder = try TemporaryFolder("migration")
        let writing = WriteOldSystem(town)
        truth = try writing.run(folder: folder.url, totalsAreWrong: totalsAreWrong)
        for person in writing.residents {
            directory.put(
                ResidentSnapshot(
                    number: person.number, household: person.household, status: .resident,
                    name: person.name, kana: person.kana, sex: person.sex == 1 ? .male : .female,
                    born: person.born, postalCode: "1190001", address: "見本市中央1-1",
                    residentFrom: person.born, recordHash: "r-\(person.number)",
                    asOf: StandingClock().now()))
        }
    }

    private static func officer(_ id: String, _ roles: Set<Role>) -> Principal {
        Principal(officer: id, name: id, roles: roles, session: "test", terminal: "T1")
    }

    func files() throws -> OldFiles {
        try OldFiles(folder: folder.url.path, layouts: Self.layouts)
    }

    func read(by who: Principal = MigrationBench.administrator) throws -> OldSystem {
        var old = try gate.perform(ReadOldSystem.operation, by: who, for: .maintenance) {
            try ReadOldSystem.perform(
                try files(), name: OldTown.systemName, cutover: OldTown.cutover,
                layouts: Self.layouts, directory: directory, in: $0)
        }
        old.sliceSize = sliceSize
        return old
    }

    /// Trial, kept.
    func tryIt() throws -> (id: Int64, trial: MigrationTrial) {
        let trial = try TryMigration.load(
            try read(), banks: nil, now: StandingClock().now())
        let id = try gate.perform(
            TryMigration.operation, by: Self.administrator, for: .maintenance
        ) { try TryMigration.perform(trial, in: $0) }
        return (id, trial)
    }

    func propose(
        _ trial: Int64, by who: Principal = MigrationBench.administrator
    ) throws -> Int64 {
        try gate.perform(ProposeMigration.operation, by: who, for: .maintenance) {
            try ProposeMigration.perform(trial: trial, reason: "切替", in: $0)
        }
    }

    func decide(
        _ proposal: Int64, sentBack: String? = nil, by who: Principal = MigrationBench.head
    ) throws {
        try gate.perform(DecideMigration.operation, by: who, for: .maintenance) {
            try DecideMigration.perform(proposal: proposal, sentBack: sentBack, in: $0)
        }
    }

    func step(_ proposal: Int64, _ old: OldSystem) throws -> LoadMigration.Progress {
        try gate.perform(
            LoadMigration.operation, by: Self.administrator, for: .maintenance
        ) { try LoadMigration.perform(proposal: proposal, old, banks: nil, in: $0) }
    }

    func load(_ proposal: Int64) throws {
        let old = try read()
        while try !step(proposal, old).isOver {}
    }

    /// Trial, proposal, approval, load.
    @discardableResult
    func migrate() throws -> (trial: Int64, proposal: Int64) {
        let (trial, _) = try tryIt()
        let proposal = try propose(trial)
        try decide(proposal)
        try load(proposal)
        return (trial, proposal)
    }

    func count(_ table: String) throws -> Int {
        try store.read { try $0.first("SELECT COUNT(*) FROM \(table)", []) { $0.int(0) } ?? 0 }
    }

    /// How many rows stand in every table that facts or work are kept in, the log apart.
    func counts() throws -> [String: Int] {
        let tables = [
            "entitlement_history", "entitlement_origin", "recipient_number_assignment", "proposal",
            "proposal_outcome", "person_snapshot", "residence_fact", "certificate",
            "certificate_event", "insurance_fact", "welfare_household_fact", "account_register",
            "account_use", "account_waiting", "mailing_address_fact", "prior_benefit",
            "exclusion_fact", "residence_exception", "memo", "recovery", "recovery_event",
            "recovery_demand", "recovery_request", "recovery_request_outcome",
            "recovery_instalment", "fund_posting", "migration_slice", "migration_done",
        ]
        return try Dictionary(uniqueKeysWithValues: tables.map { ($0, try count($0)) })
    }
}

func date(_ text: String) -> CivilDate {
    guard let date = CivilDate(iso: text) else { preconditionFailure("日付ではありません: \(text)") }
    return date
}
