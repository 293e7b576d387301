// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// Old and new of a 変更届 side by side, and what must be seen before it is taken in.
enum ChangeChecks {
    static func make(
        _ answers: ChangeAnswers, _ kind: ChangeKind, _ typed: Typed,
        _ context: ChangeScreen.Context, _ visit: Visit
    ) async throws -> ChangeScreen.ChangeCheck {
        let number = try visit.addressee()
        let reader = try visit.officer()
        let rules = visit.installation.caseRules
        var sides: [ChangeScreen.Side] = []
        var warnings: [String] = []
        switch answers {
        case .recipient(let input):
            (sides, warnings) = try await recipient(input, context, visit)
        case .form(let input): sides = form(input, kind, context, reader)
        case .exclusion(let input):
            sides = [
                .init("事由", "—", input.kind.wording + (input.scheme.map { "（\($0)）" } ?? "")),
                .init("始まりの日", "—", Say.date(input.beganOn)),
                .init("終わりの日", "—", input.endedOn.map(Say.date) ?? "続いている"),
            ]
            if context.state != nil {
                warnings.append("記録した後に判定し直します。資格が終わるときは、再判定の案が別の職員の確認を待ちます。")
            }
        case .residence(let exception):
            sides = [
                .init("特例", "—", exception.wording),
                exception.isVoid
                    ? .init("記録", Say.date(exception.period.from) + "から", "誤りとして取り消す")
                    : .init("期間", "—", Say.period(exception.period)),
            ]
            warnings.append("取扱いは制度の本（市の規則）によります。判定の案には注意が付きます。")
        }
        return ChangeScreen.ChangeCheck(
            sides: sides,
            items: [
                Item("届出人", context.form.applicantWords(typed, for: reader)),
                Item("届出の日", typed["applied"]),
                Item("見た書類", IdentityFields.words(typed, rules)),
                Item("代理人", typed["agent"]),
            ], warnings: warnings, hasWarnings: !warnings.isEmpty, hidden: hidden(typed),
            action: Route.recordChange.path(number),
            change: Route.checkChange.path(number))
    }

    /// Everything typed, to come back with the confirmation.
    private static func hidden(_ typed: Typed) -> [Item] {
        typed.names.filter { !["csrf", "once", "edit"].contains($0) }.flatMap { name in
            typed.all(name).map { Item(hidden: name, $0) }
        }
    }

    private static func form(
        _ input: ApplicationInput, _ kind: ChangeKind, _ context: ChangeScreen.Context,
        _ reader: Principal
    ) -> [ChangeScreen.Side] {
        let household = context.form.household
        switch kind {
        case .insurance:
            let old = household.insurances[input.child]?.last {
                $0.period.contains(context.form.today)
            }
            let isProtected = isProtected(input, context, insured: old.map { $0.insuredName ?? "" })
            return [
                .init(
                    "保険者",
                    old.map {
                        Say.place(
                            reader.sees("\($0.insurerName)（\($0.insurer)）", of: .insurance),
                            isProtected: isProtected)
                    },
                    input.insurance.map { "\($0.insurerName)（\($0.insurer.digits)）" }),
                .init(
                    "資格取得日", old.map { Say.date($0.period.from) },
                    input.insurance.map { Say.date($0.acquiredOn) }),
            ]
        case .account:
            let old = context.state.flatMap { household.accounts[$0.recipient] }
            let isProtected = isProtected(input, context)
            return [
                .init(
                    "口座",
                    old.map {
                        Say.bank($0, isProtected: isProtected) + " "
                            + reader.sees($0.number, of: .account)
                    },
                    input.account.map {
                        "\($0.bank)-\($0.branch) \($0.type.wording) \($0.number) \($0.holderKana)"
                    })
            ]
        case .name, .address:
            guard let child = context.child else { return [] }
            let known = context.known
            if kind == .name {
                return [
                    .init(
                        "氏名", known.map { reader.sees($0.name, of: .name) },
                        reader.sees(child.name, of: .name)),
                    .init(
                        "カナ", known.map { reader.sees($0.kana, of: .kana) },
                        reader.sees(child.kana, of: .kana)),
                ]
            }
            return [
                .init("住所", place(known?.address, reader), place(child.guardedAddress, reader))
            ]
        case .recipient, .exclusion, .residence: return []
        }
    }

    /// Whether what stands beside the new may tell where somebody under protection is. A parent who
    /// lives elsewhere and has nothing to do with it hides nothing: neither the applicant, nor the
    /// recipient, nor the one through whom the child is insured; who that is may not be known.
    ///
    /// - Parameter insured: the name of the insured of what is shown; empty where nobody noted it.
    private static func isProtected(
        _ input: ApplicationInput, _ context: ChangeScreen.Context, insured: String? = nil
    ) -> Bool {
        let household = context.form.household
        let names = Set(household.members.flatMap { [$0.name, $0.alias ?? "", $0.kana].map(bare) })
            .subtracting([""])
        let isInsuredElsewhere = insured.map { !names.contains(bare($0)) } ?? false
        let involved = household.others.values.filter { person in
            isInsuredElsewhere || person.number == input.applicant
                || person.number == context.state?.recipient
        }
        return (household.members + involved).contains(where: \.isProtected)
    }

    private static func bare(_ name: String) -> String { name.filter { !$0.isWhitespace } }

    private static func place(_ address: ProtectedAddress?, _ reader: Principal) -> String {
        address?.shown(to: reader).map { "〒\($0.postalCode) \($0.text) \($0.building)" }
            ?? "表示しません"
    }

    private static func recipient(
        _ input: ChangeGuardian.Input, _ context: ChangeScreen.Context, _ visit: Visit
    ) async throws -> ([ChangeScreen.Side], [String]) {
        let office = visit.installation
        let reader = try visit.officer()
        let (previews, people) = try await visit.perform(
            .viewPerson, about: input.children
        ) { scope in
            let previews = try ChangeGuardian.preview(
                input, rules: office.caseRules, tests: office.book.recipientTests,
                directory: office.directory,
                consequences: office.consequences, in: scope)
            let people = try office.directory.persons(
                previews.flatMap { [$0.child, $0.from] } + [input.form.applicant])
            scope.saw(people.keys)
            return (previews, people)
        }
        func name(_ number: AddresseeNumber) -> String {
            people[number].map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "（宛名になし）"
        }
        var warnings: [String] = []
        for preview in previews {
            let child = name(preview.child)
            warnings += preview.touched.map { "\(child)：\(Say.withEras($0.text))" }
            if preview.hasOtherClaimant {
                warnings.append("\(child)：別の保護者からも申出があります。どちらも決裁までとどめ、監護の実態を確かめてください。")
            }
            if let person = people[preview.child],
                let warning = OtherApplicant.protection(
                    people[input.form.applicant], of: person)
            {
                warnings.append("\(child)：\(warning)")
            }
            if let words = OtherApplicant.words(preview.unsure) {
                warnings.append("\(child)：住民記録では、新しい受給者が\(words)分かりません。")
            }
        }
        if let first = previews.first, !first.hasConfirmedAccount {
            warnings.append(
                first.hasAccount
                    ? "新しい受給者の口座は、まだ確認されていません。確認まで振込は保留です。"
                    : "新しい受給者の口座がありません。届け出てもらうまで振込は保留です。")
        }
        return (
            previews.map {
                .init("\(name($0.child))の受給者", name($0.from), name(input.form.applicant))
            }, warnings
        )
    }
}
