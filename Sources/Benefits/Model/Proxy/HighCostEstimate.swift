// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// 高額療養費の見込: what a month of a family, over all institutions and both channels, would bring.
///
/// Units as the insurer counts them: person, institution and setting, dentistry apart by its own
/// code; a pharmacy's claim joins the clinic that prescribed. Only units that reach the least share
/// count; those of all members of a household under one insurance are added up (世帯合算), and what
/// they get together falls to each by what is left to them.
public struct HighCostEstimate: Sendable {
    /// The amounts that are kept with a mandate.
    public struct Sum: Hashable, Sendable {
        /// 総医療費 of the units that count.
        public let totalCost: Yen
        /// Their shares.
        public let burden: Yen
        public let limit: Yen
        /// What the insurer would still pay for the children: what it has paid already and what falls
        /// to other members of the household is left out.
        public let benefit: Yen
        /// Digest of the book.
        public let scheme: String

        init(totalCost: Yen, burden: Yen, limit: Yen, benefit: Yen, scheme: String) {
            self.totalCost = totalCost
            self.burden = burden
            self.limit = limit
            self.benefit = benefit
            self.scheme = scheme
        }
    }

    /// Whose a unit is.
    public enum Member: Hashable, Sendable {
        case child(AddresseeNumber)
        /// A member of the household whom the office does not know, by the relation.
        case other(String)
    }

    /// One unit of the sum.
    public struct Unit: Hashable, Sendable {
        public let member: Member
        /// Ten digits; empty where the office does not know them.
        public let institution: String
        public let institutionName: String
        public let setting: CareSetting
        public internal(set) var totalCost: Yen
        public internal(set) var burden: Yen
        public internal(set) var highCost: Yen
        public internal(set) var sources: [LedgerEntry.Source]
        /// Whether it reaches the least share.
        public internal(set) var isCounted: Bool
    }

    public let units: [Unit]
    public let limit: HighCostLimit
    public let sum: Sum
    /// What falls to each child; only children with a unit that counts.
    public let parts: [AddresseeNumber: Yen]
    /// What the insurer would still pay to the whole household.
    public let household: Yen
    /// How the household's benefit came about.
    public let steps: [Step]
    /// Whether this month is the fourth or later that reached a limit within a year.
    public let isMultiple: Bool

    /// Adds a month up.
    ///
    /// - Parameters:
    ///   - entries: the benefits of the children in the month; entries of other months are left out.
    ///   - others: what other members of the household bear.
    ///   - prescribers: the clinic behind a pharmacy's claim.
    ///   - earlier: months in which the household reached a limit.
    /// - Throws: `AmountRefusal` where the book does not know the month, the band, or how a
    ///   household divides what it gets.
    init(
        _ entries: [LedgerEntry], others: [HouseholdShare] = [],
        prescribers: [LedgerEntry.Source: String], month: YearMonth, band: String,
        earlier: Set<YearMonth>, book: SchemeBook
    ) throws(AmountRefusal) {
        var units = HighCostEstimate.units(
            entries.filter { $0.month == month && $0.source.prior == nil },
            prescribers: prescribers, book: book)
        units += others.map(Unit.init)
        var members: [Member] = []
        for unit in units where !members.contains(unit.member) { members.append(unit.member) }
        isMultiple = book.national.isMultiple(month, earlier: earlier) ?? false
        let combined = try book.national.combineHighCost(
            units.map { unit in
                CombinedUnit(
                    person: members.firstIndex(of: unit.member) ?? 0, totalCost: unit.totalCost,
                    burden: unit.burden, paid: unit.highCost)
            }, band: band, month: month, multiple: isMultiple)
        for place in units.indices { units[place].isCounted = combined.isCounted[place] }
        self.units = units
        limit = combined.limit
        steps = combined.steps
        household = combined.outstanding
        var parts: [AddresseeNumber: Yen] = [:]
        for (person, part) in combined.parts {
            if case .child(let child) = members[person] { parts[child] = part }
        }
        self.parts = parts
        sum = Sum(
            totalCost: combined.counted.reduce(.zero) { $0 + $1.totalCost },
            burden: combined.counted.reduce(.zero) { $0 + $1.burden },
            limit: combined.limit.limit, benefit: parts.values.reduce(.zero, +),
            scheme: book.digest)
    }

    /// The units of benefits: by child, institution and setting.
    static func units(
        _ entries: [LedgerEntry], prescribers: [LedgerEntry.Source: String], book: SchemeBook
    ) -> [Unit] {
        struct Key: Hashable {
            let child: AddresseeNumber
            let institution: String
            let setting: CareSetting
        }
        var order: [Key] = []
        var units: [Key: Unit] = [:]
        for entry in entries {
            let place = prescribers[entry.source].flatMap { $0.isEmpty ? nil : $0 }
            let key = Key(
                child: entry.child, institution: place ?? entry.institution,
                setting: entry.setting)
            // What another fund pays is not the patient's share.
            let share = entry.share(book) - entry.otherFunds
            if units[key] == nil {
                order.append(key)
                units[key] = Unit(
                    member: .child(entry.child), institution: key.institution,
                    institutionName: entry.institutionName, setting: key.setting,
                    totalCost: .zero, burden: .zero, highCost: .zero, sources: [],
                    isCounted: false)
            }
            units[key]?.totalCost += entry.totalCost
            units[key]?.burden += share
            units[key]?.highCost += entry.highCost
            units[key]?.sources.append(entry.source)
        }
        return order.compactMap { units[$0] }
    }
}

extension HighCostEstimate.Unit {
    fileprivate init(_ share: HouseholdShare) {
        self.init(
            member: .other(share.relation), institution: "",
            institutionName: share.institutionName, setting: share.setting,
            totalCost: share.totalCost, burden: share.burden, highCost: share.paid, sources: [],
            isCounted: false)
    }
}

extension LedgerEntry {
    /// 一部負担金 to the yen.
    func share(_ book: SchemeBook) -> Yen {
        if let burden { return burden }
        // A form that is not in the books yet has its points only.
        let points = totalCost == .zero ? points : nil
        return book.compute(
            ClaimFacts(
                treatmentMonth: month, isInpatient: setting == .inpatient, born: nil,
                cost: points.map { .points($0) } ?? .totalCost(totalCost),
                burdenTenths: burdenTenths)
        ).burden
    }
}
