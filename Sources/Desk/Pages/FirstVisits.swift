// SPDX-License-Identifier: Apache-2.0
import Office
import Scheme
import Vocabulary

/// 初診の回数 of a claim on screens: 0 is said to be none, and an empty field says nothing.
enum FirstVisits {
    /// 初診1回, 初診なし; `nil` where the claim does not say it.
    static func words(_ count: Int?) -> String? {
        count.map { $0 > 0 ? "\($0)回" : "なし" }
    }

    /// Whether a book asks for them in a month: the city's own, or the prefecture's (県補助), by which the
    /// same form is computed a second time.
    static func areAsked(at office: Installation, in month: YearMonth) -> Bool {
        [office.book, office.subsidyBook].contains {
            $0?.copaymentAsksFirstVisits(in: month) ?? false
        }
    }

    /// Whether a book asks for them in a month that is still applied for: six years, a year more than
    /// any claim lives.
    static func areAsked(at office: Installation, on today: CivilDate) -> Bool {
        (0..<72).contains { areAsked(at: office, in: today.yearMonth.adding(months: -$0)) }
    }

    /// Of the receipts of a form: 初診1回, 初診なし; nothing where nobody has said it.
    static func note(_ count: Int?) -> String {
        count.map { $0 > 0 ? "・初診\($0)回" : "・初診なし" } ?? ""
    }

    static func field(_ typed: Typed, hint: String) -> FormField {
        .code("first-visits", "初診の回数", typed, digits: 0, hint: "初診がなければ 0。\(hint)")
    }

    /// What was typed; `nil` for an empty field.
    static func read(_ reading: inout FormReading) -> Int? {
        guard !reading.typed["first-visits"].isEmpty else { return nil }
        let number = AmountEntry.number(reading.typed["first-visits"])
        guard let count = number, (0...31).contains(count) else {
            reading.wrong("first-visits", "初診の回数は 0 から 31 の数字で入力してください。初診がなければ 0 です。")
            return nil
        }
        return count
    }
}
