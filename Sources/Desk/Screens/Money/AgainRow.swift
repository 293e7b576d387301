// SPDX-License-Identifier: Apache-2.0
import Payments
import Vocabulary

/// A claim of what the system used before has paid, of a month that is covered again.
struct AgainRow: PageModel {
    let href: String
    let month: String
    let amount: String
    let received: String
    let state: String
    let weight: String
    let note: String
    /// `nil` on a page of one child.
    let person: PersonCell?

    init(_ claim: CoveredAgain, person: PersonCell? = nil) {
        href = Route.recovery.path(claim.recovery.id)
        month = Say.month(claim.month)
        amount = claim.recovery.amount.grouped
        received = claim.recovery.settled.grouped
        state = claim.recovery.state.wording
        weight = claim.isOpen ? "warn" : "plain"
        var words: [String] = []
        if !claim.isWhole { words.append("戻ったのは月の一部の日です。診療日を確かめてください。") }
        if claim.isOpen { words.append("求めるのをやめるときは、返還の画面で取り下げます。") }
        if claim.recovery.settled > .zero {
            words.append("納められた額を返すかは、会計の担当と決めてください（このシステムからは支払いません）。")
        }
        note = words.joined()
        self.person = person
    }
}
