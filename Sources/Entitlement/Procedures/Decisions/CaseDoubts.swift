// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// What an officer must see about a registration although the law is met: another claimant, a
/// guardian whom the register does not know, the same child under another number, the end of a stay,
/// an exception of residence. Read in a few statements for a whole batch.
///
/// (Part of `OperationCode.proposeDecision`.)
struct CaseDoubts {
    private let claimants: [AddresseeNumber: Set<AddresseeNumber>]
    private let away: [AddresseeNumber: [ResidenceException]]
    private let same: Set<AddresseeNumber>
    private let people: [AddresseeNumber: ResidentSnapshot]
    private let today: CivilDate

    init(
        _ files: some Collection<ApplicationFile>, people: [AddresseeNumber: ResidentSnapshot],
        in scope: Scope
    ) throws {
        let children = files.map(\.child)
        claimants = try GuardianBook.claimants(children: children, from: scope.db)
        away = try ResidenceExceptionBook.stretches(children, from: scope.db)
        same = try SameChild.suspects(children.compactMap { people[$0] }, from: scope.db)
        self.people = people
        today = scope.today
    }

    func flags(of file: ApplicationFile) -> Set<ProposalFlag> {
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
        guard let child = people[file.child] else { return flags }
        if GuardianCheck.isDoubtful(people[file.applicant], of: child, on: today) {
            flags.insert(.guardianDoubt)
        }
        if let until = child.stayUntil, until <= today { flags.insert(.stayPeriod) }
        return flags
    }
}
