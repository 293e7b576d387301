// SPDX-License-Identifier: Apache-2.0

/// One claim in plain values, for the second count.
struct PlainClaim {
    struct Fund: Equatable {
        var funder: String
        var points: Int
        var copayment: Int
    }

    struct Before: Equatable {
        var isInpatient: Bool
        var left: Int
        var times: Int
        var isSibling: Bool
    }

    /// A month in which all was left that a month may leave.
    struct Full: Equatable {
        var month: PlainDay
        var isInpatient: Bool
        var isSibling: Bool
        /// Whether that was the limit of the household, or one of both kinds of care.
        var isOfFamily: Bool
        var isOfBoth: Bool
    }

    var month: PlainDay
    var isInpatient: Bool
    var born: PlainDay?
    var points: Int?
    var cost: Int?
    var tenths: Int?
    var institution: String?
    var municipality: String?
    var meals: (count: Int, kind: String)?
    var band: (name: String, multiple: Bool)?
    var decided: Int?
    var additional: Int
    var funds: [Fund]
    var paid: Int?
    var days: Int?
    var visits: Int?
    /// 初診の回数.
    var firstVisits: Int?
    var care: String?
    /// The claims of the month that come first, those of the other children of the household too.
    var before: [Before]?
    /// The earlier months in which a limit was reached; asked only together with `before`.
    var full: [Full] = []
    /// 入院年月日.
    var admitted: PlainDay?
    var parents: PlainParents?
    /// The other children: the day of birth, and whether the child comes after them.
    var siblings: [(born: PlainDay, isOlder: Bool)]?
}

/// What is known of the parents' income.
struct PlainParents {
    struct Year {
        var year: Int
        var isDeclared = true
        var isExempt = false
        var income: Int?
        var levy: Int?
        var dependants = 0
    }

    var recipient: [Year]
    /// The other parent, where there is one.
    var other: [Year]?
    /// Whether it is known that nobody else counts.
    var isWhole: Bool
}

/// What the second count answers.
struct PlainAnswer: Equatable {
    var totalCost = 0
    var insurance = 0
    var burden = 0
    var atCounter = 0
    var highCost = 0
    var additional = 0
    var otherFunds = 0
    var copayment = 0
    var mealsBurden = 0
    var meals = 0
    var payable = 0
    var route: String?
    /// What the books or the claim do not say.
    var missing: Set<String> = []
}

/// The amounts of a claim, counted a second time: written from formats.md §5 and the books alone,
/// plainly and slowly, without a line of `Scheme`.
struct SecondCount {
    let town: PlainBook
    let country: PlainBook

    func answer(_ claim: PlainClaim) -> PlainAnswer {
        var hand = Hand(town: town, country: country, claim: claim)
        return hand.count()
    }
}

/// One claim on the table.
private struct Hand {
    let town: PlainBook
    let country: PlainBook
    let claim: PlainClaim
    var said = PlainAnswer()
    /// What the patient still bears of the medical part.
    var bears = 0
    /// The share in tenths.
    var tenths = 10
    /// What the window asks, where the insurer's addition came before the funds.
    var asked: Int?

    init(town: PlainBook, country: PlainBook, claim: PlainClaim) {
        (self.town, self.country, self.claim) = (town, country, claim)
    }

    /// formats.md 5.5, in its order.
    mutating func count() -> PlainAnswer {
        if let born = claim.born, born > claim.month.lastOfMonth {
            said.missing.insert("beforeBirth")
        }
        insurance()
        highCostAndFunds()
        if asked == nil { additional() }
        let atWindow = asked ?? (bears + said.additional)
        copayment()
        meals()
        route(atWindow)
        said.payable = max(0, bears + said.meals)
        if let paid = claim.paid { said.payable = min(said.payable, paid) }
        return said
    }

    // MARK: the books

    /// The entry in force in the month; the reason where there is none.
    private func entry(_ path: String, in book: PlainBook) -> PlainBook? {
        guard let values = book.at(path), !values.isUnset else { return nil }
        let day = claim.month
        let begun = values.items.filter { item in
            item["from"]?.text.flatMap { PlainDay($0) }.map { $0 <= day } ?? false
        }
        return begun.max { left, right in
            (PlainDay(left["from"]?.text ?? "") ?? day)
                < (PlainDay(right["from"]?.text ?? "") ?? day)
        }
    }

