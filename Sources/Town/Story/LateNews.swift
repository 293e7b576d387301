// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// A family has left and nobody says so: the register is corrected three months later, and what
    /// the clinics billed meanwhile must be taken back.
    func moveOutUntold(_ family: LivingFamily, on day: CivilDate) {
        let told = day.yearMonth.adding(months: 3)
        guard told <= story.treatmentMonths.last else {
            return moveOut(family.household, family.members, on: day)
        }
        record(
            family.household,
            RegisterChange(reason: "B21", status: 2, day: day, movedTo: outsideAddress()),
            told: told)
        for child in family.members {
            if family.household.insurer == 0 {
                loseSpan(family.household, child, on: day, told: told)
            }
            end(child, on: day, lapse: "R21", told: told)
        }
    }

    /// 再転入: the same people come back after years or months, and apply anew: the time away is not
    /// covered.
    func comeBack(_ family: inout LivingFamily, on day: CivilDate) {
        let home = makeHome()
        family.household.address = home.address
        family.household.postalCode = home.postalCode
        family.household.building = home.building
        family.household.movedFrom = outsideAddress()
        for index in family.household.persons.indices {
            family.household.persons[index].residentFrom = day
        }
        family.standing = .here
        record(family.household, RegisterChange(reason: "B02", day: day))
        let isOurs = family.household.insurer == 0
        if isOurs { fileGrownUps(family.household, acquired: day, lost: nil) }
        for (member, person) in family.household.persons.enumerated() {
            guard let child = person.child, family.members.contains(child) else { continue }
            if isOurs, let span = span(family.household, member: member, acquired: day) {
                children[child].spans.append(span)
                if !story.ordinance.covers(day, born: person.born) {
                    file(person.addressee, span, family.household, month: day.yearMonth)
                }
            }
            guard story.ordinance.covers(day, born: person.born) else { continue }
            applyAfter(
                family.household, child, reason: "02", event: day, promptness: drawPromptness())
        }
    }

    /// 生活保護: from a day on, told at once or later.
    func goOnWelfare(_ family: LivingFamily, on day: CivilDate, told: YearMonth?) {
        let isLate = told.map { $0 <= story.treatmentMonths.last } ?? false
        fileWelfare(family.household, event: "開始", day: day, told: isLate ? told : nil)
        for child in family.members {
            end(child, on: day, lapse: "R23", told: isLate ? told : nil)
        }
    }

    /// 制度の拡大: whoever the new age limit covers again or for the first time applies in the March
    /// before; nearly all do.
    func applyForWidening() {
        guard let day = story.ordinance.widened else { return }
        let march = FictionalCity.day(day.parts.year, 3, 3)
        for family in living where family.standing == .here {
            for child in family.members
            where story.ordinance.covers(day, born: children[child].born)
                && !isEntitled(child, on: day) && !isEntitled(child, on: day.previous)
                && !story.ordinance.covers(day.previous, born: children[child].born)
                && children[child].spans.last?.lost == nil && chance.happens(95_000)
            {
                applications.append(
                    makeApplication(
                        family.household, child, reason: "03", event: day,
                        applied: lists.calendar.officeDay(
                            from: march.adding(days: chance.below(26)))))
                grant(child, from: day, visible: day)
            }
        }
    }
}
