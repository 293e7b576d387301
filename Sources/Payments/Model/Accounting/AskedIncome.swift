// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// What another one owes the city, word by word: each change stands on its own day, so that a later word or
/// decision rewrites no year that is closed. What has no day of its own does: benefits of an accident that
/// change, and a claim on the family that is withdrawn.
struct AskedIncome {
    /// Of the insurer or about the other party, in the order in which they were recorded.
    let words: [(on: CivilDate, amount: Yen)]
    /// What the family gives back instead, by the day of its decision.
    let backs: [(on: CivilDate, amount: Yen)]
    let closedOn: CivilDate?
    /// What of it stands today.
    let now: Yen

    /// Each word, each decision by which the family gives something back instead, and the end, as the
    /// change that it made.
    ///
    /// - Parameter owed: what is owed by a word when something was given back.
    func facts(_ owed: (_ word: Yen, _ givenBack: Yen) -> Yen) -> [IncomeFact] {
        var decided = backs.sorted { $0.on < $1.on }[...]
        guard let newest = words.last, var word = words.first?.amount else { return [] }
        var (facts, before, given) = ([IncomeFact](), Yen.zero, Yen.zero)
        func change(on day: CivilDate) {
            // A word is kept as it was said; only what is given back lowers it.
            change(to: given == .zero ? word : owed(word, given), on: day)
        }
        func change(to amount: Yen, on day: CivilDate) {
            facts.append(IncomeFact(kind: .asked, on: day, amount: amount - before))
            before = amount
        }
        for (index, said) in words.enumerated() {
            while let back = decided.first, back.on < said.on {
                given += back.amount
                if index > 0 { change(on: back.on) }
                decided.removeFirst()
            }
            word = said.amount
            change(on: said.on)
        }
        for back in decided {
            given += back.amount
            change(on: max(newest.on, back.on))
        }
        if before != now { change(to: now, on: max(newest.on, closedOn ?? newest.on)) }
        return facts
    }
}
