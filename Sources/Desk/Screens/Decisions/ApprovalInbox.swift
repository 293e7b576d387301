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

    /// Kinds of which something waits, in the order of the work.
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
        let cancelled = try CancellationBook.pendingSums(from: scope.db)
        let claimBacks = try AdjustmentInbox.claimBackSums(from: scope.db)
        let accounts = try AccountConfirmations.waitingSums(from: scope.db)
        let protections = try Entitlement.ProtectionBook.openSums(from: scope.db)
        let claims = Route.reimbursements.path() + "?state=proposed"
        lines = [
            Line(
                title: "資格の決定", count: decisions.count, amount: nil,
                oldest: decisions.map(\.proposedAt).min(),
                marked: decisions.count { $0.isFlagged || held.contains($0.id) },
                href: "#decisions", operation: .approveDecision),
            Line(
                title: "償還の支給・不支給", count: payouts.count + cancelled.count,
                amount: payouts.payable + cancelled.payable,
                oldest: [payouts.oldest, cancelled.oldest].compactMap(\.self).min(),
                // To cancel what was decided is never a matter of course.
                marked: payouts.marked + cancelled.count, href: claims,
                operation: .approveReimbursement),
            Line(
                title: "支払処理", count: runs.count,
                amount: runs.reduce(Yen(0)) { $0 + $1.total },
                oldest: runs.map(\.proposedAt).min(),
                marked: runs.count { $0.warnings > 0 || heldRuns[$0.id] != nil },
                href: Route.runs.path(), operation: .approveRun),
            Line(
                "支払先の変更", try PaymentApprovals.payeeChanges(from: scope.db),
                Route.schedule.path(), .approvePayee),
            Line(
                title: "支援措置", count: protections.count, amount: nil, oldest: protections.oldest,
                marked: protections.ends, href: Route.protections.path(),
                operation: .setProtection),
            Line(
                title: "給付の返還", count: claimBacks.count, amount: claimBacks.amount,
                oldest: claimBacks.oldest, marked: claimBacks.refused,
                href: Route.liabilities.path(), operation: .approveClaimBack),
            Line(
                "返還の請求・充当・分納・不納欠損", try PaymentApprovals.recoveryActs(from: scope.db),
                Route.recoveries.path(), .approveRecovery),
            Line(
                "遡及の精算", try PaymentApprovals.retroactives(from: scope.db),
                Route.retroactives.path(), .approveRetroactive),
            Line(
                "支出命令", try PaymentApprovals.orders(from: scope.db), Route.accounting.path(),
                .approveExpenditure),
            Line(
                title: "口座の確認", count: accounts.count, amount: nil, oldest: accounts.oldest,
                marked: accounts.doubtful, href: Route.accounts.path(),
                operation: .approveAccount),
        ].filter { $0.count > 0 }
    }
}

/// By what the kinds are ordered.
enum ApprovalOrder: String, CaseIterable {
    /// The longest wait first.
    case age
    /// The largest sum first; kinds without an amount behind.
    case amount

    func sorted(_ lines: [ApprovalInbox.Line]) -> [ApprovalInbox.Line] {
        lines.enumerated().sorted { left, right in
            switch self {
            case .age:
                let (one, other) = (left.element.oldest, right.element.oldest)
                if one != other {
                    return one.map { one in other.map { one < $0 } ?? true } ?? false
                }
            case .amount:
                let one = left.element.amount?.amount ?? -1
                let other = right.element.amount?.amount ?? -1
                if one != other { return one > other }
            }
            return left.offset < right.offset
        }.map(\.element)
    }
}

extension ApprovalInbox.Line {
    /// A kind of 支払.
    fileprivate init(
        _ title: String, _ pending: PaymentApprovals.Pending, _ href: String,
        _ operation: OperationCode
    ) {
        self.init(
            title: title, count: pending.count, amount: pending.amount, oldest: pending.oldest,
            marked: pending.marked, href: href, operation: operation)
    }
}
