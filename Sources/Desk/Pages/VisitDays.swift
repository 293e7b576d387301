// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 受診日 of a claim on screens: the days of its month, by number.
enum VisitDays {
    /// 5日・12日; `nil` where the claim does not say them.
    static func words(_ days: MonthDays?) -> String? {
        days?.days.map { "\($0)日" }.joined(separator: "・")
    }

    static func field(_ typed: Typed, hint: String) -> FormField {
        .text("visit-days", "受診日", typed, hint: "例 5 12 20。\(hint)")
    }

    /// What was typed; `nil` for an empty field.
    static func read(_ reading: inout FormReading) -> MonthDays? {
        var days: MonthDays = []
        let between: Set<Character> = [" ", "　", ",", "，", "、", "・", "日"]
        for part in reading.typed["visit-days"].split(whereSeparator: between.contains) {
            guard let day = AmountEntry.number(String(part)), (1...31).contains(day) else {
                reading.wrong("visit-days", "受診日は月の日を 5 12 20 のように空けて入力してください。")
                return nil
            }
            days.insert(.day(day))
        }
        if days.isEmpty, !reading.typed["visit-days"].isEmpty {
            reading.wrong("visit-days", "受診日は月の日を 5 12 20 のように空けて入力してください。")
        }
        return days.isEmpty ? nil : days
    }
}