    /// The entry, where none of the named values is `unset`.
    private func set(_ path: String, in book: PlainBook, _ keys: [String]) -> PlainBook? {
        guard let entry = entry(path, in: book) else { return nil }
        return keys.contains { entry[$0]?.isUnset ?? false } ? nil : entry
    }

    private func perSetting(_ path: String) -> String {
        let own = "\(path).\(claim.isInpatient ? "inpatient" : "outpatient")"
        return town.at(own)?.text == "same" ? "\(path).outpatient" : own
    }

    /// Rounds a fraction of yen the way the book says.
    private func round(_ above: Int, by below: Int = 1, _ rule: PlainBook) -> Int {
        let step = (rule["unit"]?.number ?? 1) * below
        let whole = above / step
        let left = above - whole * step
        let goesUp =
            switch rule["way"]?.text {
            case "half-up": 2 * left >= step
            case "half-down": 2 * left > step
            case "up": left > 0
            default: false
            }
        return (goesUp ? whole + 1 : whole) * (rule["unit"]?.number ?? 1)
    }

    // MARK: 1 and 2

    private mutating func insurance() {
        if let points = claim.points {
            guard let yen = set("points", in: country, ["yen"])?["yen"]?.number else {
                said.missing.insert("points")
                return
            }
            said.totalCost = points * yen
        } else {
            said.totalCost = claim.cost ?? 0
        }
        tenths = claim.tenths ?? tenthsByAge()
        guard let exact = set("rounding.insurance", in: country, ["unit", "way"]),
            let window = set("rounding.counter", in: country, ["unit", "way"])
        else {
            said.missing.insert("rounding")
            return
        }
        said.insurance = round(said.totalCost * (10 - tenths), by: 10, exact)
        said.burden = said.totalCost - said.insurance
        said.atCounter = round(said.burden, window)
        bears = said.burden
    }

    private mutating func tenthsByAge() -> Int {
        guard
            let rule = set(
                "burden-ratio", in: country, ["tenths", "until-end-of", "then-tenths"]),
            let young = rule["tenths"]?.number, let other = rule["then-tenths"]?.number,
            let until = rule["until-end-of"]?.text
        else {
            said.missing.insert("burden-ratio")
            return 10
        }
        guard let born = claim.born, let last = born.last(of: until) else {
            said.missing.insert("born")
            return other
        }
        return claim.month <= last ? young : other
    }

    // MARK: 3 and 4

    private var table: PlainBook? {
        guard let tables = country.at("high-cost.tables")?.items,
            let newest = tables.last?["from"]?.text.flatMap({ PlainDay($0) }),
            let trusted = country.at("high-cost.trusted-months")?.number,
            claim.month < newest.months(trusted)
        else { return nil }
        return entry("high-cost.tables", in: country)
    }

    private func limit(_ band: PlainBook, cost: Int, multiple: Bool, of table: PlainBook) -> Int {
        if multiple { return band["multiple"]?.number ?? 0 }
        let base = band["base"]?.number ?? 0
        guard let threshold = band["threshold"]?.number, cost > threshold else { return base }
        let percent = table["excess-percent"]?.number ?? 0
        let way = PlainBook.map([
            "unit": .word("1"), "way": table["rounding-way"] ?? .word("cut"),
        ])
        return base + round((cost - threshold) * percent, by: 100, way)
    }

    /// What the insurer gives back of a share.
    private mutating func benefit(
        share: Int, cost: Int, band name: String?, multiple: Bool
    ) -> Int {
        if let decided = claim.decided { return decided }
        if tenths == 10 { return 0 }
        guard let name else { return 0 }
        guard let table else {
            said.missing.insert("high-cost.tables")
            return 0
        }
        guard let band = table["bands"]?.items.first(where: { $0["band"]?.text == name }) else {
            said.missing.insert("band")
            return 0
        }
        return max(0, share - limit(band, cost: cost, multiple: multiple, of: table))
    }

