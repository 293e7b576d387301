// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// The work queue: every case that waits for an officer, oldest first.
public enum ListMatchCases {
    public static let operation = OperationCode.viewMatches

    /// How many wait, and how many were decided.
    public static func counts(in scope: Scope) throws -> (waiting: Int, decided: Int) {
        (try MatchQueueBook.countOpen(in: scope), try MatchQueueBook.countDecided(in: scope))
    }

    public static func perform(
        limit: Int = 100, from start: Int = 0, in scope: Scope
    ) throws -> [MatchCaseLine] {
        let cases = try MatchBook.waiting(limit: limit, from: start, in: scope)
        let candidates = try MatchBook.candidates(of: cases.map(\.id), in: scope)
        let held = try MatchQueueBook.heldRows(of: cases.map(\.id), in: scope)
        scope.saw(cases.compactMap(\.addressee))
        return cases.map { entry in
            MatchCaseLine(
                id: entry.id, sourceTitle: entry.sourceTitle, addressee: entry.addressee,
                why: entry.why, since: entry.since,
                name: Masked(entry.items.name, of: .name, to: scope.principal),
                candidates: candidates[entry.id]?.count ?? 0, heldRows: held[entry.id] ?? 0)
        }
    }

    /// What was decided last, newest first.
    public static func decided(
        limit: Int = 50, from start: Int = 0, in scope: Scope
    ) throws -> [MatchDecisionLine] {
        let decisions = try MatchQueueBook.decisions(limit: limit, from: start, in: scope)
        scope.saw(decisions.compactMap(\.addressee))
        return decisions
    }
}

/// One case, both persons side by side.
public enum ShowMatchCase {
    public static let operation = OperationCode.viewMatches

    /// - Throws: `AddresseeRefusal.caseUnknown`.
    public static func perform(case id: Int64, in scope: Scope) throws -> MatchCase {
        guard let entry = try MatchBook.waiting(id, in: scope) else {
            throw AddresseeRefusal.caseUnknown
        }
        let numbers = try MatchBook.candidates(of: [id], in: scope)[id] ?? []
        let statements = try StatementBook.statements(of: numbers, in: scope)
        let protected = try AddresseeBook.protected(
            numbers + (entry.addressee.map { [$0] } ?? []), in: scope)
        scope.saw(numbers + (entry.addressee.map { [$0] } ?? []))
        let isProtected = entry.wasProtected || !protected.isEmpty
        let found = numbers.compactMap { number -> Candidate? in
            let best = FindCandidates.best(of: statements[number] ?? [], for: entry.items)
            return best.map { protected.contains(number) ? FindCandidates.hidden($0) : $0 }
        }
        return MatchCase(
            id: id, sourceTitle: entry.sourceTitle, addressee: entry.addressee, why: entry.why,
            since: entry.since,
            heldRows: try MatchQueueBook.heldRows(of: [id], in: scope)[id] ?? 0,
            isProtected: isProtected,
            stated: stated(entry.items, isProtected: isProtected, to: scope.principal),
            candidates: FindCandidates.sorted(found).map { person($0, to: scope.principal) })
    }

    private static func stated(
        _ items: FourItems, isProtected: Bool, to reader: Principal
    ) -> [MatchCase.Stated] {
        FourItemComparison(stated: items, registered: items).lines.map { line in
            let isHidden = isProtected && line.item == .address
            return MatchCase.Stated(
                item: line.item,
                text: isHidden
                    ? Masked(line.stated, .hidden)
                    : Masked(line.stated, of: line.item.field, to: reader))
        }
    }

    private static func person(_ candidate: Candidate, to reader: Principal) -> MatchCase.Person {
        MatchCase.Person(
            addressee: candidate.addressee, origin: candidate.origin,
            isFromHistory: candidate.isFromHistory, isProtected: candidate.isProtected,
            lines: candidate.comparison.lines.map { line in
                MatchCase.Line(
                    item: line.item,
                    registered: line.verdict == .hidden
                        ? Masked("", .hidden)
                        : Masked(line.registered, of: line.item.field, to: reader),
                    verdict: line.verdict)
            }, agreements: candidate.comparison.agreements)
    }
}
