// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

extension PriorBenefit.Channel: SQLValueConvertible {}

struct PriorBenefitRow: FactRow {
    static let table = "prior_benefit"
    static let columns = [
        "source_key", "channel", "child", "recipient_number", "treatment_month", "institution",
        "setting", "points", "self_payment", "high_cost", "additional_benefit", "payable",
        "reached_limit", "paid_on",
    ]
    let benefit: PriorBenefit

    var values: [any SQLValueConvertible] {
        [
            benefit.sourceKey, benefit.channel, benefit.child, benefit.recipientNumber,
            benefit.treatmentMonth, benefit.institution,
            benefit.isInpatient ? "inpatient" : "outpatient", benefit.points,
            benefit.selfPayment, benefit.highCost, benefit.additionalBenefit, benefit.payable,
            benefit.reachedLimit, benefit.paidOn,
        ]
    }
}

/// 移行した給付: what was paid before this system, for duplicates and for 多数回.
public enum PriorBenefitBook {
    private static let select = """
        SELECT source_key, channel, child, recipient_number, treatment_month, institution,
        setting, points, self_payment, high_cost, additional_benefit, payable, reached_limit,
        paid_on FROM prior_benefit
        """

    /// Whether anything was taken over at all: without it nobody needs to ask further.
    public static func isEmpty(from db: any Connection) throws -> Bool {
        try db.first("SELECT 1 FROM prior_benefit LIMIT 1", []) { $0.int64(0) } == nil
    }

    /// What was paid for children, by month of treatment.
    public static func among(
        children: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: [PriorBenefit]] {
        var found: [AddresseeNumber: [PriorBenefit]] = [:]
        guard try !isEmpty(from: db) else { return found }
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY treatment_month, id", column: "child", key: 2,
            ids: children.map(\.value), in: db
        ) { found[$0.addressee(2), default: []].append(read($0)) }
        return found
    }

    /// Months before a month in which children reached the limit of 高額療養費, as far back as the
    /// caller's rule looks.
    public static func highCostMonths(
        of children: [AddresseeNumber], before month: YearMonth, from db: any Connection
    ) throws -> [AddresseeNumber: Set<YearMonth>] {
        try among(children: children, from: db).compactMapValues { benefits in
            let months = Set(
                benefits.filter { $0.reachedLimit && $0.treatmentMonth < month }
                    .map(\.treatmentMonth))
            return months.isEmpty ? nil : months
        }
    }

    /// Those of the payments that stand here already.
    static func known(_ keys: [String], from db: any Connection) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT source_key FROM prior_benefit WHERE {among}", column: "source_key",
            keys: keys, in: db
        ) { found.insert($0.text(0)) }
        return found
    }

    private static func read(_ row: any Row) -> PriorBenefit {
        PriorBenefit(
            sourceKey: row.text(0), channel: row.code(1), child: row.addressee(2),
            recipientNumber: row.text(3), treatmentMonth: row.yearMonth(4),
            institution: row.text(5), isInpatient: row.text(6) == "inpatient",
            points: row.int(7), selfPayment: row.yen(8), highCost: row.yen(9),
            additionalBenefit: row.yen(10), payable: row.yen(11), reachedLimit: row.bool(12),
            paidOn: row.date(13))
    }
}

/// What operations of a migration have written, by fiscal year of payment and channel.
public struct PriorBenefitSum: Hashable, Sendable {
    public let fiscalYear: Int
    public let channel: PriorBenefit.Channel
    public var count: Int
    public var payable: Int
    public var highCost: Int
}

extension PriorBenefitBook {
    /// Counts and sums from the table itself: one side of the difference report.
    public static func sums(
        of operations: Set<Int64>, from db: any Connection
    ) throws -> [PriorBenefitSum] {
        struct Key: Hashable { let year: Int; let channel: PriorBenefit.Channel }
        var found: [Key: PriorBenefitSum] = [:]
        try db.forEachRow(
            """
            SELECT operation_id, substr(paid_on, 1, 7), channel, COUNT(*), CAST(SUM(payable) AS BIGINT),
            CAST(SUM(high_cost) AS BIGINT) FROM prior_benefit GROUP BY operation_id, substr(paid_on, 1, 7), channel
            """, []
        ) { row in
            guard operations.contains(row.int64(0)), let month = row.optionalYearMonth(1) else {
                return
            }
            let key = Key(year: FiscalYear(of: month.firstDay).year, channel: row.code(2))
            var sum =
                found[key]
                ?? PriorBenefitSum(
                    fiscalYear: key.year, channel: key.channel, count: 0, payable: 0, highCost: 0)
            sum.count += row.int(3)
            sum.payable += row.int(4)
            sum.highCost += row.int(5)
            found[key] = sum
        }
        return found.values.sorted {
            ($0.fiscalYear, $0.channel.rawValue) < ($1.fiscalYear, $1.channel.rawValue)
        }
    }
}
