// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// How many claims a second are computed in memory: in columns, and one by one with every step.
enum ComputeClaims {
    static func run(_ course: Course) throws {
        let city = SyntheticCity(children: course.size(100_000))
        let work = BookCity(try BookCity.book(course.root), city)
        let bare = BareArithmetic(city)
        let month = 5
        let last = SyntheticCity.months[month].lastDay.dayNumber
        let isBorn = city.born.map { $0 <= last }
        let (rows, owners) = work.claims(month, { isBorn[$0] }, { isBorn[$0] })
        try course.measure("請求の事実を列に並べる", rows.count, "件") {
            work.claims(month, { isBorn[$0] }, { isBorn[$0] }).rows.count
        }
        let (outpatient, inpatient) = (city.outpatient[month], city.inpatient[month])
        try course.compare(
            "請求の計算(列で)", rows.count, "件", agree: true,
            work: { BatchCompute(rows, book: work.book).total.amount }, with: "手書きの式",
            yardstick: {
                var total = 0
                for place in 0..<city.count where isBorn[place] {
                    let (out, inn) = (outpatient[place], inpatient[place])
                    if out > 0 { total += bare.payable(out, place, month) }
                    if inn > 0 { total += bare.payable(inn, place, month) }
                }
                return total
            })
        let few = course.size(10_000)
        let facts = owners.prefix(few).map { work.claim($0, month, isInpatient: false) }
        try course.measure("一件ずつ、計算の段階と条文つき", facts.count, "件") {
            facts.reduce(0) { $0 + work.book.compute($1).payable.amount }
        }
    }
}
