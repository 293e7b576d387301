// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Vocabulary

/// A file beside the database whose row is gone.
public struct ErasedFile: Sendable, Hashable {
    /// The table of its row.
    public let source: String
    public let key: String
}

/// What is done with the files after rows are gone.
public struct PurgeAftermath: Sendable {
    /// Makes what was deleted unreadable in the files of the database (`Store.scrub`).
    public let scrub: @Sendable () throws -> Void
    /// Removes files beside the database by their keys; what is gone already is fine.
    public let removeFiles: @Sendable ([ErasedFile]) throws -> Void

    /// Where erased rows are noted outside the database.
    public let journal: any ErasureJournal

    public init(
        scrub: @escaping @Sendable () throws -> Void,
        removeFiles: @escaping @Sendable ([ErasedFile]) throws -> Void,
        journal: any ErasureJournal
    ) {
        self.scrub = scrub
        self.removeFiles = removeFiles
        self.journal = journal
    }
}

/// 消去の実行 of a whole list: batches, keys, files, certificate. It may be killed at any point and
/// is begun again with the same list: what was done stays done, and no unit is ever half gone.
public struct PurgeRun: Sendable {
    public static let operation = OperationCode.purge

    public let system: RetentionSystem
    public let surroundings: RetentionSurroundings
    public let aftermath: PurgeAftermath
    public let gate: Gate
    /// Cases of one transaction.
    public let batch: Int

    public init(
        of system: RetentionSystem, _ surroundings: RetentionSurroundings,
        aftermath: PurgeAftermath, gate: Gate, batch: Int = 2_000
    ) {
        self.system = system
        self.surroundings = surroundings
        self.aftermath = aftermath
        self.gate = gate
        self.batch = batch
    }

    /// Whether a list may be carried out now, before the work begins.
    /// - Returns: the list.
    /// - Throws: as `EraseBatch.perform`.
    public func check(_ list: Int64, in scope: Scope) throws -> PurgeList {
        try EraseBatch.released(list, surroundings, in: scope)
    }

    /// Begins to work on a list in this process.
    public func open(_ list: Int64, by officer: Principal, reason: String) -> PurgeCourse {
        PurgeCourse(self, list, by: officer, reason: reason)
    }

    /// - Parameter progress: units dealt with so far in this run.
    /// - Throws: see `EraseBatch.perform`; a transient `Fault` while somebody still reads an older
    ///   state of the database.
    public func carryOut(
        _ list: Int64, by officer: Principal, reason: String,
        progress: (Int) -> Void = { _ in }
    ) throws -> ErasureCertificate {
        let course = open(list, by: officer, reason: reason)
        var done = 0
        while let units = try course.eraseSome() {
            done += units
            progress(done)
        }
        return try course.finish()
    }
}

/// The erasure of one list while a process works on it, batch by batch; used by one thread.
public final class PurgeCourse {
    private let run: PurgeRun
    private let list: Int64
    private let officer: Principal
    private let reason: String
    private let memory = PurgeMemory()
    /// Cases of the next transaction: fewer after something that stays was in the way.
    private var size: Int

    init(_ run: PurgeRun, _ list: Int64, by officer: Principal, reason: String) {
        self.run = run
        self.list = list
        self.officer = officer
        self.reason = reason
        size = run.batch
    }

    /// Erases the next batch.
    /// - Returns: the units that were dealt with; `nil` where the list is through.
    /// - Throws: see `EraseBatch.perform`.
    public func eraseSome() throws -> Int? {
        while true {
            do {
                let step = try perform { [memory, run, list, size] in
                    try EraseBatch.perform(
                        list, of: run.system, run.surroundings, memory, cases: size, in: $0)
                }
                size = min(size * 2, run.batch)
                return step.units > 0 ? step.units : nil
            } catch let violation as ConstraintViolation where violation.kind == .foreignKey {
                // Something that stays points at what would go: find whose it is, and leave that.
                if size > 1 {
                    size /= 2
                    continue
                }
                return try perform { [memory, run, list] in
                    try EraseBatch.perform(
                        list, of: run.system, run.surroundings, memory, cases: 1,
                        leavingOut: "ほかの記録がこの記録を参照している", in: $0)
                }.units
            }
        }
    }

    /// Files, keys of persons and the certificate; may be repeated after a power cut.
    /// - Throws: `.alreadyErased` where the certificate is written.
    public func finish() throws -> ErasureCertificate {
        let (files, traces) = try perform { [list] in try FinishPurge.leftovers(list, in: $0) }
        try run.aftermath.removeFiles(files)
        // Durable before the certificate: a backup from before is erased again when it is restored.
        let length = try run.aftermath.journal.append(traces)
        try run.aftermath.scrub()
        let certificate = try perform { [run, list] in
            try FinishPurge.perform(
                list, of: run.system, run.surroundings, journal: length, in: $0)
        }
        // Once more: the work lists of the run named persons.
        try run.aftermath.scrub()
        return certificate
    }

    private func perform<R>(_ body: (Scope) throws -> R) throws -> R {
        try run.gate.perform(
            PurgeRun.operation, by: officer, for: .maintenance, reason: reason, body)
    }
}
