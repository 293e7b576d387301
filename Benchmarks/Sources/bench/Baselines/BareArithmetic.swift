// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The rules of `Books/` written out by hand for one year: no book, no dates, no reasons.
///
/// The yardstick of judging and computing, and a second opinion on every amount. The numbers stand
/// here because a yardstick has no other place for them; no program may use it.
struct BareArithmetic {
    let city: SyntheticCity
    /// The fiscal year of birth, reckoned from 2 April.
    private let cohort: [Int]
    private let bornMonth: [Int]

    init(_ city: SyntheticCity) {
        self.city = city
        cohort = city.born.map { FiscalYear(of: CivilDate(dayNumber: $0 - 1)).firstDay.year }
        bornMonth = city.born.map { CivilDate(dayNumber: $0).yearMonth.monthNumber + 1 }
    }

    @inline(__always)
    private func covers(_ place: Int, _ month: Int, _ ym: Int, age: Int) -> Bool {
        city.isInsured[place] && !city.isAssisted[place] && city.firstMonth[place] <= month
            && month <= city.lastMonth[place] && city.appliedMonth[place] <= month
            && bornMonth[place] <= ym && ym <= (cohort[place] + age + 1) * 12 + 3
    }

    /// Which months each child is covered for outpatient and inpatient care, as bits.
    func months() -> (outside: [UInt64], inside: [UInt64]) {
        var outside = [UInt64](repeating: 0, count: city.count)
        var inside = outside
        for month in 0..<12 {
            let ym = 2_024 * 12 + 4 + month
            let age = ym >= 2_025 * 12 + 1 ? 18 : 15
            let bit = UInt64(1) << UInt64(month)
            for place in 0..<city.count {
                if covers(place, month, ym, age: age) { outside[place] |= bit }
                if covers(place, month, ym, age: 18) { inside[place] |= bit }
            }
        }
        return (outside, inside)
    }

    /// What is paid for a cost of an eligible child in a month.
    @inline(__always)
    func payable(_ cost: Int, _ place: Int, _ month: Int) -> Int {
        let ym = 2_024 * 12 + 4 + month
        let tenths = ym <= (cohort[place] + 7) * 12 + 3 ? 2 : 3
        let share = (cost * tenths + 50) / 100 * 10
        let limit = (8_010_000 + max(cost - 267_000, 0) + 50) / 100
        let own = ym >= 2_024 * 12 + 10 ? 0 : 500
        return max(
            min(share, limit) - city.otherPublic[month][place] - city.supplement[month][place]
                - own, 0)
    }

    func answer() -> CityAnswer {
        var answer = CityAnswer()
        let (outside, inside) = months()
        answer.eligibleOut = outside.reduce(0) { $0 + $1.nonzeroBitCount }
        answer.eligibleIn = inside.reduce(0) { $0 + $1.nonzeroBitCount }
        for month in 0..<12 {
            let bit = UInt64(1) << UInt64(month)
            var paid = [Int](repeating: 0, count: city.count)
            let (outpatient, inpatient) = (city.outpatient[month], city.inpatient[month])
            for place in 0..<city.count {
                let (out, inn) = (outpatient[place], inpatient[place])
                if out > 0, outside[place] & bit != 0 { paid[place] += payable(out, place, month) }
                if inn > 0, inside[place] & bit != 0 { paid[place] += payable(inn, place, month) }
            }
            answer.take(paid)
        }
        return answer
    }
}
