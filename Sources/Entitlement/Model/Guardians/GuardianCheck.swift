// SPDX-License-Identifier: Apache-2.0
public import Scheme
public import Vocabulary

/// Who may be the recipient of a child, as far as the registers can tell (受給者の要件); which tests a
/// city applies says its book. Doubts in words go to the officer, they refuse nobody.
public enum GuardianCheck {
    /// How a sentence begins that tells of tax nobody knows, so that it stands on a list of its own.
    static let incomeMark = "所得："

    /// The tests of the book of which an officer must make sure; of somebody whom no register knows,
    /// or who has died, all that the book asks of the family.
    public static func unsure(
        _ guardian: ResidentSnapshot?, of child: ResidentSnapshot, tests: RecipientTests,
        on today: CivilDate
    ) -> [RecipientTest] {
        guard let guardian, guardian.status != .died else { return [.family] }
        return tests.unsure(RecipientFacts(guardian, of: child), on: today)
    }

    /// Whether an officer must make sure of anything.
    static func isDoubtful(
        _ guardian: ResidentSnapshot?, of child: ResidentSnapshot, tests: RecipientTests,
        on today: CivilDate
    ) -> Bool {
        !unsure(guardian, of: child, tests: tests, on: today).isEmpty
    }

    /// What the register says about a recipient that needs somebody to act; `nil` where nothing does.
    static func attention(
        recipient: ResidentSnapshot?, child: ResidentSnapshot?, tests: RecipientTests,
        on today: CivilDate
    ) -> String? {
        guard let child, child.status == .resident else { return nil }
        if let words = stay(of: child, on: today) { return words }
        guard let recipient else { return nil }
        switch recipient.status {
        case .died: return "受給者が死亡しています。新しい受給者を届け出てもらってください"
        case .movedOut:
            let isAsked =
                tests.asks(.staysResident, on: today) || tests.asks(.resident, on: today)
            return isAsked
                ? "受給者だけが転出しています。だれが監護しているかを確かめ、受給者の変更を届け出てもらってください" : nil
        case .resident, .nonResident: return nil
        }
    }

    /// A stay that ends before the end of next month, or has ended without news of more.
    static func stay(of child: ResidentSnapshot, on today: CivilDate) -> String? {
        guard let until = child.stayUntil, until < today.yearMonth.next.next.firstDay else {
            return nil
        }
        guard until >= today else {
            return
                "在留期間が\(Wareki.text(until))まででした。更新の申請中か、更新が済んだか、出国したかを確かめてください。更新が住民記録に届くと消えます"
        }
        return "在留期間が\(Wareki.text(until))までです。更新の後、住民記録に届くのを確かめてください"
    }
}

extension RecipientFacts {
    /// What the register says of somebody who would be the recipient of a child.
    init(_ guardian: ResidentSnapshot, of child: ResidentSnapshot) {
        let parents = [child.mother, child.father].compactMap(\.self)
        self.init(
            born: guardian.born,
            isParent: parents.isEmpty ? nil : parents.contains(guardian.number),
            sharesHousehold: child.household.map { $0 == guardian.household },
            isResident: guardian.status == .resident)
    }
}
