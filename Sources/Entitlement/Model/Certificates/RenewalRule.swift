// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

/// Who needs another certificate, by what the book says of validity and classes.
struct RenewalRule {
    /// An entitlement as it stands.
    struct Holder {
        let historyID: Int64
        let recipientNumber: String
        let born: CivilDate
        let periods: EntitlementPeriods
    }

    /// A certificate of it.
    struct Paper {
        let periods: EntitlementPeriods
        let certificateClass: CertificateClass?
        /// The first day on which it serves no more: another one has its place, or it came back
        /// before it began.
        let endedOn: CivilDate?

        /// Whether it serves on a day for every care that the entitlement covers then.
        func serves(_ entitlement: EntitlementPeriods, on day: CivilDate) -> Bool {
            func serves(_ wanted: EffectivePeriod?, _ printed: EffectivePeriod?) -> Bool {
                guard wanted?.contains(day) ?? false else { return true }
                return printed?.contains(day) ?? false
            }
            return endedOn.map { day < $0 } ?? true
                && serves(entitlement.outpatient, periods.outpatient)
                && serves(entitlement.inpatient, periods.inpatient)
        }
    }

    let today: CivilDate
    /// The last day that is looked at.
    let horizon: CivilDate
    private let validity: CertificateValidity
    private let book: SchemeBook

    /// `nil` where the book knows neither certificates that end with the year nor classes: then one
    /// certificate serves as long as the entitlement does.
    init?(_ book: SchemeBook, on today: CivilDate) {
        guard case .found(let validity, _) = book.office.certificateValidity.on(today) else {
            return nil
        }
        self.book = book
        self.today = today
        self.validity = validity
        horizon = today.adding(days: validity.leadDays)
        let days = [FiscalYear(of: today).firstDay.previous, today, horizon]
        guard days.contains(where: { ends(on: $0) || !(card($0)?.classes ?? [:]).isEmpty })
        else { return nil }
    }

    /// Whether a class is printed on some day that is looked at: then it may change.
    var hasClasses: Bool {
        [FiscalYear(of: today).firstDay.previous, today, horizon].contains {
            !(card($0)?.classes ?? [:]).isEmpty
        }
    }

    /// What the register keeps of the class of children with both cares on a day, the youngest first: who
    /// was born then or later; `nil` takes the rest. Nothing where the book tells none apart.
    func births(on day: CivilDate) -> [(code: String, bornFrom: CivilDate?)] {
        guard case .found(let found, _) = book.office.certificateClasses.on(day) else { return [] }
        return found.byBirth(on: day)
    }

    private func validity(on day: CivilDate) -> CertificateValidity {
        guard case .found(let found, _) = book.office.certificateValidity.on(day) else {
            return validity
        }
        return found
    }

    private func ends(on day: CivilDate) -> Bool { validity(on: day).kind == .fiscalYear }

    private func card(
        _ day: CivilDate
    ) -> (title: String, notes: [String], classes: [String: String])? {
        try? book.letters.wording(.certificate, on: day).wording.card
    }

    /// What an entitlement with its certificates, the oldest first, needs next.
    func renewal(of holder: Holder, _ papers: [Paper]) -> CertificateRenewal? {
        let ends = [holder.periods.outpatient?.until, holder.periods.inpatient?.until]
            .compactMap(\.self)
        let begins = ends + [FiscalYear(of: today).firstDay, nextYear] + classChanges(of: holder)
        // What is missing already is valid from when it should have been there.
        if let cause = cause(holder, papers, on: today) {
            return renewal(of: holder, cause, from: begins.filter { $0 <= today }.max() ?? today)
        }
        for day in begins.filter({ today < $0 && $0 <= horizon }).sorted() {
            if let cause = cause(holder, papers, on: day) {
                return renewal(of: holder, cause, from: day)
            }
        }
        return nil
    }

    /// The days on which the holder may come into another class: by age, or by the book.
    private func classChanges(of holder: Holder) -> [CivilDate] {
        guard hasClasses else { return [] }
        return book.office.certificateClasses.entries.flatMap { entry -> [CivilDate] in
            guard case .set(let found) = entry.setting else { return [entry.from] }
            return [entry.from] + found.changes(born: holder.born)
        }
    }

    /// The day on which the next fiscal year begins.
    var nextYear: CivilDate { FiscalYear(of: today).lastDay.next }

    private func cause(_ holder: Holder, _ papers: [Paper], on day: CivilDate) -> RenewalCause? {
        guard holder.periods.contains(day) else { return nil }
        let classes = card(day)?.classes ?? [:]
        func name(_ known: CertificateClass?) -> String? { known.flatMap { classes[$0.code] } }
        let own = name(derivedClass(holder.periods, born: holder.born, on: day))
        func isNamed(otherwise paper: Paper?) -> Bool {
            paper.map { name($0.certificateClass) != own } ?? false
        }
        guard let serving = papers.last(where: { $0.serves(holder.periods, on: day) }) else {
            let isYearly = [day, today, FiscalYear(of: day).firstDay.previous].contains(where: ends)
            guard isYearly else { return nil }
            return isNamed(otherwise: papers.last) ? .classChange : .ends
        }
        return isNamed(otherwise: serving) ? .classChange : nil
    }

    /// The class by the book of the day; `nil` where it tells none apart.
    func derivedClass(
        _ periods: EntitlementPeriods, born: CivilDate, on day: CivilDate
    ) -> CertificateClass? {
        book.office.certificateClasses.derived(periods, born: born, on: day)
    }

    private func renewal(
        of holder: Holder, _ cause: RenewalCause, from day: CivilDate
    ) -> CertificateRenewal {
        func printed(_ period: EffectivePeriod?) -> EffectivePeriod? {
            guard let period, period.runs(after: day) else { return nil }
            return validity(on: day).period(of: period, following: day)
        }
        let certificateClass = derivedClass(holder.periods, born: holder.born, on: day)
        return CertificateRenewal(
            historyID: holder.historyID, recipientNumber: holder.recipientNumber, cause: cause,
            from: day,
            periods: EntitlementPeriods(
                outpatient: printed(holder.periods.outpatient),
                inpatient: printed(holder.periods.inpatient)),
            certificateClass: certificateClass,
            className: certificateClass.flatMap { card(day)?.classes[$0.code] })
    }
}
