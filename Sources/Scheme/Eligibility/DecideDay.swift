// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The answer for one child, day and kind of care, in numbers.
struct DayAnswer: Equatable {
    var unmet: Unmet
    /// The entitlement that contains the day; meaningless unless eligible.
    var from: Int32
    var until: Int32

    var isEligible: Bool { unmet.isEmpty }
}

extension SettingLaw {
    /// Decides one day; `stretch` receives the stretch that contains the day, if any.
    @inline(__always)
    func decide<Ends: AgeEnds>(
        _ child: ChildNumbers, on day: Int32, ends: Ends, stretch found: inout Stretch?
    ) -> DayAnswer {
        var answer = DayAnswer(unmet: [], from: 0, until: 0)
        if day < child.born { answer.unmet.insert(.notBorn) }
        answer.unmet.formUnion(ageUnmet(child, on: day, ends: ends))
        if day < child.residentFrom || day >= child.residentUntil {
            answer.unmet.insert(.residence)
        }
        if day < child.insuredFrom || day >= child.insuredUntil { answer.unmet.insert(.insurance) }
        if child.exclusions != 0 { answer.unmet.insert(.exclusion) }
        var containing: Stretch?
        stretches(of: child, ends: ends) { stretch in
            guard stretch.until > day else { return true }
            // Before its own possible first day only a named event can keep a stretch waiting.
            if stretch.possibleFrom <= day || child.eventKind != 0 { containing = stretch }
            return false
        }
        if let containing, !answer.unmet.contains(.age), !answer.unmet.contains(.ageUnset) {
            if containing.startIsUnset {
                answer.unmet.insert(.startUnset)
            } else if containing.from > day {
                answer.unmet.insert(.startsLater)
            }
            answer.from = containing.from
            answer.until = containing.until
        }
        found = containing
        return answer
    }

    @inline(__always)
    private func ageUnmet<Ends: AgeEnds>(
        _ child: ChildNumbers, on day: Int32, ends: Ends
    ) -> Unmet {
        guard var index = ages.indices.last else { return .ageUnset }
        while index >= 0, ages[index].from > day { index -= 1 }
        guard index >= 0 else { return ages[0].knownFrom ? .ageUnset : .age }
        if ages[index].isUnset { return .ageUnset }
        return ends.lastDay(index, ages[index], born: child.born) < day ? .age : []
    }
}
