// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Scheme
import Vocabulary

/// Reads the months in which limits were reached: of claims in kind that stand, and of reimbursements
/// that are proposed or decided to be paid. Months of the system used before have no steps: they are read
/// as uncertain, so that the explanation can name them.
enum ReachedMonthBook {
    static func read(
        _ children: Set<AddresseeNumber>, _ months: ClosedRange<YearMonth>,
        from db: any Connection, _ body: (ReachedMonths.Entry) -> Void
    ) throws {
        let asked: [any SQLValueConvertible] = [
            months.lowerBound, months.upperBound, "%\(Step.reached)%",
        ]
        try Among.forEach(
            """
            SELECT c.operation_id, c.id, c.child, c.recipient, c.treatment_month, c.setting,
            f.template
            FROM claim c JOIN computation_form f ON f.id = c.form_id
            WHERE {among} AND c.treatment_month BETWEEN ? AND ? AND f.template LIKE ?
            AND c.self_payment > 0 AND \(ObjectionBook.notTakenBack("c"))
            """, column: "c.child", keys: children, in: db, arguments: asked
        ) { if let one = entry($0) { body(one) } }
        try Among.forEach(
            """
            SELECT p.operation_id, p.id, p.child, p.recipient, r.treatment_month, r.setting,
            k.steps
            FROM reimbursement r JOIN reimbursement_status s ON s.reimbursement_id = r.id
            JOIN reimbursement_proposal p ON p.id = (SELECT MAX(n.id) FROM reimbursement_proposal n
            WHERE n.reimbursement_id = r.id) JOIN computation k ON k.id = p.computation_id
            WHERE {among} AND r.treatment_month BETWEEN ? AND ? AND k.steps LIKE ?
            AND s.status IN ('paid','proposed') AND p.outcome <> '3'
            """, column: "r.child", keys: children, in: db, arguments: asked
        ) { if let one = entry($0) { body(one) } }
        try readPrior(children, months, from: db, body)
    }

    private static func readPrior(
        _ children: Set<AddresseeNumber>, _ months: ClosedRange<YearMonth>,
        from db: any Connection, _ body: (ReachedMonths.Entry) -> Void
    ) throws {
        try Among.forEach(
            """
            SELECT p.id, p.child, \(MonthCountBook.priorRecipient), p.treatment_month, p.setting
            FROM prior_benefit p WHERE {among} AND p.treatment_month BETWEEN ? AND ?
            AND \(MonthCountBook.priorLeft) > 0
            """, column: "p.child", keys: children, in: db,
            arguments: [months.lowerBound, months.upperBound]
        ) { row in
            guard let recipient = row.optionalAddressee(2) else { return }
            let setting: CareSetting = row.code(4)
            body(
                ReachedMonths.Entry(
                    child: row.addressee(1), recipient: recipient,
                    place: MonthCounts.Place(operation: 0, id: row.int64(0)),
                    reached: MonthSoFar.Reached(
                        month: row.yearMonth(3), isInpatient: setting == .inpatient,
                        isUncertain: true)))
        }
    }

    private static func entry(_ row: any Row) -> ReachedMonths.Entry? {
        let setting: CareSetting = row.code(5)
        return MonthSoFar.Reached(
            month: row.yearMonth(4), isInpatient: setting == .inpatient, in: row.text(6)
        ).map {
            ReachedMonths.Entry(
                child: row.addressee(2), recipient: row.addressee(3),
                place: MonthCounts.Place(operation: row.int64(0), id: row.int64(1)), reached: $0)
        }
    }
}
