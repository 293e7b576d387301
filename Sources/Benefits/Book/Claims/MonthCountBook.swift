// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Scheme
import Vocabulary

extension BenefitLaw {
    /// What the months of some claims have left before them; nothing is read where the book counts
    /// nothing in those months.
    func counts(
        _ questions: some Sequence<ClaimHouseholds.Question>, in scope: Scope
    ) throws -> MonthCounts {
        var units: [YearMonth: Set<SharedLimit.Unit>] = [:]
        var asked: [ClaimHouseholds.Question] = []
        for question in questions {
            let counted = units[question.month] ?? book.copaymentCounts(in: question.month)
            units[question.month] = counted
            if !counted.isEmpty { asked.append(question) }
        }
        guard !asked.isEmpty else { return .none }
        let back = Dictionary(
            uniqueKeysWithValues: Set(asked.map(\.month)).map {
                ($0, book.copaymentMonthsBack(in: $0))
            })
        return try MonthCountBook.counts(
            asked, units: units.filter { !$0.value.isEmpty }, back: back, in: scope)
    }
}

/// Reads what the claims in kind that stand, the reimbursements that are proposed or decided to be paid,
/// and what the system used before has paid, have left of a month; three statements a month, whatever
/// the number of children.
enum MonthCountBook {
    static func counts(
        _ questions: [ClaimHouseholds.Question], units: [YearMonth: Set<SharedLimit.Unit>],
        back: [YearMonth: Int], in scope: Scope
    ) throws -> MonthCounts {
        let db = scope.db
        var children: [YearMonth: Set<AddresseeNumber>] = [:]
        var recipients: [YearMonth: Set<AddresseeNumber>] = [:]
        for question in questions {
            children[question.month, default: []].insert(question.child)
            if units[question.month]?.contains(.household) ?? false {
                recipients[question.month, default: []].insert(question.recipient)
            }
        }
        let families = try families(
            recipients.values.reduce(into: Set()) { $0.formUnion($1) }, from: db)
        var entries: [MonthCounts.Entry] = []
        var counts = MonthCounts(units: units, back: back.filter { $0.value > 0 })
        for (month, asked) in children {
            let all = (recipients[month] ?? []).reduce(into: asked) {
                $0.formUnion(families[$1] ?? [])
            }
            try read(all, month, from: db) { entries.append($0) }
            if let window = counts.reached.window(month) {
                try ReachedMonthBook.read(all, window, from: db) { counts.reached.add($0) }
            }
        }
        for entry in entries.sorted(by: { ($0.place ?? .first) < ($1.place ?? .first) }) {
            counts.add(entry)
        }
        scope.saw(counts.children)
        return counts
    }

    /// The children whose recipient somebody is or was.
    private static func families(
        _ recipients: Set<AddresseeNumber>, from db: any Connection
    ) throws -> [AddresseeNumber: Set<AddresseeNumber>] {
        var found: [AddresseeNumber: Set<AddresseeNumber>] = [:]
        try Among.forEach(
            "SELECT DISTINCT recipient, child FROM entitlement_history WHERE {among}",
            column: "recipient", keys: recipients, in: db
        ) { found[$0.addressee(0), default: []].insert($0.addressee(1)) }
        return found
    }

    private static func read(
        _ children: Set<AddresseeNumber>, _ month: YearMonth, from db: any Connection,
        _ body: (MonthCounts.Entry) -> Void
    ) throws {
        try Among.forEach(
            """
            SELECT c.operation_id, c.id, c.child, c.recipient, c.setting, c.self_payment, c.days,
            c.data_kind FROM claim c WHERE {among} AND c.treatment_month = ?
            AND c.self_payment > 0 AND \(ObjectionBook.notTakenBack("c"))
            """, column: "c.child", keys: children, in: db, arguments: [month]
        ) { row in
            let kind: ClaimDataKind = row.code(7)
            body(
                entry(
                    row, month, copayment: row.yen(5), name: kind.wording, reimbursement: nil))
        }
        try Among.forEach(
            """
            SELECT p.operation_id, p.id, p.child, p.recipient, r.setting, k.steps, r.days,
            r.care, r.id FROM reimbursement r
            JOIN reimbursement_status s ON s.reimbursement_id = r.id
            JOIN reimbursement_proposal p ON p.id = (SELECT MAX(n.id) FROM reimbursement_proposal n
            WHERE n.reimbursement_id = r.id) JOIN computation k ON k.id = p.computation_id
            WHERE {among} AND r.treatment_month = ? AND s.status IN ('paid','proposed')
            AND p.outcome <> '3'
            """, column: "r.child", keys: children, in: db, arguments: [month]
        ) { row in
            let care: CareKind = row.code(7)
            body(
                entry(
                    row, month, copayment: copayment(row.text(5)), name: care.wording,
                    reimbursement: row.int64(8)))
        }
        try readPrior(children, month, from: db, body)
    }

    /// The recipient of a benefit `p` of the system used before.
    static let priorRecipient = """
        COALESCE(
            (SELECT MAX(h.recipient) FROM entitlement_history h
            WHERE h.child = p.child AND h.recipient_number = p.recipient_number),
            (SELECT g.recipient FROM entitlement_history g WHERE g.id =
                (SELECT MAX(l.id) FROM entitlement_history l WHERE l.child = p.child)))
        """

    /// What a benefit `p` of the system used before left to the patient.
    static let priorLeft =
        "(p.self_payment - p.high_cost - p.additional_benefit - p.payable)"

    /// What the system used before left: it came before everything here. How often somebody went there
    /// nobody knows: it counts as once, and the explanation says so.
    private static func readPrior(
        _ children: Set<AddresseeNumber>, _ month: YearMonth, from db: any Connection,
        _ body: (MonthCounts.Entry) -> Void
    ) throws {
        try Among.forEach(
            """
            SELECT p.id, p.child, \(priorRecipient), p.setting, p.channel, \(priorLeft)
            FROM prior_benefit p WHERE {among} AND p.treatment_month = ? AND \(priorLeft) > 0
            """, column: "p.child", keys: children, in: db, arguments: [month]
        ) { row in
            guard let recipient = row.optionalAddressee(2) else { return }
            let (setting, channel): (CareSetting, PriorBenefit.Channel) = (row.code(3), row.code(4))
            body(
                MonthCounts.Entry(
                    child: row.addressee(1), recipient: recipient, month: month,
                    place: MonthCounts.Place(operation: 0, id: row.int64(0)),
                    counted: MonthSoFar.Counted(
                        isInpatient: setting == .inpatient, copayment: row.yen(5), times: 1,
                        name: "旧システムの\(channel.wording)(回数は不明、1回と数える)")))
        }
    }

    private static func entry(
        _ row: any Row, _ month: YearMonth, copayment: Yen, name: String, reimbursement: Int64?
    ) -> MonthCounts.Entry {
        let setting: CareSetting = row.code(4)
        return MonthCounts.Entry(
            child: row.addressee(2), recipient: row.addressee(3), month: month,
            place: MonthCounts.Place(operation: row.int64(0), id: row.int64(1)),
            reimbursement: reimbursement,
            counted: MonthSoFar.Counted(
                isInpatient: setting == .inpatient, copayment: copayment, times: row.int(6),
                name: name))
    }

    /// What a stored explanation took off as the scheme's co-payment.
    private static func copayment(_ steps: String) -> Yen {
        StepText.read(steps).last { $0.label.hasPrefix(Step.copayment) }?.amount ?? .zero
    }
}

extension MonthCounts.Place {
    fileprivate static let first = MonthCounts.Place(operation: 0, id: 0)
}
