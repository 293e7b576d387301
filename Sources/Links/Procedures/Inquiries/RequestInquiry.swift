// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// ① 情報照会の依頼: written into the register; the relay hands it to System 2 and asks no second time.
public enum RequestInquiry {
    public static let operation = OperationCode.requestInquiry

    /// - Returns: its 照会番号.
    /// - Throws: `InquiryRequestRefusal`, what System 2 refuses (「…は符号が未取得です。」).
    public static func perform(
        _ request: InquiryRequest, through gateway: any InquiryGateway, in scope: Scope
    ) throws -> String {
        let reason = scope.reason ?? ""
        let question = try CheckedQuestion(
            request, way: .network, choices: gateway.choices, in: scope)
        try gateway.check(
            InquiryQuestion(
                number: "", subject: request.subject, procedure: request.procedure,
                item: request.item, purpose: scope.purpose, aboutOn: question.aboutOn,
                reason: reason, officer: scope.principal.officer))
        return try scope.ask(
            question, way: .network, counterpart: question.item.provider, reason: reason,
            dueOn: nil)
    }
}
