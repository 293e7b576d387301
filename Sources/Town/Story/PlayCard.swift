// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// Plays the year of a family after its March applications.
    func play(_ card: FamilyCard, _ household: inout Household, _ members: [Int]) {
        let day = dayInYear().adding(days: 2)
        switch card {
        case .moveOut: moveOut(household, members, on: day)
        case .moveWithin: moveWithin(&household, members, on: day)
        case .insuranceChange: changeInsurance(&household, members, on: day)
        case .insuranceLoss: loseInsurance(household, members, on: day)
        case .welfareStart:
            fileWelfare(household, event: "開始", day: day)
            for child in members { end(child, on: day, lapse: "R23") }
        case .welfareEnded:
            let ended = FictionalCity.day(
                story.firstYear, chance.within(5...11), chance.within(1...28))
            fileWelfare(household, event: "廃止", day: ended)
            for child in members
            where story.ordinance.covers(ended, born: children[child].born) {
                applyAfter(household, child, reason: "04", event: ended, promptness: .early)
            }
        case .uninsuredThenInsured: insureAgain(&household, members)
        case .divorce: divorce(&household, on: day)
        case .nameChange: rename(&household, members, on: day)
        case .childDeath: dieYoung(household, members, on: day)
        case .fosterLater:
            guard let child = members.first else { return }
            notify(household, child, kind: "03", reason: "24", event: day)
            end(child, on: day, lapse: "R24")
        case .marriedLater:
            guard let child = members.first else { return }
            let wedding = FictionalCity.day(story.firstYear, 10, 2).adding(days: chance.below(120))
            notify(household, child, kind: "03", reason: "25", event: wedding)
            end(child, on: wedding, lapse: "R25")
        case .birth: bear(&household, on: day)
        case .heldThenGranted, .duplicateApplication, .welfareRefused, .uninsuredRefused,
            .heldForever, .overAge, .fosterRefused, .marriedRefused, .neverApplies, .calm:
            break
        }
    }

    func moveOut(_ household: Household, _ members: [Int], on day: CivilDate) {
        record(
            household,
            RegisterChange(reason: "B21", status: 2, day: day, movedTo: outsideAddress()))
        if household.insurer == 0 {
            fileGrownUps(household, acquired: nil, lost: day)
            for child in members { loseSpan(household, child, on: day) }
        }
        for child in members {
            let wasCovered = isEntitled(child, on: day)
            end(child, on: day, lapse: "R21")
            if chance.happens(20_000), wasCovered || !story.changesOrdinance {
                notify(household, child, kind: "03", reason: "21", event: day)
            }
        }
    }

    func moveWithin(_ household: inout Household, _ members: [Int], on day: CivilDate) {
        let old = household.address
        let home = makeHome()
        household.address = home.address
        household.postalCode = home.postalCode
        household.building = home.building
        household.movedFrom = old
        record(household, RegisterChange(reason: "B11", day: day))
        if let child = members.first, chance.happens(30_000) {
            notify(household, child, kind: "02", reason: "12", event: day)
        }
    }

    /// Ends the running span of a child and files the row.
    func loseSpan(
        _ household: Household, _ child: Int, on day: CivilDate, told: YearMonth? = nil
    ) {
        guard let last = children[child].spans.indices.last,
            children[child].spans[last].lost == nil
        else { return }
        children[child].spans[last].lost = day
        file(
            children[child].addressee, children[child].spans[last], household,
            month: told ?? day.yearMonth)
    }

    func loseInsurance(_ household: Household, _ members: [Int], on day: CivilDate) {
        for child in members {
            loseSpan(household, child, on: day)
            end(child, on: day, lapse: "R26")
        }
        fileGrownUps(household, acquired: nil, lost: day)
    }

    /// The children change to another insurer without a day between.
    func changeInsurance(
        _ household: inout Household, _ members: [Int], on day: CivilDate,
        into merged: Int? = nil
    ) {
        let date = merged != nil || chance.happens(60_000) ? day.yearMonth.firstDay : day
        // An insurance that began within the month does not end before it.
        let running = members.compactMap { children[$0].spans.last?.acquired }.max()
        let isBefore = date <= story.schemeStart || running.map { date <= $0 } ?? false
        let change = isBefore ? day : date
        for child in members { loseSpan(household, child, on: change) }
        fileGrownUps(household, acquired: nil, lost: change)
        let old = household.insurer
        let choices = old == 0 ? [2, 3, 4, 5, 6, 7] : old == 2 ? [0, 0, 3, 4, 5] : [0, 2]
        let insurer = merged ?? story.insurer(chance.pick(choices), on: change)
        household.insurer = insurer
        (household.symbol, household.number2) = makeSymbol(insurer)
        fileGrownUps(household, acquired: change, lost: nil)
        for (member, person) in household.persons.enumerated() {
            guard let child = person.child, members.contains(child),
                let span = span(household, member: member, acquired: change)
            else { continue }
            children[child].spans.append(span)
            file(person.addressee, span, household, month: change.yearMonth)
            if merged == nil, chance.happens(50_000),
                isEntitled(child, on: change) || !story.changesOrdinance
            {
                notify(
                    household, child, kind: "02", reason: "13", event: change, evidence: span)
            }
        }
    }

    /// Refused in March for want of insurance; insured later, applies again and is granted.
    func insureAgain(_ household: inout Household, _ members: [Int], in year: Int = 0) {
        let day = FictionalCity.day(story.firstYear + year, chance.within(7...11), 1)
        goOnInsured(&household, from: day)
        for (member, person) in household.persons.enumerated() {
            guard let child = person.child, members.contains(child),
                let span = span(household, member: member, acquired: day)
            else { continue }
            children[child].spans.append(span)
            guard story.ordinance.covers(day, born: children[child].born) else {
                file(person.addressee, span, household, month: day.yearMonth)
                continue
            }
            applyAfter(household, child, reason: "05", event: day, promptness: .early)
        }
    }

    /// Who was without insurance when the insurer merged comes back to the one that goes on, and not
    /// to one that is gone before the fiscal year is over. Nothing is drawn where nothing changes.
    private func goOnInsured(_ household: inout Household, from day: CivilDate) {
        guard let old = household.insurer else { return }
        let insurer = story.insurer(old, on: FiscalYear(of: day).lastDay)
        guard insurer != old else { return }
        household.insurer = insurer
        (household.symbol, household.number2) = makeSymbol(insurer)
    }
}
