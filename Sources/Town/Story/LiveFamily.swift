// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// A family of the full register: its children apply in March, then its card is played.
    func liveFamily(_ card: FamilyCard) throws {
        var household = makeFamily(card: card)
        people += household.persons.count
        try writeFull(household)
        var members: [Int] = []
        for member in household.persons.indices {
            let born = household.persons[member].born
            let isOver = !story.ordinance.covers(story.schemeStart, born: born)
            // Whoever the widening of the scheme will cover is known to the insurers already.
            let waits = isOver && story.ordinance.end(born: born) > story.schemeStart
            let asks = card == .overAge && born >= overAgeBirth
            if isOver && !asks && !waits { continue }
            guard household.persons[member].relationship == "20" else { continue }
            let child = makeChild(&household, member: member)
            members.append(child)
            if !isOver { registeredChildren += 1 }
            if card == .uninsuredRefused || card == .uninsuredThenInsured {
                loseBefore(child)
            }
            // Whoever is put on hold is not in the feeds yet.
            if card != .heldThenGranted && card != .heldForever {
                for span in children[child].spans {
                    try writeFull(children[child].addressee, span, household)
                }
            }
        }
        // Only now is it known who of them are children: theirs must not stand there twice.
        try writeGrownUpInsurance(household)
        if card == .welfareRefused || card == .welfareEnded { try writeFullWelfare(household) }
        for (order, child) in members.enumerated() {
            applyByCard(household, child, card, order: order)
        }
        play(card, &household, members)
        goOn(household, members, after: card)
    }

    /// Born since then, a child that is past the age asks in vain (card `overAge`).
    private var overAgeBirth: CivilDate {
        FictionalCity.day(story.firstYear - (story.changesOrdinance ? 16 : 19), 4, 2)
    }

    private func loseBefore(_ child: Int) {
        guard var span = children[child].spans.last else { return }
        let lost = FictionalCity.day(story.firstYear - 1, 12, 31)
        if span.acquired >= lost {
            children[child].spans = []
            return
        }
        span.lost = lost
        children[child].spans = [span]
    }

    /// The March application of one child, with the outcome its card asks for.
    private func applyByCard(
        _ household: Household, _ child: Int, _ card: FamilyCard, order: Int
    ) {
        let isOver = !story.ordinance.covers(story.schemeStart, born: children[child].born)
        if isOver && card != .overAge { return }
        var application = applyInMarch(household, child)
        func refuse(_ reason: String) {
            application.outcome = .refused
            application.decisionReason = reason
        }
        var visible = story.schemeStart
        switch card {
        case .neverApplies, .welfareEnded: return
        case .overAge: if isOver { refuse("02") }
        case .welfareRefused: refuse("04")
        case .uninsuredRefused, .uninsuredThenInsured:
            // Born after the loss: never insured, so there is nothing to show at all.
            refuse(children[child].spans.isEmpty ? "09" : "03")
            application.isHeld = children[child].spans.isEmpty
        case .fosterRefused:
            if order == 0 {
                application.placement = true
                refuse("05")
            }
        case .marriedRefused:
            if order == 0 {
                application.applied = lists.calendar.officeDay(
                    from: FictionalCity.day(story.firstYear, 10, 1).adding(days: chance.below(90)))
                application.married = true
                refuse("07")
            }
        case .heldThenGranted:
            application.applied = lists.calendar.officeDay(
                from: FictionalCity.day(story.firstYear, 3, 17).adding(days: chance.below(12)))
            visible = bringEvidence(household, &application).firstDay
        case .heldForever:
            application.evidence = nil
            application.isHeld = true
            refuse("09")
        case .moveOut, .insuranceChange, .duplicateApplication, .moveWithin, .childDeath,
            .welfareStart, .insuranceLoss, .divorce, .nameChange, .fosterLater, .marriedLater,
            .birth, .calm:
            break
        }
        applications.append(application)
        if application.outcome == .granted {
            grant(child, from: story.schemeStart, visible: visible)
        }
        if card == .duplicateApplication && order == 0 {
            application.applied = lists.calendar.officeDay(
                from: application.applied.adding(days: 3))
            application.channel = "郵送"
            application.outcome = .duplicate
            application.decisionReason = "99"
            applications.append(application)
        }
    }
}
