// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// A family with children, as it stands when a year is over: what the next one is played on.
struct LivingFamily {
    /// How the family stands.
    enum Standing {
        case here, onWelfare, uninsured
        /// Moved away; it may come back.
        case away
        /// Parted into two households, or gone for good: nothing more is told of it.
        case gone
    }

    var household: Household
    /// Places in the town's list of children.
    var members: [Int]
    var standing: Standing
}

extension TownBook {
    /// Remembers a family for the years after the first; a story of one year forgets it.
    func goOn(_ household: Household, _ members: [Int], after card: FamilyCard = .calm) {
        guard story.years > 1, !members.isEmpty else { return }
        var family = LivingFamily(household: household, members: members, standing: .here)
        switch card {
        case .moveOut: family.standing = .away
        case .divorce: family.standing = .gone
        case .welfareStart, .welfareRefused: family.standing = .onWelfare
        case .insuranceLoss, .uninsuredRefused: family.standing = .uninsured
        case .childDeath: forget(members[0], in: &family)
        case .fosterRefused, .fosterLater: family.members.removeFirst()
        case .heldThenGranted, .insuranceChange, .duplicateApplication, .moveWithin, .heldForever,
            .overAge, .marriedRefused, .neverApplies, .nameChange, .uninsuredThenInsured,
            .welfareEnded, .marriedLater, .birth, .calm:
            break
        }
        family.members += household.persons.compactMap(\.child)
            .filter { !family.members.contains($0) && !members.contains($0) }
        living.append(family)
    }

    /// Takes a child that has died out of its household.
    func forget(_ child: Int, in family: inout LivingFamily) {
        family.members.removeAll { $0 == child }
        family.household.persons.removeAll { $0.child == child }
        let heads = family.household.persons.firstIndex { $0.relationship == "02" }
        if family.household.applicant >= family.household.persons.count {
            family.household.applicant = heads ?? 0
        }
    }
}
