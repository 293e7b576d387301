// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Cases of reimbursement: the outcome is chosen first.
///
/// The first reimbursements of a town take the cases in order, so that each occurs.
enum RefundKind: Int, CaseIterable {
    case outOfPrefecture, forgotCertificate, overThreshold, highCost, highCostWaiting
    case additionalBenefit, inpatientMeals, otherFund, duplicateInKind, duplicateRefund
    case timeBarred, outsidePeriod, neverDecided, osteopath

    /// Share in 1,000.
    var share: Int {
        switch self {
        case .outOfPrefecture: 350
        case .forgotCertificate: 320
        case .overThreshold: 80
        case .highCost: 70
        case .highCostWaiting: 35
        case .additionalBenefit: 25
        case .inpatientMeals: 40
        case .otherFund: 15
        case .duplicateInKind: 18
        case .duplicateRefund: 12
        case .timeBarred: 6
        case .outsidePeriod: 9
        case .neverDecided: 5
        case .osteopath: 15
        }
    }

    static func deal(_ number: Int, _ chance: inout SplitMix64) -> RefundKind {
        if number < allCases.count { return allCases[number] }
        var drawn = chance.below(1_000)
        for kind in allCases {
            if drawn < kind.share { return kind }
            drawn -= kind.share
        }
        return .outOfPrefecture
    }
}

/// Worked high-cost limits of the tables of 2015-01 and 2026-08, in yen; chosen, not computed.
enum HighCostCases {
    static let bands = ["ア", "イ", "ウ", "エ", "オ"]
    static let rows: [(points: Int, limits: [Int])] = [
        (100_000, [254_180, 171_820, 87_430, 57_600, 35_400]),
        (50_000, [252_600, 167_400, 82_430, 57_600, 35_400]),
        (26_705, [252_600, 167_400, 80_101, 57_600, 35_400]),
    ]

    /// The same treatments under the table of August 2026.
    private static let limitsOf2026 = [
        [271_290, 183_130, 92_940, 61_500, 36_900], [270_300, 179_100, 87_940, 61_500, 36_900],
        [270_300, 179_100, 85_800, 61_500, 36_900],
    ]

    static func limit(row: Int, band: String, in month: YearMonth) -> Int {
        let place = bands.firstIndex(of: band) ?? 2
        return month < FictionalCity.month(2026, 8)
            ? rows[row].limits[place] : limitsOf2026[row][place]
    }
}
