// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Scheme
import Vocabulary

/// 審査の下見: what judging would answer now, with every finding; nothing is written.
public enum PreviewJudgement {
    public static let operation = OperationCode.judge

    /// What judging an application would answer.
    ///
    /// - Throws: `.unknownApplication`, `.unknownPerson`.
    public static func perform(
        _ id: Int64, law: EligibilityLaw, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Examination {
        let file = try scope.application(id)
        scope.saw(file.applicant)
        let people = try directory.persons([file.child, file.applicant])
        guard let child = people[file.child] else {
            throw EntitlementRefusal.unknownPerson
        }
        var facts = SubjectFacts(
            person: child,
            insurances: try InsuranceBook.stretches([file.child], from: scope.db)[file.child] ?? [],
            exclusions: try ExclusionBook.stretches([file.child], from: scope.db)[file.child] ?? [],
            isMarried: file.isMarried)
        facts.apply(
            try ResidenceExceptionBook.stretches([file.child], from: scope.db)[file.child] ?? [],
            of: law.book)
        facts.recipient = people[file.applicant].map { RecipientFacts($0, of: child) }
        facts.incomes = try HouseholdIncomes(
            of: [(file.child, file.applicant)], people: [file.child: child], law: law,
            directory: directory, in: scope)[file.child]
        return law.examine(
            facts, today: scope.today, applied: file.appliedOn, reason: file.reason,
            causeOn: file.causeOn)
    }

    /// What judging a form at the counter would answer, with the insurance it shows and the exclusion
    /// it tells besides what is recorded.
    ///
    /// - Throws: `.unknownPerson`.
    public static func perform(
        _ form: ApplicationInput, law: EligibilityLaw, directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> Examination {
        scope.saw([form.child, form.applicant])
        let people = try directory.persons([form.child, form.applicant])
        guard let child = people[form.child] else {
            throw EntitlementRefusal.unknownPerson
        }
        var insurances = try InsuranceBook.stretches([form.child], from: scope.db)[form.child] ?? []
        if let shown = form.insurance { insurances.append(InsuranceStretch(shown)) }
        var exclusions =
            try ExclusionBook.stretches([form.child], from: scope.db)[form.child] ?? []
        if let said = form.exclusion {
            exclusions.append(
                ExclusionStretch(
                    kind: said.word,
                    period: EffectivePeriod(from: said.beganOn, until: said.endedOn)))
        }
        var facts = SubjectFacts(
            person: child, insurances: insurances, exclusions: exclusions,
            isMarried: form.isMarried)
        facts.apply(
            try ResidenceExceptionBook.stretches([form.child], from: scope.db)[form.child] ?? [],
            of: law.book)
        facts.recipient = people[form.applicant].map { RecipientFacts($0, of: child) }
        facts.incomes = try HouseholdIncomes(
            of: [(form.child, form.applicant)], people: [form.child: child], law: law,
            directory: directory, in: scope)[form.child]
        return law.examine(
            facts, today: scope.today, applied: form.appliedOn, reason: form.reason,
            causeOn: form.causeOn)
    }
}

extension InsuranceStretch {
    /// Evidence that is shown and not recorded yet.
    fileprivate init(_ input: InsuranceInput) {
        self.init(
            insurer: input.insurer.digits, insurerName: input.insurerName,
            period: EffectivePeriod(from: input.acquiredOn, until: input.lostOn),
            insuredName: input.insuredName, symbol: input.symbol, number: input.number,
            subNumber: input.subNumber, band: input.band, operation: 0)
    }
}
