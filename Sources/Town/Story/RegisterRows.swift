// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// A change of the resident register.
    struct RegisterChange {
        var reason = "B00"
        var status = 1
        var day: CivilDate
        var movedTo = ""
    }

    /// A resident row from the addressee number on; stamp and change number come before it.
    func residentRow(_ person: Person, _ household: Household, _ change: RegisterChange) -> [UInt8]
    {
        var row = Row(capacity: 400)
        row.add(person.addressee)
        row.add(SyntheticNumber.text(person: person.index, seed: seed))
        row.add(household.number)
        row.add(change.status)
        row.add(change.day)
        row.add(change.reason)
        row.add(person.name)
        row.add(person.kana)
        row.add(person.alias)
        row.add(person.sex)
        row.add(person.born)
        row.add(person.relationship)
        row.add(household.postalCode)
        row.add(household.address)
        row.add(household.building)
        row.add(change.status == 4 ? nil : person.residentFrom)
        row.add(household.movedFrom)
        row.add(change.movedTo)
        row.add(person.nationality)
        row.add(person.stay)
        // Both end after the story: half a year of the demo's, or years of a long one.
        let last = story.firstYear + story.years
        row.add(person.nationality.isEmpty ? nil : FictionalCity.day(last + 1, 9, 30))
        row.add(flag: person.isProtected)
        row.add(person.isProtected ? FictionalCity.day(last, 8, 31) : nil)
        row.add(person.mother)
        row.add(person.father)
        row.add(household.phone)
        row.end()
        return row.bytes
    }

    /// Writes a household into the full file and counts it.
    func writeFull(_ household: Household, status: Int = 1) throws {
        for person in household.persons {
            changeNumber += 1
            try residentFile.append("\(FictionalCity.stamp),\(changeNumber),")
            try residentFile.append(
                residentRow(
                    person, household, RegisterChange(status: status, day: story.registerDay)))
        }
    }

    /// Files a change of one person for the month in which it happens, or in which it is told.
    func record(
        _ person: Person, _ household: Household, _ change: RegisterChange,
        told: YearMonth? = nil
    ) {
        residentChanges[slot(told ?? change.day.yearMonth)].append(
            Waiting(day: change.day, bytes: residentRow(person, household, change)))
    }

    func record(
        _ household: Household, _ change: RegisterChange, told: YearMonth? = nil
    ) {
        for person in household.persons { record(person, household, change, told: told) }
    }
}
