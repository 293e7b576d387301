// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// The questions of a 変更届: who applies and how identity was checked, then only what changes.
struct ChangeFields {
    let kind: ChangeKind
    let form: IntakeForm
    let office: Installation
    let reader: Principal
    let typed: Typed

    /// The register and the day fill in what nobody needs to be asked.
    static func filled(
        _ typed: Typed, _ kind: ChangeKind, _ form: IntakeForm, of child: AddresseeNumber
    ) -> Typed {
        var typed = IntakeFields.filled(IntakeDraft(person: child, typed: typed), form)
        typed.set("what", kind.rawValue)
        typed.set("reason", kind.reason.rawValue)
        if kind == .account, typed["account"] == "registered" { typed.set("account", "bank") }
        return typed
    }

    func groups(of child: ResidentSnapshot) -> [FieldGroup] {
        [
            FieldGroup(title: kind.title, lead: kind.lead, fields: own(child)), applicant, agent,
            OtherApplicant.group("届出人", form, typed, with: child.number, for: reader),
        ]
    }

    private func own(_ child: ResidentSnapshot) -> [FormField] {
        let rules = office.caseRules
        switch kind {
        case .recipient:
            let children = form.household.children.filter {
                form.household.strands[$0.number]?.last?.state.isLive ?? false
            }
            return [
                .select(
                    "event", "何があったか", typed,
                    [("", "選んでください")]
                        + GuardianEvent.allCases.map { ($0.rawValue, $0.wording) },
                    isRequired: true),
                .date("cause", "異動の日", typed, whose: "past", isRequired: true),
                .select(
                    "basis", "新しい受給者の根拠", typed,
                    [("", "選んでください")]
                        + rules.documents(.guardian, on: form.today).map {
                            ($0.code, IdentityFields.label($0))
                        }, isRequired: true),
                .checks(
                    "child", "変更する児童", typed,
                    children.map {
                        .init(
                            value: $0.number.description,
                            label: reader.sees($0.alias ?? $0.name, of: .name))
                    }, isRequired: true),
                .radio(
                    "account", "新しい受給者の口座", typed,
                    [
                        .init(value: "registered", label: "登録済みの口座"),
                        .init(value: "later", label: "後日"),
                    ]),
            ]
        case .insurance:
            let id = child.number.description
            return [
                .select(
                    "proof-\(id)", "見た確認書類", typed,
                    [("", "選んでください")]
                        + rules.documents(.insurance, on: form.today).map {
                            ($0.code, IdentityFields.label($0))
                        }, isRequired: true),
                .code(
                    "insurer-\(id)", "保険者番号", typed, digits: 0,
                    lookup: "/look/code?list=insurer", hint: "8桁（国民健康保険は6桁）",
                    isRequired: true),
                .text("insurer-name-\(id)", "保険者の名称", typed, size: "long", isRequired: true),
                .text("symbol-\(id)", "記号", typed, size: "short"),
                .text("number-\(id)", "番号", typed, size: "short"),
                .text("sub-\(id)", "枝番", typed, size: "short"),
                .text("insured-\(id)", "被保険者の氏名", typed),
                .date("acquired-\(id)", "資格取得日", typed, whose: "past", isRequired: true),
            ]
        case .account:
            return [
                .radio(
                    "account", "口座", typed,
                    [
                        .init(value: "bank", label: "銀行など"),
                        .init(value: "post", label: "ゆうちょ銀行（記号・番号）"),
                    ], isRequired: true),
                .text("holder", "名義（カナ）", typed, hint: "通帳の表記のとおり", size: "long"),
                .code("bank", "金融機関コード", typed, digits: 4, hint: "4桁"),
                .code("branch", "支店コード", typed, digits: 3, hint: "3桁"),
                .select(
                    "account-type", "種目", typed,
                    BankAccountType.allCases.map { ($0.rawValue, $0.wording) }),
                .code("account-number", "口座番号", typed, digits: 7, hint: "7桁まで"),
                .code("post-symbol", "ゆうちょの記号", typed, digits: 0, hint: "5桁"),
                .code("post-number", "ゆうちょの番号", typed, digits: 0, hint: "8桁まで"),
            ]
        case .name, .address:
            return [.date("cause", "変わった日", typed, whose: "past", isRequired: true)]
        case .exclusion:
            return [
                .select(
                    "exclusion", "事由", typed,
                    [("", "選んでください")]
                        + ExclusionKind.allCases.map { ($0.rawValue, $0.wording) },
                    isRequired: true),
                .text(
                    "scheme", "他の制度の名前", typed,
                    hint: "制度の本にある名前。他の制度のときだけ（例 \(form.schemeExample)）"),
                .date("began", "始まりの日", typed, whose: "past", isRequired: true),
                .date("ended", "終わりの日（該当しなくなった最初の日）", typed, whose: "past"),
            ]
        case .residence:
            return [
                .select(
                    "residence", "特例", typed,
                    office.book.residenceExceptionKinds.map { ($0.rawValue, $0.wording) }),
                .date("began", "始まりの日", typed, whose: "past", isRequired: true),
                .date("ended", "終わりの日（卒業など。空欄は未定）", typed, whose: "any"),
                .checks(
                    "residence-paper", "受け取った書類", typed,
                    rules.documents(.residencePaper, on: form.today).map {
                        .init(value: $0.code, label: $0.wording)
                    },
                    hint: "要る書類は特例ごとに制度の本が決めます"),
                .checks(
                    "residence-void", "取消し", typed,
                    [.init(value: "yes", label: "同じ特例・同じ始まりの日の記録を、誤りとして取り消す")]),
            ]
        }
    }

    /// What is asked only where somebody acts for the applicant.
    private var agent: FieldGroup {
        let ofAgent = IdentityFields.fields(office.caseRules, typed, on: form.today)
            .filter { Self.agentNames.contains($0.name) }
        return FieldGroup(
            title: "代理人が来たとき", lead: "代理権の書類と、代理人の身元の書類の両方が要ります。",
            fields: [.text("agent", "代理人の氏名", typed)] + ofAgent, isFolded: true,
            isOpen: Self.agentNames.contains { !typed.all($0).allSatisfy(\.isEmpty) })
    }

    private static let agentNames: Set<String> = ["agent", "agent-seen", "agency"]

    private var applicant: FieldGroup {
        let guardians =
            form.household.guardians.map { person in
                FormField.Choice(
                    value: person.number.description,
                    label: reader.sees(person.alias ?? person.name, of: .name),
                    detail: office.wording(person.relationship, in: "relationship"))
            } + form.parentsElsewhere(for: reader)
        return FieldGroup(
            title: "届け出る人と本人確認",
            lead: kind == .recipient ? "新しい受給者になる人を選びます。" : "個人番号は記録しません。",
            fields: [
                .radio("applicant", "届出人", typed, guardians, isRequired: true),
                .date("applied", "届出の日", typed, whose: "past", hint: nil, isRequired: true),
                .radio(
                    "channel", "受付の方法", typed,
                    [ApplicationChannel.counter, .post, .exOfficio].map {
                        .init(value: $0.rawValue, label: $0.wording)
                    }),
            ]
                + IdentityFields.fields(office.caseRules, typed, on: form.today)
                .filter { !Self.agentNames.contains($0.name) } + [
                    .checks(
                        "interviewed", "聞き取り", typed, [.init(value: "yes", label: "対面で聞き取った")]),
                    .checks("explained", "説明", typed, [.init(value: "yes", label: "利用目的を説明した")]),
                ])
    }
}
