// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 高額療養費の委任のお願い: the family of a month that may bring a high-cost benefit is asked for a mandate.
/// A letter refers to the newest claim of the month; a family has one for a month of treatment. What the
/// insurer would pay hangs on a band that only it knows: the letter tells what the city bore.
public struct MandateLetters: LetterSource {
    public let title = "高額療養費の委任のお願い"
    public let paper = Paper.mandate
    /// Two years of claims are added up: the overview does not ask.
    public let isCounted = false
    private let law: BenefitLaw

    public init(law: BenefitLaw) { self.law = law }

    public func waiting(in scope: Scope) throws -> [Int64] {
        let asked = try ProxyBook.askedForMandates(from: scope.db)
        let earliest = try law.earliestForInsurer(on: scope.today)
        var seen: Set<ProxyBook.FamilyMonth> = []
        return try ProxyBook.billings(from: earliest, in: scope.db)
            .flatMap { try candidates(billed: $0, in: scope) }
            .filter {
                guard $0.month >= earliest else { return false }
                let family = ProxyBook.FamilyMonth(recipient: $0.recipient, month: $0.month)
                return !asked.contains(family) && seen.insert(family).inserted
            }
            .map(\.claim).sorted()
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let claims = try ClaimBook.claims(references, from: scope.db)
        let children = Set(claims.values.map(\.child)).sorted()
        let index = try EntitlementIndex.load(children: children, from: scope.db)
        let burdens = try ProxyBook.burdens(of: Array(claims.values), from: scope.db)
        let dueOn = scope.today.adding(days: law.reminderDays(scope.today) ?? 0)
        return references.compactMap { id in
            guard let claim = claims[id] else { return nil }
            let insurer = index.insurances(child: claim.child)
                .last { $0.period.overlaps(claim.treatmentMonth.period) }
            guard let insurer else { return nil }
            var values = LetterValues()
            values[.child] = .person(claim.child)
            values[.treatmentMonth] = .month(claim.treatmentMonth)
            values[.recipientNumber] = .text(claim.recipientNumber)
            values[.insurer] = .text(
                insurer.insurerName.isEmpty ? insurer.insurer : insurer.insurerName)
            values[.institution] = .text(claim.institutionName)
            values[.setting] = .code(claim.setting)
            values[.selfPaid] = .yen(burdens[id] ?? claim.burden)
            if dueOn > scope.today { values[.dueOn] = .date(dueOn) }
            return LetterOrder(
                .mandate, reference: id, recipient: claim.recipient, children: [claim.child],
                values: values)
        }
    }

    private func candidates(
        billed month: YearMonth, in scope: Scope
    ) throws -> [HighCostCandidate] {
        guard let least = law.lowestLimit(month) else { return [] }
        return try ProxyBook.candidates(billed: month, least: least, from: scope.db)
    }
}
