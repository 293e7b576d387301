// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// One receipt (領収書) of an application: a payment at the window.
public struct ReceiptSlip: Hashable, Sendable {
    /// The day of treatment; `nil` where the receipt names only a month.
    public var treatedOn: CivilDate?
    public var cost: ClaimFacts.Cost
    /// What was paid, meals included.
    public var paid: Yen
    public var meals: Int

    public init(treatedOn: CivilDate?, cost: ClaimFacts.Cost, paid: Yen, meals: Int = 0) {
        self.treatedOn = treatedOn
        self.cost = cost
        self.paid = paid
        self.meals = meals
    }

    var points: Int? { if case .points(let points) = cost { points } else { nil } }
    var yen: Yen? { if case .totalCost(let yen) = cost { yen } else { nil } }
}

/// One receipt as keyed, before it is known which application it belongs to.
public struct LooseSlip: Hashable, Sendable {
    /// The place in the order of keying, from 1.
    public var number: Int
    public var month: YearMonth
    /// Ten digits.
    public var institution: String
    public var institutionName: String
    public var department: String
    public var setting: CareSetting
    public var care: CareKind
    public var burdenTenths: Int
    public var slip: ReceiptSlip
    /// 初診の回数; `nil` where nobody has said it.
    public var firstVisits: Int?

    public init(
        number: Int, month: YearMonth, institution: String, institutionName: String = "",
        department: String = "", setting: CareSetting, care: CareKind, burdenTenths: Int,
        slip: ReceiptSlip, firstVisits: Int? = nil
    ) {
        self.number = number
        self.month = month
        self.institution = institution
        self.institutionName = institutionName
        self.department = department
        self.setting = setting
        self.care = care
        self.burdenTenths = burdenTenths
        self.slip = slip
        self.firstVisits = firstVisits
    }
}

/// The receipts of one month, institution and setting: what one application is about.
public struct SlipGroup: Hashable, Sendable {
    public let month: YearMonth
    public let institution: String
    public let setting: CareSetting
    public let care: CareKind
    public let burdenTenths: Int
    /// In the order of keying.
    public let slips: [LooseSlip]

    /// 点数 or 総医療費 of all; points only where every receipt has them.
    public var cost: ClaimFacts.Cost {
        let points = slips.compactMap(\.slip.points)
        if points.count == slips.count { return .points(points.reduce(0, +)) }
        return .totalCost(slips.reduce(.zero) { $0 + ($1.slip.yen ?? .zero) })
    }

    public var paid: Yen { slips.reduce(.zero) { $0 + $1.slip.paid } }
    public var meals: Int { slips.reduce(0) { $0 + $1.slip.meals } }

    /// 初診の回数 of all; `nil` where one receipt does not say it.
    public var firstVisits: Int? {
        let said = slips.compactMap(\.firstVisits)
        return said.count == slips.count ? said.reduce(0, +) : nil
    }

    /// 診療日数: the days that the receipts name; where one names none, as many as receipts.
    public var days: Int {
        let days = slips.compactMap(\.slip.treatedOn)
        return days.count == slips.count ? Set(days).count : slips.count
    }
}

extension LooseSlip {
    /// Splits receipts into applications: month × institution × setting (診療月 × 医療機関 × 入外).
    ///
    /// A receipt with another kind of care or share, or one without points beside others with them,
    /// begins an application of its own: their sums would say nothing.
    /// - Returns: in the order of the first receipt of each.
    public static func split(_ slips: [LooseSlip]) -> [SlipGroup] {
        struct Key: Hashable {
            let month: YearMonth
            let institution: String
            let setting: CareSetting
            let care: CareKind
            let tenths: Int
            let hasPoints: Bool
        }
        var order: [Key] = []
        var groups: [Key: [LooseSlip]] = [:]
        for slip in slips {
            let key = Key(
                month: slip.month, institution: slip.institution, setting: slip.setting,
                care: slip.care, tenths: slip.burdenTenths, hasPoints: slip.slip.points != nil)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(slip)
        }
        return order.map { key in
            SlipGroup(
                month: key.month, institution: key.institution, setting: key.setting,
                care: key.care, burdenTenths: key.tenths, slips: groups[key] ?? [])
        }
    }
}

extension ReimbursementInput {
    /// What a clerk may put right: the receipts one by one, or their sums where only these were keyed.
    public var keyedReceipts: [ReceiptSlip] {
        slips.isEmpty
            ? [ReceiptSlip(treatedOn: nil, cost: cost, paid: paid, meals: meals)] : slips
    }

    /// Puts a receipt in the place of one; the sums follow.
    ///
    /// - Parameter place: in `keyedReceipts`.
    mutating func put(_ slip: ReceiptSlip, at place: Int) {
        guard !slips.isEmpty else {
            (cost, paid, meals) = (slip.cost, slip.paid, slip.meals)
            return
        }
        let isOtherDay = slips[place].treatedOn != slip.treatedOn
        slips[place] = slip
        let group = SlipGroup(
            month: treatmentMonth, institution: institution, setting: setting, care: care,
            burdenTenths: burdenTenths,
            slips: slips.enumerated().map {
                LooseSlip(
                    number: $0 + 1, month: treatmentMonth, institution: institution,
                    setting: setting, care: care, burdenTenths: burdenTenths, slip: $1)
            })
        (cost, paid, meals) = (group.cost, group.paid, group.meals)
        if isOtherDay { days = group.days }
    }
}
