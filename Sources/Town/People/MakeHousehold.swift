// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// An address of the invented city with its telephone number (the 048-000 range is not given out).
    func makeHome() -> Household {
        households += 1
        let place = chance.pick(lists.places)
        let block = chance.within(1...1_800)
        let house = chance.within(1...30)
        var building = ""
        if chance.happens(38_000) {
            let kind = chance.pick(["見本コーポ", "例示ハイツ", "サンプル荘", "架空マンション", "手本ハウス"])
            let room = chance.within(1...9) * 100 + chance.within(1...12)
            building = "\(kind)\(chance.pick(["A", "B", "C", "１号", "２号"]))棟\(room)号室"
        }
        return Household(
            number: "9" + padded(households, 9), postalCode: place.postalCode,
            address: "埼玉県\(FictionalCity.name)\(place.name)\(block)番地\(house)",
            building: building, phone: "048-000-" + padded(chance.below(10_000), 4))
    }

    func outsideAddress() -> String {
        chance.pick(["東京都架空区例町", "千葉県架空市例台", "群馬県架空町大字例", "埼玉県架空市例野"])
            + "\(chance.within(1...9))丁目\(chance.within(1...30))番\(chance.within(1...20))号"
    }

    /// Gives the household its insurance, symbol and number.
    func insure(
        _ household: inout Household, employeeOnly: Bool, on day: CivilDate? = nil
    ) {
        let drawn = chance.below(1_000)
        let insurer: Int
        if !employeeOnly && drawn < 200 {
            insurer = 0
        } else if !employeeOnly && drawn < 222 {
            insurer = 1
        } else {
            insurer = chance.pick(Insurer.employeeChoices)
        }
        // Nobody comes with an insurer that is gone before the fiscal year that is written is over.
        let current =
            day.map { story.insurer(insurer, on: FiscalYear(of: max($0, reference)).lastDay) }
            ?? insurer
        household.insurer = current
        (household.symbol, household.number2) = makeSymbol(current)
        household.band = chance.pick(["ア", "イ", "イ", "ウ", "ウ", "ウ", "ウ", "エ", "エ", "オ"])
    }

    func makeSymbol(_ insurer: Int) -> (String, String) {
        let number = chance.within(900_000...999_999)
        switch Insurer.all[insurer].kind {
        case .national, .nationalSociety: return ("見本", "90" + String(number))
        case .kyokai: return ("9" + padded(chance.below(10_000_000), 7), String(number % 10_000))
        case .society, .mutual: return (String(chance.within(100...999)), String(number))
        }
    }

    /// One to four grown-ups without a child of the scheme.
    func makeGrownUps(most: Int) -> Household {
        var household = makeHome()
        household.family = makeFamilyName()
        let since = story.registerDay.adding(days: -chance.within(30...9_000))
        func add(_ sex: Int, _ age: Int, _ relationship: String) {
            household.persons.append(
                makePerson(
                    household, sex: sex, born: birthday(age: age), relationship: relationship,
                    since: since))
        }
        let drawn = chance.below(81)
        if most < 5 || drawn < 40 {
            add(chance.within(1...2), chance.within(19...93), "02")
        } else if drawn < 62 {
            let age = chance.within(23...86)
            add(1, age, "02")
            add(2, max(20, age - chance.within(-2...6)), "12")
        } else {
            let youngest = chance.within(19...44)
            let father = youngest + chance.within(24...36)
            add(1, father, "02")
            add(2, father - chance.within(-1...5), "12")
            add(chance.within(1...2), youngest, "20")
            if chance.happens(30_000) { add(chance.within(1...2), youngest + 2, "20") }
        }
        insure(&household, employeeOnly: false)
        return household
    }
}
