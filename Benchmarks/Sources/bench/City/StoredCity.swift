// SPDX-License-Identifier: Apache-2.0
import Database
import Scheme
import Vocabulary

/// The work of `Peers/` from tables to a table: read, judge, compute, write down with the reasons
/// and the digest of the book, in one transaction.
struct StoredCity {
    let book: SchemeBook
    let store: any Store

    /// Children and costs as read, in the form of the city in memory.
    func read() throws -> SyntheticCity {
        try store.read { db in
            var city = SyntheticCity()
            try db.forEachRow(
                """
                SELECT born, assisted, insured, first_month, last_month, applied_month
                FROM child ORDER BY id
                """, []
            ) { row in
                city.add(
                    born: row.date(0), assisted: row.bool(1), insured: row.bool(2),
                    first: row.int(3), last: row.int(4), applied: row.int(5))
            }
            city.openMonths()
            try db.forEachRow(
                "SELECT child, month, out, inn, other, supplement FROM cost", []
            ) { row in
                city.set(
                    row.int(0), row.int(1), out: row.int(2), inn: row.int(3), other: row.int(4),
                    supplement: row.int(5))
            }
            return city
        }
    }

    /// Forgets what was decided before.
    func clear() throws {
        try store.write { db in
            try db.execute("DELETE FROM decision")
            try db.execute("DELETE FROM book")
        }
    }

    /// All of it; the sum of what is paid.
    func run() throws -> (yen: Int, rows: Int) {
        let work = BookCity(book, try read())
        let columns = work.columns()
        var yen = 0
        var rows = 0
        try store.write { db in
            try db.execute("INSERT INTO book (id, digest) VALUES (1, ?)", [book.digest])
            for month in 0..<12 {
                let decided = DecidedMonth(work, columns, month)
                yen += decided.yen
                rows += try db.insert(
                    into: "decision", columns: CityTables.decisionColumns, rows: decided.rows)
            }
        }
        return (yen, rows)
    }
}

/// One month of the city, decided: who is covered and from when, what is paid and by which steps.
struct DecidedMonth {
    private let out: BatchJudge.Answers
    private let inn: BatchJudge.Answers
    private let month: Int
    private let count: Int
    /// Payable, burden, high cost, other, co-payment: five numbers a child.
    private var sums: [Int]
    private(set) var yen = 0

    init(_ work: BookCity, _ columns: ChildColumns, _ month: Int) {
        let day = SyntheticCity.months[month].lastDay
        let out = work.judging.judge(columns, on: day, .outpatient)
        let inn = work.judging.judge(columns, on: day, .inpatient)
        self.out = out
        self.inn = inn
        self.month = month
        count = work.city.count
        sums = [Int](repeating: 0, count: count * 5)
        let (rows, owners) = work.claims(month, { out.eligible[$0] }, { inn.eligible[$0] })
        let computed = BatchCompute(rows, book: work.book)
        for row in 0..<computed.count {
            let steps = computed.computation(row)
            let place = owners[row] * 5
            sums[place] += steps.payable.amount
            sums[place + 1] += steps.burden.amount
            sums[place + 2] += steps.highCost.amount
            sums[place + 3] += steps.additionalBenefit.amount
            sums[place + 4] += steps.copayment.amount
            yen += steps.payable.amount
        }
    }

    /// A row for everybody who is covered in the month.
    var rows: some Sequence<[SQLValue]> {
        (0..<count).lazy.filter { out.eligible[$0] || inn.eligible[$0] }.map { place in
            let (one, other) = (out.period(place), inn.period(place))
            return [
                .integer(Int64(place)), .integer(Int64(month)),
                .integer(out.eligible[place] ? 1 : 0), .integer(inn.eligible[place] ? 1 : 0),
                day(one?.from), day(one?.until), day(other?.from), day(other?.until),
                number(place, 0), number(place, 1), number(place, 2), number(place, 3),
                number(place, 4), .integer(1),
            ]
        }
    }

    private func number(_ place: Int, _ which: Int) -> SQLValue {
        .integer(Int64(sums[place * 5 + which]))
    }

    private func day(_ day: CivilDate?) -> SQLValue {
        day.map { .integer(Int64($0.dayNumber)) } ?? .null
    }
}
