// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Payments
import Vocabulary

// The lists behind the tables of claims, reimbursements and payments.
extension DetailPart {
    static let benefitHeadings = ["給付の方法", "診療年月", "医療機関", "診療種別", "医療費", "支給額"]

    /// Claims in kind of a row of the table; `value` is its column.
    static func claims(
        by month: BenefitMonth, in period: StatisticsPeriod, setting: CareSetting?,
        kind: ClaimDataKind?, value: String
    ) -> DetailPart {
        var from = BenefitSums.claims(by: month)
        var arguments = BenefitSums.claimArguments(period)
        if let setting {
            from += " AND c.setting = ?"
            arguments.append(setting)
        }
        if let kind {
            from += " AND c.data_kind = ?"
            arguments.append(kind)
        }
        let payable = ObjectionBook.stillPaid("c")
        let values = ["points": "c.points", "total_cost": "c.total_cost", "payable": payable]
        return DetailPart(
            from: from, arguments: arguments, id: "c.id", child: "c.child",
            recipient: "c.recipient", place: "c.id", makePlace: { .claim($0) },
            value: values[value] ?? "1",
            cells: [
                "c.treatment_month", "c.institution_name", "c.data_kind", "c.total_cost", payable,
            ], clinic: 2
        ) { row, at in
            [
                BenefitRoute.inKind.rawValue, Wareki.text(row.yearMonth(at)), row.text(at + 1),
                row.code(at + 2, ClaimDataKind.self).wording, row.yen(at + 3).grouped,
                row.yen(at + 4).grouped,
            ]
        }
    }

    static func reimbursements(
        by month: BenefitMonth, in period: StatisticsPeriod, setting: CareSetting?,
        kind: CareKind?, value: String
    ) -> DetailPart {
        var from = BenefitSums.reimbursements(by: month)
        var arguments = BenefitSums.reimbursementArguments(period)
        if let setting {
            from += " AND r.setting = ?"
            arguments.append(setting)
        }
        if let kind {
            from += " AND r.care = ?"
            arguments.append(kind)
        }
        let values = [
            "points": "COALESCE(r.points, 0)", "total_cost": "r.total_cost",
            "payable": "d.payable",
        ]
        return DetailPart(
            from: from, arguments: arguments, id: "r.id", child: "r.child",
            recipient: "r.applicant", place: "r.id", makePlace: { .reimbursement($0) },
            value: values[value] ?? "1",
            cells: [
                "r.treatment_month", "r.institution_name", "r.care", "r.total_cost", "d.payable",
            ], clinic: 2
        ) { row, at in
            [
                BenefitRoute.reimbursement.rawValue, Wareki.text(row.yearMonth(at)),
                row.text(at + 1), row.code(at + 2, CareKind.self).wording,
                row.yen(at + 3).grouped, row.yen(at + 4).grouped,
            ]
        }
    }

    static let appliedHeadings = ["受付番号", "申請日", "診療年月", "医療機関"]

    static func applied(in period: StatisticsPeriod) -> DetailPart {
        DetailPart(
            from: BenefitSums.applied, arguments: period.bounds, id: "r.id", child: "r.child",
            recipient: "r.applicant", place: "r.id", makePlace: { .reimbursement($0) },
            value: "1",
            cells: ["r.receipt", "r.applied_on", "r.treatment_month", "r.institution_name"],
            clinic: 3
        ) { row, at in
            [
                row.text(at), Wareki.text(row.date(at + 1)),
                Wareki.text(row.yearMonth(at + 2)), row.text(at + 3),
            ]
        }
    }

    static let decidedHeadings = ["受付番号", "申請日", "決定日", "日数", "結果", "支給額"]

    /// Decisions of reimbursements, of some outcomes.
    static func outcomes(
        _ outcomes: [ReimbursementOutcome], in period: StatisticsPeriod, isAmount: Bool
    ) -> DetailPart {
        let marks = outcomes.map { _ in "?" }.joined(separator: ", ")
        return decided(
            BenefitSums.decided + " AND p.outcome IN (\(marks))",
            period.bounds + outcomes.map { $0 as any SQLValueConvertible },
            value: isAmount ? "p.payable" : "1")
    }

