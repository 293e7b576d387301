// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// A group of questions under one heading.
struct FieldGroup: PageModel {
    let title: String
    let lead: String?
    var fields: [FormField]
    /// Behind a line that opens it: asked of few.
    var isFolded = false
    var isOpen = false
}

extension [FieldGroup] {
    /// The groups with their problems: a fold with one stands open, typing begins in the first field.
    func checked(_ problems: [FormProblem]) -> [FieldGroup] {
        enumerated().map { index, group in
            var group = group
            group.fields =
                index == 0
                ? group.fields.checked(problems) : group.fields.map { $0.checked(problems) }
            group.isOpen = group.isOpen || group.fields.contains { $0.problem != nil }
            return group
        }
    }
}

/// The questions of each step, filled with what is known already: nothing is asked twice.
struct IntakeFields {
    let form: IntakeForm
    let office: Installation
    let reader: Principal
    let typed: Typed
    /// Who is asked about.
    private let person: AddresseeNumber
    private var household: IntakeHousehold { form.household }

    init(_ form: IntakeForm, _ office: Installation, _ reader: Principal, _ draft: IntakeDraft) {
        self.form = form
        self.office = office
        self.reader = reader
        person = draft.person
        typed = Self.filled(draft, form)
    }

    /// What the registers and the day say, where nothing was typed yet.
    static func filled(_ draft: IntakeDraft, _ form: IntakeForm) -> Typed {
        var typed = draft.typed
        func fill(_ name: String, _ value: String) {
            if !typed.has(name) { typed.set(name, value) }
        }
        if let guardian = form.household.likelyGuardian(of: draft.person) {
            fill("applicant", guardian.number.description)
        }
        fill("channel", ApplicationChannel.counter.rawValue)
        if let place = form.ownPlace { fill("place", place) }
        fill("applied", Say.short(form.today))
        if !typed.has("child"),
            form.household.children.contains(where: { $0.number == draft.person })
        {
            typed.set("child", draft.person.description)
        }
        let applicant = form.applicant(typed)
        if let applicant { fill("holder", applicant.kana) }
        let hasAccount = applicant.map { form.household.accounts[$0.number] != nil } ?? false
        fill("account", hasAccount ? "registered" : "")
        return typed
    }

    func groups(_ step: IntakeStep) -> [FieldGroup] {
        switch step {
        case .applicant: applicant
        case .children: children
        case .insurance: form.chosen(typed).map(insurance) + exclusions(form.chosen(typed))
        case .account: account
        case .papers: papers
        case .check: []
        }
    }

