// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Scheme
import Vocabulary

/// 過誤納金還付（充当）通知書: one for each decided refund or set-off.
///
/// The reference is that of the request, negative: a claim has a letter of the same paper.
public struct RefundLetters: LetterSource {
    public let title = LetterKind.refund.wording
    public let paper = Paper.recovery

    public init() {}

    public func waiting(in scope: Scope) throws -> [Int64] {
        let decided = try RefundBook.decided(from: scope.db).map { -$0 }
        let issued = try LetterRegister.issued(paper, decided, from: scope.db)
        return decided.filter { !issued.contains($0) }
    }

    public func orders(_ references: [Int64], in scope: Scope) throws -> [LetterOrder] {
        let refunds = try RefundBook.refunds(references.map { -$0 }, from: scope.db)
        let excesses = try OverpaymentBook.overpayments(
            Set(refunds.values.map(\.overpayment)), from: scope.db)
        return references.compactMap { reference in
            guard let refund = refunds[-reference], refund.isApproved == true,
                let decidedOn = refund.decidedOn,
                let excess = excesses[refund.overpayment]
            else { return nil }
            var values = LetterValues()
            values[.claimNumber] = .text(Recovery.number(refund.recovery))
            values[.child] = .person(refund.child)
            values[.guardian] = .person(refund.recipient)
            values[.total] = .yen(excess.amount)
            values[.amount] = .yen(refund.amount)
            let target = refund.target.map { "（\(Recovery.number($0))）" } ?? ""
            values[.method] = .joined(
                [.code(.refundWay, refund.way.rawValue, plain: refund.way.wording), .text(target)],
                by: "")
            values[.decidedOn] = .date(decidedOn)
            values[.aboutOn] = .date(excess.receivedOn)
            values[.reason] = .code(
                .refundOrigin, excess.origin.rawValue, plain: excess.origin.wording)
            values[.explanation] = .text(refund.explanation)
            return LetterOrder(
                .refund, reference: reference, recipient: refund.recipient,
                children: [refund.child], values: values)
        }
    }
}