    private mutating func highCostAndFunds() {
        guard !claim.funds.isEmpty else {
            let back = benefit(
                share: bears, cost: said.totalCost, band: claim.band?.name,
                multiple: claim.band?.multiple ?? false)
            said.highCost = min(back, bears)
            bears -= said.highCost
            return
        }
        guard let rule = set("funds", in: country, ["order", "classes"]) else {
            said.missing.insert("funds")
            return
        }
        let order = rule["order"]?.items.compactMap(\.text) ?? []
        var queue: [(place: Int, law: String, fund: PlainClaim.Fund)] = []
        for fund in claim.funds {
            guard let place = order.firstIndex(of: String(fund.funder.prefix(2))) else {
                said.missing.insert("fund-not-listed")
                return
            }
            queue.append((place, order[place], fund))
        }
        // The one that stands earlier in the order pays first; of the same number the first named.
        var sorted: [(place: Int, law: String, fund: PlainClaim.Fund)] = []
        while !queue.isEmpty {
            var first = 0
            for (index, one) in queue.enumerated() where one.place < queue[first].place {
                first = index
            }
            sorted.append(queue.remove(at: first))
        }
        pay(sorted.map { ($0.law, $0.fund) }, rule)
    }

    private func part(_ fund: PlainClaim.Fund) -> (cost: Int, share: Int) {
        let cost = min(fund.points * 10, said.totalCost)
        guard cost < said.totalCost,
            let exact = set("rounding.insurance", in: country, ["unit", "way"])
        else { return (cost, said.burden) }
        return (cost, min(said.burden, cost - round(cost * (10 - tenths), by: 10, exact)))
    }

    private mutating func pay(
        _ funds: [(law: String, fund: PlainClaim.Fund)], _ rule: PlainBook
    ) {
        let first = part(funds[0].fund)
        let kind = rule["classes"]?.items.first { group in
            group["laws"]?.items.contains { $0.text == funds[0].law } ?? false
        }
        let fixed = kind?["class"]?.text != "band-specific"
        let back = benefit(
            share: first.share, cost: first.cost,
            band: fixed ? kind?["limit-band"]?.text ?? "" : claim.band?.name,
            multiple: fixed ? false : claim.band?.multiple ?? false)
        said.highCost = min(back, bears)
        bears -= said.highCost
        // The patient's share in two heaps: under the funds, and outside of them.
        var under = max(0, first.share - said.highCost)
        var outside = bears - under
        var spilled = 0
        if claim.additional > 0, additionalPlace == "before-funds" {
            // The window does not know of the addition: there the funds pay on everything.
            let plain = inTurn(funds, under: under, outside: outside, spilled: 0)
            asked = bears - plain.pays.reduce(0, +)
            additional()
            let within = min(under, said.additional)
            under -= within
            spilled = said.additional - within
            outside -= spilled
        }
        let turn = inTurn(funds, under: under, outside: outside, spilled: spilled)
        for pays in turn.pays {
            said.otherFunds += pays
            bears -= pays
        }
        let left = turn.left
        guard country.at("high-cost.outside-fund-part")?.isUnset ?? true else { return }
        if bears - left > 0, let band = claim.band, let table,
            let row = table["bands"]?.items.first(where: { $0["band"]?.text == band.name }),
            bears > limit(row, cost: said.totalCost, multiple: band.multiple, of: table)
        {
            said.missing.insert("outside-fund-part")
        }
    }

    /// What each fund pays in its turn, and what the last of them leaves of its part.
    ///
    /// - Parameter spilled: what the insurer's addition took of the heap outside the funds.
    private func inTurn(
        _ funds: [(law: String, fund: PlainClaim.Fund)], under first: Int, outside rest: Int,
        spilled: Int
    ) -> (pays: [Int], left: Int) {
        var (under, outside, left) = (first, rest, 0)
        let firstPart = part(funds[0].fund)
        var pays: [Int] = []
        for (index, one) in funds.enumerated() {
            if index > 0 {
                let own = part(one.fund)
                if own.cost + firstPart.cost <= said.totalCost, own.share <= outside + spilled {
                    // Beside each other: the later fund has a part of its own.
                    under = min(own.share, outside)
                    outside -= under
                } else {
                    // One upon the other: the later fund begins with what the earlier one leaves.
                    let more = min(outside, max(0, own.share - firstPart.share))
                    outside -= more
                    under = left + more
                }
            }
            pays.append(max(0, under - one.fund.copayment))
            left = under - (pays.last ?? 0)
        }
        return (pays, left)
    }

