// SPDX-License-Identifier: Apache-2.0
public import Database
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
        let prescribers = try prescribers(
            children.flatMap { entries[$0] ?? [] }.compactMap(\.source.claim), from: db)
        return proxies.flatMap { proxy in
            proxy.parts.map { part in
                MandateCover(
                    proxy: proxy, child: part.child,
                    benefits: (entries[part.child] ?? []).filter { entry in
                        guard proxy.period.months.contains(entry.month), entry.source.prior == nil
                        else {
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
