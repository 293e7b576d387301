// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Scheme
import Vocabulary

/// Reads the months in which limits were reached: of claims in kind that stand, and of reimbursements
/// that are proposed or decided to be paid. Nothing of the system used before counts: it has no steps.
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
