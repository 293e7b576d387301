// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// The household that an intake is about, as both systems know it.
struct IntakeHousehold: Sendable {
    let members: [ResidentSnapshot]
    let strands: [AddresseeNumber: [Strand]]
    let open: [AddresseeNumber: ApplicationFile]
    let insurances: [AddresseeNumber: [InsuranceStretch]]
    let accounts: [AddresseeNumber: AccountInUse]
    let today: CivilDate

    init(
        _ number: AddresseeNumber, directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let reading = try HouseholdScreen.Reading(number, directory: directory, in: scope)
        members = reading.members
        strands = reading.strands
        insurances = reading.insurances
        accounts = reading.accounts
        today = scope.today
        var open: [AddresseeNumber: ApplicationFile] = [:]
        for member in reading.members where SchoolYear(born: member.born, on: today) != nil {
            open[member.number] = try ApplicationBook.files(child: member.number, from: scope.db)
                .first { $0.status.isOpen && $0.kind == .registration }
        }
        self.open = open
    }

    func person(_ number: AddresseeNumber?) -> ResidentSnapshot? {
        number.flatMap { number in members.first { $0.number == number } }
    }

    /// Grown-ups of the household: who may apply.
    var guardians: [ResidentSnapshot] {
        members.filter { (AgeLaw.age(born: $0.born, on: today) ?? 0) >= 18 && $0.status != .died }
    }

    /// Members of the age of school or younger: who may be applied for.
    var children: [ResidentSnapshot] {
        members.filter { SchoolYear(born: $0.born, on: today) != nil && $0.status != .died }
    }

    /// Who probably applies: the person asked about, a parent of the child, or the householder.
    func likelyGuardian(of person: AddresseeNumber) -> ResidentSnapshot? {
        if let asked = guardians.first(where: { $0.number == person }) { return asked }
        let child = self.person(person)
        let parents = [child?.father, child?.mother].compactMap(\.self)
        let householder = guardians.first { $0.relationship == "02" }
        if let householder, parents.isEmpty || parents.contains(householder.number) {
            return householder
        }
        return guardians.first { parents.contains($0.number) } ?? householder ?? guardians.first
    }
}
