// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension SchemeBook {
    /// Judges one child on one day; pure, and always answers.
    ///
    /// - Parameters:
    ///   - office: the open days, for a time limit whose last day is a closed one.
    public func judge(_ request: JudgeRequest, office: OfficeDays) -> Judgement {
        Judgement(
            outpatient: judge(request, .outpatient, office: office),
            inpatient: judge(request, .inpatient, office: office), book: digest)
    }

    private func judge(
        _ request: JudgeRequest, _ setting: CareSetting, office: OfficeDays
    ) -> SettingJudgement {
        let law = SettingLaw(self, setting, office: office)
        let child = ChildNumbers(request, exclusions: exclusions)
        var stretch: Stretch?
        var answer = law.decide(
            child, on: request.on.dayNumber, ends: ComputedAgeEnds(), stretch: &stretch)
        let income = applyIncome(request, to: &answer, &stretch)
        let recipient = recipientFindings(request)
        if recipient.contains(where: { !$0.finding.met }) { answer.unmet.insert(.recipient) }
        // What is refused whatever the stay is waits for no record of it.
        let isRefused =
            !answer.unmet.isDisjoint(with: .refusing)
            || (answer.unmet.contains(.income) && income.missing == nil)
        let stay = stayAnswer(request).flatMap { isRefused && $0.missing != nil ? nil : $0 }
        if stay?.finding.met == false { answer.unmet.insert(.stay) }
        let judged = JudgedCase(
            book: self, setting: setting, request: request, answer: answer, stretch: stretch)
        let findings =
            judged.factFindings + [
                judged.ageFinding, judged.residenceFinding, judged.insuranceFinding,
            ]
            + judged.exclusionFindings + (income.finding.map { [$0] } ?? [])
            + (stay.map { [$0.finding] } ?? []) + recipient.map(\.finding)
            + judged.startFindings
        return SettingJudgement(
            eligible: answer.isEligible,
            period: answer.isEligible
                ? EffectivePeriod(
                    from: CivilDate(dayNumber: answer.from),
                    until: answer.until == ChildNumbers.never
                        ? nil : CivilDate(dayNumber: answer.until)) : nil,
            findings: findings,
            unconfirmed: judged.unconfirmed
                + ([stay?.unconfirmed] + recipient.map(\.unconfirmed)).compactMap(\.self),
            unset: judged.unset + [stay?.unset].compactMap(\.self),
            missing: [income.missing, stay?.missing].compactMap(\.self),
            missingStay: stay?.missing,
            event: stretch?.event,
            deadline: stretch.flatMap {
                $0.deadline == ChildNumbers.none ? nil : CivilDate(dayNumber: $0.deadline)
            })
    }
}

extension SchemeBook {
    /// Cuts an answer to the days on which the income rule bars nobody.
    ///
    /// - Returns: the finding, and what would have to be known first.
    private func applyIncome(
        _ request: JudgeRequest, to answer: inout DayAnswer, _ stretch: inout Stretch?
    ) -> (finding: Finding?, missing: String?) {
        guard let income = incomeAnswer(request) else { return (nil, nil) }
        var missing = income.missing
        var finding = income.finding
        if !income.isMet { answer.unmet.insert(.income) }
        if answer.from < income.from {
            if income.isMet, let unknown = income.unknownBefore, stretch != nil {
                // The entitlement would begin earlier, were the income of that year known: asked
                // for, never cut off in silence.
                missing = unknown
                answer.unmet.insert(.income)
                finding = Finding(
                    rule: .income, article: finding.article, met: false,
                    because: FindingName.startUnknown.said(unknown))
            }
            answer.from = income.from
            if var cut = stretch {
                cut.from = max(cut.from, income.from)
                stretch = cut
            }
        }
        answer.until = min(answer.until, income.until)
        return (finding, missing)
    }
}

/// Everything the findings of one answer are worded from.
struct JudgedCase {
    let book: SchemeBook
    let setting: CareSetting
    let request: JudgeRequest
    let answer: DayAnswer
    let stretch: Stretch?

    var child: JudgeRequest.Child { request.child }
    var on: CivilDate { request.on }

    /// The age limit in force on the day asked.
    var ageLimit: Lookup<AgeEnd> { book.ageLimits[setting]?.on(on) ?? .unset("eligible-child") }

    /// The start rule that was applied.
    var startRule: DatedValue<StartRule>? {
        guard let stretch else { return nil }
        let day = CivilDate(dayNumber: stretch.possibleFrom)
        guard case .found(_, let entry)? = book.startRules[stretch.event]?.on(day) else {
            return nil
        }
        return entry
    }

    /// Paths of the values used that no officer has signed.
    var unconfirmed: [String] {
        var paths: [String] = []
        if case .found(_, let entry) = ageLimit, !entry.isConfirmed { paths.append(entry.path) }
        if let entry = startRule, !entry.isConfirmed { paths.append(entry.path) }
        return paths
    }

    /// What the book does not hold.
    var unset: [String] {
        var paths: [String] = []
        if case .unset(let path) = ageLimit { paths.append(path) }
        if answer.unmet.contains(.startUnset) { paths.append(startPath) }
        if hasUnlistedExclusion { paths.append("eligible-child.excluded-list") }
        return paths
    }

    var startPath: String {
        "start-of-entitlement(\(stretch?.event.rawValue ?? ""))"
    }

    var hasUnlistedExclusion: Bool {
        book.exclusions.mask(of: child.exclusions) & ExclusionList.unlistedBit != 0
    }
}
