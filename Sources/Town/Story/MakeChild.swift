// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// Makes the guardian of a household who applies and is paid.
    func makeGuardian(_ household: Household) -> Int {
        let person = household.persons[household.applicant]
        guardians.append(
            Guardian(
                addressee: person.addressee, holderKana: person.kana, account: makeAccount(),
                name: person.name))
        return guardians.count - 1
    }

    /// An account that nobody else of the town has: the number is the count of guardians.
    func makeAccount() -> Account {
        makeAccount(number: guardians.count, &chance)
    }

    func makeAccount(number: Int, _ chance: inout SplitMix64) -> Account {
        let branch = chance.pick(lists.branches)
        let type = branch.bank != "9900" && chance.happens(1_000) ? "2" : "1"
        return Account(
            bank: branch.bank, branch: branch.branch, type: type,
            number: "9" + padded(number % 1_000_000, 6))
    }

    /// Makes the child of a member; the insurance begins at birth or some years ago.
    func makeChild(
        _ household: inout Household, member: Int, acquired: CivilDate? = nil, isNew: Bool = false
    ) -> Int {
        let guardian: Int
        if let known = household.guardian {
            guardian = known
        } else {
            guardian = makeGuardian(household)
            household.guardian = guardian
        }
        let person = household.persons[member]
        let start =
            acquired
            ?? max(
                person.born,
                FictionalCity.day(story.firstYear - 8, 4, 1).adding(days: chance.below(2_600)))
        let foreign = !person.nationality.isEmpty
        let places = institutions
        children.append(
            Child(
                addressee: person.addressee,
                name: foreign ? String(person.kana.prefix(20)) : RareNames.folded(person.name),
                kana: person.kana.replacing("　", with: ""), sex: person.sex, born: person.born,
                guardian: guardian, band: household.band,
                spans: span(household, member: member, acquired: start).map { [$0] } ?? [],
                clinic: places.clinics.lowerBound + chance.below(places.clinics.count / 2),
                secondClinic: places.clinics.lowerBound + places.clinics.count / 2
                    + chance.below(places.clinics.count - places.clinics.count / 2),
                dentist: places.dentists.lowerBound + chance.below(places.dentists.count),
                pharmacy: places.pharmacies.lowerBound + chance.below(places.pharmacies.count),
                hospital: places.hospitals.lowerBound + chance.below(places.hospitals.count)))
        household.persons[member].child = children.count - 1
        return children.count - 1
    }

    /// Grants the child the subsidy from a day on; the age is the end until something comes first.
    func grant(_ child: Int, from: CivilDate, visible: CivilDate) {
        let end = story.ordinance.end(born: children[child].born, after: from)
        children[child].entitlements.append(
            EntitlementTruth(from: from, until: end, lapse: "R28", visibleFrom: visible))
    }

    /// Whether a child is covered on a day by what it was granted.
    func isEntitled(_ child: Int, on day: CivilDate) -> Bool {
        children[child].entitlements.contains { $0.from <= day && day < $0.until }
    }

    /// Ends the child's entitlement on the first day without it, unless it ended before.
    ///
    /// - Parameter told: the month in which the office hears of it, where that is later.
    func end(_ child: Int, on day: CivilDate, lapse: String, told: YearMonth? = nil) {
        guard let last = children[child].entitlements.indices.last,
            day < children[child].entitlements[last].until
        else { return }
        children[child].entitlements[last].until = day
        children[child].entitlements[last].lapse = lapse
        children[child].entitlements[last].told = told
    }
}
