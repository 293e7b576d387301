// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Scheme
import Vocabulary

/// The children of a recipient under one insurance in a month: whose shares an insurer adds up
/// (世帯合算), as far as the office knows them.
struct InsuredFamily {
    let recipient: AddresseeNumber
    /// The child that was asked about first.
    let children: [AddresseeNumber]
    /// The insurance of each in the month.
    let insurance: [AddresseeNumber: InsuranceStretch]
    private let history: [AddresseeNumber: [InsuranceStretch]]

    /// Loads the family of a child.
    ///
    /// - Throws: `.childUnknown`, `.insurerNotRegistered`.
    init(of child: AddresseeNumber, in month: YearMonth, from db: any Connection) throws {
        let own = try EntitlementIndex.load(children: [child], from: db)
        guard let recipient = own.entries(child: child).last?.recipient else {
            throw BenefitsRefusal.childUnknown
        }
        let known = try FindChildren.recipient(recipient, from: db).filter { $0 != child }
        let index = try EntitlementIndex.load(children: [child] + known, from: db)
        func insurance(_ child: AddresseeNumber) -> InsuranceStretch? {
            index.insurances(child: child).last { $0.period.overlaps(month.period) }
        }
        guard let mine = insurance(child) else { throw BenefitsRefusal.insurerNotRegistered }
        let siblings = known.filter { sibling in
            index.entries(child: sibling).last?.recipient == recipient
                && insurance(sibling).map { $0.isOneHousehold(with: mine) } ?? false
        }
        self.recipient = recipient
        children = [child] + siblings
        self.insurance = Dictionary(
            uniqueKeysWithValues: children.compactMap { child in
                insurance(child).map { (child, $0) }
            })
        history = Dictionary(
            uniqueKeysWithValues: children.map { ($0, index.insurances(child: $0)) })
    }

    /// Of months in which the children reached a limit, those under the same insurer: another
    /// insurer begins to count anew. A month whose insurance nobody knows counts.
    func underOneInsurer(_ months: [AddresseeNumber: Set<YearMonth>]) -> Set<YearMonth> {
        var found: Set<YearMonth> = []
        for (child, months) in months {
            let insurer = insurance[child]?.insurer
            for month in months {
                let then = (history[child] ?? []).filter { $0.period.overlaps(month.period) }
                if then.isEmpty || then.contains(where: { $0.insurer == insurer }) {
                    found.insert(month)
                }
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
    }

    /// Those under the same insurance in a month.
    func of(_ child: AddresseeNumber, in month: YearMonth) -> [AddresseeNumber] {
        guard let index, let known = siblings[child] else { return [] }
        func insurance(_ child: AddresseeNumber) -> InsuranceStretch? {
            index.insurances(child: child).last { $0.period.overlaps(month.period) }
        }
        guard let mine = insurance(child) else { return [] }
        return known.filter { insurance($0).map { $0.isOneHousehold(with: mine) } ?? false }
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

extension InsuranceStretch {
    /// Whether two children are dependants of one insured person: the same insurer, and the same
    /// symbol and number where both are known.
    func isOneHousehold(with other: InsuranceStretch) -> Bool {
        func agrees(_ left: String?, _ right: String?) -> Bool {
            guard let left, let right, !left.isEmpty, !right.isEmpty else { return true }
            return left == right
        }
        return insurer == other.insurer && agrees(symbol, other.symbol)
            && agrees(number, other.number)
    }
}
