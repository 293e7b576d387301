// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// The book in force and the office's open days: everything that judging needs besides facts.
public struct EligibilityLaw: Sendable {
    public let book: SchemeBook
    public let office: OfficeDays
    /// Where the income of persons stands besides what officers record (税の連携・情報照会).
    public let incomes: (any IncomeRecords)?

    public init(
        book: SchemeBook, office: OfficeDays, incomes: (any IncomeRecords)? = nil
    ) {
        self.book = book
        self.office = office
        self.incomes = incomes
    }

    /// Whether the book asks about income on any day of a period; a value that nobody has looked up
    /// asks.
    public func asksIncome(in period: EffectivePeriod) -> Bool {
        Self.asks(book.incomeRule, in: period)
    }

    /// Whether the book has classes of income (所得区分) at any time.
    var hasIncomeClasses: Bool { book.copayment.incomeClasses != nil }

    private static func asks<Rule>(
        _ rules: DatedValues<Rule>?, in period: EffectivePeriod
    ) -> Bool {
        guard let rules else { return false }
        let edges = rules.entries.map(\.from).filter(period.contains)
        return ([period.from] + edges).contains { day in
            switch rules.on(day) {
            case .found, .unset: true
            case .none: false
            }
        }
    }

    /// Whether any judgement asks for the income of a year of assessment (賦課年度).
    public func asksIncome(ofYear year: Int) -> Bool {
        // Typed by hand: a whole date in the place of a year is no year of the calendar.
        guard FiscalYear(year).year == year else { return false }
        return Self.asks(book.incomeRule, ofYear: year, \.measuring)
            || Self.asks(book.copayment.incomeClasses, ofYear: year, \.measuring)
    }

    private static func asks<Rule>(
        _ rules: DatedValues<Rule>?, ofYear year: Int, _ how: (Rule) -> IncomeMeasuring
    ) -> Bool {
        guard let entries = rules?.entries else { return false }
        return entries.indices.contains { index in
            guard case .set(let rule) = entries[index].setting else { return false }
            let next = entries.indices.contains(index + 1) ? entries[index + 1].from : nil
            let measuring = how(rule)
            return EffectivePeriod(from: entries[index].from, until: next).overlaps(
                EffectivePeriod(
                    from: measuring.firstDay(of: year), until: measuring.firstDay(of: year + 1)))
        }
    }

    /// Whether the pages about income are of use on a day: what was applied for before the rule ended
    /// is decided after it, within the fiscal year or the next one.
    public func showsIncome(on day: CivilDate) -> Bool {
        let period = EffectivePeriod(from: FiscalYear(FiscalYear(of: day).year - 1).firstDay)
        return asksIncome(in: period) || Self.asks(book.copayment.incomeClasses, in: period)
    }

    /// Applies the book on a day.
    ///
    /// - Parameters:
    ///   - today: the day of examining; when the child is not eligible then, the day of application
    ///     is asked too, because an entitlement may have begun and ended before it is decided.
    ///   - applied: the day of application; it counts for the time limit.
    ///   - causeOn: what an enlargement of the scheme gives begins on its day: asked before, whom the
    ///     book covers already begins by the application, and takes the wider part from that day.
    public func examine(
        _ facts: SubjectFacts, today: CivilDate, applied: CivilDate,
        reason: ApplicationReason? = nil, causeOn: CivilDate? = nil
    ) -> Examination {
        let event = Self.event(reason, causeOn)
        if reason == .schemeExtended, let causeOn, today < causeOn {
            let now = examine(facts, today: today, applied: applied)
            guard now.isEligible else {
                return answer(facts, on: causeOn, applied: applied, event: event)
            }
            let then = answer(facts, on: causeOn, applied: nil, event: nil)
            return Examination(
                on: now.on, applied: now.applied, judgement: now.judgement,
                periods: now.periods.extended(by: then.periods, from: causeOn))
        }
        let now = answer(facts, on: today, applied: applied, event: event)
        guard !now.isEligible, applied < today else { return now }
        // A stay whose renewal nobody knows of yet waits; the day of application says nothing of today.
        if case .stayUnknown? = now.open { return now }
        let then = answer(facts, on: applied, applied: applied, event: event)
        guard then.isEligible else { return now }
        // A stay that has ended since ends what it gave.
        guard let end = stayBar(facts, from: applied), end <= today else { return then }
        return Examination(
            on: then.on, applied: then.applied, judgement: then.judgement,
            periods: then.periods.ending(before: end))
    }

