// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The mandates for a year of some children: each insurer that a child had in the year has one.
struct YearMandates {
    private struct One {
        let id: Int64
        let insurer: String
        /// The months that it counted, by child; none of one that was written without them.
        let months: [AddresseeNumber: Set<String>]
    }

    private var mandates: [AddresseeNumber: [One]] = [:]
    private var places: [AddresseeNumber: Set<Int>] = [:]

    static func load(
        of children: some Sequence<AddresseeNumber>, _ year: YearMonth, from db: any Connection
    ) throws -> YearMandates {
        var found = YearMandates()
        var ids: [Int64: Set<AddresseeNumber>] = [:]
        // Any mark stands between the year and its first month.
        let cell = String(year.description.map { $0 == "-" ? "_" : $0 })
        for select in [
            "SELECT child, id, treatment_month FROM proxy_receipt",
            "SELECT child, proxy_id, treatment_month FROM proxy_part",
        ] {
            try Among.forEach(
                "\(select) WHERE {among} AND treatment_month LIKE ?", column: "child",
                keys: Array(children), in: db, arguments: [cell]
            ) { row in
                let mark = row.text(2).dropFirst(4).first
                guard let place = ProxyPeriod.marks.firstIndex(where: { $0 == mark }) else {
                    return
                }
                ids[row.int64(1), default: []].insert(row.addressee(0))
                found.places[row.addressee(0), default: []].insert(place)
            }
        }
        let units = try ProxyBook.units(of: ids.keys.sorted(), from: db)
        for proxy in try ProxyBook.proxies(ids.keys, from: db).values.sorted(by: { $0.id < $1.id })
        {
            let one = One(
                id: proxy.id, insurer: proxy.insurer,
                months: YearMandates.months(units[proxy.id] ?? []))
            for child in ids[proxy.id] ?? [] { found.mandates[child, default: []].append(one) }
        }
        return found
    }

    /// The months that a mandate for a year counted, as its units name them, by child.
    static func months(
        _ units: [HighCostEstimate.Unit]
    ) -> [AddresseeNumber: Set<String>] {
        units.reduce(into: [:]) { found, unit in
            guard case .child(let child) = unit.member else { return }
            found[child, default: []].insert(unit.institutionName)
        }
    }

    /// The mandate that asks the insurer of a family for months of the year already.
    func known(
        _ family: InsuredFamily, _ months: [AddresseeNumber: Set<YearMonth>]
    ) -> Int64? {
        let all = months.keys.sorted().flatMap { mandates[$0] ?? [] }
        return all.first { one in
            family.isMine(insurer: one.insurer)
                && (one.months.isEmpty
                    || months.contains { child, months in
                        months.contains {
                            one.months[child]?.contains(YearEstimate.name(of: $0)) ?? false
                        }
                    })
        }?.id
    }

    /// Where the next mandate of children stands; `nil` where a child has one for each month already.
    func free(for children: some Sequence<AddresseeNumber>) -> Int? {
        let taken = children.reduce(into: Set<Int>()) { $0.formUnion(places[$1] ?? []) }
        return ProxyPeriod.marks.indices.first { !taken.contains($0) }
    }
}
