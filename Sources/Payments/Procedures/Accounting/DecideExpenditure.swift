// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 支出負担行為・支出命令の決裁: a head who did not draw it up; the run and the budget are looked at
/// again.
public enum ApproveExpenditure {
    public static let operation = OperationCode.approveExpenditure

    /// A second approval changes nothing.
    ///
    /// - Throws: `AccountingRefusal.unknownExpenditure`, `.wrongState`, `.runChanged`,
    ///   `.exceedsBudget`; `SafeguardRefusal.sameOfficer`.
    @discardableResult
    public static func perform(
        _ id: Int64, law: FiscalLaw, in scope: Scope
    ) throws -> Expenditure {
        let order = try scope.expenditure(id)
        if order.status == .approved { return order }
        guard order.status == .proposed else {
            throw AccountingRefusal.wrongState(order.status)
        }
        try FourEyes.check(proposer: order.proposer, approver: scope.principal.officer)
        if let run = order.run {
            let contents = try ProposeExpenditure.contents(of: .run(run), law: law, in: scope)
            guard contents.contains(where: { $0.place == order.place && $0.digest == order.digest })
            else { throw AccountingRefusal.runChanged }
        }
        try BudgetCheck.check(
            order.amount, order.place.budget, order.account, own: order.amount, law: law,
            in: scope)
        try scope.happen(.approved, to: order)
        return try scope.expenditure(id)
    }
}

/// 支出命令の差戻し: it may be drawn up anew.
public enum SendBackExpenditure {
    public static let operation = OperationCode.approveExpenditure

    /// - Throws: `.missingReason`; `AccountingRefusal.unknownExpenditure`, `.wrongState`.
    public static func perform(_ id: Int64, reason: String, in scope: Scope) throws {
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        try scope.happen(.sentBack, to: try scope.expenditure(id), reason: reason)
    }
}

/// 会計管理者への引渡し: the order leaves the office.
public enum HandOverExpenditure {
    public static let operation = OperationCode.handOverExpenditure

    /// A second hand-over changes nothing.
    ///
    /// - Throws: `AccountingRefusal.unknownExpenditure`, `.wrongState`.
    public static func perform(_ id: Int64, in scope: Scope) throws {
        let order = try scope.expenditure(id)
        if order.status == .handedOver || order.status == .accepted { return }
        try scope.happen(.handedOver, to: order)
    }
}

/// 会計管理者の審査結果: the treasurer takes the order, or gives it back with the reason.
public enum RecordTreasurersAnswer {
    public static let operation = OperationCode.handOverExpenditure

    /// - Parameter returned: why it came back; `nil` where it was accepted.
    /// - Throws: `AccountingRefusal.unknownExpenditure`, `.wrongState`; `.missingReason`.
    public static func perform(
        _ id: Int64, returned reason: String?, in scope: Scope
    ) throws {
        let order = try scope.expenditure(id)
        guard let reason else {
            if order.status == .accepted { return }
            return try scope.happen(.accepted, to: order)
        }
        guard !reason.isEmpty else { throw PaymentRefusal.missingReason }
        if order.status == .returned { return }
        try scope.happen(.returned, to: order, reason: reason)
    }
}

/// What a run needs of the city's accounts before money leaves.
enum OrderCheck {
    /// Where the city keeps a budget here, the treasurer must have accepted orders for exactly what
    /// the run pays.
    static func check(_ run: PaymentRun, in scope: Scope) throws {
        // Payments of March are paid in April from last year's budget.
        let year = FiscalYear(of: run.paymentDay)
        let years = [year, FiscalYear(year.year - 1)]
        guard try years.contains(where: { try BudgetBook.isKept($0, from: scope.db) }) else {
            return
        }
        let orders = try ExpenditureBook.expenditures(run: run.id, from: scope.db)
            .filter { $0.status == .accepted }
        guard orders.reduce(Yen.zero, { $0 + $1.amount }) == run.total else {
            throw AccountingRefusal.orderMissing
        }
    }

    /// A run that is sent back takes its orders with it; not those that the treasurer has.
    static func withdraw(of run: PaymentRun, because reason: String, in scope: Scope) throws {
        guard run.status == .proposed || run.status == .approved else { return }
        for order in try ExpenditureBook.expenditures(run: run.id, from: scope.db)
        where order.status.isLive {
            guard order.status == .proposed || order.status == .approved else {
                throw AccountingRefusal.withTreasurer
            }
            try scope.happen(.cancelled, to: order, reason: "支払処理の差戻し：\(reason)")
        }
    }
}
