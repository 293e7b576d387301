// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Synchronization
import Testing
import Vault
import Vocabulary

@testable import Safeguards

/// A clock that a test moves.
final class TestClock: Clock {
    private let value: Mutex<Instant>

    init(_ day: CivilDate) { value = Mutex(Instant(noonInJapan: day)) }

    func now() -> Instant { value.withLock { $0 } }
    func pass(_ seconds: Int64) { value.withLock { $0 = $0.adding(seconds: seconds) } }
}

/// A store whose writes can be made to fail.
final class FragileStore: Store {
    let inner: any Store
    let writesFail = Mutex(false)
    /// Like `writesFail`, after the body has run: nothing of it remains.
    let commitsFail = Mutex(false)

    init(_ inner: any Store) { self.inner = inner }

    var engine: Engine { inner.engine }
    func read<R>(_ body: (any Connection) throws -> R) throws -> R { try inner.read(body) }
    func write<R>(_ body: (any Connection) throws -> R) throws -> R {
        if writesFail.withLock({ $0 }) { throw Fault(.diskFull, detail: "試験") }
        return try inner.write { db in
            let value = try body(db)
            if commitsFail.withLock({ $0 }) { throw Fault(.diskFull, detail: "試験") }
            return value
        }
    }
    func migrate(_ sets: [MigrationSet]) throws { try inner.migrate(sets) }
    func backup(to path: String) throws { try inner.backup(to: path) }
    func scrub() throws { try inner.scrub() }
    func close() throws { try inner.close() }
}

/// One entry of the log as the tests read it.
struct LogLine: Equatable {
    let code: String
    let officer: String
    let session: String
    let result: String?
    let subjects: Int64
}

/// A gate over an empty database in memory, and its accounts.
struct World {
    let store: FragileStore
    let ledger: Ledger
    let clock: TestClock
    let gate: Gate
    let random = RehearsalRandomBytes(seed: 9)

    init(
        _ day: String = "2025-06-02", store: (any Store)? = nil,
        watches: [any AccessWatch] = [], rules: [any GateRule] = []
    ) throws {
        self.store = FragileStore(try store ?? Stores.memory())
        let store = self.store
        try store.migrate([LedgerSchema.migrations(), SafeguardsSchema.migrations()])
        let signer = try #require(LedgerSigner(name: "test", privateKey: random.bytes(32)))
        ledger = Ledger(origin: "hagukumi/119997/test", signer: signer)
        clock = TestClock(try #require(CivilDate(iso: day)))
        gate = Gate(
            store: store, ledger: ledger, clock: clock, watches: watches, rules: rules)
    }

    /// - Parameter rules: by default those of a rehearsal, where one officer gives roles.
    func accounts(
        rules: AccountRules = AccountRules(oneOfficerGrants: true),
        admissions: [any Admission] = []
    ) throws -> Accounts {
        try Accounts(
            gate: gate, clock: clock, random: random, contextWords: ["見本市", "mihon"],
            rules: rules, admissions: admissions)
    }

    func person(_ roles: Set<Role>, _ officer: String = "k901") -> Principal {
        Principal(officer: officer, name: "見本　花子", roles: roles, session: "t", terminal: "窓口1")
    }

    /// Every entry of the log, oldest first.
    func log() throws -> [LogLine] {
        try store.read { db in
            try db.rows(
                "SELECT \(LogIndex.columns) FROM \(LogIndex.tables) ORDER BY o.id", [],
                LogIndex.line)
        }.map { entry in
            LogLine(
                code: entry.act.code, officer: entry.act.officer, session: entry.act.session,
                result: entry.result, subjects: entry.subjectCount)
        }
    }

    func isWhole() throws -> Bool { try ledger.verify(store).ok }
}

let child = AddresseeNumber(value: 900_000_000_000_017)
let sister = AddresseeNumber(value: 900_000_000_000_025)
