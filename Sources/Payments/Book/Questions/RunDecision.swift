// SPDX-License-Identifier: Apache-2.0
public import Benefits
public import Database
public import Entitlement
public import Vocabulary

/// What was decided about a run, in sums: nobody who is paid is read.
public struct RunDecision: Sendable {
    /// Transfers with the same warning.
    public struct Warning: Hashable, Sendable {
        public let words: String
        public let transfers: Int
    }

    public let run: PaymentRun
    /// The approval itself, and whatever came before and after it; oldest first.
    public let approval: RunDetail.Step
    public let steps: [RunDetail.Step]
    /// Who approved it, oldest first; some amounts need several.
    public let consents: [ApprovalConsent]
    /// 決裁の保留 and its end, oldest first.
    public let holds: [HoldStep]
    /// What all runs of the payment day pay together: the amount that decides who approves.
    public let daySum: Yen
    public let file: TransferFileRecord?
    /// The run that it is compared with.
    public let previous: PaymentRun?
    /// The most frequent first.
    public let warnings: [Warning]
    /// Transfers to accounts that were never paid to before.
    public let firstPayments: Int

    /// - Returns: `nil` while it is not approved, or where it was sent back.
    /// - Throws: `PaymentRefusal.unknownRun`.
    public static func load(_ id: Int64, from db: any Connection) throws -> RunDecision? {
        guard let run = try RunBook.run(id, from: db) else { throw PaymentRefusal.unknownRun }
        let steps = try RunDetail.Step.steps(of: id, from: db)
        guard [.approved, .written, .settled].contains(run.status),
            let approval = steps.last(where: { $0.status == .approved })
        else { return nil }
        let warnings = try db.rows(
            """
            SELECT warning, COUNT(*) FROM bank_transfer
            WHERE run_id = ? AND warning IS NOT NULL
            GROUP BY warning ORDER BY COUNT(*) DESC, warning
            """, [id]
        ) { Warning(words: $0.text(0), transfers: $0.int(1)) }
        let firsts = try db.first(
            "SELECT COUNT(*) FROM bank_transfer WHERE run_id = ? AND is_first = 1", [id]
        ) { $0.int(0) }
        return RunDecision(
            run: run, approval: approval, steps: steps,
            consents: try RunConsents.consents(of: id, from: db),
            holds: try RunHoldBook.steps(of: [id], from: db),
            daySum: max(run.total, try RunConsents.sum(ofDay: run.paymentDay, from: db)),
            file: try TransferFileBook.record(of: id, from: db),
            previous: try run.previous.flatMap { try RunBook.run($0, from: db) },
            warnings: warnings, firstPayments: firsts ?? 0)
    }
}
