// SPDX-License-Identifier: Apache-2.0
public import Entitlement
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
    ///   - directory: says whether an heir or another payee by 支払先の変更 has died.
    /// - Throws: `.otherKind`, `.keyUsed`, `.notBankDay`, `.paymentDayPassed`, `.nothingToPay`,
    ///   `.tooManyTransfers`; `CalendarRefusal`.
    @discardableResult
    public static func perform(
        paymentDay: CivilDate, key: String, kind: RunKind = .bulk, days: PaymentDays,
        directory: any AddresseeDirectory, in scope: Scope
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
        let intake = try RunIntake.read(
            paymentDay, kind: kind, directory: directory, from: scope.db)
        let plan = intake.plan
        guard !plan.transfers.isEmpty else { throw PaymentRefusal.nothingToPay(paymentDay) }
        guard plan.transfers.count <= mostTransfers,
            plan.transfers.allSatisfy({ $0.amount.amount <= 9_999_999_999 })
        else { throw PaymentRefusal.tooManyTransfers }
        scope.saw(intake.due.flatMap { [$0.child, $0.recipient] })
        let run = try scope.store(plan, on: paymentDay, key: key, kind: kind, days: days)
        try scope.happen(.held, intake.held.map { ItemStep($0.item.id, hold: $0.hold) })
        scope.counted(plan.itemCount)
        return RunProposal(
            run: run,
            leftOut: intake.held.reduce(into: [:]) { $0[$1.item.id] = $1.hold.reason },
            unfit: plan.unfit.map(\.id), wasKnown: false)
    }
}

extension Scope {
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
