// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The law of eligibility of one book and kind of care, as plain numbers for a tight loop.
///
/// Days are day numbers. The single form and the batch form run the same code on it.
struct SettingLaw: Sendable {
    /// One entry of the age limit.
    struct AgeEntry: Sendable {
        let from: Int32
        /// First day of the next entry.
        let until: Int32
        /// `nil` where the rule has ended; `isUnset` where nobody knows it.
        let end: AgeEnd?
        let isUnset: Bool
        let knownFrom: Bool
    }

    let ages: [AgeEntry]
    /// Start rules by event, each sorted by day; an empty list is an event the book does not know.
    let starts: [[StartEntry]]
    /// `nil` where the book lets nothing last after its event.
    let lasting: EndRules?
    let office: OfficeDays

    /// One entry of a start rule.
    struct StartEntry: Sendable {
        let from: Int32
        let rule: StartRule?
    }

    init(_ book: SchemeBook, _ setting: CareSetting, office: OfficeDays) {
        let entries = book.ageLimits[setting]?.entries ?? []
        ages = entries.enumerated().map { index, entry in
            let until =
                index + 1 < entries.count ? entries[index + 1].from.dayNumber : Int32.max
            switch entry.setting {
            case .set(let end):
                return AgeEntry(
                    from: entry.from.dayNumber, until: until, end: end, isUnset: false,
                    knownFrom: entry.knownFrom)
            case .unset:
                return AgeEntry(
                    from: entry.from.dayNumber, until: until, end: nil, isUnset: true,
                    knownFrom: entry.knownFrom)
            case .ended:
                return AgeEntry(
                    from: entry.from.dayNumber, until: until, end: nil, isUnset: false,
                    knownFrom: entry.knownFrom)
            }
        }
        starts = StartEvent.allCases.map { event in
            (book.startRules[event]?.entries ?? []).map { entry in
                guard case .set(let rule) = entry.setting else {
                    return StartEntry(from: entry.from.dayNumber, rule: nil)
                }
                return StartEntry(from: entry.from.dayNumber, rule: rule)
            }
        }
        lasting = book.endRules.isEmpty ? nil : book.endRules
        self.office = office
    }

    /// The start rule in force for an event on a day; `nil` where the book does not know it.
    func startRule(_ event: StartEvent, on day: Int32) -> StartRule? {
        starts[event.index].last { $0.from <= day }?.rule
    }

    /// The last day on which an application counts from the event day.
    func deadline(_ limit: StartRule.Limit, event day: Int32) -> Int32 {
        let last =
            limit.countedFrom == .nextDay ? day + Int32(limit.days) : day + Int32(limit.days) - 1
        guard limit.closedLastDay == .nextOpenOfficeDay else { return last }
        return office.openDay(onOrAfter: CivilDate(dayNumber: last)).dayNumber
    }
}

extension StartEvent {
    /// The place of this event in the list of all.
    var index: Int {
        switch self {
        case .birth: 0
        case .moveIn: 1
        case .insured: 2
        case .exclusionEnded: 3
        case .guardianChange: 4
        case .ordinanceChange: 5
        }
    }
}