    private var applicant: [FieldGroup] {
        let guardians =
            household.guardians.map { person in
                FormField.Choice(
                    value: person.number.description,
                    label: reader.sees(person.alias ?? person.name, of: .name),
                    detail: "\(office.wording(person.relationship, in: "relationship"))・"
                        + reader.sees(Say.age(person.born, on: form.today), of: .birthDate))
            } + form.parentsElsewhere(for: reader)
        let reasons: [ApplicationReason] = [
            .birth, .movingIn, .schemeExtended, .exclusionEnded, .joinedInsurance, .guardianChanged,
            .adoption,
        ]
        let causeHint = "出生・転入などの日。例 070401。制度の拡大は施行日を元号から（R9.4.1）"
        return [
            FieldGroup(
                title: "申請", lead: nil,
                fields: [
                    .radio("applicant", "申請者", typed, guardians, isRequired: true),
                    .select(
                        "reason", "申請の理由", typed,
                        [("", "選んでください")] + reasons.map { ($0.rawValue, $0.wording) },
                        isRequired: true),
                    IntakeForm.isEnlargement(typed)
                        ? .date("cause", "事由の発生日", typed, hint: causeHint)
                        : .date("cause", "事由の発生日", typed, whose: "past", hint: causeHint),
                    .date("applied", "申請日", typed, whose: "past", hint: nil, isRequired: true),
                    .radio(
                        "channel", "受付の方法", typed,
                        [
                            .init(value: ApplicationChannel.counter.rawValue, label: "窓口"),
                            .init(value: ApplicationChannel.post.rawValue, label: "郵送"),
                            .init(value: ApplicationChannel.exOfficio.rawValue, label: "職権"),
                        ]),
                ] + places),
            FieldGroup(
                title: "本人確認", lead: "個人番号は記録しません。確認した書類だけを記録します。",
                fields: [
                    IdentityFields.applicant(
                        office.caseRules, typed, on: form.today, isRequired: true),
                    .text("documents", "確認した書類のメモ", typed, hint: "番号は書かないでください", size: "long"),
                ]),
            FieldGroup(
                title: "聞き取りと説明", lead: "対面で聞き取り、利用目的を説明してから先へ進みます。",
                fields: [
                    .checks(
                        "interviewed", "聞き取り", typed,
                        [.init(value: "yes", label: "対面で聞き取り、記入の内容を確かめた")]
                    ).over(.interviewed),
                    .checks(
                        "explained", "説明", typed, [.init(value: "yes", label: "利用目的を説明した")],
                        hint: explanation, isRequired: true
                    ).over(.purposeExplained),
                ]),
            FieldGroup(
                title: "代理人が来たとき", lead: "申請者の代わりに来た方の氏名と、見た書類を記録します。",
                fields: [
                    .text("agent", "代理人の氏名", typed, hint: "代理のときだけ")
                ] + IdentityFields.agent(office.caseRules, typed, on: form.today) + [
                    .text(
                        "agent-document", "代理権の書類のメモ", typed, hint: "戸籍謄本、委任状など")
                ], isFolded: true, isOpen: hasAgent),
            FieldGroup(
                title: "職権で受け付けるとき",
                lead: "申請を待たずに認定する児童です。「受付の方法」で「職権」を選びます。本人確認・聞き取り・説明は記録しません。申請者には、受給者になる保護者を選びます。",
                fields: [
                    .text(
                        "ground", "職権の理由と根拠", typed, hint: "何を根拠に、なぜ申請を待たないか",
                        size: "long")
                ], isFolded: true,
                isOpen: IntakeForm.isExOfficio(typed) || !typed["ground"].isEmpty),
            OtherApplicant.group("申請者", form, typed, with: person, for: reader),
        ]
    }

    /// 受付の場所, where the city keeps a list of them.
    private var places: [FormField] {
        guard !form.places.isEmpty else { return [] }
        return [
            .select(
                "place", "受付の場所", typed, form.places.map { ($0, $0) },
                hint: "申請書を受け取った窓口。郵送・職権のときは記録しません", isRequired: true)
        ]
    }

    /// Whether anything was said about somebody who acts for the applicant.
    private var hasAgent: Bool {
        ["agent", "agent-seen", "agency", "agent-document"].contains { !typed[$0].isEmpty }
    }

    /// The text to be read out, with its version.
    private var explanation: String? {
        form.explanation.map {
            "説明の文（第\($0.code)版\($0.isVerified ? "" : "・文案は未確認")）：\($0.wording)"
        }
    }

    /// Whether the applicant stands at the counter.
    static func isConfirmed(_ typed: Typed) -> Bool {
        typed["channel"] != ApplicationChannel.post.rawValue && !IntakeForm.isExOfficio(typed)
    }

    /// 窓口確認: at the counter the applicant looks at everything before it is received.
    var confirmation: [FormField] {
        guard Self.isConfirmed(typed) else { return [] }
        return [
            .checks(
                "confirmed", "窓口確認", typed,
                [.init(value: "yes", label: "申請者が上の内容を確かめた（紙に署名、または画面を見て）")],
                isRequired: true
            ).over(.applicantSaw)
        ]
    }

    private var children: [FieldGroup] {
        let choices = household.children.map { child in
            let state = household.strands[child.number]?.last?.state
            let isOpen = household.open[child.number] != nil
            let words = [
                reader.sees(Say.birth(child.born, on: form.today), of: .birthDate),
                state.map { Say.state($0, on: form.today) }, isOpen ? "処理中の申請あり" : nil,
            ]
            return FormField.Choice(
                value: child.number.description,
                label: reader.sees(child.alias ?? child.name, of: .name),
                detail: words.compactMap(\.self).joined(separator: "・"), isDisabled: isOpen)
        }
        return [
            FieldGroup(
                title: "児童", lead: "同じ世帯の子です。きょうだいを一度に受け付けられます。",
                fields: [.checks("child", "対象の児童", typed, choices, isRequired: true)])
        ]
    }

