// SPDX-License-Identifier: Apache-2.0
import Database
import Payments
public import Safeguards

/// 統計の表示: one table of totals (screen 1510).
public enum ViewStatistics {
    public static let operation = OperationCode.viewStatistics

    /// What is recorded until now; whole towns are added up in a few statements.
    public static func perform(
        _ question: StatisticsQuestion, in scope: Scope
    ) throws -> StatisticsTable {
        let table = try answer(question, in: scope)
        scope.counted(table.rows.count)
        return table
    }

    static func answer(
        _ question: StatisticsQuestion, in scope: Scope
    ) throws -> StatisticsTable {
        let (day, period, now, db) = (question.day, question.period, scope.now, scope.db)
        return switch question.subject {
        case .childrenByAge:
            ChildrenTables.byAge(try EntitledChildren.on(day, from: db), on: day, asOf: now)
        case .childrenByInsurer:
            ChildrenTables.byInsurer(try EntitledChildren.on(day, from: db), on: day, asOf: now)
        case .childrenByInsurerNumber:
            ChildrenTables.byGroup(
                .childrenByInsurerNumber, heading: "保険者",
                explanation: "保険はその日に有効な、最も新しく取得したもの。名称は最後に記録したもの。",
                try EntitledChildren.on(
                    day, withInsurers: true, hidden: question.hidden, from: db), on: day, asOf: now)
        case .childrenByArea:
            ChildrenTables.byGroup(
                .childrenByArea, heading: "地区（町名）",
                explanation: "地区は、最後に記録した児童の住所の、番地の前まで。支援措置の対象者は区分しません。",
                try EntitledChildren.on(
                    day, withAreas: true, hidden: question.hidden, from: db), on: day, asOf: now)
        case .applications:
            CourseTables.applications(
                try CourseCounts.applications(in: period, from: db), in: period, asOf: now)
        case .decisions:
            CourseTables.decisions(
                try CourseCounts.decisions(in: period, from: db), in: period, asOf: now)
        case .daysToDecision:
            CourseTables.days(try CourseCounts.days(in: period, from: db), in: period, asOf: now)
        case .claims:
            MoneyTables.benefits(
                try benefits(by: .billing, in: period, from: db), by: .billing, in: period,
                asOf: now)
        case .treatments:
            MoneyTables.benefits(
                try benefits(by: .treatment, in: period, from: db), by: .treatment, in: period,
                asOf: now)
        case .reimbursements:
            MoneyTables.reimbursements(
                received: try BenefitSums.received(in: period, from: db),
                decided: try BenefitSums.outcomes(in: period, from: db), in: period, asOf: now)
        case .daysToBenefit:
            CourseTables.days(
                try BenefitSums.days(
                    BenefitSums.firstDecided, until: "a.decided_on", in: period, from: db),
                .daysToBenefit, meaning: BenefitSums.benefitMeaning, in: period, asOf: now)
        case .daysToPayment:
            CourseTables.days(
                try BenefitSums.days(
                    BenefitSums.firstPaid, until: "w.paid_on", in: period, from: db),
                .daysToPayment, counted: "支払", meaning: BenefitSums.paymentMeaning, in: period,
                asOf: now)
        case .payments:
            MoneyTables.payments(
                try PaymentSums.byMonth(in: period.days, from: db), in: period, asOf: now)
        case .paymentsByArea:
            MoneyTables.byArea(
                try PaymentAreas.sums(in: period, hidden: question.hidden, from: db), in: period,
                asOf: now)
        }
    }

    private static func benefits(
        by month: BenefitMonth, in period: StatisticsPeriod, from db: any Connection
    ) throws -> [BenefitSum] {
        try BenefitSums.claims(by: month, in: period, from: db)
            + BenefitSums.reimbursements(by: month, in: period, from: db)
    }
}
