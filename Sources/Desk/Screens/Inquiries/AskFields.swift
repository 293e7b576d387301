// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Safeguards
import Vocabulary

/// The questions of the inquiry form. Those of the letter have names of their own: both forms stand
/// on one page.
struct AskFields {
    private let read: AskScreen.Reading
    private let child: AddresseeNumber
    private let typed: Typed
    private let reader: Principal

    init(
        _ read: AskScreen.Reading, _ child: AddresseeNumber, _ visit: Visit, _ reader: Principal
    ) {
        self.read = read
        self.child = child
        typed = visit.form
        self.reader = reader
    }

    /// About whom, what, as of when, why.
    func question(_ problems: [FormProblem], prefix: String) -> [FormField] {
        let fields: [FormField] = [
            .radio(
                prefix + "about", "だれについて", typed, persons(prefix + "about"),
                isRequired: true),
            .radio(
                prefix + "item", "照会する事項", typed, items(prefix + "item"),
                hint: "目録にある組合せだけが出ています", isRequired: true),
            .date(prefix + "day", "基準日", typed, hint: "空欄は今日"),
            .text(
                prefix + "reason", "照会の理由（記録されます）", typed, size: "long", isRequired: true),
        ]
        return fields.map { $0.checked(problems) }
    }

    func letter(_ problems: [FormProblem]) -> [FormField] {
        question(problems, prefix: "letter-")
            + InquiryForms.counterpart(typed).map { $0.checked(problems) }
    }

    func consent(_ problems: [FormProblem]) -> [FormField] {
        let fields: [FormField] = [
            .select(
                "matter", "何への同意", typed, ConsentMatter.allCases.map { ($0.rawValue, $0.wording) }),
            .select("consent-about", "だれの情報か", typed, names),
            .select("giver", "同意した方", typed, names, hint: "本人。子については申請者"),
            .date("given-on", "同意の日", typed, hint: nil, isRequired: true),
            .select(
                "evidence", "同意を示すもの", typed,
                ConsentEvidence.allCases.map { ($0.rawValue, $0.wording) }),
            .text("reference", "受付番号・文書番号", typed, isRequired: true),
            .radio(
                "word", "記録すること", typed,
                [
                    .init(value: "given", label: "同意があった", isChosen: !typed.has("word")),
                    .init(value: "withdrawn", label: "同意が撤回された"),
                ]),
        ]
        return fields.map { $0.checked(problems) }
    }

    private var persons: [AddresseeNumber] {
        Set(read.form.openCase.persons).subtracting([child]).sorted().reversed() + [child]
    }

    private var names: [(String, String)] {
        persons.map {
            ($0.description, "\(NamedPerson($0, read.people, for: reader).name)（\($0)）")
        }
    }

    private func persons(_ name: String) -> [FormField.Choice] {
        persons.map { number in
            let person = NamedPerson(number, read.people, for: reader)
            return FormField.Choice(
                value: number.description, label: person.name,
                detail: ([number.description] + person.flags.map(\.word)).joined(separator: "・"),
                isChosen: !typed.has(name) && persons.count == 1)
        }
    }

    private func items(_ name: String) -> [FormField.Choice] {
        read.form.procedures.flatMap { procedure in
            procedure.items.map { item in
                let consent = item.consent.map { "同意が要ります（\($0.wording)）" }
                let state = item.isConfirmed ? nil : "未確認"
                return FormField.Choice(
                    value: "\(procedure.code)|\(item.code)", label: item.title,
                    detail: [
                        procedure.title, "照会先 \(item.provider)", item.legalBasis, consent, state,
                    ].compactMap(\.self).joined(separator: "・"))
            }
        }
    }
}
