// SPDX-License-Identifier: Apache-2.0
public import Database
import Ledger
public import Safeguards
import Vocabulary

/// 復元の後の消去: a database from an older backup holds rows that were erased since. They are erased
/// again from the journal, before anybody works: two officers released them then, and nobody decides
/// anew.
public struct EraseAgain {
    public static let operation = OperationCode.restore

    private let system: RetentionSystem
    private let catalogue: ClassCatalogue
    private let gate: Gate
    private let aftermath: PurgeAftermath

    public init(
        of system: RetentionSystem, _ catalogue: ClassCatalogue, gate: Gate,
        aftermath: PurgeAftermath
    ) {
        self.system = system
        self.catalogue = catalogue
        self.gate = gate
        self.aftermath = aftermath
    }

    /// Erases what the journal has after the place up to which this database agrees with it.
    ///
    /// May be killed and begun again: the place moves only when everything is erased. The files of
    /// a batch go before its rows do: after a kill between the two, the rows still say which files
    /// there were, and a file that is gone already does no harm.
    /// - Returns: how many rows were erased.
    @discardableResult
    public func carryOut(by principal: Principal) throws -> Int {
        let length = try aftermath.journal.length()
        func perform<R>(_ body: (Scope) throws -> R) throws -> R {
            try gate.perform(
                Self.operation, by: principal, for: .maintenance, reason: "復元した庫の再度の消去", body)
        }
        let (place, shape) = try perform {
            (try TraceBook.place(in: $0.db), try SchemaShape(of: $0.db))
        }
        guard length > place else { return 0 }
        var erased = 0
        try aftermath.journal.batches(after: place) { rows in
            erased += try perform { scope in
                let result = try erase(rows, shape, in: scope)
                try aftermath.removeFiles(ErasureBook.unused(result.files, in: scope.db))
                return result.rows
            }
        }
        try aftermath.scrub()
        try perform { scope in
            try scope.facts.append("purge_journal", ["journal_bytes": length, "erased": erased])
            scope.counted(erased)
        }
        return erased
    }

    private func erase(
        _ rows: [ErasedRow], _ shape: SchemaShape, in scope: Scope
    ) throws -> Erasure.Result {
        let rules = catalogue.rules(of: system)
        let known = try TraceBook.returned(rows, rules, shape, in: scope.db)
        guard !known.isEmpty else { return Erasure.Result() }
        let cases = try TraceBook.cases(of: known, in: scope.db)
        let result = try Erasure(rules: rules, shape: shape)
            .erase(cases, known: known, in: scope)
        scope.saw(result.persons.filter { $0 > 0 }.map { AddresseeNumber(value: $0) })
        scope.counted(result.rows)
        return result
    }

    /// Whether a database is behind its journal; asks without an entry in the log.
    public static func isBehind(
        _ journal: any ErasureJournal, in db: any Connection
    ) throws -> Bool {
        try journal.length() > TraceBook.place(in: db)
    }
}
