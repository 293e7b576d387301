// SPDX-License-Identifier: Apache-2.0
import Database
import Formats
import Foundation
import Safeguards
import Scheme
import Testing
import Vocabulary

@testable import Payments

/// The verbs of 過誤納 and 還付, for tests.
extension PaymentOffice {
    func overpay(
        _ yen: Int, for recovery: Int64, on day: String = "2025-06-02", slip: String = "領収済 12",
        isAnother: Bool = true, key: String, by who: Principal = clerk
    ) throws {
        try gate.perform(RecordRecovery.operation, by: who, for: .benefit) {
            try RecordRecovery.receive(
                Yen(yen), for: recovery, on: date(day), slip: slip, isAnother: isAnother,
                key: key, in: $0)
        }
    }

    func excesses(_ recovery: Int64) throws -> [Overpayment] {
        try read { try OverpaymentBook.overpayments(of: recovery, from: $0) }
    }

    func refund(_ request: Int64) throws -> Refund {
        try read { try #require(try RefundBook.refund(request, from: $0)) }
    }

    /// A refund of an excess that a head has decided.
    @discardableResult
    func refunded(
        _ excess: Overpayment, _ yen: Int, _ way: RefundWay = .transfer, key: String = "F1"
    ) throws -> Int64 {
        let request = try ask(
            .refund(of: excess.id, Yen(yen), way), about: excess.recovery, key: key)
        try grant(request)
        return request
    }

    @discardableResult
    func refundFile(
        _ day: String = "2025-06-20", key: String = "FF1", by who: Principal = clerk,
        law: RecoveryLaw = recoveryLaw
    ) throws -> WrittenRefundFile {
        try gate.perform(WriteRefundFile.operation, by: who, for: .benefit) {
            try WriteRefundFile.perform(
                order: order(day), key: key, audience: .trial, days: Self.days, law: law, in: $0)
        }
    }

    /// A file that was lost on its way, once more.
    func again(_ file: Int64, by who: Principal = clerk) throws -> WrittenRefundFile {
        try gate.perform(WriteRefundFile.operation, by: who, for: .benefit) {
            try WriteRefundFile.again(file, in: $0)
        }
    }

    func identify(refund request: Int64, by who: Principal = clerk) throws {
        try gate.perform(IdentifyRefundReceiver.operation, by: who, for: .benefit) {
            try IdentifyRefundReceiver.perform(request, .shown, in: $0)
        }
    }

    @discardableResult
    func handOver(
        refund request: Int64, by who: Principal = second, law: RecoveryLaw = recoveryLaw
    ) throws -> Bool {
        try gate.perform(HandOverRefund.operation, by: who, for: .benefit) {
            try HandOverRefund.perform(request, law: law, in: $0)
        }
    }

    func result(
        _ request: Int64, of attempt: Int64? = nil, returned reason: ReturnReason? = nil,
        by who: Principal = clerk
    ) throws {
        let payout = try attempt ?? refund(request).payout?.id ?? 0
        try gate.perform(RecordRefundResult.operation, by: who, for: .benefit) {
            try RecordRefundResult.perform(request, of: payout, returned: reason, in: $0)
        }
    }

    func cancel(refund request: Int64, by who: Principal = second) throws {
        try gate.perform(CancelRefund.operation, by: who, for: .benefit) {
            try CancelRefund.perform(request, reason: "受取人の死亡", law: Self.fiscalLaw, in: $0)
        }
    }

    /// What the account of income says of claims, of a year.
    func returned(_ year: Int = 2025) throws -> IncomeFigures {
        try read {
            try IncomeBook.ledger(law: Self.fiscalLaw, from: $0)
                .account(of: FiscalYear(year), on: clock.now().dayInJapan)
        }.figures(.returned)
    }
}
