// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Scheme
import Vocabulary

struct SlipRow: FactRow {
    static let table = "reimbursement_slip"
    static let columns = [
        "reimbursement_id", "position", "treated_on", "points", "cost", "paid", "meals",
    ]
    let reimbursement: Int64
    let position: Int
    let slip: ReceiptSlip

    var values: [any SQLValueConvertible] {
        [
            reimbursement, position, slip.treatedOn, slip.points, slip.yen, slip.paid, slip.meals,
        ]
    }
}

struct ApplianceRow: FactRow {
    static let table = "reimbursement_appliance"
    static let columns = [
        "reimbursement_id", "name", "ordered_on", "allowed", "insurer_paid", "insurer_decided_on",
    ]
    let reimbursement: Int64
    let appliance: Appliance

    var values: [any SQLValueConvertible] {
        let decision = appliance.decision
        return [
            reimbursement, appliance.name, appliance.orderedOn, decision?.allowed, decision?.paid,
            decision?.decidedOn,
        ]
    }
}

/// 受診日 of an application, as its receipts say them.
public enum ReceiptDays {
    /// The days of the receipts in one column, as claims write theirs (bit 1 is the first of the month);
    /// nothing where a receipt names no day of the month.
    ///
    /// - Parameter form: the name of the reimbursement in the statement.
    public static func mask(_ form: String) -> String {
        """
        (SELECT CASE WHEN COUNT(*) = SUM(CASE WHEN substr(l.treated_on, 1, 7)
                = \(form).treatment_month THEN 1 ELSE 0 END)
            THEN CAST(SUM(DISTINCT CAST(1 AS BIGINT) << CAST(substr(l.treated_on, 9, 2)
                AS INTEGER)) AS BIGINT) END
            FROM reimbursement_slip l WHERE l.reimbursement_id = \(form).id)
        """
    }
}

/// Receipts and appliances of applications.
enum SlipBook {
    /// Receipts in the order of keying.
    static func slips(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: [ReceiptSlip]] {
        var found: [Int64: [ReceiptSlip]] = [:]
        try Among.forEach(
            """
            SELECT reimbursement_id, treated_on, points, cost, paid, meals FROM reimbursement_slip
            WHERE {among} ORDER BY reimbursement_id, position
            """, column: "reimbursement_id", keys: ids, in: db
        ) { row in
            found[row.int64(0), default: []].append(
                ReceiptSlip(
                    treatedOn: row.optionalDate(1),
                    cost: row.optionalInt(2).map { .points($0) }
                        ?? .totalCost(row.optionalYen(3) ?? .zero),
                    paid: row.yen(4), meals: row.int(5)))
        }
        return found
    }

    /// The newest word about each appliance.
    static func appliances(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: Appliance] {
        var found: [Int64: Appliance] = [:]
        try Among.forEach(
            """
            SELECT reimbursement_id, name, ordered_on, allowed, insurer_paid, insurer_decided_on
            FROM reimbursement_appliance WHERE {among} ORDER BY id
            """, column: "reimbursement_id", keys: ids, in: db
        ) { row in
            var decision: Appliance.Decision?
            if let allowed = row.optionalYen(3), let paid = row.optionalYen(4),
                let day = row.optionalDate(5)
            {
                decision = Appliance.Decision(allowed: allowed, paid: paid, decidedOn: day)
            }
            found[row.int64(0)] = Appliance(
                name: row.text(1), orderedOn: row.optionalDate(2), decision: decision)
        }
        return found
    }
}

extension Scope {
    /// Writes receipts and appliance of applications. (Part of `importReimbursements`.)
    func writeDetails(_ inputs: [(id: Int64, input: ReimbursementInput)]) throws {
        try append(
            inputs.flatMap { id, input in
                input.slips.enumerated().map {
                    SlipRow(reimbursement: id, position: $0.offset + 1, slip: $0.element)
                }
            })
        try append(
            inputs.compactMap { id, input in
                input.appliance.map { ApplianceRow(reimbursement: id, appliance: $0) }
            })
    }
}

extension ReimbursementInput {
    /// A letter brings no receipts of its own.
    var withoutSlips: ReimbursementInput {
        var input = self
        input.slips = []
        return input
    }
}
