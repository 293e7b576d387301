// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 不在時代理: who decides for a head, from when, until when, and what became of it.
public struct Delegation: Sendable, Hashable {
    /// Where it stands on a day.
    public enum Standing: String, Sendable {
        case waiting, coming, running, over, refused, ended

        /// Whether it gives the role of a head, or still may.
        var isOpen: Bool {
            switch self {
            case .waiting, .coming, .running: true
            case .over, .refused, .ended: false
            }
        }

        /// The word on screens and papers.
        public var wording: String {
            switch self {
            case .waiting: "承認待ち"
            case .coming: "開始前"
            case .running: "代理中"
            case .over: "期間満了"
            case .refused: "却下"
            case .ended: "終了"
            }
        }
    }

    public let id: Int64
    /// The head who is away.
    public let delegator: String
    public let delegatorName: String
    /// Who decides meanwhile.
    public let deputy: String
    public let deputyName: String
    public let from: CivilDate
    /// The first day without it.
    public let until: CivilDate
    /// Why, as the head typed it; `nil` once that month of the log has expired.
    public let reason: String?
    public let proposedAt: Instant
    /// Who confirmed or refused it; `nil` while it waits.
    public let second: String?
    let isConfirmed: Bool
    let isRefused: Bool
    let isEnded: Bool

    public func standing(on day: CivilDate) -> Standing {
        if isRefused { return .refused }
        if isEnded { return .ended }
        if day >= until { return .over }
        guard isConfirmed else { return .waiting }
        return day < from ? .coming : .running
    }
}
