// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

extension EntitlementIndex {
    /// The entitlement of the treatment month of a form, else the newest of the child.
    func entry(for input: ReimbursementInput) -> Entry? {
        let entries = entries(child: input.child)
            .filter { $0.outpatient != nil || $0.inpatient != nil }
        return entries.last { $0.isEntitled(for: input) } ?? entries.last
    }

    /// The days of the receipts on which the child had no entitlement, in their order; of receipts
    /// that name only a month nothing is known.
    func daysOutside(_ input: ReimbursementInput) -> [CivilDate] {
        let entries = entries(child: input.child)
        return input.slips.compactMap(\.treatedOn).filter { day in
            !entries.contains { $0.isEntitled(on: day, inpatient: input.setting == .inpatient) }
        }
    }

    /// Whether what no entitlement covers of a form lies in a suspension of which a release is on its way.
    func awaitsRelease(_ input: ReimbursementInput) -> Bool {
        let waiting = daysAwaitingRelease(
            of: input.child, in: input.treatmentMonth, inpatient: input.setting == .inpatient)
        let outside = daysOutside(input)
        return outside.isEmpty
            ? !waiting.isEmpty : outside.contains { waiting.contains(.day($0.day)) }
    }
}

extension EntitlementIndex.Entry {
    /// Whether it covers the treatment of a form.
    func isEntitled(for input: ReimbursementInput) -> Bool {
        isEntitled(in: input.treatmentMonth, inpatient: input.setting == .inpatient)
    }
}
