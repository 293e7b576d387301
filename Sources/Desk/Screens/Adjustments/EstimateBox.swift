// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Safeguards
import Scheme
import Vocabulary

/// 高額療養費の見込 as a page shows it: unit by unit, what falls to each child, and every step.
struct EstimateBox: PageModel {
    struct UnitRow: PageModel {
        let member: String
        let institution: String
        let setting: String
        let cost: String
        let burden: String
        let paid: String
        let counted: String
        let weight: String

        init(
            _ unit: HighCostEstimate.Unit, _ people: ListedPeople, for reader: Principal,
            isProtected: Bool, isYear: Bool = false
        ) {
            member =
                switch unit.member {
                case .child(let child): EstimateBox.name(child, people, for: reader)
                case .other(let relation): relation
                }
            institution = Say.place(
                unit.institutionName.isEmpty ? unit.institution : unit.institutionName,
                isProtected: isProtected)
            // A unit of a year is a child's month, over all institutions.
            setting = isYear ? "" : unit.setting.wording
            cost = unit.totalCost.grouped
            burden = unit.burden.grouped
            paid = unit.highCost == .zero ? "" : unit.highCost.grouped
            counted = unit.isCounted ? "合算する" : "合算しない"
            weight = unit.isCounted ? "good" : "plain"
        }
    }

    struct PartRow: PageModel {
        let name: String
        let amount: String
    }

    struct StepRow: PageModel {
        let label: String
        let amount: String
        let article: String?
    }

    let benefit: String
    /// Where other members of the household have a part of it.
    let household: String?
    let isMultiple: Bool
    let units: [UnitRow]
    let hasUnits: Bool
    let parts: [PartRow]
    let hasParts: Bool
    let steps: [StepRow]

    init(
        _ estimate: HighCostEstimate, _ people: ListedPeople, for reader: Principal,
        isProtected: Bool
    ) {
        benefit = estimate.sum.benefit.grouped
        household =
            estimate.household == estimate.sum.benefit ? nil : estimate.household.grouped
        isMultiple = estimate.isMultiple
        units = estimate.units.map {
            UnitRow($0, people, for: reader, isProtected: isProtected)
        }
        hasUnits = !units.isEmpty
        parts = estimate.parts.sorted { $0.key < $1.key }.map {
            PartRow(name: EstimateBox.name($0.key, people, for: reader), amount: $0.value.grouped)
        }
        hasParts = parts.count > 1 || household != nil
        steps = estimate.steps.map {
            StepRow(label: $0.label, amount: $0.amount.grouped, article: $0.article)
        }
    }

    static func name(
        _ child: AddresseeNumber, _ people: ListedPeople, for reader: Principal
    ) -> String {
        people[child].map { reader.sees($0.shownName, of: .name) } ?? child.description
    }
}

extension HighCostEstimate.Unit {
    /// The child whose unit it is.
    var child: AddresseeNumber? {
        if case .child(let child) = member { child } else { nil }
    }
}