    /// First decisions, with the days that they took.
    static func daysToBenefit(in period: StatisticsPeriod) -> DetailPart {
        decided(BenefitSums.firstDecided, period.bounds, value: "1")
    }

    private static func decided(
        _ from: String, _ arguments: [any SQLValueConvertible], value: String
    ) -> DetailPart {
        DetailPart(
            from: from, arguments: arguments, id: "a.id", child: "p.child",
            recipient: "p.recipient", place: "r.id", makePlace: { .reimbursement($0) },
            value: value,
            cells: ["r.receipt", "r.applied_on", "a.decided_on", "p.outcome", "p.payable"]
        ) { row, at in
            let days = max(0, row.date(at + 1).days(until: row.date(at + 2)))
            return [
                row.text(at), Wareki.text(row.date(at + 1)), Wareki.text(row.date(at + 2)),
                "\(days)日", row.code(at + 3, ReimbursementOutcome.self).wording,
                row.yen(at + 4).grouped,
            ]
        }
    }

    static let paidHeadings = ["受付番号", "申請日", "支払日", "日数", "金額"]

    static func daysToPayment(in period: StatisticsPeriod) -> DetailPart {
        DetailPart(
            from: BenefitSums.firstPaid, arguments: period.bounds, id: "w.id", child: "i.child",
            recipient: "i.recipient", place: "r.id", makePlace: { .reimbursement($0) },
            value: "1", cells: ["i.receipt", "r.applied_on", "w.paid_on", "w.amount"]
        ) { row, at in
            let days = max(0, row.date(at + 1).days(until: row.date(at + 2)))
            return [
                row.text(at), Wareki.text(row.date(at + 1)), Wareki.text(row.date(at + 2)),
                "\(days)日", row.yen(at + 3).grouped,
            ]
        }
    }

    static let paymentHeadings = ["受付番号", "診療年月", "支払日", "状態", "金額"]

    /// Payments of written files: all, those sent again, paid or come back.
    static func payments(
        from source: PaymentAreas.Source = .bank, _ condition: String = "",
        _ arguments: [any SQLValueConvertible] = [], in period: StatisticsPeriod,
        isAmount: Bool
    ) -> DetailPart {
        DetailPart(
            from: source.text(condition), arguments: period.bounds + arguments, id: "r.id",
            child: "i.child", recipient: "i.recipient", place: "i.reimbursement_id",
            makePlace: { .reimbursement($0) }, value: isAmount ? "r.amount" : "1",
            cells: ["i.receipt", "i.treatment_month", source.day, "s.status", "r.amount"]
        ) { row, at in
            [
                row.text(at), Wareki.text(row.yearMonth(at + 1)), Wareki.text(row.date(at + 2)),
                row.code(at + 3, PaymentItemStatus.self).wording, row.yen(at + 4).grouped,
            ]
        }
    }

    static let transferHeadings = ["支払処理", "振込の順", "支払日", "件数", "金額"]

    /// Records of the bank files.
    static func transfers(in period: StatisticsPeriod) -> DetailPart {
        DetailPart(
            from: """
                FROM bank_transfer t JOIN payment_run r ON r.id = t.run_id
                JOIN payment_run_status u ON u.run_id = r.id
                WHERE u.status IN ('written', 'settled') AND r.payment_day >= ?
                AND r.payment_day < ?
                """, arguments: period.bounds, id: "t.id", child: "NULL",
            recipient: "t.recipient", place: "r.id", makePlace: { .run($0) }, value: "1",
            cells: ["r.number", "t.sequence", "r.payment_day", "t.items", "t.amount"]
        ) { row, at in
            [
                row.text(at), String(row.int(at + 1)), Wareki.text(row.date(at + 2)),
                String(row.int(at + 3)), row.yen(at + 4).grouped,
            ]
        }
    }
}
