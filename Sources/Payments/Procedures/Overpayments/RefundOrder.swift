// SPDX-License-Identifier: Apache-2.0
import Ledger
public import Safeguards
import Scheme
public import Vocabulary

/// 歳出還付の支出命令: an excess of a closed year is paid from the running budget, and by an order of its
/// own where the city keeps the budget of that account here. A city that does not orders it in its
/// accounting system.
///
/// (Part of `OperationCode.manageBudget`, `.writeTransferFile`, `.confirmCounterPayment`,
/// `.recordRecovery`, `.viewBudget`.)
public enum RefundOrder {
    /// A decided refund that waits for its order.
    public struct Waiting: Hashable, Sendable {
        public let request: Int64
        /// The claim that the excess was paid for.
        public let recovery: Int64
        public let amount: Yen
    }

    /// What may have a budget of its own in a year: refunds where the city has ever had an excess.
    public static func charges(
        in year: FiscalYear, law: FiscalLaw, in scope: Scope
    ) throws -> [BudgetCharge] {
        let hasExcess = try OverpaymentBook.hasAny(from: scope.db)
        return law.charges(in: year).filter { $0 != .refund || hasExcess }
    }

    /// Decided refunds that would be paid from a budget that is kept here, and have no order that stands.
    /// No person is read.
    public static func waiting(law: FiscalLaw, in scope: Scope) throws -> [Waiting] {
        let refunds = try RefundBook.underWay(from: scope.db).filter(\.waitsForPayment)
        let excesses = try OverpaymentBook.overpayments(
            Set(refunds.map(\.overpayment)), from: scope.db)
        let year = FiscalYear(of: scope.today)
        return try refunds.filter { refund in
            guard let excess = excesses[refund.overpayment],
                let origin = try? law.incomeYear(of: excess),
                let closes = try? law.lastDay(of: origin), scope.today > closes,
                let account = try? law.account(of: .refund, in: year),
                try BudgetBook.isKept(account.code, of: year, from: scope.db)
            else { return false }
            return try orders(of: refund, in: year, in: scope).isEmpty
        }.map { Waiting(request: $0.request, recovery: $0.recovery, amount: $0.amount) }
    }

    /// Whether it may not be paid yet: the treasurer must have accepted an order for exactly it.
    static func isMissing(
        _ refund: Refund, _ charge: RefundCharge, law: FiscalLaw, in scope: Scope
    ) throws -> Bool {
        guard charge.side == .expenditure else { return false }
        let account = try law.account(of: .refund, in: charge.year)
        guard try BudgetBook.isKept(account.code, of: charge.year, from: scope.db) else {
            return false
        }
        return try !orders(of: refund, in: charge.year, in: scope).contains {
            $0.status == .accepted && $0.amount == refund.amount
        }
    }

    /// What an order for it is made of.
    static func content(
        of request: Int64, payOn: CivilDate, law: FiscalLaw, in scope: Scope
    ) throws -> ExpenditureContent {
        let refund = try scope.refund(request)
        guard refund.waitsForPayment, refund.way != .credit else {
            throw RefundRefusal.wrongState(refund.state)
        }
        guard payOn >= scope.today else { throw PaymentRefusal.paymentDayPassed(payOn) }
        guard let excess = try OverpaymentBook.overpayment(refund.overpayment, from: scope.db)
        else { throw RefundRefusal.unknownOverpayment }
        let origin = try law.incomeYear(of: excess)
        guard try payOn > law.lastDay(of: origin) else { throw RefundRefusal.noOrderNeeded }
        let reference = Expenditure.reference(ofRefund: request)
        let text = "\(reference)\u{0}\(refund.amount.amount)\u{0}\(payOn)"
        return ExpenditureContent(
            place: FiscalPlace(origin: origin, budget: FiscalYear(of: payOn)), charge: .refund,
            run: nil, reference: reference, title: "過誤納の還付 返還 \(refund.recovery)",
            payOn: payOn, payees: 1, amount: refund.amount,
            digest: Digest.of(Array(text.utf8)).description)
    }

    /// A refund that is given up takes its orders with it, wherever they are: nothing was paid by them.
    /// Those of a closed year stay as that year was.
    static func withdraw(
        of refund: Refund, because reason: String, law: FiscalLaw, in scope: Scope
    ) throws {
        let orders = try ExpenditureBook.liveOrders(
            Expenditure.reference(ofRefund: refund.request), from: scope.db)
        for order in orders where try scope.today <= law.lastDay(of: order.place.budget) {
            try scope.happen(.cancelled, to: order, reason: "還付の決定の取消し：\(reason)")
        }
    }

    private static func orders(
        of refund: Refund, in year: FiscalYear, in scope: Scope
    ) throws -> [Expenditure] {
        try ExpenditureBook.liveOrders(
            Expenditure.reference(ofRefund: refund.request), from: scope.db
        ).filter { $0.place.budget == year }
    }
}
