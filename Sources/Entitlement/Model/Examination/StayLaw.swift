// SPDX-License-Identifier: Apache-2.0
import Scheme
import Vocabulary

extension StayFacts {
    /// What the nationality of a national of this country reads like in the register, where it is
    /// written at all.
    private static let national: Set<String> = ["日本", "日本国"]

    /// The stay of a person; `nil` of a national. Asked of System 2 when it is judged: System 1 keeps
    /// none of it but the words of a refusal.
    init?(_ person: ResidentSnapshot) {
        let isForeign =
            person.nationality.map { !Self.national.contains($0) } ?? false
            || person.stayStatus != nil || person.stayUntil != nil
        guard isForeign else { return nil }
        self.init(
            status: person.stayStatus, until: person.stayUntil, since: person.staySince)
    }
}

extension EligibilityLaw {
    /// The first day from which the stay that is known now bars a child that is entitled; a day to come
    /// is waited for: most stays are renewed before they end.
    func stayBar(
        _ facts: SubjectFacts, in periods: EntitlementPeriods, today: CivilDate
    ) -> CivilDate? {
        periods.from.flatMap { stayBar(facts, from: $0) }.flatMap { $0 <= today ? $0 : nil }
    }

    /// The first day from `first` on which the stay that is known now bars the child.
    func stayBar(_ facts: SubjectFacts, from first: CivilDate) -> CivilDate? {
        book.firstDayBarredByStay(stayed(facts), from: first)
    }

    /// Whether what is known of the stay bars a child on a day.
    func stayBars(_ facts: SubjectFacts, on day: CivilDate) -> Bool {
        book.stayBars(stayed(facts), on: day)
    }

    /// What an officer must make sure of about the stay of a child that is entitled, in words.
    func stayDoubt(_ facts: SubjectFacts, on day: CivilDate) -> String? {
        book.stayDoubt(stayed(facts), on: day)
    }

    private func stayed(_ facts: SubjectFacts) -> JudgeRequest.Child {
        var child = JudgeRequest.Child(
            born: facts.born, residentFrom: facts.residence?.from, insuredFrom: nil)
        child.stay = facts.stay
        return child
    }
}
