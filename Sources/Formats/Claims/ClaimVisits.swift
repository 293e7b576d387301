// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// 受診日等 (JD) of a claim: for each payer the days on which something was done.
///
/// 1 counts as a day of treatment, 2 does not, of 9 the other records of the claim say something
/// else: on each of them something is billed.
public struct ClaimVisits: Sendable, Hashable {
    private var masks = SIMD8<UInt32>()

    /// - Parameter bearer: 負担者種別: 1 the insurance, 2–5 the public funds in their order.
    /// - Returns: `nil` where nothing is said.
    public internal(set) subscript(bearer: Int) -> MonthDays? {
        get { masks[bearer] == 0 ? nil : MonthDays(rawValue: masks[bearer]) }
        set { masks[bearer] = newValue?.rawValue ?? 0 }
    }

    /// Of the insurance.
    public var insurance: MonthDays? { self[1] }

    /// Of a public fund by its place among the funds, from 0.
    public func fund(_ place: Int) -> MonthDays? { (0...3).contains(place) ? self[place + 2] : nil }
}

extension ClaimPass {
    /// JD: the days of one payer. Money depends on them: a mark that is none is an error.
    mutating func readVisits(_ items: ClaimItems, _ line: Int) {
        guard let places = head?.places, places.visitDays > 0,
            let bearer = items.number(places.daysBearer), (1...5).contains(bearer)
        else { return }
        let last = draft?.treatmentMonth?.lastDay.day ?? 31
        var days: MonthDays = draft?.visits[bearer] ?? []
        for day in 1...31 {
            let item = items[places.visitDays + day - 1]
            guard let mark = item.first, !(item.count == 1 && mark == 0x30) else { continue }
            guard item.count == 1, day <= last, [0x31, 0x32, 0x39].contains(mark) else {
                add(line, "JD", "visit-days", .itemUnreadable(field: "\(day)日の受診等区分"))
                return
            }
            days.insert(.day(day))
        }
        draft?.visits[bearer] = days
    }
}
