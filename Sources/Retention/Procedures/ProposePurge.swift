// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
public import Vault
import Vocabulary

/// 消去の起案: what is due today and not stopped becomes a fixed list, bound by a digest.
public enum ProposePurge {
    public static let operation = OperationCode.proposePurge

    /// - Returns: the id of the list.
    /// - Throws: `.nothingDue`, `.listOpen`: one list of a system at a time.
    public static func perform(
        of system: RetentionSystem, _ surroundings: RetentionSurroundings,
        random: any RandomBytes, in scope: Scope
    ) throws -> Int64 {
        if let open = try PurgeListBook.lists(in: scope.db)
            .first(where: { $0.state != .done && $0.state != .sentBack })
        {
            throw RetentionRefusal.listOpen(number: open.number)
        }
        let due = try CandidateBook.candidates(of: system, surroundings, in: scope).filter {
            $0.stop == nil
        }
        guard !due.isEmpty else { throw RetentionRefusal.nothingDue }
        let persons = Set(due.map(\.unit.subject).filter { $0.value > 0 })
        scope.saw(persons)
        scope.counted(due.count)
        let catalogue = surroundings.catalogue.digest
        let number = try PurgeListBook.nextNumber(of: system, on: scope.today, in: scope.db)
        let list = try scope.facts.append(
            "purge_list",
            [
                "number": number, "as_of": scope.today, "catalogue": catalogue,
                "units": due.count, "cases": due.reduce(0) { $0 + $1.cases.count },
                "persons": persons.count,
                "digest": try PurgeListBook.digest(
                    of: due.lazy.map(\.line), catalogue: catalogue),
                "salt": Digest.of(random.bytes(32)).description,
                "proposer": scope.principal.officer,
            ])
        try PurgeListBook.put(due, list: list, in: scope.db)
        return list
    }
}
