// SPDX-License-Identifier: Apache-2.0
public import Database
import Entitlement
public import Vocabulary

extension ProxyBook {
    /// Mandates that are about children, oldest first.
    public static func mandates(
        of children: some Sequence<AddresseeNumber>, from db: any Connection
    ) throws -> [ProxyReceipt] {
        let children = Set(children)
        var ids: Set<Int64> = []
        for (column, select) in [
            ("child", "SELECT id FROM proxy_receipt WHERE {among}"),
            ("child", "SELECT proxy_id FROM proxy_part WHERE {among}"),
        ] {
            try Among.forEach(select, column: column, keys: children, in: db) {
                ids.insert($0.int64(0))
            }
        }
        return try proxies(ids, from: db).values.sorted { $0.id < $1.id }
    }

    /// What some mandates cover, child by child.
    public static func covers(
        _ proxies: some Sequence<ProxyReceipt>, from db: any Connection
    ) throws -> [MandateCover] {
        let proxies = proxies.sorted { $0.id < $1.id }
        let months = proxies.flatMap { [$0.period.first, $0.period.last] }
        guard let first = months.min(), let last = months.max() else { return [] }
        let children = proxies.flatMap { $0.parts.map(\.child) }.once()
        let entries = try LedgerBook.entries(
            children: children, months: first...last, .all, from: db)
        let small = try tooSmall(proxies.map(\.id), from: db)
        let covered = try self.months(of: proxies, from: db)
        let prescribers = try prescribers(
            children.flatMap { entries[$0] ?? [] }.compactMap(\.source.claim), from: db)
        return proxies.flatMap { proxy in
            proxy.parts.map { part in
                let own = covered[proxy.id]?[part.child] ?? []
                return MandateCover(
                    proxy: proxy, child: part.child,
                    benefits: (entries[part.child] ?? []).filter { entry in
                        guard own.contains(entry.month), entry.source.prior == nil else {
                            return false
                        }
                        let unit = Unit(
                            proxy: proxy.id, child: part.child,
                            institution: prescribers[entry.source] ?? entry.institution,
                            setting: entry.setting)
                        return !small.contains(unit)
                    })
            }
        }
    }

    /// The months of treatment that mandates are about, child by child: of a year those in which the
    /// child was insured where the mandate asks; of the child itself a month whose insurance nobody
    /// knows goes with the nearest one.
    public static func months(
        of proxies: some Sequence<ProxyReceipt>, from db: any Connection
    ) throws -> [Int64: [AddresseeNumber: Set<YearMonth>]] {
        var found: [Int64: [AddresseeNumber: Set<YearMonth>]] = [:]
        var years: [ProxyReceipt] = []
        for proxy in proxies {
            guard !proxy.period.isYear else {
                years.append(proxy)
                continue
            }
            for part in proxy.parts { found[proxy.id, default: [:]][part.child] = [proxy.month] }
        }
        guard !years.isEmpty else { return found }
        let index = try EntitlementIndex.load(
            children: years.flatMap { [$0.child] + $0.parts.map(\.child) }.once().sorted(),
            from: db)
        let units = try units(of: years.map(\.id), from: db)
        var same: [YearMonth: SameInsurers] = [:]
        for proxy in years {
            let last = proxy.period.last
            let insurers = try same[last] ?? SameInsurers(on: last.lastDay, from: db)
            same[last] = insurers
            let asked = AskedInsurance(
                proxy, index, YearMandates.months(units[proxy.id] ?? []), insurers)
            for part in proxy.parts {
                found[proxy.id, default: [:]][part.child] = asked.months(of: part.child)
            }
        }
        return found
    }

    private struct Unit: Hashable {
        let proxy: Int64
        let child: AddresseeNumber
        let institution: String
        let setting: CareSetting
    }

    /// Units that did not reach the least share when the mandate was taken in.
    private static func tooSmall(
        _ proxies: [Int64], from db: any Connection
    ) throws -> Set<Unit> {
        Set(
            try units(of: proxies, from: db).flatMap { proxy, units in
                units.compactMap { unit in
                    guard !unit.isCounted, case .child(let child) = unit.member else { return nil }
                    return Unit(
                        proxy: proxy, child: child, institution: unit.institution,
                        setting: unit.setting)
                }
            })
    }

    /// The clinic behind claims of pharmacies, where they name one.
    private static func prescribers(
        _ claims: [Int64], from db: any Connection
    ) throws -> [LedgerEntry.Source: String] {
        var found: [LedgerEntry.Source: String] = [:]
        try Among.forEach(
            "SELECT id, prescriber FROM claim WHERE {among} AND prescriber <> ''", column: "id",
            keys: claims, in: db
        ) { found[.claim($0.int64(0))] = $0.text(1) }
        return found
    }
}

/// The insurance that a mandate for a year asks.
private struct AskedInsurance {
    private let proxy: ProxyReceipt
    private let index: EntitlementIndex
    private let same: SameInsurers
    /// Of the child itself.
    private let own: [InsuranceStretch]

    /// - Parameter counted: the months that the mandate rests on, as its units name them.
    init(
        _ proxy: ProxyReceipt, _ index: EntitlementIndex,
        _ counted: [AddresseeNumber: Set<String>], _ same: SameInsurers
    ) {
        self.proxy = proxy
        self.index = index
        self.same = same
        let stretches = index.insurances(child: proxy.child)
        let all = stretches.filter {
            same.newest($0.insurer) == same.newest(proxy.insurer)
        }
        // One insurer may have the child under two insured persons in a year.
        let names = counted[proxy.child] ?? []
        let rested = all.filter { stretch in
            proxy.period.months.contains {
                names.contains(YearEstimate.name(of: $0)) && stretches.asked(in: $0) == stretch
            }
        }
        own = rested.isEmpty ? all : rested
    }

    func months(of child: AddresseeNumber) -> Set<YearMonth> {
        let stretches = index.insurances(child: child)
        return Set(
            proxy.period.months.filter { month in
                let isOwn = child == proxy.child
                return stretches.asked(in: month, orNearest: isOwn).map(isAsked) ?? isOwn
            })
    }

    private func isAsked(_ stretch: InsuranceStretch) -> Bool {
        own.isEmpty
            ? same.newest(stretch.insurer) == same.newest(proxy.insurer)
            : own.contains { same.isOneHousehold(stretch, $0) }
    }
}
