// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Scheme
import Vocabulary

/// What an officer must see about a registration although the law is met: another claimant, a
/// guardian whom the register does not know, the same child under another number, the end of a stay,
/// an exception of residence, an insurance in another parent's name. Read in a few statements for a whole batch.
///
/// (Part of `OperationCode.proposeDecision`.)
struct CaseDoubts {
    private let claimants: [AddresseeNumber: Set<AddresseeNumber>]
    private let away: [AddresseeNumber: [ResidenceException]]
    private let same: Set<AddresseeNumber>
    private let people: [AddresseeNumber: ResidentSnapshot]
    /// Children whose insurance stands in the name of somebody else than the applicant.
    private let insuredElsewhere: Set<AddresseeNumber>
    private let today: CivilDate

    init(
        _ files: some Collection<ApplicationFile>, people: [AddresseeNumber: ResidentSnapshot],
        insurances: [AddresseeNumber: [InsuranceStretch]], directory: any AddresseeDirectory,
        in scope: Scope
    ) throws {
        let children = files.map(\.child)
        claimants = try GuardianBook.claimants(children: children, from: scope.db)
        away = try ResidenceExceptionBook.stretches(children, from: scope.db)
        same = try SameChild.suspects(children.compactMap { people[$0] }, from: scope.db)
        self.people = people
        today = scope.today
        insuredElsewhere = try Self.insuredElsewhere(
            files, people: people, insurances: insurances, directory: directory, in: scope)
    }

    /// The insured person of an insurance of employees is who keeps the family, as a rule: where both
    /// parents live and another name stands there, an officer looks.
    private static func insuredElsewhere(
        _ files: some Collection<ApplicationFile>, people: [AddresseeNumber: ResidentSnapshot],
        insurances: [AddresseeNumber: [InsuranceStretch]], directory: any AddresseeDirectory,
        in scope: Scope
    ) throws -> Set<AddresseeNumber> {
        let others = files.filter { file in
            // Everybody is insured in their own name by the municipality (六桁の番号): that says nothing.
            guard let applicant = people[file.applicant],
                let insurance = insurances[file.child]?
                    .last(where: { $0.period.contains(scope.today) }),
                insurance.insurer.count == 8, let name = insurance.insuredName, !name.isEmpty
            else { return false }
            return !applicant.isCalled(name)
        }.map(\.child)
        let parents = others.reduce(into: [AddresseeNumber: [AddresseeNumber]]()) {
            guard let mother = people[$1]?.mother, let father = people[$1]?.father else { return }
            $0[$1] = [mother, father]
        }
        guard !parents.isEmpty else { return [] }
        let both = Set(parents.values.joined()).sorted()
        scope.saw(both)
        let known = try directory.persons(both)
        return Set(
            parents.filter { _, both in
                both.allSatisfy { known[$0].map { $0.status != .died } ?? false }
            }.keys)
    }

    /// - Parameter tests: what the book asks of a recipient.
    func flags(of file: ApplicationFile, tests: RecipientTests) -> Set<ProposalFlag> {
        var flags: Set<ProposalFlag> = []
        if !(claimants[file.child] ?? []).subtracting([file.applicant]).isEmpty {
            flags.insert(.competingClaim)
        }
        if same.contains(file.child) { flags.insert(.sameChild) }
        // One that had ended before the application says nothing about it.
        if away[file.child, default: []].contains(where: { $0.period.runs(after: file.appliedOn) })
        {
            flags.insert(.residenceException)
        }
        if insuredElsewhere.contains(file.child), tests.asks(.insuredPerson, on: today) {
            flags.insert(.notInsuredPerson)
        }
        guard let child = people[file.child] else { return flags }
        if GuardianCheck.isDoubtful(
            people[file.applicant], of: child, tests: tests, on: today)
        {
            flags.insert(.guardianDoubt)
        }
        if let until = child.stayUntil, until <= today { flags.insert(.stayPeriod) }
        return flags
    }
}

extension ResidentSnapshot {
    /// Whether a name on a paper is this person's: the name, the 通称 or the reading, however spaced.
    fileprivate func isCalled(_ text: String) -> Bool {
        let names = [name, alias].compactMap(\.self).map { NameKey.searchKey($0) }
        return names.contains(NameKey.searchKey(text))
            || KanaFold.comparisonKey(kana) == KanaFold.comparisonKey(text)
    }
}
