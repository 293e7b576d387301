// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The tables of the made-up city: what `Peers/` reads and writes, and in our decision also why.
enum CityTables {
    static let decisionColumns = [
        "child", "month", "eligible_out", "eligible_in", "out_from", "out_until", "in_from",
        "in_until", "payable", "burden", "high_cost", "other", "copayment", "book",
    ]

    static let schema = [
        """
        CREATE TABLE child (
            id INTEGER PRIMARY KEY, born TEXT NOT NULL, assisted INTEGER NOT NULL,
            insured INTEGER NOT NULL, first_month INTEGER NOT NULL, last_month INTEGER NOT NULL,
            applied_month INTEGER NOT NULL) STRICT
        """,
        """
        CREATE TABLE cost (
            child INTEGER NOT NULL, month INTEGER NOT NULL, out INTEGER NOT NULL,
            inn INTEGER NOT NULL, other INTEGER NOT NULL, supplement INTEGER NOT NULL,
            PRIMARY KEY (child, month)) STRICT, WITHOUT ROWID
        """,
        "CREATE TABLE book (id INTEGER PRIMARY KEY, digest TEXT NOT NULL) STRICT",
        decision,
    ]

    /// Days are day numbers; the steps of both claims of a month are added up.
    static let decision = """
        CREATE TABLE decision (
            child INTEGER NOT NULL, month INTEGER NOT NULL, eligible_out INTEGER NOT NULL,
            eligible_in INTEGER NOT NULL, out_from INTEGER, out_until INTEGER, in_from INTEGER,
            in_until INTEGER, payable INTEGER NOT NULL, burden INTEGER NOT NULL,
            high_cost INTEGER NOT NULL, other INTEGER NOT NULL, copayment INTEGER NOT NULL,
            book INTEGER NOT NULL, PRIMARY KEY (child, month)) STRICT, WITHOUT ROWID
        """

    /// Writes children and costs down, as an office would have them.
    static func fill(_ store: any Store, _ city: SyntheticCity) throws {
        try store.write { db in
            for sql in schema { try db.execute(sql) }
            let columns = [
                "id", "born", "assisted", "insured", "first_month", "last_month", "applied_month",
            ]
            try db.insert(
                into: "child", columns: columns, rows: (0..<city.count).lazy.map { child($0, city) }
            )
            for month in 0..<12 {
                let paying = (0..<city.count).lazy.filter {
                    city.outpatient[month][$0] > 0 || city.inpatient[month][$0] > 0
                }
                try db.insert(
                    into: "cost",
                    columns: ["child", "month", "out", "inn", "other", "supplement"],
                    rows: paying.map { place in
                        [
                            place, month, city.outpatient[month][place],
                            city.inpatient[month][place], city.otherPublic[month][place],
                            city.supplement[month][place],
                        ].map { SQLValue.integer(Int64($0)) }
                    })
            }
        }
    }

    private static func child(_ place: Int, _ city: SyntheticCity) -> [SQLValue] {
        [
            .integer(Int64(place)), city.bornText(place),
            .integer(city.isAssisted[place] ? 1 : 0), .integer(city.isInsured[place] ? 1 : 0),
            .integer(Int64(city.firstMonth[place])), .integer(Int64(city.lastMonth[place])),
            .integer(Int64(city.appliedMonth[place])),
        ]
    }
}

extension SyntheticCity {
    fileprivate func bornText(_ place: Int) -> SQLValue {
        CivilDate(dayNumber: born[place]).sqlValue
    }
}
