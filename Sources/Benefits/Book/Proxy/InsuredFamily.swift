// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Scheme
import Vocabulary

extension [InsuranceStretch] {
    /// The insurance that is asked for a month: the last one of it, so that of a month with two of them
    /// one insurer is asked, not both.
    ///
    /// - Parameter orNearest: whether a month whose insurance nobody knows goes with the one that stood
    ///   before it, or else with the first one.
    func asked(in month: YearMonth, orNearest: Bool = false) -> InsuranceStretch? {
        if let known = last(where: { $0.period.overlaps(month.period) }) { return known }
        return orNearest ? last { $0.period.from <= month.lastDay } ?? first : nil
    }
}

/// The children of a recipient under one insurance in a month: whose shares an insurer adds up
/// (世帯合算), as far as the office knows them.
struct InsuredFamily {
    let recipient: AddresseeNumber
    /// The child that was asked about first.
    let children: [AddresseeNumber]
    /// The insurance of each in the month.
    let insurance: [AddresseeNumber: InsuranceStretch]
    /// The insurance that the child who was asked about has in the month.
    private let mine: InsuranceStretch
    /// Everything known of the insurance of the recipient's children.
    private let history: [AddresseeNumber: [InsuranceStretch]]
    private let same: SameInsurers

    /// Loads the family of a child.
    ///
    /// - Throws: `.childUnknown`, `.insurerNotRegistered`.
    init(
        of child: AddresseeNumber, in month: YearMonth, book: NationalBook,
        from db: any Connection
    ) throws {
        let own = try EntitlementIndex.load(children: [child], from: db)
        guard let recipient = own.entries(child: child).last?.recipient else {
            throw BenefitsRefusal.childUnknown
        }
        let known = try FindChildren.recipient(recipient, from: db).filter { $0 != child }
        let index = try EntitlementIndex.load(children: [child] + known, from: db)
        let same = try SameInsurers(in: month, book: book, from: db)
        let family = known.filter { index.entries(child: $0).last?.recipient == recipient }
        guard
            let known = InsuredFamily(
                of: child, in: month, recipient: recipient, siblings: family, index, same)
        else { throw BenefitsRefusal.insurerNotRegistered }
        self = known
    }

    /// The family of a child whose people are known; `nil` where nobody knows the child's insurance.
    init?(
        of child: AddresseeNumber, in month: YearMonth, recipient: AddresseeNumber,
        siblings family: [AddresseeNumber], _ index: EntitlementIndex, _ same: SameInsurers
    ) {
        func insurance(_ child: AddresseeNumber) -> InsuranceStretch? {
            index.insurances(child: child).asked(in: month)
        }
        guard let mine = insurance(child) else { return nil }
        let siblings = family.filter { sibling in
            insurance(sibling).map { same.isOneHousehold($0, mine) } ?? false
        }
        self.recipient = recipient
        children = [child] + siblings
        self.insurance = Dictionary(
            uniqueKeysWithValues: children.compactMap { child in
                insurance(child).map { (child, $0) }
            })
        history = Dictionary(
            uniqueKeysWithValues: ([child] + family).map { ($0, index.insurances(child: $0)) })
        self.mine = mine
        self.same = same
    }

    /// Whether an insurance is that of the family.
    func isMine(_ stretch: InsuranceStretch) -> Bool { same.isOneHousehold(stretch, mine) }

    /// Whether an insurer is that of the family, under whatever number.
    func isMine(insurer: String) -> Bool { same.newest(insurer) == same.newest(mine.insurer) }

    /// Each child of the recipient with those months of a year in which it was under this insurance;
    /// of the child itself a month whose insurance nobody knows goes with the nearest one.
    func insuredMonths(
        _ months: ClosedRange<YearMonth>
    ) -> [AddresseeNumber: Set<YearMonth>] {
        let year = (0..<12).map { months.lowerBound.adding(months: $0) }.filter(months.contains)
        var found: [AddresseeNumber: Set<YearMonth>] = [:]
        for (child, stretches) in history {
            found[child] = Set(
                year.filter { month in
                    stretches.asked(in: month, orNearest: child == children.first)
                        .map { same.isOneHousehold($0, mine) } ?? false
                })
        }
        return found.filter { !$0.value.isEmpty }
    }

