// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Who may be the recipient of a child, as far as the registers can tell (受給者の要件); doubts in words
/// go to the officer, they refuse nobody.
public enum GuardianCheck {
    /// How a sentence begins that tells of tax nobody knows, so that it stands on a list of its own.
    static let incomeMark = "所得："

    /// Whether the registers say neither that somebody is a parent nor that they live together.
    public static func isDoubtful(
        _ guardian: ResidentSnapshot?, of child: ResidentSnapshot, on today: CivilDate
    ) -> Bool {
        guard let guardian else { return true }
        if guardian.status == .died { return true }
        let parents = [child.mother, child.father].compactMap(\.self)
        if parents.contains(guardian.number) { return false }
        if let household = child.household, household == guardian.household {
            return isMinor(guardian, on: today)
        }
        // Where the register names no parents it cannot contradict anybody.
        return !parents.isEmpty
    }

    /// A minor is no guardian; the age is that of the Civil Code as the age law counts it.
    private static func isMinor(_ person: ResidentSnapshot, on today: CivilDate) -> Bool {
        SchoolYear(born: person.born, on: today) != nil
    }

    /// What the register says about a recipient that needs somebody to act; `nil` where nothing does.
    static func attention(
        recipient: ResidentSnapshot?, child: ResidentSnapshot?, on today: CivilDate
    ) -> String? {
        guard let child, child.status == .resident else { return nil }
        if let words = stay(of: child, on: today) { return words }
        guard let recipient else { return nil }
        switch recipient.status {
        case .died: return "受給者が死亡しています。新しい受給者を届け出てもらってください"
        case .movedOut:
            return "受給者だけが転出しています。だれが監護しているかを確かめ、受給者の変更を届け出てもらってください"
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