    // MARK: 5 and 6

    /// Whether the insurer's addition comes before or after the funds.
    private var additionalPlace: String? {
        return self.set("additional-benefit", in: country, ["place"])?["place"]?.text
    }

    private mutating func additional() {
        if claim.additional > 0, !claim.funds.isEmpty, !said.missing.contains("funds"),
            additionalPlace == nil
        {
            said.missing.insert("additional-benefit")
        }
        said.additional = min(claim.additional, bears)
        bears -= said.additional
    }

    private mutating func copayment() {
        guard
            let entry = set(
                perSetting("copayment"), in: town, ["kind", "yen", "times", "month-cap"])
        else {
            said.missing.insert("copayment")
            return
        }
        var rule = entry
        for one in entry["cases"]?.items ?? [] {
            let answers = whose(one)
            if answers.contains(.no) { continue }
            let open = answers.compactMap { if case .open(let what) = $0 { what } else { nil } }
            guard open.isEmpty else {
                said.missing.formUnion(open)
                return
            }
            rule = one
            break
        }
        guard let ceiling = ceiling(rule) else { return }
        guard let room = room(rule, yen: ceiling.shared) else {
            said.missing.insert("soFar")
            return
        }
        let yen = rule["yen"]?.number ?? 0
        func counted(_ units: Int) -> Int {
            var sum = 0
            for unit in 0..<units {
                if let times = rule["times"]?.number, unit >= times { break }
                if let times = room.times, unit >= times { break }
                sum += yen
            }
            return sum
        }
        var asked = 0
        switch rule["kind"]?.text {
        case "per-month-per-institution": asked = yen
        case "per-day":
            guard let days = claim.days else {
                said.missing.insert("days")
                return
            }
            asked = counted(days)
        case "per-visit":
            guard let visits = claim.visits else {
                said.missing.insert("visits")
                return
            }
            asked = counted(visits)
        case "per-first-visit":
            // So much for each first consultation, and nothing for what comes after it.
            let isOver = bears == 0 || room.yen == 0
            guard let first = claim.firstVisits ?? (isOver ? 0 : nil) else {
                said.missing.insert("firstVisits")
                return
            }
            asked = counted(first)
        case "tenths-of-cost":
            asked = round(said.totalCost * (rule["tenths"]?.number ?? 0), by: 10, rule)
        case "fraction-of-share":
            asked = round(
                bears * (rule["numerator"]?.number ?? 0), by: rule["denominator"]?.number ?? 1, rule
            )
        case "tiers":
            guard let units = unitsOfTiers(rule) else { return }
            for number in units { asked += price(number, in: rule["tiers"]?.items ?? []) }
        default: break
        }
        if let cap = ceiling.own, asked > cap { asked = cap }
        if let yen = room.yen, asked > yen { asked = yen }
        said.copayment = min(asked, bears)
        bears -= said.copayment
    }

    /// What the claims before this one leave of a limit over all institutions: nothing stands where
    /// there is no such limit; `nil` where nobody says which claims came before.
    /// So many visits or days of a claim are paid for in the other setting, whatever the case; `nil` is all.
    private var timesElsewhere: Int? {
        let own = "copayment.\(claim.isInpatient ? "outpatient" : "inpatient")"
        let path = town.at(own)?.text == "same" ? "copayment.outpatient" : own
        guard let entry = entry(path, in: town) else { return nil }
        var most = 0
        for rule in [entry] + (entry["cases"]?.items ?? []) {
            guard let kind = rule["kind"]?.text, kind == "per-visit" || kind == "per-day",
                let times = rule["times"]?.number
            else { return nil }
            most = max(most, times)
        }
        return most
    }

    private func room(_ rule: PlainBook, yen most: Int?) -> (yen: Int?, times: Int?)? {
        guard let shared = rule["shared"] else { return (nil, nil) }
        guard let before = claim.before else { return nil }
        var (yen, times) = (most, shared["times"]?.number)
        for one in before {
            if one.isSibling, shared["per"]?.text != "household" { continue }
            if one.isInpatient != claim.isInpatient, shared["settings"]?.text == "apart" {
                continue
            }
            if one.left == 0 { continue }
            let own =
                one.isInpatient == claim.isInpatient
                ? rule["times"]?.number ?? one.times : timesElsewhere ?? one.times
            if let open = yen { yen = open < one.left ? 0 : open - one.left }
            if let open = times { times = max(0, open - min(own, one.times)) }
        }
        return (yen, times)
    }

