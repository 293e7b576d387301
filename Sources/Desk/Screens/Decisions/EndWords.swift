// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

/// What 1130 says of the first day outside, by the book: an ordinance may let an entitlement last to the
/// end of the month of the event.
enum EndWords {
    /// Which day is typed.
    static func hint(_ rules: EndRules, on today: CivilDate) -> String {
        let lasting = EndEvent.allCases.filter {
            rules.firstDayOutside($0, on: today) != today
        }
        let death = "死亡は亡くなった日の翌日。"
        guard !lasting.isEmpty else { return "転出は転出の日、\(death)例 R7.5.10" }
        let words = lasting.map(\.wording).joined(separator: "・")
        return "\(words)は、その月の末日まで続くため翌月の1日。"
            + (lasting.contains(.moveOut) ? "" : "転出は転出の日、") + "\(death)例 R7.6.1"
    }

    /// - Returns: `nil` where the book ends an entitlement on that day.
    static func caution(
        _ reason: ApplicationReason, on day: CivilDate, of periods: EntitlementPeriods,
        _ rules: EndRules
    ) -> String? {
        guard let event = EndEvent(reason), let from = periods.from else { return nil }
        let first = rules.firstDayOutside(event, on: day, ofOneFrom: from)
        guard first != day else { return nil }
        let next = Say.date(first)
        // What happened in the month before ends here; the same day as the day of the event does not.
        let isNext = rules.firstDayOutside(event, on: day.previous, ofOneFrom: from) == day
        guard day.yearMonth.firstDay == day, isNext else {
            return
                "この事由（\(event.wording)）は、制度の本により、その月の末日まで資格が続きます。\(Say.date(day))が事由の日なら、翌月1日（\(next)）が最初の日です。「入力に戻って変更する」で直してください。"
        }
        return
            "この事由（\(event.wording)）は、制度の本により、その月の末日まで資格が続きます。事由の日が前の月なら\(Say.date(day))のままで、\(Say.date(day))そのものなら\(next)に直してください。"
    }
}
