// SPDX-License-Identifier: Apache-2.0

/// Whether the scheme pays the standard burden of in-patient meals.
public struct MealCover: Sendable, Hashable {
    public enum Extent: String, Sendable, CaseIterable {
        case full, half, none

        var wording: String {
            switch self {
            case .full: "全額"
            case .half: "半額"
            case .none: "対象外"
            }
        }
    }

    public let extent: Extent
    /// Until which age, where the book sets one.
    public let until: AgeEnd?

    var wording: String { extent.wording + (until.map { "(\($0))" } ?? "") }
}

extension Fields {
    /// Reads one dated entry of `meals.covered`.
    func mealCover() -> MealCover? {
        guard let extent = word("extent", MealCover.Extent.self) else { return nil }
        guard has("until-end-of") else { return MealCover(extent: extent, until: nil) }
        return ageEnd("until-end-of").map { MealCover(extent: extent, until: $0) }
    }
}
