// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Scheme
import Vocabulary

/// 入院年月日 on screens.
enum Stays {
    /// Whether a book asks in a month how long a stay has lasted: the city's own, or the prefecture's
    /// (県補助), by which the same form is computed a second time.
    static func areAsked(at office: Installation, in month: YearMonth) -> Bool {
        [office.book, office.subsidyBook].contains { $0?.copaymentAsksStay(in: month) ?? false }
    }

    /// Of a claim in hospital when the stay began; of another there is nothing to say.
    static func items(_ setting: CareSetting, _ admitted: CivilDate?) -> [Item] {
        setting == .inpatient ? [Item("入院年月日", admitted.map { Wareki.text($0) })] : []
    }

    static func field(_ typed: Typed, hint: String) -> FormField {
        .date("admitted", "入院年月日", typed, whose: "past", hint: "続いている入院の初めの日。\(hint)")
    }

    /// What was typed; `nil` for an empty field.
    static func read(_ reading: inout FormReading) -> CivilDate? {
        reading.optionalDate("admitted", "入院年月日", whose: .child)
    }
}

extension BenefitsRefusal {
    /// The field of 初診の回数 or 入院年月日, where what was typed there is out of range.
    var fieldOfCourse: String? {
        switch self {
        case .entryOutOfRange("初診の回数"): "first-visits"
        case .entryOutOfRange(let what) where what.hasPrefix("入院年月日"): "admitted"
        default: nil
        }
    }
}