    /// Of months in which the children reached a limit, those under the same insurer: another
    /// insurer begins to count anew, one that goes on under another number (承継) does not. A month
    /// whose insurance nobody knows counts.
    func underOneInsurer(_ months: [AddresseeNumber: Set<YearMonth>]) -> Set<YearMonth> {
        var found: Set<YearMonth> = []
        for (child, months) in months {
            let insurer = insurance[child].map { same.newest($0.insurer) }
            for month in months {
                let then = (history[child] ?? []).asked(in: month)
                if then.map({ same.newest($0.insurer) == insurer }) ?? true { found.insert(month) }
            }
        }
        return found
    }
}

/// The brothers and sisters of children whose receipts may be added up with theirs: asked only where
/// a receipt counts and nobody has named a high-cost benefit.
struct Siblings {
    /// By child; those under the same recipient.
    private var siblings: [AddresseeNumber: [AddresseeNumber]] = [:]
    private var index: EntitlementIndex?
    /// By month of those that were asked.
    private var same: [YearMonth: SameInsurers] = [:]

    /// Whether nobody has any.
    var isEmpty: Bool { siblings.isEmpty }
    /// Everybody whose benefits are to be looked at.
    var all: Set<AddresseeNumber> { Set(siblings.values.joined()) }

    init(
        _ inputs: [ReimbursementInput], _ index: EntitlementIndex, law: BenefitLaw,
        from db: any Connection
    ) throws {
        let asked = inputs.filter { input in
            input.highCost == .zero
                && law.leastToCombine(input.treatmentMonth).map { input.roughShare >= $0 } ?? false
        }
        guard !asked.isEmpty else { return }
        var recipients: [AddresseeNumber: AddresseeNumber] = [:]
        for child in Set(asked.map(\.child)) {
            recipients[child] = index.entries(child: child).last?.recipient
        }
        let families = try FindChildren.ofRecipients(Set(recipients.values), from: db)
        for (child, recipient) in recipients {
            let others = (families[recipient] ?? []).subtracting([child])
            if !others.isEmpty { siblings[child] = others.sorted() }
        }
        guard !isEmpty else { return }
        self.index = try EntitlementIndex.load(
            children: all.union(siblings.keys).sorted(), from: db)
        for month in Set(asked.map(\.treatmentMonth)) {
            same[month] = try SameInsurers(in: month, book: law.book.national, from: db)
        }
    }

    /// Those under the same insurance in a month.
    func of(_ child: AddresseeNumber, in month: YearMonth) -> [AddresseeNumber] {
        guard let index, let known = siblings[child] else { return [] }
        func insurance(_ child: AddresseeNumber) -> InsuranceStretch? {
            index.insurances(child: child).asked(in: month)
        }
        guard let mine = insurance(child), let same = same[month] else { return [] }
        return known.filter { insurance($0).map { same.isOneHousehold($0, mine) } ?? false }
    }
}

extension ReimbursementInput {
    /// The patient's share before anything is rounded.
    fileprivate var roughShare: Yen {
        switch cost {
        case .points(let points): Yen(points * burdenTenths)
        case .totalCost(let yen): Yen(yen.amount * burdenTenths / 10)
        }
    }
}

/// Which insurers are the same one in a month: an insurer that goes on under another number (承継) is,
/// where the book says so.
struct SameInsurers {
    private let successors: Successors?

    init(in month: YearMonth, book: NationalBook, from db: any Connection) throws {
        successors =
            book.isSameAfterSuccession(month)
            ? try SuccessionBook.successors(on: month.lastDay, from: db) : nil
    }

    /// An insurer that goes on under another number owes what the first one owed, however limits are
    /// counted.
    init(on day: CivilDate, from db: any Connection) throws {
        successors = try SuccessionBook.successors(on: day, from: db)
    }

    func newest(_ insurer: String) -> String { successors?.newest(insurer) ?? insurer }

    /// Whether two children are dependants of one insured person: the same insurer, and the same
    /// symbol and number where both are known.
    ///
    /// Symbols of two numbers of one insurer are not compared: a succession may have given new ones.
    func isOneHousehold(_ left: InsuranceStretch, _ right: InsuranceStretch) -> Bool {
        func agrees(_ left: String?, _ right: String?) -> Bool {
            guard let left, let right, !left.isEmpty, !right.isEmpty else { return true }
            return left == right
        }
        guard left.insurer == right.insurer else {
            return newest(left.insurer) == newest(right.insurer)
        }
        return agrees(left.symbol, right.symbol) && agrees(left.number, right.number)
    }
}
