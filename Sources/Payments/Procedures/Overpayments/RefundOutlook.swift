// SPDX-License-Identifier: Apache-2.0
import Entitlement
public import Safeguards
public import Vocabulary

/// Why a decided refund by transfer goes into no bank file now (振込データに入らない理由).
public enum RefundHindrance: String, CaseIterable, Sendable, Hashable {
    /// Somebody was looked at for it at the counter: it is handed over there.
    case atCounter
    case noAccount
    /// Only an account from which it came back before.
    case sameAccount
    /// The debtor died, or a protection measure is directed against the debtor.
    case barred
    /// The city's book names no account of the budget that pays it.
    case noCharge
    /// The treasurer has not accepted the order that pays it.
    case noOrder

    /// The words on screens.
    public var wording: String {
        switch self {
        case .atCounter: "窓口で渡す途中"
        case .noAccount: "確認済みの口座がない"
        case .sameAccount: "前に戻された口座のまま"
        case .barred: "受取人に支払えない"
        case .noCharge: "支払う科目が未設定"
        case .noOrder: "支出命令が受領されていない"
        }
    }
}

/// What of the decided refunds by transfer a bank file of a day takes, and why it takes not the others.
///
/// (Part of `OperationCode.writeTransferFile`, `.viewReturns`.)
public struct RefundOutlook: Sendable {
    struct Ready: Sendable {
        let refund: Refund
        let account: AccountInUse
        let charge: RefundCharge
    }

    let ready: [Ready]
    /// By request.
    public let leftOut: [Int64: RefundHindrance]

    /// How many the file takes.
    public var count: Int { ready.count }

    /// - Parameter waiting: decided refunds that wait for their transfer.
    init(
        of waiting: [Refund], on day: CivilDate, law: RecoveryLaw, in scope: Scope
    ) throws {
        let accounts = try AccountBook.current(
            recipients: waiting.map(\.recipient), on: day, from: scope.db)
        let failed = try RefundCells.returned(waiting.map(\.request), from: scope.db)
        let barred = try RefundPayee.barred(waiting, in: scope)
        let excesses = try OverpaymentBook.overpayments(
            Set(waiting.map(\.overpayment)), from: scope.db)
        let orders = try RefundOrders(
            of: waiting, in: FiscalYear(of: day), law: law.fiscal, in: scope)
        func look(_ refund: Refund) throws -> Look {
            if refund.identification != nil { return .leftOut(.atCounter) }
            if barred.contains(refund.request) { return .leftOut(.barred) }
            let found = AccountCheck.check(accounts[refund.recipient], method: .transfer)
            guard case .success(let account) = found else { return .leftOut(.noAccount) }
            if failed[refund.request]?.contains(AccountKey(account).text) == true {
                return .leftOut(.sameAccount)
            }
            guard
                let charge = try excesses[refund.overpayment].flatMap({
                    try Self.charge(of: $0, on: day, law)
                })
            else { return .leftOut(.noCharge) }
            if orders.isMissing(refund, charge) { return .leftOut(.noOrder) }
            return .ready(Ready(refund: refund, account: account, charge: charge))
        }
        var (ready, leftOut): ([Ready], [Int64: RefundHindrance]) = ([], [:])
        for refund in waiting {
            switch try look(refund) {
            case .ready(let one): ready.append(one)
            case .leftOut(let why): leftOut[refund.request] = why
            }
        }
        self.ready = ready
        self.leftOut = leftOut
    }

    private enum Look {
        case ready(Ready)
        case leftOut(RefundHindrance)
    }

    /// Of those that are under way (`RefundBook.underWay`) what waits for its transfer.
    public init(
        amongUnderWay all: [Refund], on day: CivilDate, law: RecoveryLaw, in scope: Scope
    ) throws {
        try self.init(
            of: all.filter(\.waitsForTransfer), on: day, law: law, in: scope)
    }

    /// What pays; `nil` where the city's book leaves it open: the others are paid all the same.
    private static func charge(
        of excess: Overpayment, on day: CivilDate, _ law: RecoveryLaw
    ) throws -> RefundCharge? {
        do {
            return try law.charge(of: excess, paidOn: day)
        } catch AccountingRefusal.termsUnset {
            return nil
        }
    }
}
