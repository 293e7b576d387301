// SPDX-License-Identifier: Apache-2.0

/// What happens to a family with children in the year: chosen first, the files follow.
///
/// The first families of a town are dealt one card of each kind in order, so that even a small
/// town has every case; after that a card comes by its share.
enum FamilyCard: Int, CaseIterable {
    case heldThenGranted, moveOut, insuranceChange, duplicateApplication, welfareRefused
    case uninsuredRefused, moveWithin, heldForever, overAge, childDeath, fosterRefused
    case marriedRefused, welfareStart, insuranceLoss, divorce, neverApplies, nameChange
    case uninsuredThenInsured, welfareEnded, fosterLater, marriedLater, birth
    case calm

    /// Families in 100,000 that are dealt this card.
    var share: Int {
        switch self {
        case .heldThenGranted: 800
        case .moveOut: 3_000
        case .insuranceChange: 5_000
        case .duplicateApplication: 800
        case .welfareRefused: 500
        case .uninsuredRefused: 120
        case .moveWithin: 2_500
        case .heldForever: 250
        case .overAge: 300
        case .childDeath: 30
        case .fosterRefused: 60
        case .marriedRefused: 30
        case .welfareStart: 150
        case .insuranceLoss: 150
        case .divorce: 300
        case .neverApplies: 1_500
        case .nameChange: 200
        case .uninsuredThenInsured: 60
        case .welfareEnded: 60
        case .fosterLater: 40
        case .marriedLater: 30
        case .birth: 5_000
        case .calm: 0
        }
    }

    /// The card of the n-th family.
    static func deal(family: Int, _ chance: inout SplitMix64) -> FamilyCard {
        let forced = family / 3
        if family % 3 == 1, forced < allCases.count - 1 { return allCases[forced] }
        var drawn = chance.below(100_000)
        for card in allCases {
            if drawn < card.share { return card }
            drawn -= card.share
        }
        return .calm
    }

    /// The card in a long story: there the scheme covers nobody who may marry in its first year.
    func card(in story: Story) -> FamilyCard {
        guard story.changesOrdinance else { return self }
        return self == .marriedRefused || self == .marriedLater ? .calm : self
    }

    /// The case needs insurance that stays beside welfare, or none of the city's own.
    var needsEmployeeInsurance: Bool {
        switch self {
        case .welfareRefused, .welfareStart, .welfareEnded, .uninsuredRefused,
            .uninsuredThenInsured:
            true
        case .heldThenGranted, .moveOut, .insuranceChange, .duplicateApplication, .moveWithin,
            .heldForever, .overAge, .childDeath, .fosterRefused, .marriedRefused, .insuranceLoss,
            .divorce, .neverApplies, .nameChange, .fosterLater, .marriedLater, .birth, .calm:
            false
        }
    }
}
