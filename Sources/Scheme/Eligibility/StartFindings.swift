// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// From which day the entitlement runs.
extension JudgedCase {
    var startFindings: [Finding] {
        // Without a stretch around the day another finding already says why.
        guard let stretch, !answer.unmet.contains(.age), !answer.unmet.contains(.ageUnset) else {
            return []
        }
        guard let entry = startRule, case .set(let rule) = entry.setting else {
            return [
                Finding(
                    rule: .start, article: nil, met: false,
                    because: FindingName.startUnset.said(startPath))
            ]
        }
        let text = sentence(rule, of: stretch)
        return [
            Finding(
                rule: .start, article: entry.article,
                met: !answer.unmet.contains(.startsLater),
                because: stretch.beginningIsUnknown ? FindingName.unknownBefore.said(text) : text)
        ]
    }

    /// The event, the application with its time limit, and the first day.
    private func sentence(_ rule: StartRule, of stretch: Stretch) -> String {
        func day(_ number: Int32) -> String { Wareki.text(CivilDate(dayNumber: number)) }
        let (event, on) = (stretch.event.wording, day(stretch.eventDay))
        guard let applied = request.applied else {
            return FindingName.startUnasked.said(event, on, day(stretch.from))
        }
        let came = Wareki.text(applied)
        guard let limit = rule.limit else {
            return FindingName.startWithoutLimit.said(
                event, on, came, rule.then.wording, day(stretch.from))
        }
        let inTime = applied.dayNumber <= stretch.deadline
        return (inTime ? FindingName.startInTime : .startLate).said(
            event, on, came, day(stretch.deadline),
            (inTime ? rule.then : limit.otherwise).wording, day(stretch.from))
    }
}
