// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// The wife and the children leave into a household of their own.
    func divorce(_ household: inout Household, on day: CivilDate) {
        guard household.persons.count > 1, household.persons[1].relationship == "12" else { return }
        var leaving = household
        households += 1
        leaving.number = "9" + padded(households, 9)
        let home = makeHome()
        leaving.address = home.address
        leaving.postalCode = home.postalCode
        leaving.building = home.building
        leaving.movedFrom = household.address
        for person in household.persons
        where person.relationship == "12" || person.relationship == "20" {
            var moved = person
            if person.relationship == "12" { moved.relationship = "02" }
            record(moved, leaving, RegisterChange(reason: "B32", day: day))
        }
    }

    /// The whole family takes another surname.
    func rename(_ household: inout Household, _ members: [Int], on day: CivilDate) {
        guard !household.isForeign else { return }
        let surname = lists.surnames[chance.pick(cumulative: lists.surnameSums)]
        for index in household.persons.indices {
            let given = household.persons[index].name.split(separator: "　").last ?? ""
            let kana = household.persons[index].kana.split(separator: "　").last ?? ""
            household.persons[index].name = surname.written + "　" + given
            household.persons[index].kana = surname.kana + "　" + kana
        }
        record(household, RegisterChange(reason: "B31", day: day))
        if let child = members.first {
            notify(household, child, kind: "02", reason: "11", event: day)
        }
    }

    /// A child dies: covered on the day itself, lapsed from the next.
    func dieYoung(_ household: Household, _ members: [Int], on day: CivilDate) {
        guard let child = members.first,
            let person = household.persons.first(where: { $0.child == child })
        else { return }
        record(person, household, RegisterChange(reason: "B12", status: 3, day: day))
        loseSpan(household, child, on: day.next)
        end(child, on: day.next, lapse: "R22")
    }

    /// A child is born into a household and registered by its parents.
    func bear(_ household: inout Household, on day: CivilDate) {
        let parents = household.persons.filter { ["02", "12"].contains($0.relationship) }
        var baby = makePerson(
            household, sex: chance.within(1...2), born: day, relationship: "20", since: day)
        baby.mother = parents.first { $0.sex == 2 }?.addressee
        baby.father = parents.first { $0.sex == 1 }?.addressee
        household.persons.append(baby)
        let member = household.persons.count - 1
        record(baby, household, RegisterChange(reason: "B01", day: day))
        births += 1
        let child = makeChild(&household, member: member, acquired: day)
        registerLater(household, child, reason: "01", event: day)
    }

    /// Registers a newborn or a newcomer: mostly in time, some late, held or never.
    func registerLater(_ household: Household, _ child: Int, reason: String, event: CivilDate) {
        let isHeld = chance.happens(9_000)
        if chance.happens(1_500) {
            if let span = children[child].spans.last {
                file(children[child].addressee, span, household, month: event.yearMonth)
            }
            return
        }
        applyAfter(
            household, child, reason: reason, event: event, promptness: drawPromptness(),
            isHeld: isHeld)
    }

    /// A household moves in; its children apply with reason 02.
    func moveIn(isFamily: Bool, on given: CivilDate? = nil) {
        let day = given ?? dayInYear()
        var household =
            isFamily ? makeFamily(card: .calm, since: day) : makeGrownUps(most: 4)
        household.movedFrom = outsideAddress()
        for index in household.persons.indices { household.persons[index].residentFrom = day }
        record(household, RegisterChange(reason: "B02", day: day))
        var members: [Int] = []
        for member in household.persons.indices
        where household.persons[member].relationship == "20" {
            let born = household.persons[member].born
            guard story.ordinance.end(born: born) > day else { continue }
            let acquired = household.insurer == 0 ? day : nil
            let child = makeChild(&household, member: member, acquired: acquired)
            members.append(child)
            guard story.ordinance.covers(day, born: born) else { continue }
            movedInChildren += 1
            registerLater(household, child, reason: "02", event: day)
        }
        goOn(household, members)
        fileGrownUps(household, acquired: household.insurer == 0 ? day : nil, lost: nil)
    }

    /// Parents and child who live elsewhere (住登外) ask in vain.
    func askFromOutside() throws {
        var household = makeFamily(card: .calm)
        household.address = outsideAddress()
        household.building = ""
        household.postalCode = ""
        try writeFull(household, status: 4)
        guard let member = household.persons.lastIndex(where: { $0.relationship == "20" }) else {
            return
        }
        let child = makeChild(&household, member: member)
        var application = applyInMarch(household, child)
        application.reason = "02"
        application.event = application.applied.adding(days: -7)
        application.outcome = .refused
        application.decisionReason = "01"
        applications.append(application)
    }
}
