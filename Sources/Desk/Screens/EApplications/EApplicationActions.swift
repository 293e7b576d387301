// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Office
import Safeguards
import Vocabulary

/// The forms of what may be done with one electronic application now.
struct EApplicationActions: PageModel {
    let accept: ApplicationScreen.Action?
    let ask: ApplicationScreen.Action?
    let take: ApplicationScreen.Action?
    let giveBack: ApplicationScreen.Action?
    let withdraw: ApplicationScreen.Action?
    let hasAny: Bool
    /// Why it cannot be accepted yet, in words.
    let notYet: String?

    init(_ view: ElectronicView, _ visit: Visit, _ problems: [FormProblem]) {
        let id = view.application.id
        let may = visit.may(.decideElectronicApplication)
        func action(
            _ command: ElectronicCommand, _ route: Route, _ fields: [FormField]
        ) -> ApplicationScreen.Action? {
            guard may, view.allowed.contains(command) else { return nil }
            let isOpen = visit.route == route
            return ApplicationScreen.Action(
                action: route.path(id), isOpen: isOpen,
                fields: fields.map { $0.checked(isOpen ? problems : []) })
        }
        let isWhole = view.applicant.number != nil && view.child.number != nil
        accept =
            isWhole
            ? action(.accept, .acceptEApplication, Self.acceptance(view, visit)) : nil
        notYet =
            may && view.allowed.contains(.accept) && !isWhole
            ? "申請者と児童がだれかを決めると受け付けられます。候補の「この方と比べる」を開くか、宛名番号を入力してください。" : nil
        let typed = visit.form
        let reasons = ElectronicReason.allCases.map { ($0.rawValue, $0.wording) }
        ask = action(
            .askCorrection, .askECorrection,
            [
                .select("ask-reason", "補正を求める理由", typed, [("", "選んでください")] + reasons),
                .text("ask-note", "内部のメモ（申請者には伝えません）", typed, size: "long"),
                .date("ask-due", "補正の期限", typed, hint: nil, isRequired: true),
            ])
        take = action(
            .takeCorrection, .takeECorrection,
            [
                .text(
                    "take-note", "届いたものと届き方", typed, hint: "例 郵送で保険資格の写しを受け取った",
                    size: "long", isRequired: true)
            ])
        giveBack = action(
            .sendBack, .returnEApplication,
            [
                .select("return-reason", "返却の理由", typed, [("", "選んでください")] + reasons),
                .text("return-note", "内部のメモ", typed, size: "long", isRequired: true),
            ])
        withdraw =
            view.application.successor == nil
            ? action(
                .withdraw, .withdrawEApplication,
                [.text("withdraw-note", "取下げの申出の内容", typed, size: "long", isRequired: true)])
            : nil
        hasAny =
            accept != nil || ask != nil || take != nil || giveBack != nil || withdraw != nil
    }

    /// The person that an officer has chosen, in the form or in the address.
    static func chosen(_ part: ElectronicPart, _ visit: Visit) -> AddresseeNumber? {
        AddresseeNumber(visit.form[part.rawValue]) ?? AddresseeNumber(visit.query[part.rawValue])
    }

    /// A 宛名番号, wide enough for its fifteen digits.
    private static func number(_ name: String, _ label: String, _ typed: Typed) -> FormField {
        var field = FormField.code(name, label, typed, digits: 0, isRequired: true)
        field.size = "middle"
        return field
    }

    private static func acceptance(_ view: ElectronicView, _ visit: Visit) -> [FormField] {
        var typed = visit.form
        if typed["applicant"].isEmpty {
            typed.set("applicant", view.applicant.number?.description ?? "")
        }
        if typed["child"].isEmpty { typed.set("child", view.child.number?.description ?? "") }
        let checks = visit.installation.choices("identity-check")
        let isSigned = view.application.signature == .valid
        let differs = view.findings.contains {
            if case .differs = $0 { true } else { false }
        }
        var fields: [FormField] = [
            number("applicant", "申請者の宛名番号", typed), number("child", "児童の宛名番号", typed),
            .checks(
                "evidence", "保険の確認書類", typed,
                [.init(value: "yes", label: "添付で、有効な保険の資格を確かめた")]),
        ]
        if !isSigned {
            fields += [
                .select(
                    "number-check", "番号確認", typed, [("", "選んでください")] + checks,
                    hint: "電子署名がないため、確かめた方法を記録します"),
                .select("identity", "身元確認", typed, [("", "選んでください")] + checks),
                .text("documents", "確かめた書類", typed, hint: "番号は書きません", size: "long"),
            ]
        }
        fields.append(
            .text(
                "accept-reason", "理由（記録されます）", typed,
                hint: differs || !isSigned
                    ? "見つかった方と違う方にするとき、署名が不合格のときは必ず書きます" : "見つかった方と違う方にするときは必ず書きます",
                size: "long"))
        return fields
    }
}
