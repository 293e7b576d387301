// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Scheme
import Vocabulary

/// The rows that PMH shall hold of one entitlement, folded from its decisions.
///
/// A row is a stretch of the entitlement in one setting. A change or a lapse changes the stretch
/// that it belongs to (same 履歴キー); whoever is suspended and goes on later gets a second stretch.
enum HubRows {
    private struct Stretch {
        let begun: Int64
        var periods: EntitlementPeriods {
            didSet { isSplit = isSplit || Stretch.differ(periods) }
        }
        var isOpen = true
        /// Once the two settings have had different days they stay two rows: a row that was deleted
        /// does not come back under its key.
        private(set) var isSplit: Bool

        init(begun: Int64, periods: EntitlementPeriods) {
            self.begun = begun
            self.periods = periods
            isSplit = Stretch.differ(periods)
        }

        private static func differ(_ periods: EntitlementPeriods) -> Bool {
            periods.outpatient != periods.inpatient
        }
    }

    /// - Parameters:
    ///   - decisions: of one child under one recipient number, oldest first.
    ///   - funder: the number of the payer by day (`funder` of the book).
    /// - Throws: `HubQueueRefusal.noEnd` for a period without a last day, which PMH cannot hold.
    static func rows(
        of decisions: [EntitlementDecision], funder: DatedValues<String>
    ) throws(HubQueueRefusal) -> [HubRow] {
        guard let number = decisions.last?.recipientNumber else { return [] }
        var rows: [HubRow] = []
        for stretch in stretches(decisions) {
            for (setting, period) in settings(stretch) {
                guard let last = period.lastDay else { throw .noEnd }
                rows.append(
                    HubRow(
                        key: "\(number)-\(stretch.begun)-\(setting.letter)",
                        recipientNumber: number, setting: setting, from: period.from,
                        through: last, funder: Self.number(funder.on(period.from)),
                        isDeleted: false))
            }
        }
        return rows
    }

    /// A book that does not know the payer leaves the item out; PMH does not require it.
    private static func number(_ found: Lookup<String>) -> String? {
        switch found {
        case .found(let number, _): number
        case .unset, .none: nil
        }
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
                guard let last = found.indices.last else { continue }
                // A correction after a suspension must not open the suspended stretch again.
                found[last].periods =
                    found[last].isOpen
                    ? decision.periods.keeping(from: found[last].periods, isFirst: last == 0)
                    : found[last].periods
            case .suspended:
                guard let last = found.indices.last else { continue }
                found[last].periods = found[last].periods.ending(before: decision.effectiveOn)
                found[last].isOpen = false
            case .revoked, .withdrawn: found.removeAll()
            }
        }
        return found
    }

    /// One row for both settings as long as their days are the same, else one for each.
    private static func settings(_ stretch: Stretch) -> [(HubSetting, EffectivePeriod)] {
        let outpatient = stretch.periods.outpatient.flatMap { $0.isEmpty ? nil : $0 }
        let inpatient = stretch.periods.inpatient.flatMap { $0.isEmpty ? nil : $0 }
        guard stretch.isSplit else { return outpatient.map { [(.both, $0)] } ?? [] }
        return [
            outpatient.map { (HubSetting.outpatient, $0) },
            inpatient.map { (HubSetting.inpatient, $0) },
        ].compactMap(\.self)
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
