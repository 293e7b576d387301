// SPDX-License-Identifier: Apache-2.0
import Scheme
public import Vocabulary

/// The day on which an entitlement ends by what is known of the child, and why.
public struct LapseDay: Hashable, Sendable {
    /// The first day outside.
    public let day: CivilDate
    public let reason: DecisionReason
    public let applicationReason: ApplicationReason
    /// An officer must look although the rule is clear.
    let flags: Set<ProposalFlag>
    /// The day of the event where the book lets the entitlement last after it; else the same day.
    let eventOn: CivilDate

    /// The earliest end inside an entitlement; `nil` where nothing ends it.
    ///
    /// Order on one day: death, moving out, exclusion, loss of insurance, income, stay.
    ///
    /// - Parameters:
    ///   - overIncome: the first day that the book bars by income.
    ///   - overStay: the first day that the book bars by the stay (在留).
    ///   - rules: how long the entitlement lasts after an event, by the book.
    static func earliest(
        of periods: EntitlementPeriods, person: ResidentSnapshot?, facts: SubjectFacts,
        overIncome: CivilDate? = nil, overStay: CivilDate? = nil, rules: EndRules = .none
    ) -> LapseDay? {
        guard let from = periods.from else { return nil }
        var found: [LapseDay] = []
        func outside(_ event: EndEvent, _ day: CivilDate) -> CivilDate {
            rules.firstDayOutside(event, on: day, ofOneFrom: from)
        }
        if let person, let until = person.residentUntil {
            switch person.status {
            case .died:
                found.append(LapseDay(until, .died, .death))
            case .movedOut:
                // Who lives elsewhere under an exception has not left until that ends. Where the
                // book leaves the exception open, an officer says whether the child has left.
                let flags: Set<ProposalFlag> =
                    facts.openResidence.isEmpty ? [] : [.residenceException]
                if let residence = facts.residence {
                    if let last = residence.until {
                        found.append(
                            LapseDay(
                                outside(.moveOut, last), .movedOut, .movingOut, flags: flags,
                                event: last))
                    }
                } else {
                    found.append(
                        LapseDay(
                            outside(.moveOut, until), .movedOut, .movingOut, flags: flags,
                            event: until))
                }
            case .resident, .nonResident:
                break
            }
        }
        // Who lives here by the register and does not count as living here (住所地特例).
        let notCounted = facts.notCounted
            .filter { $0.runs(after: from) }.min { $0.from < $1.from }
        if let notCounted, person?.status == .resident || person?.status == .movedOut {
            let day = max(from, notCounted.from)
            found.append(
                LapseDay(
                    outside(.moveOut, day), .enteredFacilityOrFosterCare,
                    .facilityOrFosterCare, event: day))
        }
        let exclusion = facts.exclusions
            .filter { $0.period.runs(after: from) && !$0.period.isEmpty }
            .min { $0.period.from < $1.period.from }
        if let exclusion {
            let (reason, asked) = ExclusionReason.lapse(exclusion.kind)
            let day = max(from, exclusion.period.from)
            found.append(LapseDay(outside(.exclusion, day), reason, asked, event: day))
        }
        if let insured = facts.insurance(around: from), insured.contains(from),
            let lost = insured.until
        {
            // New evidence often follows the loss by days: never without an officer.
            found.append(
                LapseDay(
                    outside(.insuranceLost, lost), .lostInsurance, .insuranceLost,
                    flags: [.insuranceGap], event: lost))
        }
        if let overIncome { found.append(LapseDay(overIncome, .incomeExceeded, .other)) }
        if let overStay {
            // A renewal may be on its way to the register: never without an officer.
            found.append(LapseDay(overStay, .stayStatus, .other, flags: [.stayPeriod]))
        }
        return found.enumerated()
            .filter { periods.reaches($0.element.day) }
            .min { ($0.element.day, $0.offset) < ($1.element.day, $1.offset) }?.element
    }

    private init(
        _ day: CivilDate, _ reason: DecisionReason, _ asked: ApplicationReason,
        flags: Set<ProposalFlag> = [], event: CivilDate? = nil
    ) {
        self.day = day
        eventOn = event ?? day
        self.reason = reason
        applicationReason = asked
        self.flags = flags
    }
}
