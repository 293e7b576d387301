// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// ⑱ Stores what was provided: only to an inquiry of the office's own, for its purpose, and only where
/// case and consent still stand.
public enum StoreInquiryResult {
    public static let operation = OperationCode.requestInquiry

    /// What became of a result.
    public enum Outcome: Hashable, Sendable {
        case stored
        /// Stood here already; nothing was changed.
        case known
        /// The office may not take it any more; nothing of it was kept.
        case discarded
    }

    /// - Throws: `InquiryRequestRefusal.unknownInquiry`; `.otherPurpose` where the scope has another
    ///   purpose than the inquiry.
    @discardableResult
    public static func perform(
        _ number: String, _ values: [InquiryValue], from provider: String,
        choices: InquiryChoices, in scope: Scope
    ) throws -> Outcome {
        guard let file = try InquiryBook.file(number: number, from: scope.db) else {
            throw InquiryRequestRefusal.unknownInquiry
        }
        scope.saw(file.subject)
        guard file.purpose == scope.purpose else { throw InquiryRequestRefusal.otherPurpose }
        guard file.status.isWaiting else { return .known }
        func end(_ event: InquiryEvent, _ reason: String?) throws {
            try scope.record(
                [
                    InquiryEventRow(
                        inquiry: file.id, event: event, at: scope.now,
                        officer: scope.principal.officer, reason: reason)
                ], way: .network)
        }
        if let refusal = try file.whyNotTaken(choices, in: scope) {
            try end(.discarded, "\(refusal.code) \(refusal.message)")
            scope.note("discarded")
            return .discarded
        }
        try scope.append(
            values.enumerated().map {
                InquiryResultRow(
                    inquiry: file.id, subject: file.subject, position: $0.offset + 1,
                    value: $0.element)
            })
        try end(.stored, provider)
        scope.counted(values.count)
        return .stored
    }
}

extension InquiryFile {
    /// The consent may have been taken back, or the case closed, while the answer was under way.
    fileprivate func whyNotTaken(
        _ choices: InquiryChoices, in scope: Scope
    ) throws -> InquiryRequestRefusal? {
        guard let line = choices.line(procedure: procedure, item: item) else {
            return .notInCatalogue
        }
        let request = InquiryRequest(
            subject: subject, child: child, procedure: procedure, item: item)
        do {
            _ = try CheckedQuestion.standing(request, line.procedure, line.item, in: scope)
            return nil
        } catch let refusal as InquiryRequestRefusal {
            return refusal
        }
    }
}
