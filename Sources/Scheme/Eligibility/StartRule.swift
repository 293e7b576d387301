// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What makes an entitlement begin (資格取得の事由).
public enum StartEvent: String, Sendable, CaseIterable, Hashable {
    case birth
    case moveIn = "move-in"
    case insured
    case exclusionEnded = "exclusion-ended"
    case guardianChange = "guardian-change"
    case ordinanceChange = "ordinance-change"

    /// The word of the office.
    public var wording: String {
        switch self {
        case .birth: PhraseName.birth.plain
        case .moveIn: PhraseName.moveIn.plain
        case .insured: PhraseName.insurance.plain
        case .exclusionEnded: PhraseName.exclusionEnded.plain
        case .guardianChange: PhraseName.guardianChange.plain
        case .ordinanceChange: PhraseName.ordinanceChange.plain
        }
    }
}

/// From which day an entitlement begins after an event.
public struct StartRule: Sendable, Hashable {
    /// The first day, when the application came in time or no time is set.
    public enum FirstDay: String, Sendable, CaseIterable {
        case eventDay = "event-day"
        case effectiveDay = "effective-day"
        case applicationDay = "application-day"
        case firstOfApplicationMonth = "first-of-application-month"
    }

    /// From which day the days of the time limit are counted.
    public enum CountedFrom: String, Sendable, CaseIterable {
        /// 初日不算入: 10 January + 15 days is 25 January.
        case nextDay = "next-day"
        case eventDay = "event-day"
    }

    /// What happens when the last day of the limit is a closed day of the office.
    public enum ClosedLastDay: String, Sendable, CaseIterable {
        case nextOpenOfficeDay = "next-open-office-day"
        case staysLast = "stays"
    }

    /// A time limit for the application.
    public struct Limit: Sendable, Hashable {
        public let days: Int
        public let countedFrom: CountedFrom
        public let closedLastDay: ClosedLastDay
        public let otherwise: FirstDay
    }

    public let events: [StartEvent]
    public let limit: Limit?
    public let then: FirstDay
}

extension StartRule.FirstDay {
    /// The word of the office.
    var wording: String {
        switch self {
        case .eventDay: PhraseName.eventDay.plain
        case .effectiveDay: PhraseName.effectiveDay.plain
        case .applicationDay: PhraseName.applicationDay.plain
        case .firstOfApplicationMonth: PhraseName.firstOfMonth.plain
        }
    }
}

extension StartRule {
    /// The rule in words.
    var wording: String {
        let cause = events.map(\.wording).joined(separator: "・")
        guard let limit else { return "\(cause): \(then.wording)から" }
        let counted = limit.countedFrom == .nextDay ? "翌日から数えて" : "当日から数えて"
        let closed = limit.closedLastDay == .nextOpenOfficeDay ? "(末日が閉庁日なら次の開庁日)" : ""
        return "\(cause): \(counted)\(limit.days)日以内\(closed)の申請は\(then.wording)から、"
            + "過ぎたら\(limit.otherwise.wording)から"
    }
}

extension Fields {
    /// Reads one entry of `start-of-entitlement`.
    func startRule() -> StartRule? {
        let events = words("event", StartEvent.self)
        guard let then = word("then", StartRule.FirstDay.self), !events.isEmpty else { return nil }
        guard has("within-days") else { return StartRule(events: events, limit: nil, then: then) }
        guard let counted = word("counted-from", StartRule.CountedFrom.self),
            let closed = word("last-day-closed", StartRule.ClosedLastDay.self),
            let otherwise = word("else", StartRule.FirstDay.self)
        else { return nil }
        return StartRule(
            events: events,
            limit: StartRule.Limit(
                days: number("within-days"), countedFrom: counted, closedLastDay: closed,
                otherwise: otherwise),
            then: then)
    }
}
