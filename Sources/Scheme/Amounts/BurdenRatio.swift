// SPDX-License-Identifier: Apache-2.0

/// The patient's share of the cost by age (自己負担割合).
public struct BurdenRatio: Sendable, Hashable {
    public let youngTenths: Int
    /// Until when the younger share holds.
    public let youngUntil: AgeEnd
    public let otherTenths: Int

    var wording: String { "\(youngUntil) \(youngTenths)割、その後 \(otherTenths)割" }
}

extension Fields {
    /// Reads one dated entry of `burden-ratio`.
    func burdenRatio() -> BurdenRatio? {
        guard let end = ageEnd("until-end-of") else { return nil }
        let ratio = BurdenRatio(
            youngTenths: number("tenths"), youngUntil: end, otherTenths: number("then-tenths"))
        guard ratio.youngTenths <= 10, ratio.otherTenths <= 10 else {
            place.report(.wrongForm, "割合は 0 から 10(割)で書いてください")
            return nil
        }
        return ratio
    }
}
