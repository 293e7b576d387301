// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// The household that an intake is about, as both systems know it.
struct IntakeHousehold: Sendable {
    let members: [ResidentSnapshot]
    /// Who lives elsewhere and may be asked for here: the parents of the children by the register, and
    /// whoever was named by number.
    let others: [AddresseeNumber: ResidentSnapshot]
    let strands: [AddresseeNumber: [Strand]]
    let open: [AddresseeNumber: ApplicationFile]
    let insurances: [AddresseeNumber: [InsuranceStretch]]
    let accounts: [AddresseeNumber: AccountInUse]
    /// What the strip over a page says of whom it was begun with.
    let strip: StripReading?
    /// Where whoever takes it in belongs to: the place of reception stands in its name. Asked only
    /// where the city keeps a list of places.
    let department: String?
    let today: CivilDate

    init(
        _ number: AddresseeNumber, naming other: AddresseeNumber? = nil, keepsPlaces: Bool,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws {
        let reading = try HouseholdScreen.Reading(number, directory: directory, in: scope)
        members = reading.members
        others = try Self.others(
            than: reading.members, naming: other, directory: directory, in: scope)
        strip = reading.strip
        strands = reading.strands
        insurances = reading.insurances
        accounts = try reading.accounts.merging(
            others.isEmpty
                ? [:]
                : AccountBook.current(
                    recipients: Array(others.keys), on: scope.today, from: scope.db)
        ) { first, _ in first }
        today = scope.today
        department =
            keepsPlaces
            ? try OfficersInService.officer(
                scope.principal.officer, on: scope.today, from: scope.db)?.department : nil
        var open: [AddresseeNumber: ApplicationFile] = [:]
        for member in reading.members where SchoolYear(born: member.born, on: today) != nil {
            open[member.number] = try ApplicationBook.files(child: member.number, from: scope.db)
                .first { $0.status.isOpen && $0.kind == .registration }
        }
        self.open = open
    }

    /// Asked only where somebody is elsewhere.
    private static func others(
        than members: [ResidentSnapshot], naming other: AddresseeNumber?,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [AddresseeNumber: ResidentSnapshot] {
        let parents = members.filter { isChild($0, on: scope.today) && !$0.isProtected }
            .flatMap { [$0.mother, $0.father].compactMap(\.self) }
        let wanted = Set(parents + [other].compactMap(\.self)).subtracting(members.map(\.number))
        guard !wanted.isEmpty else { return [:] }
        let found = try directory.persons(wanted.sorted())
        scope.saw(found.keys)
        return found
    }

    /// A member, or somebody elsewhere who may be asked for.
    func person(_ number: AddresseeNumber?) -> ResidentSnapshot? {
        number.flatMap { number in members.first { $0.number == number } ?? others[number] }
    }

    /// 世帯番号, where the register knows one.
    var householdNumber: String? { members.compactMap(\.household).first }

    /// Whether somebody may be chosen as the applicant.
    func offers(_ number: AddresseeNumber?) -> Bool {
        members.contains { $0.number == number }
            || parentsElsewhere.contains { $0.person.number == number }
    }

    /// Parents by the register who live elsewhere and may apply, with what they are to whom. Nobody
    /// elsewhere is offered for a child under protection, and nobody under protection at another
    /// household's counter: they are named by number.
    var parentsElsewhere: [(person: ResidentSnapshot, of: String)] {
        let own = children.filter { !$0.isProtected }
        func parents(
            _ word: String, _ parent: (ResidentSnapshot) -> AddresseeNumber?
        ) -> [(person: ResidentSnapshot, of: String)] {
            let numbers = Set(own.compactMap(parent)).sorted()
            return numbers.compactMap { number in
                guard let person = others[number], person.status != .died, !person.isProtected,
                    Self.isGrownUp(person, on: today)
                else { return nil }
                let names = own.filter { parent($0) == number }.map { $0.alias ?? $0.name }
                return (person, names.joined(separator: "、") + "の" + word)
            }
        }
        return parents("父", \.father) + parents("母", \.mother)
    }

    static func isGrownUp(_ person: ResidentSnapshot, on today: CivilDate) -> Bool {
        (AgeLaw.age(born: person.born, on: today) ?? 0) >= 18
    }

    private static func isChild(_ person: ResidentSnapshot, on today: CivilDate) -> Bool {
        SchoolYear(born: person.born, on: today) != nil && person.status != .died
    }

    /// Grown-ups of the household: who may apply.
    var guardians: [ResidentSnapshot] {
        members.filter { Self.isGrownUp($0, on: today) && $0.status != .died }
    }

    /// Members of the age of school or younger: who may be applied for.
    var children: [ResidentSnapshot] {
        members.filter { Self.isChild($0, on: today) }
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