    private func insurance(_ child: ResidentSnapshot) -> FieldGroup {
        let id = child.number.description
        let known = household.insurances[child.number]?.last { $0.period.contains(form.today) }
        let lead =
            known.map { known -> String in
                let insurer = Say.place(
                    "\(reader.sees(known.insurerName, of: .insurance))（\(reader.sees(known.insurer, of: .insurance))）",
                    isProtected: child.isProtected)
                return "登録済み：\(insurer)\(Say.shortPeriod(known.period))。変わらなければ、保険者番号は空欄のままにします。"
            } ?? "資格確認書などを見て入力します。"
        let evidence = form.rules.documents(.insurance, on: form.today)
        return FieldGroup(
            title: "\(reader.sees(child.alias ?? child.name, of: .name)) の健康保険", lead: lead,
            fields: [
                .radio(
                    "evidence-\(id)", "保険の確認書類", typed,
                    IdentityFields.choices(evidence)
                        + [.init(value: "later", label: "後日（保留にする）")],
                    hint: "見た書類" + IdentityFields.note(evidence), isRequired: true),
                .code(
                    "insurer-\(id)", "保険者番号", typed, digits: 0,
                    lookup: "/look/code?list=insurer", hint: "8桁（国民健康保険は6桁）"),
                .text("insurer-name-\(id)", "保険者の名称", typed, size: "long"),
                .text("symbol-\(id)", "記号", typed, size: "short"),
                .text("number-\(id)", "番号", typed, size: "short"),
                .text("sub-\(id)", "枝番", typed, size: "short"),
                .text("insured-\(id)", "被保険者の氏名", typed),
                .date("acquired-\(id)", "資格取得日", typed, whose: "past", hint: "例 070401"),
            ])
    }

    private var account: [FieldGroup] {
        let applicant = form.applicant(typed)
        let registered = applicant.flatMap { household.accounts[$0.number] }
        var choices: [FormField.Choice] = []
        if let registered {
            choices.append(
                .init(
                    value: "registered", label: "登録済みの口座を使う",
                    detail: Say.bank(registered, isProtected: applicant?.isProtected ?? false) + " "
                        + reader.sees(registered.number, of: .account)))
        }
        choices += [
            .init(value: "bank", label: "銀行など"), .init(value: "post", label: "ゆうちょ銀行（記号・番号）"),
            .init(value: "later", label: "後日"),
        ]
        let types = BankAccountType.allCases.map { ($0.rawValue, $0.wording) }
        return [
            FieldGroup(
                title: "振込先口座", lead: "申請者名義の口座です。償還払いの振込に使います。",
                fields: [
                    .radio("account", "口座", typed, choices, isRequired: true),
                    .text("holder", "名義（カナ）", typed, hint: "通帳の表記のとおり", size: "long"),
                ]),
            FieldGroup(
                title: "銀行など", lead: "「銀行など」を選んだときに入力します。",
                fields: [
                    .code("bank", "金融機関コード", typed, digits: 4, hint: "4桁"),
                    .code("branch", "支店コード", typed, digits: 3, hint: "3桁"),
                    .select("account-type", "種目", typed, types),
                    .code("account-number", "口座番号", typed, digits: 7, hint: "7桁まで"),
                ]),
            FieldGroup(
                title: "ゆうちょ銀行", lead: "「ゆうちょ銀行」を選んだときに入力します。通帳の記号と番号です。",
                fields: [
                    .code("post-symbol", "記号", typed, digits: 0, hint: "5桁"),
                    .code("post-number", "番号", typed, digits: 0, hint: "8桁まで"),
                ]),
        ]
    }

    private var papers: [FieldGroup] {
        [
            FieldGroup(
                title: "書類", lead: "受け取った書類に印を付けます。足りない書類があると、期限つきの保留になります。",
                fields: [
                    .checks(
                        "document", "受け取った書類", typed,
                        form.documents.map { .init(value: $0, label: $0) }),
                    .checks(
                        "consent", "同意", typed,
                        [.init(value: "yes", label: "資格の確認のための照会に同意した")]),
                ])
        ]
    }
}
