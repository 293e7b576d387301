// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger
import Scheme
import Vocabulary

/// The made-up city under a scheme book: our way of doing the work of `Peers/`.
///
/// Nothing here knows a number of the rules; they stand in `Books/`.
struct BookCity {
    let book: SchemeBook
    let city: SyntheticCity
    let judging: BatchJudge

    /// Loads the books of the benchmark.
    static func book(_ root: URL) throws -> SchemeBook {
        let library = try SchemeLibrary.load(directory: root.path + "/Benchmarks/Books") {
            Digest.of($0).description
        }
        guard let book = library.book("bench-city") else {
            throw BenchError("Benchmarks/Books に bench-city がありません")
        }
        return book
    }

    init(_ book: SchemeBook, _ city: SyntheticCity) {
        self.book = book
        self.city = city
        judging = BatchJudge(
            book: book, office: .weekdays,
            bornFrom: CivilDate(dayNumber: city.born.min() ?? 0),
            bornUntil: CivilDate(dayNumber: (city.born.max() ?? 0) + 1))
    }

    /// What is known of one child, in the words of the office.
    func child(_ place: Int) -> JudgeRequest {
        let born = CivilDate(dayNumber: city.born[place])
        let (first, last) = (city.firstMonth[place], city.lastMonth[place])
        let applied = city.appliedMonth[place]
        return JudgeRequest(
            on: born, applied: applied < 0 ? nil : SyntheticCity.months[applied].firstDay,
            child: .init(
                born: born, residentFrom: first < 0 ? born : SyntheticCity.months[first].firstDay,
                residentUntil: last > 11 ? nil : SyntheticCity.months[last].next.firstDay,
                insuredFrom: city.isInsured[place] ? born : nil,
                exclusions: city.isAssisted[place] ? ["public-assistance"] : []))
    }

    func columns() -> ChildColumns {
        var columns = ChildColumns(book: book)
        for place in 0..<city.count { columns.append(child(place)) }
        return columns
    }

    /// The claim of a child in a month, as facts.
    func claim(_ place: Int, _ month: Int, isInpatient: Bool) -> ClaimFacts {
        let cost = isInpatient ? city.inpatient[month][place] : city.outpatient[month][place]
        return claim(
            place, cost, SyntheticCity.months[month], isInpatient: isInpatient,
            other: city.otherPublic[month][place] + city.supplement[month][place])
    }

    @inline(__always)
    private func claim(
        _ place: Int, _ cost: Int, _ month: YearMonth, isInpatient: Bool, other: Int
    ) -> ClaimFacts {
        ClaimFacts(
            treatmentMonth: month, isInpatient: isInpatient,
            born: CivilDate(dayNumber: city.born[place]), cost: .totalCost(Yen(cost)),
            highCost: .band("ウ", multiple: false), additionalBenefit: Yen(other))
    }

    /// The claims of the eligible in one month, and whose each is.
    func claims(
        _ month: Int, _ isOutside: (Int) -> Bool, _ isInside: (Int) -> Bool
    ) -> (rows: ClaimRows, owners: [Int]) {
        var rows = ClaimRows(book: book)
        var owners: [Int] = []
        rows.reserveCapacity(city.count)
        owners.reserveCapacity(city.count)
        let (outpatient, inpatient) = (city.outpatient[month], city.inpatient[month])
        let (shared, extra) = (city.otherPublic[month], city.supplement[month])
        let asked = SyntheticCity.months[month]
        for place in 0..<city.count {
            let (out, inn, other) = (
                outpatient[place], inpatient[place], shared[place] + extra[place]
            )
            if out > 0, isOutside(place) {
                rows.append(claim(place, out, asked, isInpatient: false, other: other))
                owners.append(place)
            }
            if inn > 0, isInside(place) {
                rows.append(claim(place, inn, asked, isInpatient: true, other: other))
                owners.append(place)
            }
        }
        return (rows, owners)
    }

    /// All of the work: facts, judgement of twelve months, claims, amounts.
    func answer() -> CityAnswer {
        let columns = columns()
        let first = FiscalMonths.first
        let outside = judging.months(columns, from: first, count: 12, .outpatient)
        let inside = judging.months(columns, from: first, count: 12, .inpatient)
        var answer = CityAnswer()
        answer.eligibleOut = outside.reduce(0) { $0 + $1.nonzeroBitCount }
        answer.eligibleIn = inside.reduce(0) { $0 + $1.nonzeroBitCount }
        for month in 0..<12 {
            let bit = UInt64(1) << UInt64(month)
            let (rows, owners) = claims(
                month, { outside[$0] & bit != 0 }, { inside[$0] & bit != 0 })
            let computed = BatchCompute(rows, book: book)
            var paid = [Int](repeating: 0, count: city.count)
            for row in 0..<computed.count {
                precondition(!computed.isHeld(row), "the book is whole")
                paid[owners[row]] += computed.payable(row).amount
            }
            answer.take(paid)
        }
        return answer
    }
}
