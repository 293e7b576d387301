// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// The end of an erasure: keys of persons of whom nothing is left are destroyed, and the certificate
/// closes the list.
enum FinishPurge {
    static let operation = OperationCode.purge

    /// Files whose rows are gone, and the traces of what was erased.
    static func leftovers(
        _ list: Int64, in scope: Scope
    ) throws -> (files: [ErasedFile], traces: [[ErasedRow]]) {
        (
            try ErasureBook.after(list, in: scope.db).files,
            try TraceBook.traces(of: list, in: scope.db)
        )
    }

    static func perform(
        _ id: Int64, of system: RetentionSystem, _ surroundings: RetentionSurroundings,
        journal: Int, in scope: Scope
    ) throws -> ErasureCertificate {
        let list = try EraseBatch.released(id, surroundings, in: scope)
        guard list.remaining == 0 else { throw RetentionRefusal.listChanged }
        let after = try ErasureBook.after(id, in: scope.db)
        let left = try ErasureBook.remaining(
            Set(after.persons.keys), surroundings.catalogue, system, in: scope.db)
        let gone = Set(after.persons.keys).subtracting(left)
        // Not undone with this transaction, and done again by a repeated end: the rows are gone.
        var owners = try scope.db.cells.destroy(
            owners: gone.sorted().map { .person(AddresseeNumber(value: $0)) }
                + after.ownCases.map { .row($0.source, $0.number) })
        owners += try scope.db.cells.destroy(keysOf: after.cells)
        let named = after.persons.filter { $0.value || gone.contains($0.key) }.keys.sorted()
        scope.saw(after.persons.keys.map { AddresseeNumber(value: $0) })
        let hashes = named.map {
            (
                hash: ErasureCertificate.hash(AddresseeNumber(value: $0), salt: list.salt),
                isGone: gone.contains($0)
            )
        }
        try scope.facts.append(
            to: "purge_person", columns: ["list_id", "hash", "is_gone"],
            rows: hashes.sorted { $0.hash < $1.hash }.map {
                [.integer(id), .text($0.hash), .integer($0.isGone ? 1 : 0)]
            })
        let sums = try ErasureBook.sums(of: id, in: scope.db)
        try scope.facts.append(
            "purge_certificate",
            [
                "list_id": id, "units": sums.units, "cases": sums.cases, "erased": sums.erased,
                "persons": named.count, "persons_gone": gone.count,
                "left_out": try PurgeListBook.counts(of: id, in: scope.db).leftOut,
                "owners": owners, "row_root": sums.root.description,
                "person_root": ErasureCertificate.root(of: hashes.map(\.hash)).description,
                "officer": scope.principal.officer,
            ])
        try scope.facts.append(
            "purge_journal", ["journal_bytes": journal, "erased": sums.erased])
        try ErasureBook.forget(id, in: scope.db)
        scope.note("erased")
        scope.counted(sums.erased)
        guard
            let certificate = try ErasureBook.certificate(
                of: try PurgeListBook.list(id, in: scope.db), system, surroundings.catalogue,
                in: scope.db)
        else { preconditionFailure("the certificate was written just now") }
        return certificate
    }
}
