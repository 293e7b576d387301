// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// A period of health insurance; `lost` is the first day without it.
struct InsuredSpan {
    let insurer: Int
    let symbol: String
    let number: String
    let subNumber: String
    let acquired: CivilDate
    var lost: CivilDate?
}

/// The truth about a child's entitlement, half-open; out-patient and in-patient alike.
struct EntitlementTruth {
    let from: CivilDate
    var until: CivilDate
    /// Code of the reason of the lapse at `until` (R21 …, R28 the age).
    var lapse: String
    /// From the first day of this month on the clinics see a certificate.
    let visibleFrom: CivilDate
    /// The month in which the office hears of the end, where that is later than the end itself.
    var told: YearMonth?

    /// The first day on which a clinic's claim is refused: the end, or the month in which it is told.
    var shownUntil: CivilDate { max(until, told?.firstDay ?? until) }
}

/// A child who has to do with the scheme: resident or asked for.
struct Child {
    let addressee: AddresseeNumber
    let name: String
    let kana: String
    let sex: Int
    let born: CivilDate
    let guardian: Int
    let band: String
    var spans: [InsuredSpan]
    /// One after the other; a child that lapsed and came again has several.
    var entitlements: [EntitlementTruth] = []
    /// Reserved serials (予約番号) of the first application for each entitlement.
    var serials: [Int] = []
    let clinic: Int
    let secondClinic: Int
    let dentist: Int
    let pharmacy: Int
    let hospital: Int

    /// The serial of the child's first application; 0 while none was made.
    var serial: Int { serials.first ?? 0 }

    func recipientNumber(_ strand: Int) -> String {
        strand < serials.count && serials[strand] > 0
            ? CodeDigits.recipient(serial: serials[strand]) : ""
    }

    /// Which entitlement a month is about: the newest that has begun by its end.
    func strand(in month: YearMonth) -> Int? {
        entitlements.lastIndex { $0.from <= month.lastDay }
    }

    /// The insurance of a month, or nil where it changes inside the month or there is none.
    func span(in month: YearMonth) -> InsuredSpan? {
        let first = month.firstDay
        let last = month.lastDay
        return spans.first { span in
            guard span.acquired <= first else { return false }
            guard let lost = span.lost else { return true }
            return lost > last
        }
    }

    /// Burden in tenths: 2 before school, 3 from then on.
    func tenths(in month: YearMonth) -> Int {
        AgeLaw.isPreschool(born: born, on: month.firstDay) ? 2 : 3
    }
}

/// Who applies and is paid.
struct Guardian {
    let addressee: AddresseeNumber
    let holderKana: String
    let account: Account
    let name: String
}

/// A bank account; numbers begin with 9.
struct Account: Hashable {
    let bank: String
    let branch: String
    let type: String
    let number: String
}
