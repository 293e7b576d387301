// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// To whom the office writes about a child for whom nobody has applied: a parent whom the register
/// names, who lives with the child and is nobody's abuser.
struct AskedGuardian {
    private let people: [AddresseeNumber: ResidentSnapshot]
    private let abusers: AbuserLinks

    /// - Parameter people: the children and their parents, as the register knows them now.
    init(
        of children: [AddresseeNumber], people: [AddresseeNumber: ResidentSnapshot],
        from db: any Connection
    ) throws {
        self.people = people
        abusers = try AbuserLinks(of: children, from: db)
    }

    /// Why nothing goes to a guardian; `nil` where it may.
    func obstacle(to guardian: AddresseeNumber?, of child: ResidentSnapshot) -> String? {
        guard let guardian, let parent = people[guardian] else {
            return "送り先の保護者が分からない"
        }
        if parent.status == .died { return "送り先の保護者が死亡している" }
        if abusers.names(guardian, name: parent.name, kana: parent.kana, of: [child.number]) {
            return "支援措置の相手方に当たる"
        }
        // A letter to a parent who lives elsewhere is no letter to the child's household.
        if parent.household != child.household { return "保護者が別の世帯にいる" }
        return nil
    }

    /// The mother or the father, the first to whom nothing stands in the way; or why nobody is.
    func find(_ child: ResidentSnapshot) -> Result<AddresseeNumber, LeftOut> {
        let parents = [child.mother, child.father].compactMap(\.self)
        if let one = parents.first(where: { obstacle(to: $0, of: child) == nil }) {
            return .success(one)
        }
        return .failure(LeftOut(reason: obstacle(to: parents.first, of: child) ?? ""))
    }
}
