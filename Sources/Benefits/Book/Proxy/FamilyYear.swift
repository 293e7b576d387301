// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Scheme
import Vocabulary

/// A year of the yearly cap (年間上限) of the children of a recipient under one insurance, read for many
/// families at once.
struct FamilyYear {
    let family: InsuredFamily
    let year: YearMonth
    /// Of each child the months that count: those under the insurance.
    let months: [AddresseeNumber: Set<YearMonth>]
    private let entries: [AddresseeNumber: [LedgerEntry]]
    private let prescribers: [LedgerEntry.Source: String]
    /// Months in which the family reached a limit.
    private let reached: Set<YearMonth>
    /// What mandates of months bring, by child.
    private let mandates: [AddresseeNumber: [YearMonth: Yen]]

    /// Loads families; one without a month under its insurance is left out.
    static func load(
        _ families: [InsuredFamily], _ year: YearMonth, payments: any ClaimsBack,
        from db: any Connection
    ) throws -> [FamilyYear] {
        let range = year...year.adding(months: 11)
        let insured = families.map { ($0, $0.insuredMonths(range)) }.filter { !$0.1.isEmpty }
        let children = insured.flatMap(\.1.keys).once()
        guard !children.isEmpty else { return [] }
        let entries = try LedgerBook.entries(
            children: children, months: range, .alive, from: db)
        let prescribers = try LedgerBook.prescribers(children: children, months: range, from: db)
        let reached = try LedgerBook.highCostMonths(
            children: children, before: range.upperBound.next, from: db)
        let mandates = try ProxyBook.monthBenefits(
            of: children, in: range, payments: payments, from: db)
        return insured.map { family, months in
            let own = Set(months.keys)
            return FamilyYear(
                family: family, year: year, months: months,
                entries: entries.filter { own.contains($0.key) }, prescribers: prescribers,
                reached: family.underOneInsurer(reached.filter { own.contains($0.key) }),
                mandates: mandates.filter { own.contains($0.key) })
        }
    }

    /// The families of recipients, one for each insurance that they had in the year.
    static func families(
        of recipients: Set<AddresseeNumber>, _ year: YearMonth, book: NationalBook,
        from db: any Connection
    ) throws -> [InsuredFamily] {
        let known = try FindChildren.ofRecipients(recipients, from: db)
        let index = try EntitlementIndex.load(
            children: known.values.flatMap(\.self).once().sorted(), from: db)
        let last = year.adding(months: 11)
        let same = try SameInsurers(in: last, book: book, from: db)
        var found: [InsuredFamily] = []
        for (recipient, children) in known.sorted(by: { $0.key < $1.key }) {
            let family = children.sorted().filter {
                index.entries(child: $0).last?.recipient == recipient
            }
            var own: [InsuredFamily] = []
            for back in 0..<12 {
                let month = last.adding(months: -back)
                for child in family {
                    guard
                        let stretch = index.insurances(child: child).asked(in: month),
                        !own.contains(where: { $0.isMine(stretch) }),
                        let one = InsuredFamily(
                            of: child, in: month, recipient: recipient,
                            siblings: family.filter { $0 != child }, index, same)
                    else { continue }
                    own.append(one)
                }
            }
            found += own
        }
        return found
    }

    /// The shares of the year before any benefit that is still to come.
    func raw(_ book: SchemeBook) -> [AddresseeNumber: Yen] {
        months.mapValues { _ in Yen.zero }.merging(
            entries.map { child, entries in
                (
                    child,
                    entries.filter { months[child]?.contains($0.month) ?? false }
                        .reduce(Yen.zero) { $0 + $1.stays(book) }
                )
            }, uniquingKeysWith: { $1 })
    }

    /// What the year brings under a band.
    ///
    /// What a mandate of a month brings, or else what the month would still bring, does not stay with
    /// the family and is taken off first; the cap of the year lowers no limit of a month, and the year
    /// is no month of 多数回.
    func estimate(
        band: String, isLowPay: Bool, book: SchemeBook
    ) throws(AmountRefusal) -> YearEstimate {
        let national = book.national
        guard case .found(let table, _) = national.highCostTable(year) else {
            throw .unset(national.highCost.path)
        }
        // Below the lowest limit of the band a month brings nothing.
        let least = table.band(band).map { Yen(min($0.base, $0.multiple)) } ?? .zero
        let children = months.keys.sorted()
        var reached = reached
        var shares: [YearEstimate.Share] = []
        for offset in 0..<12 {
            let month = year.adding(months: offset)
            let own = children.filter { months[$0]?.contains(month) ?? false }
            let benefits = own.map { child in
                (child, (entries[child] ?? []).filter { $0.month == month })
            }
            let all = benefits.flatMap(\.1)
            var parts: [AddresseeNumber: Yen] = [:]
            if all.reduce(Yen.zero, { $0 + $1.share(book) - $1.otherFunds }) > least {
                let estimate = try HighCostEstimate(
                    all, prescribers: prescribers, month: month, band: band, earlier: reached,
                    book: book)
                parts = estimate.parts
                if estimate.household > .zero { reached.insert(month) }
            }
            for (child, entries) in benefits where !entries.isEmpty {
                shares.append(
                    YearEstimate.Share(
                        child: child, month: month,
                        totalCost: entries.reduce(.zero) { $0 + $1.totalCost },
                        burden: entries.reduce(.zero) { $0 + $1.stays(book) },
                        paid: mandates[child]?[month] ?? parts[child] ?? .zero))
            }
        }
        let refund = try national.yearCapRefund(
            children.map { child in
                Dictionary(
                    uniqueKeysWithValues: shares.filter { $0.child == child }.map {
                        ($0.month, $0.rest)
                    })
            }, band: band, in: year, isLowPay: isLowPay)
        return YearEstimate(
            shares: shares, refund: refund,
            parts: Dictionary(uniqueKeysWithValues: zip(children, refund.parts)),
            scheme: book.digest)
    }
}

extension LedgerEntry {
    /// What stays of the share after other funds and what the insurer has paid.
    fileprivate func stays(_ book: SchemeBook) -> Yen { share(book) - otherFunds - highCost }
}