    /// The limits of the month, at one institution and at all of them: the lower one from the so manyth
    /// month on. `nil` where that cannot be told.
    private mutating func ceiling(_ rule: PlainBook) -> (own: Int?, shared: Int?)? {
        let (own, all) = (rule["month-cap"]?.number, rule["shared"]?["yen"]?.number)
        guard let lower = rule["multiple"], let yen = lower["yen"]?.number else {
            return (own, all)
        }
        let counting =
            lower["months"] == nil ? country.at("high-cost.multiple-rule")?.items.first : lower
        guard let span = counting?["months"]?.number, let time = counting?["from-time"]?.number
        else {
            said.missing.insert("multiple-rule")
            return nil
        }
        guard claim.before != nil else {
            said.missing.insert("soFar")
            return nil
        }
        let ofFamily = rule["shared"]?["per"]?.text == "household"
        let ofBoth = rule["shared"]?["settings"]?.text == "together"
        var reached = 1
        for back in stride(from: span - 1, to: 0, by: -1) {
            let month = claim.month.months(-back)
            let counts = claim.full.contains { one in
                one.month == month && one.isOfFamily == ofFamily && one.isOfBoth == ofBoth
                    && (ofFamily || !one.isSibling)
                    && (ofBoth || one.isInpatient == claim.isInpatient)
            }
            if counts { reached += 1 }
        }
        guard reached >= time else { return (own, all) }
        return all == nil ? (yen, nil) : (own, yen)
    }

    /// The numbers of the visits or days that a claim asks for; `nil` where it does not say them.
    private mutating func unitsOfTiers(_ rule: PlainBook) -> [Int]? {
        if rule["of"]?.text == "visits" {
            guard let visits = claim.visits else {
                said.missing.insert("visits")
                return nil
            }
            return Array(1..<(visits + 1))
        }
        if claim.days == nil { said.missing.insert("days") }
        var first = 1
        if rule["of"]?.text == "stay-days" {
            if let day = admittedInTime {
                // Every day from the admission to the end of the month before is one of the stay.
                var passed = day
                while passed < claim.month {
                    first += 1
                    passed = passed.next
                }
            } else {
                said.missing.insert("admitted")
                return nil
            }
        }
        guard let days = claim.days else { return nil }
        return Array(first..<(first + days))
    }

    private func price(_ number: Int, in tiers: [PlainBook]) -> Int {
        for tier in tiers where tier["until"]?.number.map({ number <= $0 }) ?? true {
            return tier["yen"]?.number ?? 0
        }
        return 0
    }

    /// The admission of a claim in hospital, up to the last day of the month.
    private var admittedInTime: PlainDay? {
        guard claim.isInpatient, let day = claim.admitted, day <= claim.month.lastOfMonth else {
            return nil
        }
        return day
    }

    /// What one condition of a case says.
    private enum Fit: Equatable { case yes, no, open(String) }

