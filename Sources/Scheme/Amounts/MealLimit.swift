// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Yen of a day and of a month that bound the meals of one claim (食事の1日・1月の上限額): either of what is
/// left to the patient, or of what the scheme pays.
public struct MealLimit: Sendable, Hashable {
    public enum Bounds: String, Sendable, CaseIterable {
        /// The patient pays so much at most; the scheme pays what is above.
        case left
        /// The scheme pays so much at most.
        case paid
    }

    public let bounds: Bounds
    public let day: Int?
    public let month: Int?

    /// Yen of the limit for so many days.
    func yen(days: Int) -> Int {
        min(day.map { $0 * days } ?? Int.max, month ?? Int.max)
    }

    /// What the scheme pays of a burden.
    ///
    /// - Parameter covered: what it would pay without the limit.
    func apply(_ covered: Int, of burden: Int, days: Int) -> Int {
        switch bounds {
        case .left: max(covered, burden - min(burden, yen(days: days)))
        case .paid: min(covered, yen(days: days))
        }
    }

    var wording: String {
        let caps = [
            day.map { (month == nil ? PhraseName.dayCap : .perDay).said("\(Yen($0))") },
            month.map { PhraseName.monthCap.said("\(Yen($0))") },
        ]
        return "、" + (bounds == .left ? PhraseName.leftCap : .paidCap).plain
            + caps.compactMap(\.self).joined(separator: "・")
    }
}

/// What of the meals the scheme pays.
public struct MealPart: Sendable, Hashable {
    public let extent: MealCover.Extent
    public let limit: MealLimit?

    var wording: String { extent.wording + (limit?.wording ?? "") }
}

extension BookText {
    static let mealLimitKeys = ["left-a-day", "left-a-month", "paid-a-day", "paid-a-month"]
}

extension Fields {
    /// Reads `extent` with the limits beside it.
    func mealPart() -> MealPart? {
        guard let extent = mealExtent() else { return nil }
        let limits = MealLimit.Bounds.allCases.compactMap { bounds -> MealLimit? in
            let day = optionalNumber("\(bounds.rawValue)-a-day")
            let month = optionalNumber("\(bounds.rawValue)-a-month")
            return day == nil && month == nil
                ? nil : MealLimit(bounds: bounds, day: day, month: month)
        }
        if limits.count > 1 {
            place.report(.wrongForm, "患者の負担の上限(left-…)と助成の上限(paid-…)は、どちらか一方だけ書いてください")
        }
        if limits.first?.bounds == .paid, extent == .none {
            place.report(.wrongForm, "extent: none に助成の上限(paid-…)は書けません")
        }
        return MealPart(extent: extent, limit: limits.first)
    }
}
