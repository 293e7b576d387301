// SPDX-License-Identifier: Apache-2.0
import Scheme
public import Vocabulary

/// Until when a claim stands (消滅時効), and what set the clock last; pure.
public struct LimitationClock: Hashable, Sendable {
    /// The last thing from which the time runs.
    public enum Start: String, Sendable, Hashable {
        case claim, dueDay, demand, dunning, receipt, plan

        /// The word on screens.
        public var wording: String {
            switch self {
            case .claim: "返還の請求"
            case .dueDay: "納期限"
            case .demand: "納入の通知"
            case .dunning: "督促"
            case .receipt: "一部の納付（承認）"
            case .plan: "分納の誓約（承認）"
            }
        }
    }

    public let start: Start
    public let from: CivilDate
    /// The last day on which the claim stands.
    public let lastDay: CivilDate

    /// - Parameters:
    ///   - claimed: the day of the claim, from which it runs where no 納期限 was set.
    ///   - due: 納期限.
    ///   - demanded: the first 納入の通知; a later one renews nothing.
    ///   - dunned: the first 督促; a later one renews nothing.
    init(
        law: ClaimLimitation, claimed: CivilDate, due: CivilDate?, demanded: CivilDate?,
        dunned: CivilDate?, receipts: [CivilDate], plans: [CivilDate]
    ) {
        var starts: [(Start, CivilDate)] = [due.map { (.dueDay, $0) } ?? (.claim, claimed)]
        if law.renewedBy.contains(.demand), let demanded { starts.append((.demand, demanded)) }
        if law.renewedBy.contains(.dunning), let dunned { starts.append((.dunning, dunned)) }
        if law.renewedBy.contains(.acknowledgement) {
            starts += receipts.map { (.receipt, $0) } + plans.map { (.plan, $0) }
        }
        // What came after the claim had lapsed renews nothing.
        var current = starts[0]
        for next in starts.dropFirst().sorted(by: { $0.1 < $1.1 })
        where next.1 > current.1 && next.1 <= law.lastDay(after: current.1) {
            current = next
        }
        (start, from) = current
        lastDay = law.lastDay(after: current.1)
    }

    /// Whether the claim has lapsed on a day.
    public func isLapsed(on day: CivilDate) -> Bool { day > lastDay }
}
