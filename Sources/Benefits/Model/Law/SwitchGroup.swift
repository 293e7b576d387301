// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// What is added up before the threshold that switches to reimbursement is asked: by the book's
/// `per` one institution and setting, or all of a child's month.
struct SwitchGroup: Hashable {
    let child: AddresseeNumber
    let month: YearMonth
    /// `nil` where all institutions are added up.
    let institution: String?
    /// `nil` where in- and out-patient care are added up.
    let setting: CareSetting?
}

/// The groups of many claims; the rule of a month is looked up once.
struct SwitchGroups {
    private struct Rule {
        var byInstitution = true
        var bySetting = true
        var withPrescriber = false
    }

    private let law: BenefitLaw
    private var rules: [YearMonth: Rule] = [:]

    init(_ law: BenefitLaw) { self.law = law }

    /// The group of a treatment; without a rule each institution stands alone.
    ///
    /// - Parameter prescriber: of a pharmacy's claim; else empty.
    mutating func group(_ treatment: TreatmentKey, prescriber: String) -> SwitchGroup {
        let rule = rule(treatment.month)
        let institution =
            rule.withPrescriber && !prescriber.isEmpty ? prescriber : treatment.institution
        return SwitchGroup(
            child: treatment.child, month: treatment.month,
            institution: rule.byInstitution ? institution : nil,
            setting: rule.bySetting ? treatment.setting : nil)
    }

    /// Whether a sum of a month reaches beyond the claims of one institution.
    mutating func reachBeyond(_ month: YearMonth) -> Bool {
        let rule = rule(month)
        return !rule.byInstitution || rule.withPrescriber
    }

    private mutating func rule(_ month: YearMonth) -> Rule {
        if let known = rules[month] { return known }
        var rule = Rule()
        if case .found(let law, _) = law.book.switchRule.on(month.firstDay) {
            rule = Rule(
                byInstitution: law.per.contains(.institution),
                bySetting: law.per.contains(.setting),
                withPrescriber: law.pharmacy == .withPrescriber)
        }
        rules[month] = rule
        return rule
    }
}

extension BenefitLaw {
    /// The group of one treatment.
    func switchGroup(_ treatment: TreatmentKey, prescriber: String) -> SwitchGroup {
        var groups = SwitchGroups(self)
        return groups.group(treatment, prescriber: prescriber)
    }

    /// After how many days of waiting an insurer's decision is asked for again; `nil` where the
    /// book does not say.
    public func reminderDays(_ day: CivilDate) -> Int? {
        guard case .found(let days, _) = book.office.insurerReminder.on(day) else { return nil }
        return days
    }

    /// What the examining bodies are paid for a claim billed in a month; `nil` where the book does
    /// not say.
    public func reviewFees(_ month: YearMonth) -> ReviewFees? {
        guard case .found(let fees, _) = book.office.money.reviewFees.on(month.firstDay) else {
            return nil
        }
        return fees
    }

    /// The lowest limit of any band in a month: below it no month brings a high-cost benefit.
    public func lowestLimit(_ month: YearMonth) -> Yen? {
        guard case .found(let table, _) = book.national.highCostTable(month) else { return nil }
        return table.bands.map(\.base).min().map { Yen($0) }
    }

    /// The least share that counts towards 合算 in a month; `nil` where the book does not say.
    func leastToCombine(_ month: YearMonth) -> Yen? {
        guard case .found(let yen, _) = book.national.combineFrom.on(month.firstDay) else {
            return nil
        }
        return Yen(yen)
    }

    /// 災害共済給付 in a month of treatment.
    func sportsCouncil(_ month: YearMonth) -> SportsCouncilRule? {
        guard case .found(let rule, _) = book.national.sportsCouncil.on(month.firstDay) else {
            return nil
        }
        return rule
    }
}
