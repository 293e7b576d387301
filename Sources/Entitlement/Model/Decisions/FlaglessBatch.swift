// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 一括決裁の下見: what one officer would decide in one act, and what is left out and why.
public struct FlaglessBatch: Hashable, Sendable {
    /// Why a proposal is not decided in a batch, in the order in which it is said.
    public enum Cause: Int, Sendable, CaseIterable {
        case flagged, own, held, namedAbuser, overtaken, later

        public var wording: String {
            switch self {
            case .flagged: "注意のある案"
            case .own: "自分が起案し、または申請に関わった案"
            case .held: "保留した案"
            case .namedAbuser: "支援措置の相手方に及ぶ案"
            case .overtaken: "起案の後に資格が変わった案"
            case .later: "一度に決裁できる件数を超える案"
            }
        }
    }

    /// What is decided, of one kind and for one reason.
    public struct Line: Hashable, Sendable {
        public let result: DecisionResult
        public let reason: DecisionReason
        public internal(set) var count: Int
    }

    /// Proposals that one act decides at most: the oldest first, the others in the next act.
    public static let most = 3_000

    public let lines: [Line]
    public let leftOut: [Cause: Int]
    /// How many are decided.
    public let count: Int
    /// The last of the proposals that are decided; what is proposed later waits for the next act.
    public let last: Int64?
    /// Of the proposals that are decided: the act names it, and is refused where they are others.
    public let digest: String
}