    private func whose(_ one: PlainBook) -> [Fit] {
        var answers: [Fit] = []
        if let age = one["until-end-of"]?.text {
            if let born = claim.born, let last = born.last(of: age) {
                answers.append(claim.month <= last ? .yes : .no)
            } else {
                answers.append(.open("born"))
            }
        }
        if let kinds = one["care"]?.items {
            answers.append(
                claim.care.map { care in kinds.contains { $0.text == care } ? Fit.yes : .no }
                    ?? .open("care"))
        }
        if let names = one["income-class"]?.items, !names.isEmpty {
            let name = householdClass()
            answers.append(
                name.map { name in names.contains { $0.text == name } ? Fit.yes : .no }
                    ?? .open("incomes"))
        }
        if one["stay-month-from"] != nil || one["stay-month-until"] != nil {
            if let day = admittedInTime {
                var number = 1
                while day.months(number) <= claim.month { number += 1 }
                let least = one["stay-month-from"]?.number ?? 1
                let most = one["stay-month-until"]?.number ?? number
                answers.append(number >= least && number <= most ? .yes : .no)
            } else {
                answers.append(.open("admitted"))
            }
        }
        for (key, isOrder) in [("nth-child-from", true), ("children-from", false)] {
            guard let least = one[key]?.number else { continue }
            guard let born = claim.born else {
                answers.append(.open("born"))
                continue
            }
            guard let siblings = claim.siblings else {
                answers.append(.open("siblings"))
                continue
            }
            let rule = entry("copayment.children", in: town)?["counted-until"]?.text ?? ""
            func counts(_ day: PlainDay) -> Bool {
                if day > claim.month.lastOfMonth { return false }
                if rule == "any-age" { return true }
                return day.last(of: rule).map { claim.month <= $0 } ?? false
            }
            let (before, beside) = (
                siblings.filter { $0.isOlder && counts($0.born) }.count,
                siblings.filter { counts($0.born) }.count
            )
            let reached =
                isOrder ? (counts(born) ? before + 1 : 0) : beside + (counts(born) ? 1 : 0)
            answers.append(reached >= least ? .yes : .no)
        }
        return answers
    }

    /// 所得区分; `nil` where something is not known.
    private func householdClass() -> String? {
        guard let rule = entry("copayment.income-classes", in: town),
            let first = rule["year-begins"]?.number, let parents = claim.parents
        else { return nil }
        let year = claim.month.month < first ? claim.month.year - 1 : claim.month.year
        let isAlone = rule["whose"]?.text == "recipient"
        if !isAlone, !parents.isWhole { return nil }
        var rows = [parents.recipient]
        if !isAlone, let other = parents.other { rows.append(other) }
        var amounts: [(yen: Int, dependants: Int)] = []
        var allExempt = true
        for row in rows {
            guard let said = row.first(where: { $0.year == year }), said.isDeclared else {
                return nil
            }
            if !said.isExempt { allExempt = false }
            if said.isExempt, rule["tax-exempt-counts-zero"]?.text == "true" {
                amounts.append((0, said.dependants))
            } else if let yen = rule["measure"]?.text == "income" ? said.income : said.levy {
                amounts.append((max(0, yen - (rule["deduct"]?.number ?? 0)), said.dependants))
            } else {
                return nil
            }
        }
        var (yen, dependants) = (0, 0)
        if rule["whose"]?.text == "parents-sum" {
            for amount in amounts {
                yen += amount.yen
                dependants += amount.dependants
            }
        } else {
            // The recipient's, unless the other parent has more.
            (yen, dependants) = amounts[0]
            if amounts.count > 1, amounts[1].yen > yen { (yen, dependants) = amounts[1] }
        }
        for one in rule["classes"]?.items ?? [] {
            let more = (one["per-dependant"]?.number ?? 0) * dependants
            let isIn: Bool
            if one["tax-exempt"] != nil {
                isIn = allExempt
            } else if let limit = one["below"]?.number {
                isIn = yen < limit + more
            } else if let limit = one["or-less"]?.number {
                isIn = yen <= limit + more
            } else {
                isIn = true
            }
            if isIn { return one["name"]?.text }
        }
        return nil
    }

    // MARK: meals (5.8)

