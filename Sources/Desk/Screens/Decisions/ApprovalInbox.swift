// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Payments
import Safeguards
import Vocabulary

/// あなたの決裁待ち: every kind of approval that waits for a head, with how many, how much, since
/// when, and how many of them need a closer look.
struct ApprovalInbox: Sendable {
    /// One kind that waits.
    struct Line: Sendable {
        let title: String
        let count: Int
        /// Together; `nil` where the kind has no amount.
        let amount: Yen?
        let oldest: Instant?
        /// Flagged or held: never approved together.
        let marked: Int
        let href: String
        let operation: OperationCode
    }

    /// Kinds of which something waits, oldest kinds of work first.
    let lines: [Line]

    /// - Parameters:
    ///   - decisions: the pending proposals about entitlements, which the page has read already.
    ///   - held: which of them are put aside.
    init(
        decisions: [WaitingProposal], held: Set<Int64>, in scope: Scope
    ) throws {
        let payouts = try ReimbursementDecisionBook.pendingSums(from: scope.db)
        let runs = try RunBook.runs(in: [.proposed], from: scope.db)
        let heldRuns = try RunHoldBook.held(runs.map(\.id), from: scope.db)
        let cancellations = try CancellationBook.pendingCount(from: scope.db)
        let payments = try PaymentInbox.counts(from: scope.db)
        let claimBacks = try AdjustmentInbox.counts(on: scope.today, from: scope.db).claimBacks
        let accounts = try AccountConfirmations.count(from: scope.db)
        let protections = try Entitlement.ProtectionBook.openCount(from: scope.db)
        let claims = Route.reimbursements.path() + "?state=proposed"
        lines = [
            Line(
                title: "資格の決定", count: decisions.count, amount: nil,
                oldest: decisions.map(\.proposedAt).min(),
                marked: decisions.count { $0.isFlagged || held.contains($0.id) },
                href: "#decisions", operation: .approveDecision),
            Line(
                title: "償還の支給・不支給", count: payouts.count + cancellations,
                amount: payouts.payable,
                oldest: payouts.oldest, marked: payouts.marked, href: claims,
                operation: .approveReimbursement),
            Line(
                title: "支払処理", count: runs.count,
                amount: runs.reduce(Yen(0)) { $0 + $1.total },
                oldest: runs.map(\.proposedAt).min(),
                marked: runs.count { $0.warnings > 0 || heldRuns[$0.id] != nil },
                href: Route.runs.path(), operation: .approveRun),
            Line(
                "支払先の変更", payments.payeeChanges, Route.schedule.path(), .approvePayee),
            Line("支援措置", protections, Route.protections.path(), .setProtection),
            Line("給付の返還", claimBacks, Route.liabilities.path(), .approveClaimBack),
            Line(
                "返還の請求・充当・分納・不納欠損", payments.recoveryActs, Route.recoveries.path(),
                .approveRecovery),
            Line(
                "遡及の精算", payments.retroactives, Route.retroactives.path(),
                .approveRetroactive),
            Line(
                "支出命令", payments.ordersToApprove, Route.accounting.path(),
                .approveExpenditure),
            Line("口座の確認", accounts, Route.accounts.path(), .approveAccount),
        ].filter { $0.count > 0 }
    }
}

extension ApprovalInbox.Line {
    /// A kind that is only counted.
    fileprivate init(
        _ title: String, _ count: Int, _ href: String, _ operation: OperationCode
    ) {
        self.init(
            title: title, count: count, amount: nil, oldest: nil, marked: 0, href: href,
            operation: operation)
    }
}
