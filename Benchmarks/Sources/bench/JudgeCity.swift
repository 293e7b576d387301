// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// How many children a second are judged: one day, twelve months, and one by one with the words.
enum JudgeCity {
    static func run(_ course: Course) throws {
        let city = SyntheticCity(children: course.size(100_000))
        let work = BookCity(try BookCity.book(course.root), city)
        let bare = BareArithmetic(city)
        let columns = work.columns()
        let day = SyntheticCity.months[5].lastDay
        try course.measure("子どもの事実を列に並べる", city.count, "人") { work.columns().count }
        try course.measure("一日の判定(通院と入院)", city.count, "人") {
            let out = work.judging.judge(columns, on: day, .outpatient)
            let inn = work.judging.judge(columns, on: day, .inpatient)
            return out.eligible.count { $0 } * 1_000_000 + inn.eligible.count { $0 }
        }
        try course.compare(
            "12か月の判定(通院と入院)", city.count, "人", agree: true,
            work: {
                let out = work.judging.months(
                    columns, from: FiscalMonths.first, count: 12, .outpatient)
                let inn = work.judging.months(
                    columns, from: FiscalMonths.first, count: 12, .inpatient)
                return sum(out, inn)
            }, with: "手書きの式",
            yardstick: {
                let (out, inn) = bare.months()
                return sum(out, inn)
            })
        let few = course.size(10_000)
        try course.measure("一人ずつ、理由と条文つき", few, "人") {
            (0..<few).reduce(0) { total, place in
                var request = work.child(place)
                request.on = day
                let judged = work.book.judge(request, office: .weekdays)
                return total + judged.outpatient.findings.count
            }
        }
    }

    private static func sum(_ outside: [UInt64], _ inside: [UInt64]) -> Int {
        outside.reduce(0) { $0 + $1.nonzeroBitCount } * 1_000_000
            + inside.reduce(0) { $0 + $1.nonzeroBitCount }
    }
}
