// SPDX-License-Identifier: Apache-2.0
public import Database
public import Ledger
public import Vocabulary

/// One use of personal data as a watch sees it: done, but its answer has not left yet.
public struct WatchedAccess: Sendable {
    public let operation: OperationCode
    public let principal: Principal
    public let purpose: Purpose
    /// The persons named by the question.
    public let named: Set<AddresseeNumber>
    /// The persons named by the question and shown or changed by the answer.
    public let subjects: Set<AddresseeNumber>
    /// What the operation counted (rows, letters); else the number of persons.
    public let count: Int
    /// The typed reason; `nil` where none was given.
    public let reason: String?
    public let now: Instant

    /// Today in Japan.
    public var today: CivilDate { now.dayInJapan }
}

/// Looks at every use of personal data before its answer leaves (law 7: handed into `Gate`).
///
/// It is asked for operations of the table whose log names persons. It must be cheap: at most one
/// small query, by an index. Several watches are asked one after the other; the first refusal
/// counts, and so does the first mark.
public protocol AccessWatch: Sendable {
    /// True when the work of machines is looked at too; the default is officers only.
    var watchesMachines: Bool { get }

    /// Refuses by throwing a `Refusal` (nothing is answered or written, the refusal is logged), or
    /// says how the access is explained.
    /// - Parameter db: a snapshot in a read: it cannot write. In a write: its transaction.
    func look(at access: WatchedAccess, in db: any Connection) throws -> AccessMark?

    /// Keeps what the watch wants to remember, in the transaction of the log entry, where one
    /// access follows another. It may still refuse by throwing a `Refusal`.
    /// - Parameters:
    ///   - mark: what all watches together said; it stands in the log entry.
    ///   - facts: the pen of the operation; its id is `facts.operationID`.
    func keep(
        _ access: WatchedAccess, as mark: AccessMark?, facts: FactWriter, in db: any Connection
    ) throws
}

extension AccessWatch {
    public var watchesMachines: Bool { false }

    public func keep(
        _ access: WatchedAccess, as mark: AccessMark?, facts: FactWriter, in db: any Connection
    ) throws {}
}

/// The watches of a gate, asked as one.
struct AccessWatches: Sendable {
    let all: [any AccessWatch]

    /// The access, when anybody watches it.
    func access(_ scope: Scope) -> WatchedAccess? {
        guard !all.isEmpty, scope.operation.definition.auditsSubjects else { return nil }
        return WatchedAccess(
            operation: scope.operation, principal: scope.principal, purpose: scope.purpose,
            named: scope.named, subjects: scope.subjects,
            count: scope.count ?? scope.subjects.count,
            reason: scope.reason, now: scope.now)
    }

    /// - Throws: the first refusal.
    func look(at access: WatchedAccess, in db: any Connection) throws -> AccessMark? {
        var mark: AccessMark?
        for watch in watching(access) {
            let said = try watch.look(at: access, in: db)
            mark = mark ?? said
        }
        return mark
    }

    func keep(
        _ access: WatchedAccess, as mark: AccessMark?, _ operation: LedgerOperation,
        in db: any Connection
    ) throws {
        for watch in watching(access) {
            try watch.keep(access, as: mark, facts: operation.facts, in: db)
        }
    }

    private func watching(_ access: WatchedAccess) -> [any AccessWatch] {
        let isMachine = access.principal.isMachine
        return all.filter { !isMachine || $0.watchesMachines }
    }
}
