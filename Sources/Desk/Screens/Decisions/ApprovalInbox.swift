// SPDX-License-Identifier: Apache-2.0
import Benefits
import Copying
import Entitlement
import Migration
import Payments
import Retention
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

    /// A kind without an amount: how many, since when, how many of them need a closer look.
    typealias Waiting = (count: Int, oldest: Instant?, marked: Int)

    /// Kinds of which something waits, in the order of the work.
    let lines: [Line]

    /// - Parameters:
    ///   - decisions: the pending proposals about entitlements, which the page has read already.
    ///   - held: which of them are put aside.
    ///   - erasures: what waits to be erased in System 2; `nil` while it cannot be asked.
    init(
        decisions: [WaitingProposal], held: Set<Int64>, erasures: Waiting?, in scope: Scope
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
            Line(
                "専決の事後確認", try CaseApprovals.ruleUses(on: scope.today, from: scope.db),
                Route.decisionRules.path(), .checkDecisionRule),
            Line(
                "保険者番号の承継", try CaseApprovals.successions(from: scope.db),
                Route.successions.path(), .approveSuccession),
            Line(
                "附加給付の規則", try CaseApprovals.insurerRules(from: scope.db),
                Route.insurers.path(), .approveInsurerRule),
            Line(
                "複製・抽出", try CopyBook.waitingSums(at: scope.now, from: scope.db),
                Route.copies.path(), .approveCopy),
            Line(
                "移行", try MigrationBook.waitingSums(from: scope.db), Route.migrations.path(),
                .approveMigration),
            Line(
                "消去", try ViewRetention.waiting(in: scope), Route.retention.path(),
                .approvePurge),
            erasures.map {
                Line("消去（統合宛名）", $0, Route.retention.path(), .approvePurge)
            },
        ].compactMap(\.self).filter { $0.count > 0 }
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
    /// A kind without an amount.
    fileprivate init(
        _ title: String, _ waiting: ApprovalInbox.Waiting, _ href: String,
        _ operation: OperationCode
    ) {
        self.init(
            title: title, count: waiting.count, amount: nil, oldest: waiting.oldest,
            marked: waiting.marked, href: href, operation: operation)
    }

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
