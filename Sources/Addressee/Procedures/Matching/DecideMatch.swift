// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// The work queue as an officer sees it: every case with its candidates side by side.
public enum ListMatchCases {
    public static let operation = OperationCode.viewAddressee

    public static func perform(limit: Int = 100, in scope: Scope) throws -> [MatchCase] {
        let cases = try MatchBook.waiting(limit: limit, in: scope)
        let candidates = try MatchBook.candidates(of: cases.map(\.id), in: scope)
        let numbers = Set(candidates.values.joined()).sorted()
        let statements = try StatementBook.statements(of: numbers, in: scope)
        scope.saw(numbers)
        return cases.map { entry in
            MatchCase(
                id: entry.id, source: entry.source, addressee: entry.addressee, why: entry.why,
                stated: entry.items, since: entry.since,
                candidates: FindCandidates.sorted(
                    (candidates[entry.id] ?? []).compactMap {
                        FindCandidates.best(of: statements[$0] ?? [], for: entry.items)
                    }))
        }
    }
}

/// An officer says who is meant, or that it is nobody of the candidates.
public enum DecideMatch {
    public static let operation = OperationCode.matchPersons

    /// A 宛名番号 of the case that belongs to nobody yet is tied at once. The 個人番号 of the case was
    /// not kept: the peer asks again and is answered by the decision.
    /// - Parameter addressee: the person meant; `nil` for 別人.
    /// - Throws: `AddresseeRefusal.caseUnknown`, `.notACandidate`, `.locked`.
    public static func perform(
        case id: Int64, is addressee: AddresseeNumber?, because reason: String, in scope: Scope
    ) throws {
        guard let waiting = try MatchBook.waiting(id, in: scope) else {
            throw AddresseeRefusal.caseUnknown
        }
        if let addressee {
            let candidates = try MatchBook.candidates(of: [id], in: scope)[id] ?? []
            guard candidates.contains(addressee) else { throw AddresseeRefusal.notACandidate }
            try LockBook.check(addressee, in: scope)
            scope.saw(addressee)
            if let own = waiting.addressee,
                try IdentityBook.person(of: own, in: scope) == nil,
                let person = try IdentityBook.person(of: addressee, in: scope)
            {
                try IdentityBook.tie(own, to: person, in: scope)
                scope.saw(own)
            }
        }
        try MatchBook.decide(id, as: addressee, reason: reason, in: scope)
    }
}
