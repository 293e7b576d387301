// SPDX-License-Identifier: Apache-2.0
public import Database

extension MoneyAccount: SQLValueConvertible {}
extension MoneyMovement: SQLValueConvertible {}
extension PaymentHoldReason: SQLValueConvertible {}
extension PaymentItemEvent: SQLValueConvertible {}
extension PaymentItemStatus: SQLValueConvertible {}
extension PaymentRunEvent: SQLValueConvertible {}
extension PaymentRunStatus: SQLValueConvertible {}
extension RecoveryReason: SQLValueConvertible {}
extension ReturnReason: SQLValueConvertible {}
extension WorkStop.Area: SQLValueConvertible {}
