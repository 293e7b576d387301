// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 入金・納付の取消し of one row of a list: a reason, and a button beside it.
struct ReversalEntry: PageModel {
    let action: String
    let receipt: String
    let field: FormField

    /// - Parameter action: where the steps of the record are sent.
    init(_ receipt: Int64, to action: String, _ typed: Typed, _ problems: [FormProblem]) {
        self.action = action
        self.receipt = String(receipt)
        field = FormField.text(
            Self.name(receipt), "取消しの理由", typed, hint: "例：1桁多く入力した", size: "long",
            isRequired: true
        ).checked(problems)
    }

    /// What is typed for a row.
    struct Typing: Sendable {
        let receipt: Int64
        let reason: String
    }

    /// `nil` where the form is about something else.
    static func read(_ reading: inout FormReading) -> Typing? {
        guard reading.typed["act"] == "reverse", let id = Int64(reading.typed["receipt"]) else {
            return nil
        }
        return Typing(
            receipt: id, reason: reading.text(name(id), orElse: "取消しの理由を入力してください。"))
    }

    private static func name(_ receipt: Int64) -> String { "reverse-why-\(receipt)" }
}
