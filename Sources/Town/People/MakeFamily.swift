// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// A household with at least one child of the scheme.
    func makeFamily(card: FamilyCard, since given: CivilDate? = nil) -> Household {
        var household = makeHome()
        household.family = makeFamilyName()
        var births = makeBirths(card)
        var double: Namesake?
        if let other = namesake, given == nil, household.family.people == nil,
            families == 10 || chance.happens(400),
            // Nobody of the full register shares the birthday of a child born later in the year.
            other.born < story.registerDay,
            story.ordinance.covers(story.schemeStart, born: other.born)
        {
            household.family = other.family
            births = [other.born]
            double = other
        }
        let since = given ?? story.registerDay.adding(days: -chance.within(30...6_000))
        addParents(&household, eldest: births.max(by: >) ?? since, since: since)
        let mother = household.persons.first { $0.sex == 2 && $0.relationship != "52" }?.addressee
        let father = household.persons.first { $0.sex == 1 && $0.relationship != "51" }?.addressee
        for (index, born) in births.sorted().enumerated() {
            let named = index == 0 ? double : nil
            var child = makePerson(
                household, sex: named?.sex ?? chance.within(1...2), born: born,
                relationship: "20", since: since, named: named)
            child.mother = mother
            child.father = father
            household.persons.append(child)
        }
        // Protected are mostly mothers alone with their children.
        // The fourth of the register always is, so that every town has one.
        if father == nil && chance.happens(6_000) || chance.happens(120)
            || given == nil && families == 4
        {
            for index in household.persons.indices
            where household.persons[index].sex == 2
                || household.persons[index].relationship == "20"
            {
                household.persons[index].isProtected = true
            }
        }
        insure(&household, employeeOnly: card.needsEmployeeInsurance, on: given)
        household.applicant =
            household.persons.count > 1 && household.persons[1].relationship == "12"
                && chance.happens(25_000) ? 1 : 0
        return household
    }

    private func makeBirths(_ card: FamilyCard) -> [CivilDate] {
        var youngest = sharpened(birthday(age: chance.below(18)))
        if card == .marriedRefused || card == .marriedLater {
            youngest = FictionalCity.day(story.firstYear - 18, 4, 2)
                .adding(days: chance.below(140))
        } else if card == .birth {
            youngest = birthday(age: chance.within(1...5))
        }
        if !story.ordinance.covers(reference, born: youngest) {
            youngest = birthday(age: chance.below(story.changesOrdinance ? 13 : 16))
        }
        var births = [youngest]
        let drawn = chance.below(100)
        let count = drawn < 40 ? 1 : drawn < 83 ? 2 : drawn < 98 ? 3 : 4
        while births.count < count {
            let last = births[births.count - 1]
            let isTwin = chance.happens(1_200) || families == 6
            births.append(isTwin ? last : sharpened(last.adding(days: -chance.within(380...1_700))))
        }
        if card == .overAge {
            let year = story.firstYear - (story.changesOrdinance ? 16 : 19)
            births.append(FictionalCity.day(year, 4, 2).adding(days: chance.below(364)))
        }
        return births
    }

    private func addParents(_ household: inout Household, eldest: CivilDate, since: CivilDate) {
        let mother = eldest.adding(days: -chance.within(8_100...13_900))
        let father = mother.adding(days: -chance.within(-700...2_500))
        let drawn = chance.below(100)
        if drawn < 14 && families != 14 {
            let isMother = chance.happens(85_000)
            household.persons.append(
                makePerson(
                    household, sex: isMother ? 2 : 1, born: isMother ? mother : father,
                    relationship: "02", since: since))
            return
        }
        household.persons.append(
            makePerson(household, sex: 1, born: father, relationship: "02", since: since))
        household.persons.append(
            makePerson(household, sex: 2, born: mother, relationship: "12", since: since))
        guard drawn >= 87 else { return }
        let grand = father.adding(days: -chance.within(8_100...12_500))
        household.persons.append(
            makePerson(household, sex: 1, born: grand, relationship: "51", since: since))
        household.persons.append(
            makePerson(
                household, sex: 2, born: grand.adding(days: chance.within(0...1_800)),
                relationship: "52", since: since))
    }
}
