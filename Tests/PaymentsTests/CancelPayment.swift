// SPDX-License-Identifier: Apache-2.0
import Safeguards

@testable import Payments

/// An item ends unpaid, as the cancellation of its decision and the settlement end it, without their
/// papers: the books of payments are tried with it.
enum CancelPayment {
    static let operation = OperationCode.holdPayment

    static func perform(
        _ ids: [Int64], because reason: PaymentHoldReason, in scope: Scope
    ) throws {
        guard let text = scope.reason, !text.isEmpty else { throw PaymentRefusal.missingReason }
        try scope.cancel(try scope.found(ids), PaymentHold(reason, text))
        scope.counted(ids.count)
    }
}
