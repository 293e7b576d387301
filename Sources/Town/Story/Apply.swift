// SPDX-License-Identifier: Apache-2.0
import Vocabulary

extension TownBook {
    /// When a parent goes to the office after an event.
    enum Promptness { case early, lastDay, dayAfter, late }

    func drawPromptness() -> Promptness {
        let drawn = chance.below(100)
        return drawn < 86 ? .early : drawn < 92 ? .lastDay : drawn < 95 ? .dayAfter : .late
    }

    func dayToApply(event: CivilDate, _ promptness: Promptness) -> CivilDate {
        let calendar = lists.calendar
        let last = calendar.lastDayToApply(event: event)
        let final = calendar.officeDay(from: story.lastOfficeDay)
        switch promptness {
        case .early:
            return min(last, calendar.officeDay(from: event.adding(days: chance.within(1...12))))
        case .lastDay: return last
        case .dayAfter: return calendar.officeDay(from: last.next)
        case .late:
            return min(final, calendar.officeDay(from: last.adding(days: chance.within(3...45))))
        }
    }

    /// A registration with everything shown; the outcome is set by whoever asked for it.
    func makeApplication(
        _ household: Household, _ child: Int, reason: String, event: CivilDate, applied: CivilDate
    ) -> Application {
        let guardian = children[child].guardian
        let drawn = chance.below(100)
        return Application(
            reason: reason, channel: drawn < 75 ? "窓口" : drawn < 85 ? "郵送" : "電子",
            applied: applied, event: event, child: child, guardian: guardian,
            evidence: children[child].spans.last,
            insuredName: household.persons[household.applicant].name,
            account: guardians[guardian].account, isForeign: household.isForeign,
            strand: children[child].entitlements.count)
    }

    /// Registers a child after an event (birth, move-in, end of an exclusion, insurance).
    ///
    /// Within the 15 days the entitlement begins on the day of the event, later on the day of
    /// the application; a tenth of the newborn and newcomers come without insurance evidence.
    func applyAfter(
        _ household: Household, _ child: Int, reason: String, event: CivilDate,
        promptness: Promptness, isHeld: Bool = false
    ) {
        let day = dayToApply(event: event, promptness)
        var application = makeApplication(
            household, child, reason: reason, event: event, applied: day)
        let isInTime = day <= lists.calendar.lastDayToApply(event: event)
        var known = day.yearMonth.next
        let from = isInTime ? event : day
        if !story.ordinance.covers(from, born: children[child].born) {
            // The age limit was reached before the form came.
            application.outcome = .refused
            application.decisionReason = "02"
            applications.append(application)
            return
        }
        if isHeld {
            known = bringEvidence(household, &application)
        } else if let span = children[child].spans.last, span.acquired >= event {
            file(children[child].addressee, span, household, month: event.yearMonth)
        } else if reason == "02", let span = children[child].spans.last {
            file(children[child].addressee, span, household, month: event.yearMonth)
        }
        applications.append(application)
        grant(child, from: from, visible: known.firstDay)
    }

    /// Takes the evidence out of an application; it arrives by the feed of a later month.
    ///
    /// - Returns: the month in which the office has it from the first day on.
    func bringEvidence(_ household: Household, _ application: inout Application) -> YearMonth {
        let child = application.child
        application.evidence = nil
        application.isHeld = true
        let month =
            application.applied.day <= 15
            ? application.applied.yearMonth : application.applied.yearMonth.next
        if let span = children[child].spans.last {
            file(children[child].addressee, span, household, month: month)
        }
        return month.next
    }

    /// The mass application of March 2025: entitled from the start of the scheme.
    func applyInMarch(_ household: Household, _ child: Int) -> Application {
        let day = FictionalCity.day(story.firstYear, 3, 3).adding(days: chance.below(28))
        return makeApplication(
            household, child, reason: "03", event: story.schemeStart,
            applied: lists.calendar.officeDay(from: day))
    }

    /// A notice that changes nothing in the entitlement or ends it (kinds 02, 03, 06).
    func notify(
        _ household: Household, _ child: Int, kind: String, reason: String, event: CivilDate,
        evidence: InsuredSpan? = nil
    ) {
        // In a long story only those tell of changes who hold a certificate.
        if story.changesOrdinance,
            !children[child].entitlements.contains(where: {
                $0.from <= event && event <= $0.until
            })
        {
            return
        }
        var notice = makeApplication(
            household, child, reason: reason, event: event,
            applied: lists.calendar.officeDay(from: event.adding(days: chance.within(1...9))))
        notice.kind = kind
        notice.evidence = evidence
        notice.account = nil
        notice.outcome = .noted
        notice.decisionReason = kind == "06" ? "00" : "R" + reason
        notice.married = reason == "25"
        notice.placement = reason == "24"
        applications.append(notice)
    }
}
