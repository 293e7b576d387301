// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// Candidates for a person by the four items (0310005 検索, 0310006 候補送信): over the present and the
/// past of residents, former residents and 住登外者. The 個人番号 takes no part.
public enum FindCandidates {
    public static let operation = OperationCode.searchAddressee

    /// - Returns: at most `limit`, best agreement first.
    /// - Throws: `AddresseeRefusal`.
    public static func perform(
        _ items: FourItems, limit: Int = 20, from peer: Peer, in scope: Scope
    ) throws -> [Candidate] {
        try peer.check(.candidates)
        guard !items.name.isEmpty || !items.kana.isEmpty || items.born.day != nil else {
            throw AddresseeRefusal.questionTooWide
        }
        let found = try ranked(items, for: peer, limit: limit, in: scope)
        scope.saw(found.map(\.addressee))
        return found
    }

    static func ranked(
        _ items: FourItems, for peer: Peer, limit: Int, in scope: Scope
    ) throws -> [Candidate] {
        let numbers = try CandidateBook.numbers(like: items, limit: 500, in: scope)
        let statements = try StatementBook.statements(of: numbers, in: scope)
        let others = try NonResidentBook.newest(numbers, in: scope)
        let open = numbers.filter { number in
            guard let other = others[number] else { return true }
            return !other.isNotForOthers || other.source == peer.name.rawValue
        }
        let protected =
            peer.actsForTheLaw ? [] : try AddresseeBook.protected(open, in: scope)
        let found = open.compactMap { best(of: statements[$0] ?? [], for: items) }
            .map { protected.contains($0.addressee) ? hidden($0) : $0 }
            // One thing in common is chance: half the town shares a birthday with somebody.
            .filter { $0.comparison.agreements >= 2 || $0.comparison.verdict(.name) == .same }
        return Array(sorted(found).prefix(limit))
    }

    /// The statement of a person that agrees best with what is asked.
    static func best(of statements: [Statement], for items: FourItems) -> Candidate? {
        let asked = ComparableItems(items)
        let compared = statements.map { statement in
            (
                statement,
                FourItemComparison(
                    asked, stated: items, ComparableItems(statement.items),
                    registered: statement.items)
            )
        }
        // The current statement before an earlier one that agrees no better.
        let found = compared.max { left, right in
            (left.1.agreements, left.0.isCurrent ? 1 : 0)
                < (right.1.agreements, right.0.isCurrent ? 1 : 0)
        }
        return found.map { statement, comparison in
            Candidate(
                addressee: statement.addressee, origin: statement.origin, comparison: comparison,
                isFromHistory: !statement.isCurrent)
        }
    }

    /// The candidate without what tells where the person lives.
    static func hidden(_ candidate: Candidate) -> Candidate {
        Candidate(
            addressee: candidate.addressee, origin: candidate.origin,
            comparison: candidate.comparison.hidingPlace(),
            isFromHistory: candidate.isFromHistory, isProtected: true)
    }

    static func sorted(_ candidates: [Candidate]) -> [Candidate] {
        candidates.sorted { left, right in
            left.comparison.agreements != right.comparison.agreements
                ? left.comparison.agreements > right.comparison.agreements
                : left.addressee < right.addressee
        }
    }
}
