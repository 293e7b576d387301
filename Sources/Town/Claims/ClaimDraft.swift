// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One claim before it is written, with its truth.
struct ClaimDraft {
    let child: Int
    /// Under which entitlement of the child.
    let strand: Int
    var institution: Int
    let month: YearMonth
    let span: InsuredSpan
    let tenths: Int
    var points: Int
    /// Bit d set: a visit on day d.
    var days: UInt32
    var isInpatient = false
    var meals = 0
    /// Yen a meal, as far as known.
    var mealBurden = 0
    /// Yen that the scheme leaves to the family.
    var copayment: Int { ordinance.copayment(month, inpatient: isInpatient, of: burden) }
    let ordinance: Ordinance
    /// Accepted, and taken back when the office hears that the entitlement had ended before.
    var isTakenBack = false
    /// 小慢: 2,000 of the points under fund 52 with a limit of 2,500 yen.
    var hasOtherFund = false
    /// Medical institution whose prescription a pharmacy filled.
    var prescriber: Int?
    var trouble: ClaimTrouble?

    static let fundPoints = 2_000
    static let fundLimit = 2_500

    var dayCount: Int { days.nonzeroBitCount }

    /// What the city owes, in yen; nothing for a claim with trouble.
    var payable: Int {
        guard trouble == nil else { return 0 }
        return burden - copayment + meals * mealBurden
    }

    /// What insurance and the other fund leave.
    private var burden: Int {
        hasOtherFund
            ? ClaimDraft.fundLimit + (points - ClaimDraft.fundPoints) * tenths : points * tenths
    }
}

/// The season of illness, in per mille of an ordinary month, and how often a child is treated.
enum IllnessCurve {
    static func season(_ month: Int) -> Int {
        [0, 1_150, 1_060, 960, 950, 950, 1_000, 950, 800, 950, 1_050, 1_100, 1_200][month]
    }

    /// Chances in 100,000 a month: own clinic, another clinic, dentist.
    static func chances(years: Int) -> (clinic: Int, second: Int, dentist: Int) {
        switch years {
        case ..<3: (62_000, 21_000, 6_000)
        case 3..<7: (51_000, 17_000, 12_000)
        case 7..<13: (35_000, 10_000, 16_000)
        default: (23_000, 7_000, 11_000)
        }
    }
}
