// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Vocabulary

/// 消去の実行, one transaction: the next units of a released list go with everything that belongs to
/// them, or not at all. What changed since the proposal stays and is written down.
public enum EraseBatch {
    public static let operation = OperationCode.purge

    /// How far a batch came.
    struct Step {
        /// Units that were dealt with; 0: the list is through.
        let units: Int
        let rows: Int
    }

    /// - Parameter limit: cases of one batch; the units of one person are never parted.
    /// - Throws: `.unknownList`, `.notReleased`, `.sameOfficer`, `.alreadyErased`, `.listChanged`;
    ///   `ConstraintViolation` where a row that stays points at one that would go.
    static func perform(
        _ id: Int64, of system: RetentionSystem, _ surroundings: RetentionSurroundings,
        _ memory: PurgeMemory, cases limit: Int, leavingOut cause: String? = nil, in scope: Scope
    ) throws -> Step {
        let list = try released(id, surroundings, in: scope)
        let items = try PurgeListBook.next(of: id, cases: limit, in: scope.db)
        guard !items.isEmpty else { return Step(units: 0, rows: 0) }
        scope.saw(items.map(\.unit.subject).filter { $0.value > 0 })
        scope.counted(items.count)
        if let cause {
            try ErasureBook.leaveOut(items.map { ($0, cause) }, of: list, in: scope)
            try PurgeListBook.remove(items.map(\.id), in: scope.db)
            return Step(units: items.count, rows: 0)
        }
        try memory.refresh(system, surroundings, in: scope)
        let stops = try memory.stops(of: items, system, surroundings, in: scope)
        var cases: [CaseKey: [Int64]] = [:]
        var erased: [PurgeListBook.Item] = []
        var left: [(item: PurgeListBook.Item, cause: String)] = []
        var count = 0
        for item in items {
            guard let candidate = memory.candidate(item.unit) else {
                left.append((item, "起案の後に記録が変わった"))
                continue
            }
            if let stop = stops[item.unit.subject] {
                left.append((item, stop.title))
            } else if candidate.caseDigest != item.caseDigest {
                left.append((item, "起案の後に件が増減した"))
            } else {
                let key = CaseKey(kind: item.unit.kind, table: item.unit.table)
                cases[key, default: []] += candidate.cases
                count += candidate.cases.count
                erased.append(item)
            }
        }
        var rows = 0
        if !erased.isEmpty {
            let erasure = Erasure(
                rules: surroundings.catalogue.rules(of: system),
                shape: try memory.shape(of: scope.db))
            let result = try erasure.erase(cases, list: id, in: scope)
            try ErasureBook.record(result, of: list, erased, cases: count, in: scope)
            scope.saw(result.persons.filter { $0 > 0 }.map { AddresseeNumber(value: $0) })
            rows = result.rows
        }
        try ErasureBook.leaveOut(left, of: list, in: scope)
        try PurgeListBook.remove(items.map(\.id), in: scope.db)
        return Step(units: items.count, rows: rows)
    }

    /// A list that a second officer released under the same words, and that the releasing officer
    /// does not carry out alone.
    static func released(
        _ id: Int64, _ surroundings: RetentionSurroundings, in scope: Scope
    ) throws -> PurgeList {
        let list = try PurgeListBook.list(id, in: scope.db)
        guard !list.isDone else { throw RetentionRefusal.alreadyErased }
        guard let decision = list.decision, decision.isReleased else {
            throw RetentionRefusal.notReleased
        }
        do {
            try FourEyes.check(proposer: decision.officer, approver: scope.principal.officer)
        } catch {
            throw RetentionRefusal.sameOfficer
        }
        guard list.catalogue == surroundings.catalogue.digest else {
            throw RetentionRefusal.listChanged
        }
        if !list.hasBegun {
            let items = try PurgeListBook.items(of: id, in: scope.db)
            guard
                try PurgeListBook.digest(of: items.lazy.map(\.line), catalogue: list.catalogue)
                    == list.digest
            else { throw RetentionRefusal.listChanged }
        }
        return list
    }
}
