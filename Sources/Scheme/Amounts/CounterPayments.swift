// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

extension NationalBook {
    /// What a window collects for each visit, rounded visit by visit.
    ///
    /// Their sum differs from the month's claim: 277 + 125 + 74 points at 3割 are 1,430 yen at the
    /// window and 1,428 yen on the claim. Both are kept.
    /// - Returns: `nil` where the book has no rule for the day.
    public func counterPayments(points: [Int], tenths: Int, on day: CivilDate) -> [Yen]? {
        guard case .found(let rounding, _) = counterRounding.on(day),
            case .found(let yen, _) = yenPerPoint.on(day)
        else { return nil }
        return points.map { Yen(rounding.apply(max(0, $0) * yen * tenths, over: 10)) }
    }
}
