// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A list of what is to be erased (消去の起案), and how far it has come.
public struct PurgeList: Sendable {
    public enum State: String, Sendable {
        case proposed = "決裁待ち"
        case released = "実行待ち"
        case sentBack = "差戻し"
        case running = "実行中"
        case done = "消去済み"
    }

    public let id: Int64
    public let number: String
    /// The day on which everything in it was due.
    public let asOf: CivilDate
    /// The digest of the words of the classes.
    public let catalogue: String
    public let units: Int
    public let cases: Int
    public let persons: Int
    public let digest: String
    public let salt: String
    public let proposer: String
    public let proposedAt: Instant
    /// Who released or sent it back, when, and the words.
    public let decision: Decision?
    /// Units that are not dealt with yet.
    public let remaining: Int
    public let hasBegun: Bool
    public let isDone: Bool

    public struct Decision: Sendable {
        public let isReleased: Bool
        public let officer: String
        public let reason: String
        public let at: Instant
    }

    public var state: State {
        if isDone { return .done }
        guard let decision else { return .proposed }
        guard decision.isReleased else { return .sentBack }
        return hasBegun ? .running : .released
    }
}

/// What stood in a list and was not erased.
public struct LeftOut: Sendable {
    public let retention: String
    public let kind: CaseKind
    public let subject: AddresseeNumber
    public let dueOn: CivilDate
    public let cause: String
}

/// 消去の停止 of one person.
public struct LegalHold: Sendable {
    public enum Cause: String, CaseIterable, Sendable {
        case lawsuit = "訴訟"
        case objection = "審査請求"
        case disclosure = "開示等の請求"
        case audit = "監査"
        case other = "その他"
    }

    public let id: Int64
    public let subject: AddresseeNumber
    public let cause: Cause
    /// The number of the case or paper; never a name.
    public let reference: String
    public let reason: String
    public let officer: String
    public let since: Instant
    public let endedAt: Instant?
    public let endedBy: String?

    /// Whether another one speaks of the same: the other system's half of it, or a later one.
    func isSame(as other: LegalHold) -> Bool {
        subject == other.subject && cause == other.cause && reference == other.reference
    }

    /// Of the holds of System 1, newest first, those that are over there while System 2 holds on: the power
    /// went between the two.
    public static func halfReleased(
        _ holds: [LegalHold], addressee: [LegalHold]
    ) -> Set<Int64> {
        let open = addressee.filter { $0.endedAt == nil }
        return Set(
            open.compactMap { other in
                guard let newest = holds.first(where: { $0.isSame(as: other) }),
                    newest.endedAt != nil
                else { return nil }
                return newest.id
            })
    }
}
