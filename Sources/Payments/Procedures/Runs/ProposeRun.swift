// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
public import Safeguards
public import Vocabulary

/// What proposing a run did.
public struct RunProposal: Hashable, Sendable {
    public let run: PaymentRun
    /// Items that could not be paid and are held now, by why.
    public let leftOut: [Int64: PaymentHoldReason]
    /// Items that this kind of file cannot pay: they stay scheduled for a run of another kind.
    public let unfit: [Int64]
    /// The run was proposed before, under the same key.
    public let wasKnown: Bool
}

/// 支払処理の起案: extracts what is due on a payment day, copies the accounts and merges the items
/// of one account into one transfer.
public enum ProposeRun {
    public static let operation = OperationCode.proposeRun
    /// Data records that one file can hold.
    static let mostTransfers = 999_999

    /// - Parameters:
    ///   - paymentDay: a bank business day, today or later.
    ///   - key: the idempotency key of the form; the same key answers the same run.
    ///   - kind: the kind of file; cash has its own procedure.
    /// - Throws: `.otherKind`, `.keyUsed`, `.notBankDay`, `.paymentDayPassed`, `.nothingToPay`,
    ///   `.tooManyTransfers`; `CalendarRefusal`.
    @discardableResult
    public static func perform(
        paymentDay: CivilDate, key: String, kind: RunKind = .bulk, days: PaymentDays,
        in scope: Scope
    ) throws -> RunProposal {
        guard kind != .cash else { throw PaymentRefusal.otherKind(kind) }
        if let known = try RunBook.run(key: key, from: scope.db) {
            guard known.paymentDay == paymentDay, known.kind == kind else {
                throw PaymentRefusal.keyUsed
            }
            return RunProposal(run: known, leftOut: [:], unfit: [], wasKnown: true)
        }
        guard try days.isBankDay(paymentDay) else {
            throw PaymentRefusal.notBankDay(paymentDay)
        }
        guard paymentDay >= scope.today else {
            throw PaymentRefusal.paymentDayPassed(paymentDay)
        }
        let due = try ItemBook.items(
            in: .scheduled, plannedThrough: paymentDay, from: scope.db)
        // No money goes to the person whom a protection measure of the child is directed against.
        let abusers = try AbuserLinks(of: due.map(\.child), from: scope.db)
        let stopped = due.filter { abusers.names($0.recipient, of: [$0.child]) }
        let stops = Set(stopped.map(\.id))
        // What came back from a run after the recipient's death was never held.
        let deaths = try PersonBook.deaths(due.map(\.recipient), from: scope.db)
        let late = try scope.holds(due.filter { !stops.contains($0.id) }) { deaths[$0.recipient] }
        let dead = Set(late.map(\.item))
        // Nothing is paid while nobody has said whether it is the same treatment as another.
        let doubles = try scope.doubles(among: due)
            .filter { !stops.contains($0.id) && !dead.contains($0.id) }
        let doubleIDs = Set(doubles.map(\.id))
        let left = stops.union(doubleIDs).union(dead)
        let items = due.filter { !left.contains($0.id) }
        let accounts = try AccountBook.current(
            recipients: items.map(\.recipient), on: paymentDay, from: scope.db)
        let plan = RunPlan(items, accounts: accounts, kind: kind)
        guard !plan.transfers.isEmpty else { throw PaymentRefusal.nothingToPay(paymentDay) }
        guard plan.transfers.count <= mostTransfers,
            plan.transfers.allSatisfy({ $0.amount.amount <= 9_999_999_999 })
        else { throw PaymentRefusal.tooManyTransfers }
        scope.saw(due.flatMap { [$0.child, $0.recipient] })
        let run = try scope.store(plan, on: paymentDay, key: key, kind: kind, days: days)
        try scope.happen(.held, plan.leftOut.map { ItemStep($0.item.id, hold: $0.hold) })
        try scope.happen(
            .held,
            late + stopped.map { ItemStep($0.id, hold: PaymentHold(.namedAbuser)) }
                + doubles.map {
                    ItemStep(
                        $0.id,
                        hold: PaymentHold(
                            .doubleSuspected, "二重給付の疑い。給付台帳（1370）で同じ診療か別の診療かを選んでください"))
                })
        scope.counted(plan.itemCount)
        return RunProposal(
            run: run,
            leftOut: plan.leftOut.reduce(
                into: doubleIDs.reduce(
                    into: dead.reduce(
                        into: stops.reduce(into: [:]) { $0[$1] = .namedAbuser }
                    ) { $0[$1] = .entitlementCheck }
                ) { $0[$1] = .doubleSuspected }
            ) { $0[$1.item.id] = $1.hold.reason },
            unfit: plan.unfit.map(\.id), wasKnown: false)
    }
}

extension Scope {
    /// Items whose reimbursement may be another benefit's treatment, without an officer's word:
    /// the question of both channels, asked once more before money leaves.
    func doubles(among items: [PaymentItem]) throws -> [PaymentItem] {
        let open = try DuplicateBook.undecided(
            reimbursements: items.map(\.reimbursement), from: db)
        return items.filter { open[$0.reimbursement] != nil }
    }

    /// Writes a run with its transfers and payment rows, and takes its items.
    fileprivate func store(
        _ plan: RunPlan, on day: CivilDate, key: String, kind: RunKind, days: PaymentDays
    ) throws -> PaymentRun {
        let previous = try RunBook.previous(of: kind, before: day, from: db)
        let paid = try TransferCells.paidBefore(plan.transfers, from: db)
        let ids = try append([
            RunRow(
                key: key, number: try RunBook.nextNumber(on: day, from: db), paymentDay: day,
                size: RunSize(plan), previous: previous?.id, article: try days.article(on: day),
                scheme: days.scheme, proposer: principal.officer)
        ])
        guard let id = ids.first else { preconditionFailure("run") }
        try begin(run: id)
        if kind != .bulk { try append([RunKindRow(run: id, kind: kind)]) }
        let transfers = try append(
            plan.transfers.enumerated().map { index, transfer in
                TransferRow(
                    run: id, sequence: index + 1, transfer: transfer,
                    isFirst: !paid.contains(AccountKey(transfer.account).number))
            })
        try append(
            zip(plan.transfers, transfers).flatMap { transfer, transferID in
                transfer.items.map {
                    PaymentRow(
                        run: id, item: $0, transfer: transferID, paidOn: day,
                        account: transfer.account)
                }
            })
        try happen(.extracted, plan.transfers.flatMap(\.items).map { ItemStep($0.id, run: id) })
        return try run(id)
    }
}
