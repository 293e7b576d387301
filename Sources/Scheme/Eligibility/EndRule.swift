// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What makes an entitlement end before its age does (資格消滅の事由); death is none: it ends on its day.
public enum EndEvent: String, Sendable, CaseIterable, Hashable {
    case moveOut = "move-out"
    case insuranceLost = "insurance-lost"
    /// An exclusion that begins (生活保護, 施設入所 …).
    case exclusion

    /// The word of the office.
    public var wording: String {
        switch self {
        case .moveOut: "転出"
        case .insuranceLost: "健康保険の喪失"
        case .exclusion: "除外事由の開始"
        }
    }
}

/// On which day an entitlement ends after an event.
public struct EndRule: Sendable, Hashable {
    public enum Lapse: String, Sendable, CaseIterable {
        /// The day of the event is the first day outside.
        case eventDay = "event-day"
        /// The entitlement lasts to the end of the month of the event.
        case endOfMonth = "end-of-month"
    }

    public let events: [EndEvent]
    public let lapse: Lapse

    var wording: String {
        let cause = events.map(\.wording).joined(separator: "・")
        return lapse == .endOfMonth ? "\(cause): その月の末日まで" : "\(cause): 事由の日の前日まで"
    }
}

/// The rules of one book; a book that says nothing ends everything on the day of the event.
public struct EndRules: Sendable {
    public static let none = EndRules(rules: [:])

    let rules: [EndEvent: DatedValues<EndRule>]

    /// Whether the book says anything.
    public var isEmpty: Bool { rules.values.allSatisfy(\.entries.isEmpty) }

    /// The first day outside after an event on a day.
    public func firstDayOutside(_ event: EndEvent, on day: CivilDate) -> CivilDate {
        guard case .found(let rule, _)? = rules[event]?.on(day), rule.lapse == .endOfMonth else {
            return day
        }
        return day.yearMonth.next.firstDay
    }

    /// The first day outside after an event inside an entitlement that begins on a day: what happened
    /// before it lets nothing begin and lets nothing last.
    public func firstDayOutside(
        _ event: EndEvent, on day: CivilDate, ofOneFrom first: CivilDate
    ) -> CivilDate {
        day > first ? firstDayOutside(event, on: day) : day
    }

    /// The same in numbers, for the tight loop; never stays never.
    func firstDayOutside(_ event: EndEvent, on day: Int32) -> Int32 {
        guard day != ChildNumbers.never, day != ChildNumbers.none else { return day }
        return firstDayOutside(event, on: CivilDate(dayNumber: day)).dayNumber
    }
}

extension Fields {
    /// Reads one entry of `end-of-entitlement`.
    func endRule() -> EndRule? {
        let events = words("event", EndEvent.self)
        guard let lapse = word("lapse", EndRule.Lapse.self), !events.isEmpty else { return nil }
        return EndRule(events: events, lapse: lapse)
    }
}

extension BookText {
    /// Reads `end-of-entitlement`; nobody judges by a day that nobody knows, so nothing is `unset` here.
    func endRules(_ place: NodeAt?) -> EndRules {
        guard let place else { return .none }
        let all = place.dated(
            ["event", "lapse"], sameDayAllowed: true, read: { $0.endRule() }, say: \.wording)
        var rules: [EndEvent: DatedValues<EndRule>] = [:]
        for event in EndEvent.allCases {
            let entries = all.entries.filter { entry in
                guard case .set(let rule) = entry.setting else { return false }
                return rule.events.contains(event)
            }
            if Set(entries.map(\.from)).count != entries.count {
                place.report(.doubled, "事由「\(event.rawValue)」に同じ開始日の規定が二つあります")
            }
            if !entries.isEmpty {
                rules[event] = DatedValues(
                    path: "\(place.path)(\(event.rawValue))", entries: entries)
            }
        }
        let isOpen = all.entries.contains { if case .set = $0.setting { false } else { true } }
        if place.isUnset || isOpen {
            place.report(
                .wrongForm,
                "end-of-entitlement に unset・null は書けません(書かなければ事由の日に終わります)。やめる日からは lapse: event-day と書いてください"
            )
        }
        return EndRules(rules: rules)
    }
}
