// SPDX-License-Identifier: Apache-2.0
import Benefits
public import Entitlement
import Payments
public import Safeguards
import Vocabulary

/// 移行の実行: what two officers have agreed on, slice by slice. Each slice is one transaction with its
/// place in the list, so that a load that was killed goes on behind the last slice that is whole,
/// and what is written once is never written again.
public enum LoadMigration {
    public static let operation = OperationCode.loadMigration

    /// How far it is.
    public struct Progress: Hashable, Sendable {
        public let done: Int
        public let of: Int
        /// Rows that this step wrote.
        public let written: Int

        public var isOver: Bool { done >= of }
    }

    /// Writes the next slice that is not written yet; the last step compares and ends the load.
    ///
    /// - Parameter old: the files as `ReadOldSystem` reads them now: the digest must be that of the
    ///   trial.
    /// - Throws: `MigrationRefusal.unknownProposal`, `.notApproved`, `.alreadyLoaded`,
    ///   `.filesChanged`.
    public static func perform(
        proposal id: Int64, _ old: OldSystem, banks: (any BankList)?, in scope: Scope
    ) throws -> Progress {
        guard let found = try MigrationBook.one(proposal: id, from: scope.db) else {
            throw MigrationRefusal.unknownProposal
        }
        guard found.status != .done,
            try !MigrationBook.isDone(digest: found.digest, from: scope.db)
        else { throw MigrationRefusal.alreadyLoaded }
        guard found.status == .approved || found.status == .loading else {
            throw MigrationRefusal.notApproved
        }
        guard old.digest == found.digest, old.cutover == found.cutover, old.name == found.name
        else { throw MigrationRefusal.filesChanged }
        let slices = old.slices
        let written = try MigrationBook.slices(of: id, from: scope.db)
        guard let next = slices.first(where: { written[$0.name] == nil }) else {
            return try scope.end(found, old, written, slices.count)
        }
        let result = try LoadSlice.write(next, of: old, banks: banks, in: scope)
        try scope.append([
            SliceRow(
                proposal: id, slice: next, written: result.written, known: result.known)
        ])
        scope.note(next.name)
        scope.counted(result.written)
        return Progress(
            done: written.count + 1, of: slices.count + 1, written: result.written)
    }
}

extension Scope {
    /// Reads back from the tables what the load has written, keeps the report, and ends it.
    fileprivate func end(
        _ found: MigrationCase, _ old: OldSystem,
        _ written: [String: (operation: Int64, known: FigureSheet)], _ slices: Int
    ) throws -> LoadMigration.Progress {
        let operations = Set(written.values.map(\.operation))
        var known = FigureSheet()
        for slice in written.values { known.add(slice.known) }
        let ours = FigureSheet(
            try PriorCounts.read(of: operations, on: old.cutover, from: db),
            try PriorBenefitBook.sums(of: operations, from: db),
            try PriorRecoveryBook.sums(of: operations, from: db))
        let differences = Difference.report(
            source: old.source, rejected: old.rejected, known: known, ours: ours)
        try append(
            differences.map { DifferenceRow(trial: found.id, phase: .load, difference: $0) })
        guard let proposal = found.proposal else { throw MigrationRefusal.unknownProposal }
        try append([
            DoneRow(
                proposal: proposal, officer: principal.officer, written: found.written,
                unexplained: differences.count { !$0.isExplained })
        ])
        note("done")
        counted(found.written)
        return LoadMigration.Progress(done: slices + 1, of: slices + 1, written: 0)
    }
}
