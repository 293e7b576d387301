// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One row of a table of high-cost limits (高額療養費算定基準額, 70歳未満).
public struct HighCostBand: Sendable, Hashable {
    /// ア, イ, ウ, エ, オ; from 2027-08 names by 標準報酬月額.
    public let name: String
    public let base: Int
    /// Total cost above which the excess counts; `nil` for a flat limit.
    public let threshold: Int?
    /// The limit from the fourth month within a year on (多数回該当).
    public let multiple: Int
    /// The yearly cap (年間上限): refunded on application, never lowers a month's limit.
    public let yearCap: Int?
    /// The cap of the lowest pay within the band, where it has one of its own.
    public let lowPayYearCap: Int?
    public let reading: String?
}

/// The limits in force from a month of treatment on.
public struct HighCostTable: Sendable, Hashable {
    /// The first month of treatment: `2026-08`.
    public let id: String
    /// Percent of the cost above the threshold that is added.
    public let excessPercent: Int
    public let rounding: Rounding
    public let bands: [HighCostBand]

    /// The row of a band name.
    public func band(_ name: String) -> HighCostBand? { bands.first { $0.name == name } }

    /// The limit of a month for a total cost (10割) in yen.
    func limit(_ band: HighCostBand, totalCost: Int, multiple: Bool) -> Int {
        HighCostRow(band, of: self).limit(totalCost: totalCost, multiple: multiple)
    }
}

/// One row of a table as plain numbers, for a tight loop.
struct HighCostRow: Sendable {
    private let base: Int
    /// `Int.max` for a flat limit.
    private let threshold: Int
    private let multiple: Int
    private let excessPercent: Int
    private let rounding: Rounding

    init(_ band: HighCostBand, of table: HighCostTable) {
        base = band.base
        threshold = band.threshold ?? Int.max
        multiple = band.multiple
        excessPercent = table.excessPercent
        rounding = table.rounding
    }

    /// The limit of a month for a total cost (10割) in yen.
    @inline(__always)
    func limit(totalCost: Int, multiple isMultiple: Bool) -> Int {
        if isMultiple { return multiple }
        guard totalCost > threshold else { return base }
        return base + rounding.apply((totalCost - threshold) * excessPercent, over: 100)
    }
}

extension Fields {
    /// Reads one dated table of `high-cost.tables`.
    func highCostTable(month: YearMonth) -> HighCostTable? {
        guard let way = word("rounding-way", Rounding.Way.self), let list = required("bands") else {
            return nil
        }
        var bands: [HighCostBand] = []
        for item in list.items {
            let row = item.fields([
                "band", "base", "threshold", "multiple", "year-cap", "low-pay-year-cap", "reading",
            ])
            bands.append(
                HighCostBand(
                    name: row.text("band"), base: row.number("base"),
                    threshold: row.optionalNumber("threshold"), multiple: row.number("multiple"),
                    yearCap: row.optionalNumber("year-cap"),
                    lowPayYearCap: row.optionalNumber("low-pay-year-cap"),
                    reading: row.optionalText("reading")))
        }
        return HighCostTable(
            id: month.description, excessPercent: number("excess-percent"),
            rounding: Rounding(unit: 1, way: way), bands: bands)
    }
}

extension HighCostTable {
    /// The table in words, one band a clause.
    var wording: String {
        bands.map { band in
            let formula =
                band.threshold.map {
                    "\(Yen(band.base))+(総医療費−\(Yen($0)))×\(excessPercent)%"
                } ?? "\(Yen(band.base))"
            let cap = band.yearCap.map { "、年間上限 \(Yen($0))" } ?? ""
            return "\(band.name): \(formula)(多数回 \(Yen(band.multiple))\(cap))"
        }.joined(separator: " / ")
    }
}
