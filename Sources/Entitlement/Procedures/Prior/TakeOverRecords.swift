// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Scheme
import Vocabulary

/// 人ごとの記録の移行: where children and recipients live, exceptions of residence, exclusions and memos of
/// persons whose decisions stand in the history already. Nothing is judged anew by it: the old
/// system has decided with these facts in hand.
public enum TakeOverRecords {
    public static let operation = OperationCode.loadMigration

    /// What stood here already, each by what the difference report counts.
    public struct Known: Hashable, Sendable {
        public internal(set) var residences = 0
        public internal(set) var exceptions = 0
        public internal(set) var exclusions: [ExclusionInput] = []
        public internal(set) var memos: [PriorMemo] = []

        public var count: Int { residences + exceptions + exclusions.count + memos.count }
    }

    public static func perform(
        residences: [ResidenceInput] = [], exceptions: [ResidenceException] = [],
        exclusions: [ExclusionInput] = [], memos: [PriorMemo] = [], in scope: Scope
    ) throws -> Known {
        scope.saw(residences.map(\.subject) + exceptions.map(\.child))
        scope.saw(exclusions.map(\.child) + memos.map(\.subject))
        var known = Known()
        known.residences = try scope.take(residences)
        known.exceptions = try scope.take(exceptions)
        known.exclusions = try scope.take(exclusions)
        known.memos = try scope.take(memos)
        return known
    }
}

extension Scope {
    fileprivate func take(_ residences: [ResidenceInput]) throws -> Int {
        let known = try AddressBook.residencesBegun(
            Array(Set(residences.map(\.subject))), from: db)
        let fresh = residences.filter { !known.contains("\($0.subject)|\($0.period.from)") }
        try append(
            fresh.map {
                ResidenceRow(input: $0, cause: .notification, replaces: nil, reason: "移行")
            })
        return residences.count - fresh.count
    }

    fileprivate func take(_ exceptions: [ResidenceException]) throws -> Int {
        let known = try ResidenceExceptionBook.begun(
            Array(Set(exceptions.map(\.child))), from: db)
        let fresh = exceptions.filter {
            !known.contains("\($0.child)|\($0.known?.rawValue ?? $0.kind)|\($0.period.from)")
        }
        try append(
            fresh.map { ResidenceExceptionRow(exception: $0, officer: PriorDecision.proposer) })
        return exceptions.count - fresh.count
    }

    fileprivate func take(_ exclusions: [ExclusionInput]) throws -> [ExclusionInput] {
        let known = try ExclusionBook.begun(Array(Set(exclusions.map(\.child))), from: db)
        let stands = exclusions.filter {
            known.contains("\($0.child)|\($0.word)|\($0.beganOn)")
        }
        let fresh = Set(exclusions).subtracting(stands)
        try append(exclusions.filter { fresh.contains($0) }.map { ExclusionRow(input: $0) })
        return stands
    }

    /// The words of a memo rest sealed: they are opened to see whether it stands here.
    fileprivate func take(_ memos: [PriorMemo]) throws -> [PriorMemo] {
        guard !memos.isEmpty else { return [] }
        let history = try MemoBook.history(of: Array(Set(memos.map(\.subject))), from: db)
        let known = Set(history.map { "\($0.value.subject)|\($0.value.text)" })
        let stands = memos.filter { known.contains("\($0.subject)|\($0.input.text)") }
        let fresh = Set(memos).subtracting(stands)
        try append(
            memos.filter { fresh.contains($0) }.map {
                MemoRow(input: $0.input, author: PriorDecision.proposer)
            })
        return stands
    }
}
