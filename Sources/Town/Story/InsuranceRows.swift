// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// The span of a member of the household from a day on.
    func span(_ household: Household, member: Int, acquired: CivilDate) -> InsuredSpan? {
        guard let insurer = household.insurer else { return nil }
        let isInsured = member == household.applicant
        let isEmployee = Insurer.all[insurer].kind != .national
        return InsuredSpan(
            insurer: insurer, symbol: household.symbol, number: household.number2,
            subNumber: padded(isEmployee ? (isInsured ? 0 : member + 1) : member + 1, 2),
            acquired: acquired)
    }

    func insuranceRow(_ person: AddresseeNumber, _ span: InsuredSpan, _ household: Household)
        -> [UInt8]
    {
        let insurer = Insurer.all[span.insurer]
        var row = Row()
        row.add(FictionalCity.stamp)
        row.add(person)
        row.add(insurer.number)
        row.add(insurer.name)
        row.add(span.symbol)
        row.add(span.number)
        row.add(span.subNumber)
        row.add(household.persons[household.applicant].name)
        row.add(span.acquired)
        row.add(span.lost)
        row.add(household.band)
        row.end()
        return row.bytes
    }

    /// Files a span (new, or ended by its `lost`) for the feed of its insurer.
    func file(
        _ person: AddresseeNumber, _ span: InsuredSpan, _ household: Household, month: YearMonth
    ) {
        let event = span.lost ?? span.acquired
        let waiting = Waiting(
            day: event.yearMonth == month ? event : month.firstDay,
            bytes: insuranceRow(person, span, household))
        if span.insurer == 0 {
            nationalChanges[slot(month)].append(waiting)
        } else {
            employeeChanges[slot(month)].append(waiting)
        }
    }

    func writeFull(_ person: AddresseeNumber, _ span: InsuredSpan, _ household: Household) throws {
        let row = insuranceRow(person, span, household)
        if span.insurer == 0 { try nationalFile.append(row) } else { try employeeFile.append(row) }
    }

    /// Grown-ups stand in the feed of the city's own insurance only, and until 75.
    func isInNationalFeed(_ person: Person, _ household: Household) -> Bool {
        household.insurer == 0 && person.child == nil
            && person.born > story.registerDay.adding(days: -75 * 365 - 19)
    }

    /// The grown-ups' rows of the full file.
    func writeGrownUpInsurance(_ household: Household) throws {
        for (member, person) in household.persons.enumerated()
        where isInNationalFeed(person, household) {
            let acquired = max(person.born, FictionalCity.day(2019, 4, 1))
            guard let span = span(household, member: member, acquired: acquired) else { continue }
            try writeFull(person.addressee, span, household)
        }
    }

    /// Files the start or the end of the grown-ups' city insurance.
    func fileGrownUps(_ household: Household, acquired: CivilDate?, lost: CivilDate?) {
        for (member, person) in household.persons.enumerated()
        where isInNationalFeed(person, household) {
            let start = acquired ?? max(person.born, FictionalCity.day(2019, 4, 1))
            guard var span = span(household, member: member, acquired: start) else { continue }
            span.lost = lost
            file(
                person.addressee, span, household,
                month: (lost ?? start).yearMonth)
        }
    }

    func fileWelfare(
        _ household: Household, event: String, day: CivilDate, told: YearMonth? = nil
    ) {
        for person in household.persons {
            let bytes = Row.of([
                FictionalCity.stamp, person.addressee.description, event, day.compact,
            ])
            welfareChanges[slot(told ?? day.yearMonth)].append(Waiting(day: day, bytes: bytes))
        }
    }

    func writeFullWelfare(_ household: Household) throws {
        let day = FictionalCity.day(story.firstYear - 2, chance.within(1...12), 1)
        for person in household.persons {
            try welfareFile.append(
                Row.of([
                    FictionalCity.stamp, person.addressee.description, "開始", day.compact,
                ]))
        }
    }
}
