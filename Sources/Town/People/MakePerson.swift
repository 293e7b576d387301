// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// A family name: ordinary by weight, 0.5 % rare glyphs, 2 % foreign.
    func makeFamilyName() -> FamilyName {
        let drawn = chance.below(1_000)
        if drawn < 20 {
            let people = chance.below(ForeignNames.all.count)
            let part = chance.pick(ForeignNames.all[people].families)
            return FamilyName(written: part.latin, kana: part.kana, people: people)
        }
        if drawn < 25 || households == 2 {
            let rare = chance.pick(RareNames.surnames)
            return FamilyName(written: rare.written, kana: rare.kana)
        }
        let surname = lists.surnames[chance.pick(cumulative: lists.surnameSums)]
        return FamilyName(written: surname.written, kana: surname.kana)
    }

    func makePerson(
        _ household: Household, sex: Int, born: CivilDate, relationship: String,
        since: CivilDate, named: Namesake? = nil
    ) -> Person {
        let (number, index) = nextNumber()
        let family = household.family
        var person = Person(
            index: index, addressee: number, name: "", kana: "", sex: sex, born: born,
            relationship: relationship, residentFrom: max(born, since))
        if let group = family.people {
            let people = ForeignNames.all[group]
            let given = chance.pick(sex == 1 ? people.men : people.women)
            person.name = family.written + " " + given.latin
            person.kana = (family.kana + " " + given.kana).split(separator: " ")
                .joined(separator: "　")
            person.nationality = people.nationality
            person.stay = chance.pick(ForeignNames.stays)
            if chance.happens(30_000) {
                person.alias =
                    ForeignNames.aliases[group % ForeignNames.aliases.count].0
                    + "　" + chance.pick(sex == 1 ? lists.boys : lists.girls).spellings[0]
            }
            return person
        }
        let given = named?.given ?? chance.pick(sex == 1 ? lists.boys : lists.girls)
        let spelling = named?.spelling ?? chance.pick(given.spellings)
        person.name = family.written + "　" + spelling
        person.kana = family.kana + "　" + given.kana
        if index % 97 == 0 {
            namesake = Namesake(
                family: family, given: given, spelling: spelling, sex: sex, born: born)
        }
        return person
    }

    /// A birthday that makes somebody `age` years old on the first of March of the year.
    func birthday(age: Int) -> CivilDate {
        present.adding(days: -(age * 365 + age / 4 + 1 + chance.below(365)))
    }

    /// Moves a few birthdays to the days at which the law of ages turns.
    func sharpened(_ born: CivilDate) -> CivilDate {
        guard chance.happens(3_000) else { return born }
        let edges = [(4, 1), (4, 2), (2, 29), (12, 31), (3, 31), (1, 1), (3, 1)]
        let edge = chance.pick(edges)
        let moved = CivilDate(year: born.year, month: edge.0, day: edge.1)
        guard let moved, moved < present else { return born }
        return moved
    }
}
