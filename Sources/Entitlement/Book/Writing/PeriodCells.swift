// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

extension Row {
    /// A period of two cells that stand side by side: the first day and the first day outside; `nil`
    /// where there is no first day.
    func optionalPeriod(_ first: Int) -> EffectivePeriod? {
        optionalDate(first).map { EffectivePeriod(from: $0, until: optionalDate(first + 1)) }
    }

    /// The periods of an entitlement in four cells: outpatient, then inpatient.
    func periods(_ first: Int) -> EntitlementPeriods {
        EntitlementPeriods(outpatient: optionalPeriod(first), inpatient: optionalPeriod(first + 2))
    }
}
