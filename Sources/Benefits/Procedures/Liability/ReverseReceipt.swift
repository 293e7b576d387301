// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// 代理受領の入金の取消し: money of an insurer that was recorded wrongly counts no more; the right amount is
/// recorded anew, also where the mandate has ended.
public enum ReverseProxyReceipt {
    public static let operation = OperationCode.recordProxyReceipt

    /// The same reversal once more changes nothing.
    ///
    /// - Parameter event: the receipt.
    /// - Throws: `.unknownProxy`, `.missingReason`, `.unknownReceipt`, `.receiptReversed`.
    public static func perform(
        _ event: Int64, of id: Int64, reason: String, in scope: Scope
    ) throws {
        guard let proxy = try ProxyBook.proxy(id, from: scope.db) else {
            throw BenefitsRefusal.unknownProxy
        }
        scope.saw(proxy.people)
        let receipt = proxy.events.first { $0.id == event && $0.kind == .received }
        try scope.reverse(
            receipt?.id, receipt?.reversal, of: proxy.child, .proxy(id), reason: reason)
    }
}

/// 求償の入金の取消し: money of another party that was recorded wrongly counts no more.
public enum ReverseLiabilityReceipt {
    public static let operation = OperationCode.recordLiability

    /// The same reversal once more changes nothing.
    ///
    /// - Parameter event: the receipt.
    /// - Throws: `.unknownLiability`, `.missingReason`, `.unknownReceipt`, `.receiptReversed`.
    public static func perform(
        _ event: Int64, of id: Int64, reason: String, in scope: Scope
    ) throws {
        guard let liability = try LiabilityBook.liability(id, from: scope.db) else {
            throw BenefitsRefusal.unknownLiability
        }
        scope.saw([liability.child, liability.recipient])
        let receipt = liability.events.first { $0.id == event && $0.kind == .received }
        try scope.reverse(
            receipt?.id, receipt?.reversal, of: liability.child, .liability(id), reason: reason)
    }
}

extension Scope {
    fileprivate func reverse(
        _ event: Int64?, _ known: ReceiptReversal?, of child: AddresseeNumber,
        _ cause: ClaimBack.Cause, reason: String
    ) throws {
        guard let event else { throw BenefitsRefusal.unknownReceipt }
        guard !reason.isEmpty else { throw BenefitsRefusal.missingReason }
        if let known {
            guard known == ReceiptReversal(reason: reason, officer: principal.officer) else {
                throw BenefitsRefusal.receiptReversed
            }
            return
        }
        try append([
            ReceiptReversalRow(
                child: child, cause: cause, event: event, reason: reason,
                officer: principal.officer)
        ])
    }
}
