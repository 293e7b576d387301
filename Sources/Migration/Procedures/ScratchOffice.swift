// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Ledger
import Payments
import Safeguards
import Vocabulary

/// An empty office in memory, thrown away after use: a trial that is written there leaves nothing
/// anywhere, by construction.
///
/// (Part of `OperationCode.tryMigration`.)
final class ScratchOffice {
    let store: any Store
    let gate: Gate
    private static let job = Principal.machine("migration-trial")

    /// - Parameter now: the moment of the trial; nothing in it takes time.
    init(now: Instant) throws {
        store = try Stores.memory()
        try store.migrate([
            try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            try EntitlementSchema.migrations(), try BenefitsSchema.migrations(),
            try PaymentsSchema.migrations(),
        ])
        guard
            let signer = LedgerSigner(
                name: "scratch", privateKey: Array(repeating: 1, count: 32))
        else { throw Fault(.key, detail: "試しの庫の署名鍵を作れません") }
        gate = Gate(
            store: store, ledger: Ledger(origin: "scratch", signer: signer),
            clock: StandingClock(moment: now), sessionsLiveHere: false)
    }

    /// Loads slices and counts from the tables what has come of them.
    func load(
        _ slices: [MigrationSlice], of old: OldSystem, banks: (any BankList)?
    ) throws -> FigureSheet {
        var operations: Set<Int64> = []
        for slice in slices {
            try gate.perform(.loadMigration, by: Self.job, for: .maintenance) { scope in
                operations.insert(scope.operationID)
                _ = try LoadSlice.write(slice, of: old, banks: banks, in: scope)
            }
        }
        let written = operations
        return try store.read { db in
            FigureSheet(
                try PriorCounts.read(of: written, on: old.cutover, from: db),
                try PriorBenefitBook.sums(of: written, from: db),
                try PriorRecoveryBook.sums(of: written, from: db))
        }
    }

    private struct StandingClock: Clock {
        let moment: Instant
        func now() -> Instant { moment }
    }
}
