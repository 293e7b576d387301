// SPDX-License-Identifier: Apache-2.0
public import Database

extension CashReceiver: SQLValueConvertible {}
extension MoneyAccount: SQLValueConvertible {}
extension FundMovement: SQLValueConvertible {}
extension MoneyMovement: SQLValueConvertible {}
extension PaymentHoldReason: SQLValueConvertible {}
extension PaymentItemEvent: SQLValueConvertible {}
extension PaymentItemStatus: SQLValueConvertible {}
extension PaymentRunEvent: SQLValueConvertible {}
extension PaymentRunStatus: SQLValueConvertible {}
extension RunKind: SQLValueConvertible {}
extension RecoveryReason: SQLValueConvertible {}
extension ReturnReason: SQLValueConvertible {}
extension WorkStop.Area: SQLValueConvertible {}
extension RecoveryAct.Kind: SQLValueConvertible {}
extension RecoveryDemand.Kind: SQLValueConvertible {}
extension WriteOffBasis: SQLValueConvertible {}
extension BudgetEntryKind: SQLValueConvertible {}
extension ExpenditureStatus: SQLValueConvertible {}
extension RetroactiveEffect.Kind: SQLValueConvertible {}
extension RetroactiveProposal.Outcome: SQLValueConvertible {}
extension Overpayment.Origin: SQLValueConvertible {}
extension RefundWay: SQLValueConvertible {}
extension CreditBasis: SQLValueConvertible {}
extension RefundCharge.Side: SQLValueConvertible {}
extension PayeeChangeGround: SQLValueConvertible {}