    private mutating func meals() {
        guard let meals = claim.meals, meals.count > 0 else { return }
        let cover = set("meals.covered", in: town, ["extent", "yen", "until-end-of"])
        guard let rates = entry("meals.rates", in: country),
            let yen = rates[meals.kind]?.number, let most = rates["most-a-day"]?.number
        else {
            said.missing.insert("meals.rates")
            if cover == nil { said.missing.insert("meals.covered") }
            return
        }
        let days = PlainDay.length(claim.month.year, claim.month.month)
        guard claim.isInpatient, meals.count <= days * most else {
            said.missing.insert("meals.count")
            return
        }
        said.mealsBurden = meals.count * yen
        let hasFund = claim.funds.contains { $0.funder.hasPrefix("52") }
        if meals.kind == "小慢" || (meals.kind == "難病" && hasFund) { fundPaysMeals() }
        if meals.kind == "難病", !hasFund,
            set("meals.fund-share", in: country, ["law", "numerator", "denominator"]) == nil
        {
            said.missing.insert("meals.fund-share")
        }
        guard let cover else {
            said.missing.insert("meals.covered")
            return
        }
        var rule = cover
        for one in cover["cases"]?.items ?? [] {
            // Asked like the cases of the co-payment: by age and class.
            let answers = whose(one)
            if answers.contains(.no) { continue }
            let open = answers.compactMap { if case .open(let what) = $0 { what } else { nil } }
            guard open.isEmpty else {
                said.missing.formUnion(open)
                return
            }
            rule = one
            break
        }
        if rule == cover, let until = cover["until-end-of"]?.text {
            guard let born = claim.born, let last = born.last(of: until) else {
                said.missing.insert("born")
                return
            }
            if claim.month > last { return }
        }
        // Whoever eats in hospital is there at least a day.
        let treated = claim.days == 0 ? nil : claim.days
        if treated == nil, rule["left-a-day"] != nil || rule["paid-a-day"] != nil {
            said.missing.insert("days")
            return
        }
        switch rule["extent"]?.text {
        case "per-meal":
            let most = (rule["yen"]?.number ?? 0) * meals.count
            said.meals = most < said.mealsBurden ? most : said.mealsBurden
        case "full": said.meals = said.mealsBurden
        case "half": said.meals = (said.mealsBurden - said.mealsBurden % 2) / 2
        default: said.meals = 0
        }
        for (key, count) in [("paid-a-day", treated ?? 0), ("paid-a-month", 1)] {
            if let yen = rule[key]?.number, said.meals > yen * count { said.meals = yen * count }
        }
        for (key, count) in [("left-a-day", treated ?? 0), ("left-a-month", 1)] {
            guard let yen = rule[key]?.number else { continue }
            // Yen by yen the scheme takes over what is left above the limit.
            let left = said.mealsBurden - said.meals
            if left > yen * count { said.meals += left - yen * count }
        }
    }

    private mutating func fundPaysMeals() {
        guard
            let share = set(
                "meals.fund-share", in: country, ["law", "numerator", "denominator"]),
            let above = share["numerator"]?.number, let below = share["denominator"]?.number
        else {
            said.missing.insert("meals.fund-share")
            return
        }
        var pays = 0
        while (pays + 1) * below <= said.mealsBurden * above { pays += 1_000 }
        while pays * below > said.mealsBurden * above { pays -= 1 }
        said.mealsBurden -= pays
    }

    // MARK: in kind or reimbursed (5.6)

    private mutating func route(_ atWindow: Int) {
        if claim.paid != nil {
            said.route = "reimbursement"
            return
        }
        if let institution = claim.institution {
            guard let isInside = isInArea(institution) else { return }
            guard isInside else {
                said.route = "reimbursement"
                return
            }
        }
        guard
            let rule = set(
                "in-kind.switch-to-reimbursement", in: town, ["at", "compare", "amount", "per"]),
            let yen = rule["at"]?.number
        else {
            said.missing.insert("switch-to-reimbursement")
            return
        }
        var amount = atWindow
        if rule["amount"]?.text == "window",
            let window = set("rounding.counter", in: country, ["unit", "way"])
        {
            amount = round(atWindow, window)
        }
        let isOver = rule["compare"]?.text == "more-than" ? amount > yen : amount >= yen
        said.route = isOver ? "reimbursement" : "inKind"
    }

    /// `nil` where the claim does not say enough to tell.
    private mutating func isInArea(_ institution: String) -> Bool? {
        guard let rule = set("in-kind.area", in: town, ["where"]), let places = rule["where"]
        else {
            said.missing.insert("in-kind.area")
            return nil
        }
        let here = town["municipality"]?.text ?? ""
        let isInPrefecture = institution.prefix(2) == here.prefix(2)
        var cannotTell = false
        for place in places.text.map({ [$0] }) ?? places.items.compactMap(\.text) {
            switch place {
            case "prefecture": if isInPrefecture { return true }
            case "municipality":
                if claim.municipality == here { return true }
                if claim.municipality == nil { cannotTell = true }
            case _ where place.count == 10 && place.allSatisfy(\.isNumber):
                if place == institution { return true }
            default: cannotTell = true
            }
        }
        if cannotTell, isInPrefecture {
            said.missing.insert("place")
            return nil
        }
        return false
    }
}
