// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
public import Safeguards
public import Vocabulary

/// What scheduling returned payments again did.
public struct RepayReport: Hashable, Sendable {
    public let paymentDay: CivilDate
    /// The new items, by the returned item that each replaces.
    public internal(set) var rescheduled: [Int64: Int64] = [:]
    public internal(set) var total: Yen = .zero
    /// Returned items that still wait: for another account, or because the money is claimed back or
    /// its decision was cancelled.
    public internal(set) var waiting: [Int64] = []
}

/// 再振込: a returned payment is scheduled again once its recipient has another account, or an
/// officer has made sure that the same one takes money again.
public enum Repay {
    public static let operation = OperationCode.repay

    /// Which returned items.
    public enum Choice: Sendable {
        /// Every one that is ready; those that are not are named.
        case ready
        /// Exactly these: one that is not returned refuses all.
        case these([Int64])
        /// Exactly these, to the account that they came back from too: an officer has made sure that
        /// it takes money again (入金停止の解除); the reason given to the gate says how.
        case confirmed([Int64])
        /// Exactly these, over the counter: they wait there for a run in cash.
        case atCounter([Int64])
    }

    /// - Parameter month: the month of the payment day.
    /// - Throws: `.schemeUnset`, `.paymentDayPassed`, `.unknownItem`, `.itemNotReady`; for confirmed
    ///   ones `.missingReason`, `.otherAccountNeeded`.
    @discardableResult
    public static func perform(
        _ choice: Choice, month: YearMonth, days: PaymentDays, in scope: Scope
    ) throws -> RepayReport {
        let day = try days.day(of: month)
        guard day >= scope.today else { throw PaymentRefusal.paymentDayPassed(day) }
        var report = RepayReport(paymentDay: day)
        let items = try chosen(choice, in: scope)
        let isCash = if case .atCounter = choice { true } else { false }
        let isConfirmed = if case .confirmed = choice { true } else { false }
        let accounts = try AccountBook.current(
            recipients: items.map(\.recipient), on: day, from: scope.db)
        let used = try TransferCells.accounts(ofItems: items.map(\.id), from: scope.db)
        let ended = try CancellationBook.cancelled(items.map(\.decision), from: scope.db)
        let claimed = try RecoveryBook.claimed(items: items.map(\.id), from: scope.db)
        var ready: [(item: PaymentItem, draft: ItemDraft)] = []
        for item in items {
            if isCash, !ended.contains(item.decision), claimed[item.id] ?? .zero == .zero {
                ready.append((item, ItemDraft(inCash: item, on: day)))
                continue
            }
            guard
                case .success(let account) = AccountCheck.check(
                    accounts[item.recipient], method: item.method),
                !ended.contains(item.decision), claimed[item.id] ?? .zero == .zero
            else {
                report.waiting.append(item.id)
                continue
            }
            let isSame = AccountKey(account).text == used[item.id]
            guard isConfirmed || !isSame else {
                report.waiting.append(item.id)
                continue
            }
            ready.append(
                (item, ItemDraft(again: item, on: day, account: account, isSame: isSame)))
        }
        // The old attempt ends before the new one begins: one live attempt a decision, always.
        try scope.happen(
            .rescheduled, ready.map { ItemStep($0.item.id, confirmed: scope.reason) })
        try scope.move(.rescheduled, ready.map { ($0.item.id, $0.item.amount) })
        let ids = try scope.schedule(ready.map(\.draft))
        for (entry, id) in zip(ready, ids) {
            report.rescheduled[entry.item.id] = id
            report.total += entry.item.amount
        }
        scope.saw(items.flatMap { [$0.child, $0.recipient] })
        scope.counted(ids.count)
        return report
    }

    private static func chosen(_ choice: Choice, in scope: Scope) throws -> [PaymentItem] {
        switch choice {
        case .ready: return try ItemBook.items(in: .returned, from: scope.db)
        case .these(let ids), .confirmed(let ids), .atCounter(let ids):
            let items = try scope.found(ids)
            guard items.allSatisfy({ $0.status == .returned }) else {
                throw PaymentRefusal.itemNotReady(.rescheduled)
            }
            guard case .confirmed = choice else { return items }
            guard scope.reason?.isEmpty == false else { throw PaymentRefusal.missingReason }
            let passing = [ReturnReason.stopped, .other].map(\.rawValue)
            guard items.allSatisfy({ passing.contains($0.reasonCode ?? "") }) else {
                throw PaymentRefusal.otherAccountNeeded
            }
            return items
        }
    }
}

extension ItemDraft {
    /// The next attempt after a returned one.
    fileprivate init(
        again item: PaymentItem, on day: CivilDate, account: AccountInUse, isSame: Bool
    ) {
        let same = isSame ? "戻された口座への再振込です" : nil
        let warnings = [account.doubts, same].compactMap(\.self)
        self.init(
            after: item, amount: item.amount, on: day,
            warning: warnings.isEmpty ? nil : warnings.joined(separator: "、"))
    }

    /// The next attempt over the counter.
    fileprivate init(inCash item: PaymentItem, on day: CivilDate) {
        self.init(
            after: item, amount: item.amount, on: day,
            hold: PaymentHold(.otherMethod, "窓口で支払います"))
    }

    /// The next attempt of a decision, of the same amount or of what is left of it, to the same
    /// recipient or to another payee.
    init(
        after item: PaymentItem, to payee: AddresseeNumber? = nil, amount: Yen,
        on day: CivilDate, warning: String? = nil, hold: PaymentHold? = nil
    ) {
        self.init(
            due: DueReimbursement(
                decision: item.decision, reimbursement: item.reimbursement,
                receipt: item.receipt, branch: item.branch, child: item.child,
                recipient: payee ?? item.recipient, treatmentMonth: item.treatmentMonth,
                institutionName: item.institutionName, amount: amount,
                method: item.method, completedOn: item.completedOn,
                decidedOn: item.decidedOn),
            attempt: item.attempt + 1, replaces: item.id, plannedOn: day, warning: warning,
            hold: hold)
    }
}
