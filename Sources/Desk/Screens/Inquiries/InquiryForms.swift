// SPDX-License-Identifier: Apache-2.0
import Links
import Vocabulary

/// The forms on the page of one inquiry.
enum InquiryForms {
    static func withdraw(
        _ file: InquiryFile, _ visit: Visit, _ problems: [FormProblem]
    ) -> ApplicationScreen.Action {
        form(
            visit, .withdrawInquiry, Route.withdrawInquiry.path(file.number),
            [.text("why", "取りやめる理由（記録されます）", visit.form, size: "long", isRequired: true)],
            problems)
    }

    static func answer(
        _ file: InquiryFile, _ visit: Visit, _ problems: [FormProblem]
    ) -> ApplicationScreen.Action {
        let typed = visit.form
        let hint = "「項目：内容」の形で1行に一つ。例 所得割額：12,300円"
        return form(
            visit, .enterInquiryAnswer, Route.enterInquiryAnswer.path(file.number),
            [
                .radio(
                    "kind", "回答", typed,
                    [
                        .init(
                            value: "answered", label: "回答があった",
                            isChosen: !typed.has("kind")),
                        .init(value: "refused", label: "回答しないという通知があった"),
                    ]),
                .date("answered-on", "回答の日", typed, hint: nil, isRequired: true),
                .text("source", "出所（文書番号など）", typed, isRequired: true),
                .area("values", "回答の内容", typed, hint: hint),
                .text("refusal", "回答しない理由", typed, size: "long"),
            ], problems)
    }

    static func remind(
        _ file: InquiryFile, _ visit: Visit, _ problems: [FormProblem]
    ) -> ApplicationScreen.Action {
        var typed = visit.form
        if typed["counterpart"].isEmpty { typed.set("counterpart", file.counterpart) }
        return form(
            visit, .remindInquiryLetter, Route.remindInquiryLetter.path(file.number),
            counterpart(typed), problems)
    }

    /// Whom a letter goes to, and until when an answer is asked for.
    static func counterpart(_ typed: Typed) -> [FormField] {
        [
            .text("counterpart", "照会先", typed, hint: "例 隣市 市民税課", isRequired: true),
            .code("counterpart-postal", "照会先の郵便番号", typed, digits: 0),
            .text("counterpart-address", "照会先の住所", typed, size: "long", isRequired: true),
            .text(
                "address-there", "その団体での本人の住所", typed, hint: "今の住所は照会書に書きません", size: "long",
                isRequired: true),
            .date("due", "回答の期限", typed, hint: nil, isRequired: true),
        ]
    }

    private static func form(
        _ visit: Visit, _ route: Route, _ action: String, _ fields: [FormField],
        _ problems: [FormProblem]
    ) -> ApplicationScreen.Action {
        let isOpen = visit.route == route
        return ApplicationScreen.Action(
            action: action, isOpen: isOpen,
            fields: fields.map { $0.checked(isOpen ? problems : []) })
    }
}
