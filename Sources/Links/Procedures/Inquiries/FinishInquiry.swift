// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
import Vocabulary

/// 情報照会の取りやめ: a letter is closed at once, an inquiry over the network when System 2 and the other
/// side have stopped it.
public enum WithdrawInquiry {
    public static let operation = OperationCode.withdrawInquiry

    /// - Throws: `InquiryRequestRefusal.unknownInquiry`, `.tooLateToWithdraw`.
    public static func perform(_ number: String, in scope: Scope) throws {
        guard let file = try InquiryBook.file(number: number, from: scope.db) else {
            throw InquiryRequestRefusal.unknownInquiry
        }
        scope.saw([file.subject, file.child])
        guard file.mayWithdraw else {
            throw InquiryRequestRefusal.tooLateToWithdraw(file.status)
        }
        let course = try InquiryBook.course(of: file.id, from: scope.db)
        guard !course.contains(where: { $0.event == .withdrawalAsked }) else { return }
        try scope.record(
            [
                InquiryEventRow(
                    inquiry: file.id,
                    event: file.way == .letter ? .withdrawn : .withdrawalAsked, at: scope.now,
                    officer: scope.principal.officer, reason: scope.reason ?? "")
            ], way: file.way)
    }
}

/// ⑲ 情報照会の結果の確認: an officer has looked at it. What it says of tax is known from then on in the
/// cases of the person, where the book of the city asks about income.
public enum ConfirmInquiry {
    public static let operation = OperationCode.confirmInquiry

    /// What followed from it.
    public enum Outcome: Hashable, Sendable {
        /// Nothing but the confirmation.
        case confirmed
        /// The income of a year is known in so many cases, which are judged again.
        case incomeRecorded(year: Int, cases: Int)
        /// Its items are others than the catalogue says, or too few: an officer records the income.
        case unreadable
        /// The consent was taken back since the question: the answer may not be used.
        case noConsent
    }

    /// - Throws: `InquiryRequestRefusal.unknownInquiry`, `.nothingToConfirm`.
    @discardableResult
    public static func perform(
        _ number: String, law: EligibilityLaw, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> Outcome {
        guard let file = try InquiryBook.file(number: number, from: scope.db) else {
            throw InquiryRequestRefusal.unknownInquiry
        }
        scope.saw([file.subject, file.child])
        guard file.mayConfirm else {
            throw InquiryRequestRefusal.nothingToConfirm(file.status)
        }
        try scope.record(
            [
                InquiryEventRow(
                    inquiry: file.id, event: .confirmed, at: scope.now,
                    officer: scope.principal.officer)
            ], way: file.way)
        return try TaxOfInquiry.take(file, law: law, directory: directory, in: scope)
    }
}
