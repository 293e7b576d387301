// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The days of a request for disclosure, correction or suspension of use: until when it must be
/// decided. The numbers come from `Kinds/deadlines.tsv`.
public struct DisclosureClock: Sendable, Hashable {
    /// What is asked for; each has its own article.
    public enum Request: String, Sendable, CaseIterable {
        case disclosure = "開示"
        case correction = "訂正"
        case suspension = "利用停止"

        var codes: (decide: String, extend: String) {
            switch self {
            case .disclosure: ("disclosure.decide", "disclosure.extend")
            case .correction: ("correction.decide", "correction.extend")
            case .suspension: ("suspension.decide", "suspension.extend")
            }
        }
    }

    /// The last day on which the decision is in time.
    public let decideBy: CivilDate
    /// The same without an extension.
    public let ordinary: CivilDate
    /// The most days it can be extended by.
    public let mostExtended: Int

    /// The day of the request is not counted (民法140条); days between the asking for and the making of a
    /// correction of the form are not counted either (83条1項ただし書), while it is not made the clock
    /// stands.
    ///
    /// - Throws: `RegisterRefusal.noDeadline`, `.rule(.extensionTooLong)`.
    public init(
        _ request: Request, received: CivilDate, extendedDays: Int = 0,
        correction: (asked: CivilDate, made: CivilDate?)? = nil, today: CivilDate,
        deadlines: Deadlines
    ) throws(RegisterRefusal) {
        let codes = request.codes
        let days = try deadlines.days(codes.decide, on: received)
        mostExtended = try deadlines.days(codes.extend, on: received)
        guard extendedDays <= mostExtended else { throw .rule(.extensionTooLong(mostExtended)) }
        let stood = correction.map { max(0, $0.asked.days(until: $0.made ?? max(today, $0.asked))) }
        ordinary = received.adding(days: days + (stood ?? 0))
        decideBy = ordinary.adding(days: extendedDays)
    }
}
