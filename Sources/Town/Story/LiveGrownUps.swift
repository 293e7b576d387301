// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// A household without children of the scheme, with what a year brings to it.
    func liveGrownUps(most: Int) throws {
        var household = makeGrownUps(most: most)
        people += household.persons.count
        let isOnWelfare = chance.happens(1_500)
        if isOnWelfare {
            household.insurer = nil
            try writeFullWelfare(household)
        }
        try writeFull(household)
        try writeGrownUpInsurance(household)
        let day = dayInYear()
        let drawn = chance.below(1_000)
        if drawn < 32 {
            moveOut(household, [], on: day)
        } else if drawn < 55 {
            moveWithin(&household, [], on: day)
        } else if drawn < 58 {
            fileWelfare(household, event: isOnWelfare ? "廃止" : "開始", day: day)
        } else if drawn < 78 {
            let person = household.persons[0]
            let isOld = person.born < FictionalCity.day(story.firstYear - 70, 1, 1)
            if isOld || drawn < 60 {
                record(person, household, RegisterChange(reason: "B12", status: 3, day: day))
            }
        } else if drawn < 250, isYoungCouple(household), !isOnWelfare {
            bear(&household, on: day)
            goOn(household, household.persons.compactMap(\.child))
        }
    }

    private func isYoungCouple(_ household: Household) -> Bool {
        household.persons.count == 2 && household.persons[1].relationship == "12"
            && household.persons[1].born > FictionalCity.day(story.firstYear - 39, 1, 1)
    }
}
