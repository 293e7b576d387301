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
        let orders = try RefundOrders(
            of: refunds, in: FiscalYear(of: scope.today), law: law, in: scope)
        return refunds.filter { refund in
            guard let excess = excesses[refund.overpayment],
                let origin = try? law.incomeYear(of: excess),
                let closes = try? law.lastDay(of: origin), scope.today > closes
            else { return false }
            return orders.areKept && orders.standing(of: refund).isEmpty
        }.map { Waiting(request: $0.request, recovery: $0.recovery, amount: $0.amount) }
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
        let reference = Expenditure.reference(ofRefund: refund.request)
        let orders = try ExpenditureBook.liveOrders([reference], from: scope.db)[reference] ?? []
        for order in orders where try scope.today <= law.lastDay(of: order.place.budget) {
            try scope.happen(.cancelled, to: order, reason: "還付の決定の取消し：\(reason)")
        }
    }
}

/// The orders that stand of refunds in a year, and whether the city keeps that budget here: read once for
/// all of them.
struct RefundOrders {
    let areKept: Bool
    private let year: FiscalYear
    private let orders: [String: [Expenditure]]

    init(of refunds: [Refund], in year: FiscalYear, law: FiscalLaw, in scope: Scope) throws {
        self.year = year
        guard let account = try? law.account(of: .refund, in: year),
            try BudgetBook.isKept(account.code, of: year, from: scope.db)
        else {
            (areKept, orders) = (false, [:])
            return
        }
        areKept = true
        orders = try ExpenditureBook.liveOrders(
            refunds.map { Expenditure.reference(ofRefund: $0.request) }, from: scope.db)
    }

    func standing(of refund: Refund) -> [Expenditure] {
        (orders[Expenditure.reference(ofRefund: refund.request)] ?? []).filter {
            $0.place.budget == year
        }
    }

    /// Whether a refund may not be paid yet: the treasurer must have accepted an order for exactly it.
    ///
    /// - Parameter charge: what pays it, in the year of these orders.
    func isMissing(_ refund: Refund, _ charge: RefundCharge) -> Bool {
        charge.side == .expenditure && areKept
            && !standing(of: refund).contains {
                $0.status == .accepted && $0.amount == refund.amount
            }
    }
}
