// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// The years after the first, one after the other: mergers, cards, newcomers, the widening of
    /// the scheme.
    ///
    /// - Parameter movers: households that move in in an ordinary year.
    func liveOn(movers: Int) {
        guard story.years > 1 else { return }
        for year in 1..<story.years {
            // A stream a year: another length of the story leaves the earlier years as they are.
            chance = SplitMix64(seed: seed, stream: UInt64(100 + year))
            present = FictionalCity.day(story.firstYear + year, 3, 1)
            reference = FictionalCity.day(story.firstYear + year, 4, 1)
            if story.ordinance.widened == reference { applyForWidening() }
            let known = living.count
            for place in 0..<known { liveOn(place, in: year) }
            for number in 0..<movers { moveIn(isFamily: number % 4 == 0, on: dayInYear(year)) }
            if let wave = story.wave, wave.adding(days: 15) > reference, wave < reference.next {
                for number in 0..<(movers * 2) {
                    moveIn(isFamily: number % 2 == 0, on: wave.adding(days: chance.below(20)))
                }
            }
        }
    }

    /// One family's year.
    private func liveOn(_ place: Int, in year: Int) {
        var family = living[place]
        defer { living[place] = family }
        let merger = merger(of: family, in: year)
        switch family.standing {
        case .gone:
            // Nothing more is told of it, but a parted family has its insurance still.
            if let merger { merge(&family, merger) }
            return
        case .away:
            let comes = chance.happens(50_000)
            // The insurer moves all of its people, also those who are away; one thing a year.
            if let merger { return merge(&family, merger) }
            if comes { comeBack(&family, on: dayInYear(year)) }
            return
        case .onWelfare:
            let leaves = chance.happens(40_000)
            if let merger { return merge(&family, merger) }
            if leaves { leaveWelfare(&family, in: year) }
            return
        case .uninsured:
            if chance.happens(60_000) {
                insureAgain(&family.household, family.members, in: year)
                family.standing = .here
            }
            return
        case .here: break
        }
        let day = dayInYear(year).adding(days: 2)
        let card = LaterCard.deal(place, turn: year, &chance)
        if let merger, merger.day <= day { merge(&family, merger) }
        play(card, &family, on: day, in: year)
        // Asked again: the card may have changed the insurer, into one that merges as well; and whoever
        // left in the months before is moved too.
        if family.standing != .uninsured, let merger = self.merger(of: family, in: year),
            merger.day > day
        {
            merge(&family, merger)
        }
    }

    /// The merger of a fiscal year by which a family's insurance goes on.
    private func merger(of family: LivingFamily, in year: Int) -> Story.Merger? {
        let start = FictionalCity.day(story.firstYear + year, 4, 1)
        let end = FictionalCity.day(story.firstYear + year + 1, 4, 1)
        return story.mergers.first {
            $0.from == family.household.insurer && $0.day >= start && $0.day < end
        }
    }

    private func merge(_ family: inout LivingFamily, _ merger: Story.Merger) {
        changeInsurance(&family.household, family.members, on: merger.day, into: merger.into)
    }

    private func leaveWelfare(_ family: inout LivingFamily, in year: Int) {
        let ended = FictionalCity.day(
            story.firstYear + year, chance.within(5...11), chance.within(1...28))
        fileWelfare(family.household, event: "廃止", day: ended)
        family.standing = .here
        for child in family.members
        where story.ordinance.covers(ended, born: children[child].born)
            && !isEntitled(child, on: ended)
        {
            applyAfter(
                family.household, child, reason: "04", event: ended, promptness: .early)
        }
    }

    private func play(
        _ card: LaterCard, _ family: inout LivingFamily, on day: CivilDate, in year: Int
    ) {
        switch card {
        case .birth:
            bear(&family.household, on: day)
            if let baby = family.household.persons.last?.child { family.members.append(baby) }
        case .moveOut:
            moveOut(family.household, family.members, on: day)
            family.standing = .away
        case .lateMoveOut:
            // So early that the news comes, and is dealt with, within the year.
            let early = FictionalCity.day(story.firstYear + year, 4, 10)
            moveOutUntold(family, on: early.adding(days: chance.below(180)))
            family.standing = .gone
        case .lateWelfare where family.household.insurer != 0:
            goOnWelfare(family, on: day, told: day.yearMonth.adding(months: 3))
            family.standing = .onWelfare
        case .welfareStart where family.household.insurer != 0:
            goOnWelfare(family, on: day, told: nil)
            family.standing = .onWelfare
        case .moveWithin:
            moveWithin(&family.household, covered(family, on: day), on: day)
        case .insuranceChange:
            changeInsurance(&family.household, family.members, on: day)
        case .insuranceLoss:
            loseInsurance(family.household, family.members, on: day)
            family.standing = .uninsured
        case .childDeath:
            guard let child = covered(family, on: day).first else { return }
            dieYoung(family.household, [child], on: day)
            forget(child, in: &family)
        case .nameChange:
            rename(&family.household, covered(family, on: day), on: day)
        case .fosterLater:
            guard let child = covered(family, on: day).first else { return }
            notify(family.household, child, kind: "03", reason: "24", event: day)
            end(child, on: day, lapse: "R24")
            family.members.removeAll { $0 == child }
        case .married:
            // Nobody under 18 may marry; the scheme covers them only after the widening.
            let grown = covered(family, on: day).first {
                AgeLaw.reaches(18, born: children[$0].born) <= day
            }
            guard let child = grown else { return }
            notify(family.household, child, kind: "03", reason: "25", event: day)
            end(child, on: day, lapse: "R25")
            family.members.removeAll { $0 == child }
        case .divorce:
            divorce(&family.household, on: day)
            family.standing = .gone
        // The city's own insurance ends with welfare; such families are left in peace.
        case .lateWelfare, .welfareStart, .calm:
            break
        }
    }

    private func covered(_ family: LivingFamily, on day: CivilDate) -> [Int] {
        family.members.filter { isEntitled($0, on: day) }
    }
}
