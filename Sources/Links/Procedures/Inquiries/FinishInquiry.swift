// SPDX-License-Identifier: Apache-2.0
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

/// ⑲ 情報照会の結果の確認: an officer has looked at it.
public enum ConfirmInquiry {
    public static let operation = OperationCode.confirmInquiry

    /// - Throws: `InquiryRequestRefusal.unknownInquiry`, `.nothingToConfirm`.
    public static func perform(_ number: String, in scope: Scope) throws {
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
    }
}
