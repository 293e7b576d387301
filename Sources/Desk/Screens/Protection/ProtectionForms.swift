// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// The questions of the two forms of the panel.
struct ProtectionForms {
    let register: [FormField]
    let end: [FormField]

    init(_ read: ProtectionScreen.Reading, _ visit: Visit, _ problems: [FormProblem]) {
        let typed = visit.form
        let shown = visit.route == .proposeProtection ? problems : []
        let own = read.person.number
        let isNew = visit.route != .proposeProtection
        let persons = [read.person] + read.household.filter { $0.number != own }
        register = [
            FormField.checks(
                "member", "対象者（併せて支援を求める方を含む）", typed,
                persons.map { person in
                    FormField.Choice(
                        value: person.number.description, label: person.alias ?? person.name,
                        detail: person.number.description,
                        isChosen: isNew && person.number == own)
                }, isRequired: true),
            FormField.select(
                "kind", "種別", typed,
                [("", "選んでください")] + ProtectionKind.allCases.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            FormField.select(
                "source", "出所", typed,
                ProtectionSource.allCases.reversed().map { ($0.rawValue, $0.wording) }),
            FormField.date("from", "始まりの日", typed, isRequired: true),
            FormField.date("until", "終わりの日", typed, hint: "定めがないときは空欄。過ぎても自動では終わりません"),
            FormField.text("consulted", "相談機関", typed, hint: "例 警察署、配偶者暴力相談支援センター"),
            FormField.code(
                "abuser", "相手方（加害者）の宛名番号", typed, digits: 0, hint: "分かるとき。15桁"),
            FormField.text(
                "abuser-name", "相手方の氏名", typed, hint: "宛名にない方は氏名かフリガナを。同じ名の申請・口座を止めます"),
            FormField.text("abuser-kana", "相手方のフリガナ", typed),
            FormField.text("abuser-relation", "対象者との関係", typed, hint: "例 前夫、父", size: "short"),
            FormField.text("reason", "起案の理由（記録されます）", typed, size: "long", isRequired: true),
        ].checked(shown)
        let endShown = visit.route == .proposeProtectionEnd ? problems : []
        end = [
            FormField.checks(
                "ended", "終わる方（いまの版に対して）", typed,
                persons.compactMap { person in
                    read.standings[person.number].map { standing in
                        FormField.Choice(
                            value: "\(person.number)=\(standing.version)",
                            label: person.alias ?? person.name,
                            detail: "\(standing.sourceWording) 版 \(standing.version)")
                    }
                }, isRequired: true),
            FormField.text("end-reason", "終了の理由（記録されます）", typed, size: "long", isRequired: true),
        ].checked(endShown)
    }
}
