// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Vocabulary

/// What a run of a payment day pays, and what it holds and why: the preview shows it, the proposal
/// writes it. Nothing is written here.
struct RunIntake {
    /// Everything scheduled through the day.
    let due: [PaymentItem]
    let plan: RunPlan
    /// Each item once, with the reason that stops it.
    let held: [(item: PaymentItem, hold: PaymentHold)]

    static func read(
        _ day: CivilDate, kind: RunKind, directory: any AddresseeDirectory,
        from db: any Connection
    ) throws -> RunIntake {
        let due = try ItemBook.items(in: .scheduled, plannedThrough: day, from: db)
        var held: [(item: PaymentItem, hold: PaymentHold)] = []
        var left: Set<Int64> = []
        func stop(_ stopped: [(item: PaymentItem, hold: PaymentHold)]) {
            held += stopped
            left.formUnion(stopped.map(\.item.id))
        }
        // No money goes to the person whom a protection measure of the child is directed against.
        let abusers = try AbuserLinks(of: due.map(\.child), from: db)
        stop(
            due.filter { abusers.names($0.recipient, of: [$0.child]) }
                .map { ($0, PaymentHold(.namedAbuser)) })
        // What came back from a run after the recipient's death was never held; nor is what goes to
        // an heir who died since.
        let deaths = try PayeeDeaths.read(of: due, directory: directory, from: db)
        stop(
            try ItemBook.unreleased(due.filter { !left.contains($0.id) }, from: db) {
                deaths[$0.recipient]
            }.map { ($0.item, PaymentHold(.entitlementCheck, $0.words)) })
        // Nothing is paid while nobody has said whether it is the same treatment as another.
        stop(
            try ItemBook.doubles(among: due.filter { !left.contains($0.id) }, from: db).map {
                (
                    $0,
                    PaymentHold(
                        .doubleSuspected, "二重給付の疑い。給付台帳（1370）で同じ診療か別の診療かを選んでください")
                )
            })
        let items = due.filter { !left.contains($0.id) }
        let accounts = try AccountBook.current(
            recipients: items.map(\.recipient), on: day, from: db)
        let plan = RunPlan(items, accounts: accounts, kind: kind)
        return RunIntake(due: due, plan: plan, held: plan.leftOut + held)
    }
}

extension ItemBook {
    /// Items whose reimbursement may be another benefit's treatment, without an officer's word:
    /// the question of both channels, asked once more before money leaves.
    static func doubles(
        among items: [PaymentItem], from db: any Connection
    ) throws -> [PaymentItem] {
        let open = try DuplicateBook.undecided(
            reimbursements: items.map(\.reimbursement), from: db)
        return items.filter { open[$0.reimbursement] != nil }
    }

    /// Items whose recipient is none any more, and that no officer has released since, with why.
    static func unreleased(
        _ items: [PaymentItem], from db: any Connection,
        because end: (PaymentItem) -> RecipientEnd?
    ) throws -> [(item: PaymentItem, words: String)] {
        let ended = items.compactMap { item in end(item).map { (item: item, words: $0.words) } }
        let before = try heldBefore(ended.map(\.item.id), from: db)
        return ended.filter { before[$0.item.id]?.contains($0.words) != true }
    }
}
