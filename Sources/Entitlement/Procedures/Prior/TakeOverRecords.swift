// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Scheme
import Vocabulary

/// 人ごとの記録の移行: where children and recipients live, exceptions of residence, exclusions and memos of
/// persons whose decisions stand in the history already. Exceptions and exclusions that are new go
/// into the queue, each once: where the old system's decision says something else than they do, an
/// officer is asked.
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
        let away = try scope.take(exceptions)
        known.exceptions = exceptions.count - away.count
        let (stands, excluded) = try scope.take(exclusions)
        known.exclusions = stands
        known.memos = try scope.take(memos)
        try scope.enqueue(away, excluded)
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

    /// - Returns: those that are new.
    fileprivate func take(_ exceptions: [ResidenceException]) throws -> [ResidenceException] {
        let known = try ResidenceExceptionBook.begun(
            Array(Set(exceptions.map(\.child))), from: db)
        let fresh = exceptions.filter {
            !known.contains("\($0.child)|\($0.known?.rawValue ?? $0.kind)|\($0.period.from)")
        }
        try append(
            fresh.map { ResidenceExceptionRow(exception: $0, officer: PriorDecision.proposer) })
        return fresh
    }

    fileprivate func take(
        _ exclusions: [ExclusionInput]
    ) throws -> (stands: [ExclusionInput], fresh: [ExclusionInput]) {
        let known = try ExclusionBook.begun(Array(Set(exclusions.map(\.child))), from: db)
        let stands = exclusions.filter {
            known.contains("\($0.child)|\($0.word)|\($0.beganOn)")
        }
        let new = Set(exclusions).subtracting(stands)
        let fresh = exclusions.filter { new.contains($0) }
        try append(fresh.map { ExclusionRow(input: $0) })
        return (stands, fresh)
    }

    /// The days on which the answer may become another one; those on which the book changes an exception
    /// come up by themselves.
    fileprivate func enqueue(
        _ exceptions: [ResidenceException], _ exclusions: [ExclusionInput]
    ) throws {
        var notices: [RejudgementNotice] = []
        for one in exceptions {
            let kind = one.known?.rawValue ?? one.kind
            let name = "migration-residence-\(one.child)-\(kind)-\(one.period.from)"
            for day in [one.period.from, one.period.until].compactMap(\.self) {
                notices.append(
                    RejudgementNotice(
                        key: "\(name)-\(day)", subject: one.child, cause: .resident, on: day))
            }
        }
        for one in exclusions {
            notices.append(
                RejudgementNotice(
                    key: "migration-exclusion-\(one.child)-\(one.word)-\(one.beganOn)",
                    subject: one.child, cause: .welfare, on: one.beganOn))
        }
        guard !notices.isEmpty else { return }
        try EnqueueRejudgement.perform(notices, in: self)
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
