// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

private struct FundPostingRow: FactRow {
    static let table = "fund_posting"
    static let columns = ["entry_key", "recovery_id", "movement", "account", "amount"]
    let entry: String
    let recovery: Int64
    let movement: FundMovement
    let account: MoneyAccount
    let amount: Yen

    var values: [any SQLValueConvertible] { [entry, recovery, movement, account, amount] }
}

extension Scope {
    /// Posts one movement of a claim; an entry that was posted before breaks the schema.
    ///
    /// A claim of before this ledger is opened here with what was outstanding.
    func post(
        _ movement: FundMovement, _ amount: Yen, recovery: Int64, entry: String
    ) throws {
        guard amount > .zero else { return }
        if movement != .claimed, try !FundBook.isOpen(recovery, from: db),
            let known = try RecoveryBook.recovery(recovery, from: db)
        {
            // The event is in the book already: before it so much more was outstanding.
            let before = known.outstanding + amount
            try append(rows(.claimed, before, recovery: recovery, entry: "claimed-\(recovery)"))
        }
        try append(rows(movement, amount, recovery: recovery, entry: entry))
    }

    /// Posts one movement of an excess (過誤納) of a claim, which owes nothing by it.
    ///
    /// - Parameter amount: below zero where the movement is taken back.
    func post(_ movement: FundMovement, _ amount: Yen, excessOf recovery: Int64, entry: String)
        throws
    {
        try append(rows(movement, amount, recovery: recovery, entry: entry))
    }

    /// Posts that a receipt is taken back: the opposite of its entry, as an entry of its own.
    ///
    /// - Parameter recovery: as it stands after it.
    func reverse(_ amount: Yen, of recovery: Recovery, entry: String) throws {
        let before = recovery.outstanding - amount
        if before > .zero, try !FundBook.isOpen(recovery.id, from: db) {
            try append(
                rows(.claimed, before, recovery: recovery.id, entry: "claimed-\(recovery.id)"))
        }
        try append(
            FundMovement.reversal(amount, isWithdrawn: recovery.isWithdrawn).map {
                FundPostingRow(
                    entry: entry, recovery: recovery.id, movement: .received, account: $0.account,
                    amount: $0.amount)
            })
    }

    /// Opens claims that another system has made: what it claimed, and what came in before.
    func open(_ claims: [(recovery: Int64, amount: Yen, paid: Yen)]) throws {
        try append(
            claims.flatMap { claim in
                rows(
                    .claimed, claim.amount, recovery: claim.recovery,
                    entry: "claimed-\(claim.recovery)")
                    + (claim.paid > .zero
                        ? rows(
                            .received, claim.paid, recovery: claim.recovery,
                            entry: "received-\(PriorRecovery.mark)\(claim.recovery)") : [])
            })
    }

    private func rows(
        _ movement: FundMovement, _ amount: Yen, recovery: Int64, entry: String
    ) -> [FundPostingRow] {
        movement.postings(amount).map {
            FundPostingRow(
                entry: entry, recovery: recovery, movement: movement, account: $0.account,
                amount: $0.amount)
        }
    }
}

/// 返還の出納: the double-entry ledger of claims.
enum FundBook {
    static func isOpen(_ recovery: Int64, from db: any Connection) throws -> Bool {
        try db.first("SELECT 1 FROM fund_posting WHERE recovery_id = ? LIMIT 1", [recovery]) {
            $0.int(0)
        } != nil
    }
}
