// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

/// The rows that PMH shall hold of one entitlement, folded from its decisions.
///
/// A row is a stretch of the entitlement in one setting. A change or a lapse changes the stretch
/// that it belongs to (same 履歴キー); whoever is suspended and goes on later gets a second stretch. A
/// setting that had ended and begins anew by a wider book gets a row of its own, and the ended one stays.
enum HubRows {
    /// The row of one setting, by the decision with which it began.
    private struct Part {
        let setting: HubSetting
        let begun: Int64
        var period: EffectivePeriod
    }

    private struct Stretch {
        private var begun: [HubSetting: Int64]
        private(set) var periods: EntitlementPeriods {
            didSet { isSplit = isSplit || Stretch.differ(periods) }
        }
        /// What had ended when its setting began anew.
        private var past: [Part] = []
        private(set) var isOpen = true
        /// Once the two settings have had different days they stay two rows: a row that was deleted
        /// does not come back under its key.
        private(set) var isSplit: Bool

        init(begun: Int64, periods: EntitlementPeriods) {
            self.begun = [.both: begun, .outpatient: begun, .inpatient: begun]
            self.periods = periods
            isSplit = Stretch.differ(periods)
        }

        private static func differ(_ periods: EntitlementPeriods) -> Bool {
            periods.outpatient != periods.inpatient
        }

        /// The periods after a change or a lapse.
        mutating func take(_ next: EntitlementPeriods, by decision: EntitlementDecision) {
            let known = periods
            periods = next
            if decision.result == .lapsed { cut(before: decision.effectiveOn) }
            for (setting, old, new) in [
                (HubSetting.outpatient, known.outpatient, next.outpatient),
                (.inpatient, known.inpatient, next.inpatient),
            ] {
                guard let new, !new.isEmpty else { continue }
                // Corrected to days that an ended row has: that row is the one that goes on.
                while let place = past.lastIndex(where: {
                    $0.setting == setting && $0.period.runs(after: new.from)
                }) {
                    begun[setting] = past.remove(at: place).begun
                }
                guard decision.result == .changed, decision.reason == .rejudged,
                    let old, !old.isEmpty, !old.runs(after: new.from), let since = begun[setting]
                else { continue }
                past.append(Part(setting: setting, begun: since, period: old))
                begun[setting] = decision.id
                isSplit = true
            }
        }

        mutating func suspend(from day: CivilDate) {
            periods = periods.ending(before: day)
            cut(before: day)
            isOpen = false
        }

        private mutating func cut(before day: CivilDate) {
            past = past.map { part in
                var part = part
                part.period = EffectivePeriod(
                    from: part.period.from,
                    until: max(part.period.from, part.period.ending(before: day).until ?? day))
                return part
            }
        }

        /// One row for both settings as long as their days are the same, else one for each; those
        /// that ended come first.
        var parts: [Part] {
            let settings: [(HubSetting, EffectivePeriod?)] =
                isSplit
                ? [(.outpatient, periods.outpatient), (.inpatient, periods.inpatient)]
                : [(.both, periods.outpatient)]
            let now = settings.compactMap { setting, period -> Part? in
                guard let period, let since = begun[setting] else { return nil }
                return Part(setting: setting, begun: since, period: period)
            }
            return (past + now).filter { !$0.period.isEmpty }
        }
    }

    /// - Parameters:
    ///   - decisions: of one child under one recipient number, oldest first.
    ///   - funder: the number of the payer by day (`funder` of the book).
    /// - Throws: `HubQueueRefusal.noEnd` for a period without a last day, which PMH cannot hold.
    static func rows(
        of decisions: [EntitlementDecision], funder: DatedValues<FunderTerms>
    ) throws(HubQueueRefusal) -> [HubRow] {
        guard let number = decisions.last?.recipientNumber else { return [] }
        var rows: [HubRow] = []
        for stretch in stretches(decisions) {
            for part in stretch.parts {
                guard let last = part.period.lastDay else { throw .noEnd }
                rows.append(
                    HubRow(
                        key: "\(number)-\(part.begun)-\(part.setting.letter)",
                        recipientNumber: number, setting: part.setting, from: part.period.from,
                        through: last,
                        funder: Self.number(funder.on(part.period.from), part, decisions.last),
                        isDeleted: false))
            }
        }
        return rows
    }

    /// A book that does not know the payer, or knows several for the time of one row, leaves the item
    /// out; PMH does not require it.
    private static func number(
        _ found: Lookup<FunderTerms>, _ part: Part, _ decision: EntitlementDecision?
    ) -> String? {
        guard case .found(let funder, _) = found, let decision else { return nil }
        return funder.number(
            born: decision.childBorn, part.setting.settings.map { ($0, part.period) })
    }

    private static func stretches(_ decisions: [EntitlementDecision]) -> [Stretch] {
        var found: [Stretch] = []
        for decision in decisions {
            switch decision.result {
            case .refused: continue
            case .granted:
                found.append(Stretch(begun: decision.id, periods: decision.periods))
            case .resumed:
                let rest = decision.periods.beginning(on: decision.effectiveOn)
                found.append(Stretch(begun: decision.id, periods: rest))
            case .changed, .lapsed:
                // A correction after a suspension must not open the suspended stretch again.
                guard let last = found.indices.last, found[last].isOpen else { continue }
                found[last].take(
                    decision.periods.keeping(from: found[last].periods, isFirst: last == 0),
                    by: decision)
            case .suspended:
                guard let last = found.indices.last else { continue }
                found[last].suspend(from: decision.effectiveOn)
            case .revoked, .withdrawn: found.removeAll()
            }
        }
        return found
    }
}

extension EntitlementPeriods {
    /// Cut so that no day before `day` is inside.
    fileprivate func beginning(on day: CivilDate) -> EntitlementPeriods {
        func cut(_ period: EffectivePeriod?) -> EffectivePeriod? {
            period.map { EffectivePeriod(from: max($0.from, day), until: $0.until) }
        }
        return EntitlementPeriods(outpatient: cut(outpatient), inpatient: cut(inpatient))
    }

    /// A later decision states the whole periods from the first day of the entitlement; of a second
    /// stretch only the days since it was resumed count.
    fileprivate func keeping(from old: EntitlementPeriods, isFirst: Bool) -> EntitlementPeriods {
        guard !isFirst, let day = old.from else { return self }
        return beginning(on: day)
    }
}
