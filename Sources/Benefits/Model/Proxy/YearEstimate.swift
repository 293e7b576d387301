// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// A family's mandate (委任状) for a year of the yearly cap (年間上限).
public struct YearMandate: Hashable, Sendable {
    public var child: AddresseeNumber
    /// A month of the year in which the child was under the insurance that is asked.
    public var month: YearMonth
    /// The day on the paper.
    public var mandateOn: CivilDate
    /// 所得区分 of the household in the table of the year.
    public var band: String
    /// The paper that shows the lowest pay of the band: its cap is taken; `nil` takes the cap of the band.
    public var lowPayPaper: String?

    public init(
        child: AddresseeNumber, month: YearMonth, mandateOn: CivilDate, band: String,
        lowPayPaper: String? = nil
    ) {
        self.child = child
        self.month = month
        self.mandateOn = mandateOn
        self.band = band
        self.lowPayPaper = lowPayPaper
    }
}

/// 年間上限の見込: what a year of a family brings from its insurer above the cap.
public struct YearEstimate: Hashable, Sendable {
    /// A child's month of the year.
    public struct Share: Hashable, Sendable {
        public let child: AddresseeNumber
        public let month: YearMonth
        public let totalCost: Yen
        /// The share before the benefit of the month that is still to come.
        public let burden: Yen
        /// 高額療養費 of the month: of a mandate, or what would still come.
        public let paid: Yen

        /// What stays, and counts towards the year.
        public var rest: Yen { max(.zero, burden - paid) }
    }

    /// By month and child; only months under the insurance that have shares.
    public let shares: [Share]
    public let refund: YearCapRefund
    /// What falls to each child.
    public let parts: [AddresseeNumber: Yen]
    /// Digest of the book.
    public let scheme: String

    /// The amounts that are kept with a mandate.
    public var sum: HighCostEstimate.Sum {
        HighCostEstimate.Sum(
            totalCost: shares.reduce(.zero) { $0 + $1.totalCost }, burden: refund.shares,
            limit: refund.cap, benefit: refund.refund, scheme: scheme)
    }

    /// Month by month what stays, then what the law makes of it.
    public var steps: [Step] {
        var months: [YearMonth: Yen] = [:]
        for share in shares { months[share.month, default: .zero] += share.rest }
        return months.sorted { $0.key < $1.key }.map {
            Step("\(Wareki.text($0.key))診療分の自己負担(月の高額療養費の後)", $0.value.amount, article: nil)
        } + refund.steps
    }

    /// What a month is called among the units.
    static func name(of month: YearMonth) -> String { "\(Wareki.text(month))診療分" }

    /// The units that are kept with a mandate: each child's month.
    var units: [HighCostEstimate.Unit] {
        shares.map {
            HighCostEstimate.Unit(
                member: .child($0.child), institution: "",
                institutionName: YearEstimate.name(of: $0.month), setting: .outpatient,
                totalCost: $0.totalCost, burden: $0.burden, highCost: min($0.burden, $0.paid),
                sources: [], isCounted: true)
        }
    }
}

/// A family whose shares of a year are above a cap under some band: who pays which share is the
/// insurer's to say, so each band that brings something is named.
public struct YearCapCandidate: Hashable, Sendable {
    /// What a band would bring.
    public struct Case: Hashable, Sendable {
        public let band: String
        /// The cap of the lowest pay of the band.
        public let isLowPay: Bool
        public let cap: Yen
        public let refund: Yen
    }

    /// The child with the largest share.
    public let child: AddresseeNumber
    public let siblings: [AddresseeNumber]
    /// The last month of the year under the insurance.
    public let month: YearMonth
    /// The shares of the year, less what the insurer has paid already.
    public let shares: Yen
    /// The largest refund first.
    public let cases: [Case]
    /// The mandate for the year, where one was taken in.
    public let mandate: Int64?
}
