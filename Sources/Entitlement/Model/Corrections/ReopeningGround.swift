// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What a refusal is taken back upon: a ruling (裁決), or the office of its own accord (職権).
public struct ReopeningGround: Hashable, Sendable {
    public enum Kind: String, Sendable, CaseIterable {
        case ruling
        case exOfficio = "ex-officio"

        public var wording: String {
            switch self {
            case .ruling: "裁決"
            case .exOfficio: "職権"
            }
        }
    }

    public var kind: Kind
    /// The day of the ruling, or of the paper on which the office decided to take it back.
    public var on: CivilDate
    /// Its document number; a ruling always has one.
    public var number: String

    public init(kind: Kind, on day: CivilDate, number: String) {
        self.kind = kind
        on = day
        self.number = number
    }

    /// `裁決（令和8年5月1日 福審第12号）`.
    public var wording: String {
        let number = number.isEmpty ? "" : " \(number)"
        return "\(kind.wording)（\(Wareki.text(on))\(number)）"
    }

    /// Whether it can be the ground of taking back what was decided on a day.
    func isComplete(decided: CivilDate, today: CivilDate) -> Bool {
        on >= decided && on <= today
            && (kind == .exOfficio || !number.allSatisfy(\.isWhitespace))
    }
}

/// A refusal that was taken back, and when that was decided.
public struct ReopenedRefusal: Hashable, Sendable {
    public let decision: Int64
    /// The ground with the reason, as the proposal gave them.
    public let reason: String
    public let approver: String
    public let at: Instant

    /// How the step begins that opens the application again.
    static let step = "却下の取消し"
}
