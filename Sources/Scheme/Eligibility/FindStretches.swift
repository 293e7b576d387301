// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Where the last covered day by age comes from: computed, or looked up in a prepared table.
protocol AgeEnds {
    /// The last covered day of entry `index` for a day of birth.
    func lastDay(_ index: Int, _ entry: SettingLaw.AgeEntry, born: Int32) -> Int32
    /// The last day of the time limit after an event.
    func deadline(_ law: SettingLaw, _ limit: StartRule.Limit, event day: Int32) -> Int32
}

/// Computes each time; the single form uses it.
struct ComputedAgeEnds: AgeEnds {
    func lastDay(_ index: Int, _ entry: SettingLaw.AgeEntry, born: Int32) -> Int32 {
        entry.end?.lastDay(born: CivilDate(dayNumber: born)).dayNumber ?? Int32.min
    }

    func deadline(_ law: SettingLaw, _ limit: StartRule.Limit, event day: Int32) -> Int32 {
        law.deadline(limit, event: day)
    }
}

extension SettingLaw {
    /// Calls `body` with every stretch in order of time, until it returns `false`.
    ///
    /// Entries of the age limit that follow each other without a gap for this child are one
    /// stretch: the widening of the law then changes nothing for the child.
    @inline(__always)
    func stretches<Ends: AgeEnds>(
        of child: ChildNumbers, ends: Ends, _ body: (Stretch) -> Bool
    ) {
        let life = max(child.born, child.residentFrom)
        let covered = max(child.born, child.insuredFrom)
        let last = min(child.residentUntil, child.insuredUntil)
        guard child.residentFrom != ChildNumbers.never, child.insuredFrom != ChildNumbers.never
        else { return }
        var index = 0
        while index < ages.count {
            let entry = ages[index]
            guard entry.end != nil else {
                index += 1
                continue
            }
            let first = max(entry.from, child.born)
            var end = min(entry.until, ends.lastDay(index, entry, born: child.born) &+ 1)
            let opened = index
            index += 1
            guard first < end else { continue }
            while index < ages.count, end == ages[index].from, ages[index].end != nil {
                let next = min(
                    ages[index].until, ends.lastDay(index, ages[index], born: child.born) &+ 1)
                guard next > end else { break }
                end = next
                index += 1
            }
            let unknown =
                first > child.born
                && (opened == 0 ? entry.knownFrom : ages[opened - 1].isUnset)
            let widened = first > child.born && !unknown
            let possible = max(first, max(life, covered))
            var until = min(end, last)
            guard possible < until else { continue }
            if let lasting { until = min(end, lasted(child, lasting)) }
            var event = StartEvent.insured
            if possible == child.born {
                event = .birth
            } else if widened, possible == first, life < first {
                // Who moves in on the day of the widening comes by the move, not by the widening.
                event = .ordinanceChange
            } else if unknown, possible == first {
                event =
                    child.born >= max(life, covered)
                    ? .birth : (life >= covered ? .moveIn : .insured)
            } else if possible == life {
                event = .moveIn
            }
            var eventDay =
                event == .ordinanceChange ? first : (unknown ? max(life, covered) : possible)
            var from = possible
            if child.eventKind != 0 {
                // A named event replaces what the dates show, unless they begin later.
                if child.eventDay == ChildNumbers.none {
                    event = StartEvent.allCases[Int(child.eventKind) - 1]
                } else if child.eventDay >= eventDay {
                    event = StartEvent.allCases[Int(child.eventKind) - 1]
                    eventDay = child.eventDay
                    from = max(possible, eventDay)
                }
            }
            let going = body(
                started(
                    Stretch(
                        possibleFrom: from, from: from, until: until, event: event,
                        eventDay: eventDay, startIsUnset: false,
                        beginningIsUnknown: unknown && possible == first,
                        deadline: ChildNumbers.none),
                    applied: child.applied, ends: ends, before: min(end, last)))
            if !going { return }
        }
    }

    /// The first day outside where the book lets an entitlement last after its event.
    private func lasted(_ child: ChildNumbers, _ rules: EndRules) -> Int32 {
        // Death ends it on its day, whatever else ends there.
        guard !child.hasDied else { return min(child.residentUntil, child.insuredUntil) }
        return min(
            rules.firstDayOutside(.moveOut, on: child.residentUntil),
            rules.firstDayOutside(.insuranceLost, on: child.insuredUntil))
    }

    /// The stretch with the start rule applied.
    ///
    /// - Parameter last: the first day on which nothing begins any more, though it may last.
    @inline(__always)
    private func started<Ends: AgeEnds>(
        _ stretch: Stretch, applied: Int32, ends: Ends, before last: Int32
    ) -> Stretch {
        var stretch = stretch
        guard let rule = startRule(stretch.event, on: stretch.possibleFrom) else {
            stretch.startIsUnset = true
            return stretch
        }
        var first = rule.then
        if let limit = rule.limit {
            stretch.deadline = ends.deadline(self, limit, event: stretch.eventDay)
            if applied > stretch.deadline { first = limit.otherwise }
        }
        guard applied != ChildNumbers.none else { return stretch }
        switch first {
        case .eventDay, .effectiveDay: break
        case .applicationDay: stretch.from = max(stretch.from, applied)
        case .firstOfApplicationMonth:
            let month = CivilDate(dayNumber: applied).yearMonth
            stretch.from = max(stretch.from, month.firstDay.dayNumber)
        }
        if stretch.from >= last { stretch.until = min(stretch.until, last) }
        return stretch
    }
}