    /// Applies the book on exactly one day.
    func answer(
        _ facts: SubjectFacts, on day: CivilDate, applied: CivilDate?,
        event: JudgeRequest.Event?
    ) -> Examination {
        let insured = facts.insurance(around: day)
        let resident = facts.residence(around: day)
        var child = JudgeRequest.Child(
            born: facts.born, residentFrom: resident?.from,
            residentUntil: resident?.until, insuredFrom: insured?.from,
            insuredUntil: insured?.until, married: facts.isMarried,
            exclusions: facts.exclusionWords(on: day), incomes: facts.incomes,
            residenceNote: facts.residenceNote(on: day))
        child.hasDied = facts.hasDied
        child.stay = facts.stay
        var request = JudgeRequest(on: day, applied: applied, event: event, child: child)
        request.recipient = facts.recipient
        let judgement = book.judge(request, office: office)
        var periods = EntitlementPeriods(
            outpatient: judgement.outpatient.period, inpatient: judgement.inpatient.period)
        if let later = facts.exclusionBeginning(after: day) {
            periods = periods.ending(
                before: book.endRules.firstDayOutside(.exclusion, on: later.period.from))
        }
        return Examination(
            on: day, applied: applied ?? day, judgement: judgement, periods: periods)
    }

    /// The first day from which the income known now bars a child that is entitled: not before the
    /// year of assessment of `today`, so that an old year is corrected by an officer, not by a file.
    func incomeBar(
        _ facts: SubjectFacts, in periods: EntitlementPeriods, today: CivilDate
    ) -> CivilDate? {
        guard case .found(let rule, _)? = book.incomeRule?.on(today), let from = periods.from
        else { return nil }
        let first = max(from, rule.firstDay(of: rule.year(on: today)))
        return book.firstDayOverIncome(
            JudgeRequest.Child(
                born: facts.born, residentFrom: nil, insuredFrom: nil, incomes: facts.incomes),
            from: first)
    }

    /// Whose tax of which year is not known of a child that is entitled, in words for an officer; `nil`
    /// where nothing is missing.
    func missingIncome(_ facts: SubjectFacts, on day: CivilDate) -> String? {
        let missing = book.missingIncome(
            JudgeRequest.Child(
                born: facts.born, residentFrom: nil, insuredFrom: nil, incomes: facts.incomes),
            on: day)
        guard !missing.isEmpty else { return nil }
        let what = missing.joined(separator: "と")
        return GuardianCheck.incomeMark
            + "\(what)がないため、判定できていません。照会するか、課税証明書を求めて記録してください。記録すると判定し直します"
    }

    /// Those exclusions that count in this book: what it excepts (a scheme of the city itself) bars
    /// nobody.
    func excluding(_ stretches: [ExclusionStretch]) -> [ExclusionStretch] {
        stretches.filter { book.exclusions.mask(of: [$0.kind]) != 0 }
    }

    /// The event that the child's own dates do not show.
    private static func event(
        _ reason: ApplicationReason?, _ day: CivilDate?
    ) -> JudgeRequest.Event? {
        switch reason {
        case .exclusionEnded: JudgeRequest.Event(kind: .exclusionEnded, date: day)
        case .guardianChanged, .adoption: JudgeRequest.Event(kind: .guardianChange, date: day)
        case .schemeExtended: JudgeRequest.Event(kind: .ordinanceChange, date: day)
        case .birth, .movingIn, .joinedInsurance, .nameChange, .movingWithin,
            .insuranceChange, .accountChange, .mailingAddressChange, .recipientChange,
            .movingOut, .death, .publicAssistance, .facilityOrFosterCare, .marriage,
            .insuranceLost, .otherScheme, .ageReached, .declined, .certificateLost,
            .certificateDamaged, .certificateNotDelivered, .other, nil:
            nil
        }
    }
}
