// SPDX-License-Identifier: Apache-2.0
import Database
import Payments
import Vocabulary

/// 地区別の支給: payments that went out and stayed out, by the town (町名) of the child. The words of a
/// row of the table stand here, so that the sum and its list are the same rows.
enum PaymentAreas {
    /// The newest record of a child: found by the index of its subject, for those alone who were paid.
    private static let newest = """
        person_snapshot p WHERE p.id =
        (SELECT MAX(n.id) FROM person_snapshot n WHERE n.subject = i.child)
        """
    private static let digits = ChildArea.digits.sorted().map { "'\($0)'" }
        .joined(separator: ", ")

    /// What stayed out: neither came back nor was given up.
    static let stands = "AND s.status IN ('sent', 'paid')"

    /// The payments of a period by area: one row a child from the database, whatever it was paid.
    static func sums(
        in period: StatisticsPeriod, hidden: Set<AddresseeNumber>?, from db: any Connection
    ) throws -> [AreaSum] {
        var sums: [ChildArea: AreaSum] = [:]
        let paid = Source.allCases.map {
            """
            SELECT i.child, i.recipient, COUNT(*) AS pieces, SUM(r.amount) AS amount
            \($0.text(stands)) GROUP BY i.child, i.recipient
            """
        }.joined(separator: " UNION ALL ")
        try db.forEachRow(
            """
            SELECT i.child, i.recipient, i.pieces, i.amount,
            (SELECT p.is_protected FROM \(newest)), (SELECT p.address FROM \(newest))
            FROM (SELECT child, recipient, SUM(pieces) AS pieces, SUM(amount) AS amount
                FROM (\(paid)) a GROUP BY child, recipient) i
            """, period.bounds + period.bounds
        ) { row in
            let isHidden =
                hidden.map { $0.contains(row.addressee(0)) || $0.contains(row.addressee(1)) }
                ?? true
            let area: ChildArea =
                isHidden || row.optionalInt(4) == 1
                ? .protected : ChildArea(address: row.optionalText(5) ?? "")
            sums[area, default: AreaSum(area: area)].add(row.int(2), row.yen(3))
        }
        return sums.values.sorted { $0.area.place < $1.area.place }
    }

    /// Which payments an area has: a condition to what `Source` reads.
    static func condition(
        _ area: ChildArea, hidden: Set<AddresseeNumber>?
    ) -> (text: String, arguments: [any SQLValueConvertible]) {
        let isHidden =
            hidden.map { hidden in
                let numbers = hidden.sorted().map { String($0.value) }.joined(separator: ", ")
                return numbers.isEmpty
                    ? "1 = 0" : "(i.child IN (\(numbers)) OR i.recipient IN (\(numbers)))"
            } ?? "1 = 1"
        let isProtected = "(\(isHidden) OR EXISTS (SELECT 1 FROM \(newest) AND p.is_protected = 1))"
        switch area {
        case .protected: return ("AND \(isProtected)", [])
        case .unknown:
            // No record, no address, or one that begins with a number.
            return (
                """
                AND NOT \(isProtected) AND NOT EXISTS (SELECT 1 FROM \(newest)
                AND COALESCE(p.address, '') <> '' AND SUBSTR(p.address, 1, 1) NOT IN (\(digits)))
                """, []
            )
        case .town(let name):
            let length = name.unicodeScalars.count
            return (
                """
                AND NOT \(isProtected) AND EXISTS (SELECT 1 FROM \(newest)
                AND SUBSTR(p.address, 1, \(length)) = ?
                AND (LENGTH(p.address) = \(length)
                OR SUBSTR(p.address, \(length + 1), 1) IN (\(digits))))
                """, [name]
            )
        }
    }

    /// Where money goes out: the bank's files, and cash at the counter.
    enum Source: CaseIterable {
        case bank, cash

        /// `FROM … WHERE …` with the bounds of a period, and a further condition.
        func text(_ condition: String = "") -> String {
            let (rows, day) =
                switch self {
                case .bank: ("payment_row r", "r.paid_on")
                case .cash:
                    (
                        "cash_voucher_item r JOIN payment_run c ON c.id = r.run_id",
                        "c.payment_day"
                    )
                }
            return """
                FROM \(rows) JOIN payment_run_status u ON u.run_id = r.run_id
                JOIN payment_item i ON i.id = r.item_id
                JOIN payment_item_status s ON s.item_id = r.item_id
                WHERE u.status IN ('written', 'settled') AND \(day) >= ? AND \(day) < ?
                \(condition)
                """
        }

        /// The day of a row.
        var day: String { self == .bank ? "r.paid_on" : "c.payment_day" }
    }
}

/// What was paid for children of one town.
struct AreaSum {
    let area: ChildArea
    private(set) var count = 0
    private(set) var amount = Yen.zero

    init(area: ChildArea) { self.area = area }

    mutating func add(_ pieces: Int, _ sum: Yen) {
        count += pieces
        amount += sum
    }
}
