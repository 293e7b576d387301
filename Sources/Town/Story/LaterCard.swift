// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What happens to a family in a year after the first; the first families of a year are dealt one
/// of each in turn, so that even a small town has every case.
enum LaterCard: Int, CaseIterable {
    case lateMoveOut, insuranceChange, birth, lateWelfare, moveWithin, moveOut, welfareStart
    case insuranceLoss, childDeath, nameChange, fosterLater, married, divorce
    case calm

    /// Families in 100,000 that are dealt this card.
    var share: Int {
        switch self {
        case .birth: 6_000
        case .lateMoveOut: 400
        case .insuranceChange: 5_000
        case .moveWithin: 2_500
        case .lateWelfare: 60
        case .moveOut: 3_000
        case .welfareStart: 150
        case .insuranceLoss: 150
        case .childDeath: 30
        case .nameChange: 200
        case .fosterLater: 40
        case .married: 40
        case .divorce: 300
        case .calm: 0
        }
    }

    /// The card of the n-th family of a year.
    ///
    /// - Parameter turn: moves the order of the first cards from year to year.
    static func deal(_ number: Int, turn: Int, _ chance: inout SplitMix64) -> LaterCard {
        let kinds = allCases.count - 1
        if number % 2 == 0, number / 2 < kinds {
            return allCases[(number / 2 + (turn - 1) * 5) % kinds]
        }
        var drawn = chance.below(100_000)
        for card in allCases {
            if drawn < card.share { return card }
            drawn -= card.share
        }
        return .calm
    }
}
