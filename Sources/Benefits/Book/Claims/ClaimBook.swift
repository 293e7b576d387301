// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// One accepted claim (レセプト詳細履歴, items 1–19 and 30).
public struct Claim: Hashable, Sendable {
    public let id: Int64
    public let file: Int64
    /// The line of its RE record.
    public let line: Int
    /// The row of the error list it comes from, if any.
    public let error: Int64?
    public let child: AddresseeNumber
    public let recipient: AddresseeNumber
    public let recipientNumber: String
    public let funder: String
    public let billingMonth: YearMonth
    public let treatmentMonth: YearMonth
    public let dataKind: ClaimDataKind
    public let insuranceKind: String
    /// 正式名称 and 略称 of the master when it was taken in.
    public let institutionName: String
    public let institution: String
    public let institutionShortName: String?
    public let department: String?
    public let setting: CareSetting
    public let benefitTenths: Int
    public let burdenTenths: Int
    public let source: ClaimSource
    public let days: Int
    /// 決定金額.
    public let decidedCost: Yen
    /// 自己負担金額 that the scheme leaves.
    public let selfPayment: Yen
    /// 公費負担額.
    public let payable: Yen
    public let highCost: Yen
    public let additionalBenefit: Yen
    /// エラー理由, of a claim that came from the error list.
    public let errorReason: String?
    public let points: Int
    public let totalCost: Yen
    public let burden: Yen
    /// What other public funds pay.
    public let otherFunds: Yen
    public let meals: Int
    /// The standard burden for meals that the scheme pays.
    public let mealsPaid: Yen
    /// 受診日; `nil` where the claim did not say them.
    public let visits: MonthDays?
    /// 初診の回数; `nil` where the claim did not say it.
    public let firstVisits: Int?
    /// 入院年月日; `nil` where the claim did not say it.
    public let admitted: CivilDate?
}

/// 他公費情報 of a claim.
public struct ClaimFund: Hashable, Sendable {
    public let funder: String
    public let recipientNumber: String
    public let days: Int
    /// 対象額.
    public let coveredCost: Yen
    /// 一部負担額.
    public let copayment: Yen
}

/// レセプト詳細履歴.
public enum ClaimBook {
    static let select = """
        SELECT c.id, c.file_id, c.line, c.error_id, c.child, c.recipient, c.recipient_number,
        c.funder, c.billing_month, c.treatment_month, c.data_kind, c.insurance_kind,
        c.institution_name, c.institution, c.institution_short_name, c.department, c.setting,
        c.benefit_tenths, c.burden_tenths, c.source, c.days, c.decided_cost, c.self_payment,
        c.payable, c.high_cost, c.additional_benefit, c.error_reason, c.points, c.total_cost,
        c.burden, c.other_funds, c.meals, c.meals_paid, c.visit_days,
        c.first_visits, c.admitted FROM claim c
        """

    /// Claims by id; unknown ids are left out.
    public static func claims(
        _ ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: Claim] {
        var found: [Int64: Claim] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "c.id", keys: ids, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// The claims of a child, newest month of treatment first.
    public static func claims(
        child: AddresseeNumber, from db: any Connection
    ) throws -> [Claim] {
        try db.rows(
            "\(select) WHERE c.child = ? ORDER BY c.treatment_month DESC, c.id DESC", [child],
            read)
    }

    /// The claims of children for a range of treatment months, by child.
    public static func claims(
        children: some Sequence<AddresseeNumber>, from first: YearMonth, in db: any Connection
    ) throws -> [AddresseeNumber: [Claim]] {
        var found: [AddresseeNumber: [Claim]] = [:]
        try Among.forEach(
            "\(select) WHERE {among} AND c.treatment_month >= ? ORDER BY c.id", column: "c.child",
            keys: children, in: db, arguments: [first]
        ) { found[$0.addressee(4), default: []].append(read($0)) }
        return found
    }

    /// The accepted claims of an import, by line.
    public static func claims(of file: Int64, from db: any Connection) throws -> [Claim] {
        try db.rows("\(select) WHERE c.file_id = ? ORDER BY c.line", [file], read)
    }

    /// Hands over every claim of a range of treatment months, for reports and simulations.
    public static func forEach(
        treated months: ClosedRange<YearMonth>, from db: any Connection,
        _ body: (Claim) throws -> Void
    ) throws {
        try db.forEachRow(
            "\(select) WHERE c.treatment_month >= ? AND c.treatment_month <= ?",
            [months.lowerBound, months.upperBound]
        ) { try body(read($0)) }
    }

    /// Other public funds of a claim.
    public static func funds(of claim: Int64, from db: any Connection) throws -> [ClaimFund] {
        try db.rows(
            """
            SELECT funder, recipient_number, days, covered_cost, copayment FROM claim_fund
            WHERE claim_id = ? ORDER BY position
            """, [claim]
        ) { row in
            ClaimFund(
                funder: row.text(0), recipientNumber: row.text(1), days: row.int(2),
                coveredCost: row.yen(3), copayment: row.yen(4))
        }
    }

    static func read(_ row: any Row) -> Claim {
        Claim(
            id: row.int64(0), file: row.int64(1), line: row.int(2), error: row.optionalInt64(3),
            child: row.addressee(4), recipient: row.addressee(5), recipientNumber: row.text(6),
            funder: row.text(7), billingMonth: row.yearMonth(8),
            treatmentMonth: row.yearMonth(9), dataKind: row.code(10), insuranceKind: row.text(11),
            institutionName: row.text(12), institution: row.text(13),
            institutionShortName: row.optionalText(14), department: row.optionalText(15),
            setting: row.code(16), benefitTenths: row.int(17), burdenTenths: row.int(18),
            source: row.code(19), days: row.int(20), decidedCost: row.yen(21),
            selfPayment: row.yen(22), payable: row.yen(23), highCost: row.yen(24),
            additionalBenefit: row.yen(25), errorReason: row.optionalText(26),
            points: row.int(27), totalCost: row.yen(28), burden: row.yen(29),
            otherFunds: row.yen(30), meals: row.int(31), mealsPaid: row.yen(32),
            visits: row.optionalMonthDays(33), firstVisits: row.optionalInt(34),
            admitted: row.optionalDate(35))
    }
}
