// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Links
import Safeguards
import Scheme
import Vocabulary

/// 3030 保険者の附加給付: proposed by one officer, approved by another, in force from a day on.
enum InsurerScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let mayPropose: Bool
        let propose: String
        let fields: [FormField]
    }

    struct Row: PageModel {
        let id: String
        let status: String
        let weight: String
        let isNow: Bool
        let insurer: String
        let name: String
        let from: String
        let rule: String
        let basis: String
        let proposer: String
        let decider: String
        let reason: String
        let decide: String
        let isDecidable: Bool
        let isOwn: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let officer = try visit.officer()
        let (rules, inForce, names) = try await visit.perform(.viewMasters) { scope in
            let rules = try InsurerRuleBook.rules(from: scope.db)
            return (
                rules, try InsurerRuleBook.inForce(on: scope.today, from: scope.db),
                try MasterBook.rows(of: .insurers, on: scope.today, from: scope.db)
            )
        }
        let mayPropose = visit.may(.proposeInsurerRule)
        return Page(
            "masters/insurers", "保険者の附加給付",
            crumbs: [.home, .screen(.masters, .masters)],
            keys: [.link("F5", "更新", Route.insurers.path())]
                + (mayPropose ? [.send("F12", "起案する", form: "rule-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                rows: rules.map {
                    row(
                        $0, name: names[$0.insurer]?.content.first ?? "",
                        isNow: inForce[$0.insurer]?.id == $0.id, visit, officer)
                }, isNone: rules.isEmpty, mayPropose: mayPropose,
                propose: Route.proposeInsurerRule.path(), fields: fields(visit, problems)))
    }

    private static func row(
        _ rule: InsurerRule, name: String, isNow: Bool, _ visit: Visit, _ officer: Principal
    ) -> Row {
        let isOpen = rule.status == .proposed
        let isOwn = rule.proposer == officer.officer
        return Row(
            id: "\(rule.id)", status: rule.status.wording,
            weight: isOpen ? "warn" : rule.status == .approved ? "good" : "plain", isNow: isNow,
            insurer: rule.insurer, name: name, from: Say.short(rule.validFrom),
            rule: rule.wording, basis: rule.basis,
            proposer: "\(visit.desk.name(of: rule.proposer)) \(Say.moment(rule.proposedAt))",
            decider: rule.officer.map { visit.desk.name(of: $0) } ?? "", reason: rule.reason ?? "",
            decide: Route.decideInsurerRule.path(rule.id),
            isDecidable: isOpen && !isOwn && visit.may(.approveInsurerRule),
            isOwn: isOpen && isOwn)
    }

    private static func fields(_ visit: Visit, _ problems: [FormProblem]) -> [FormField] {
        let typed = visit.form
        return [
            FormField.code(
                "insurer", "保険者番号", typed, digits: 0, hint: "6桁または8桁", isRequired: true),
            .date("from", "適用日", typed, isRequired: true),
            .radio(
                "pays", "附加給付", typed,
                [.init(value: "yes", label: "ある"), .init(value: "no", label: "ない（ないと確かめた）")],
                isRequired: true),
            .code("deduct", "控除額（円）", typed, digits: 0, hint: "本人に残る額。例 25000"),
            .code("minimum", "不支給の下限（円）", typed, digits: 0, hint: "これより少なければ払わない。例 1000"),
            .code("unit", "切捨ての単位（円）", typed, digits: 0, hint: "例 100"),
            .radio(
                "despite", "公費の助成があるとき", typed,
                [
                    .init(value: "yes", label: "それでも支給する"),
                    .init(value: "no", label: "支給しない"),
                ]),
            .text(
                "basis", "根拠", typed, hint: "規約の名称と日付、保険者への照会の回答など", size: "long",
                isRequired: true),
        ].checked(problems)
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let typed = reading.typed
        let insurer = InsurerNumber(IntakeForm.digits(typed["insurer"]))
        if insurer == nil { reading.wrong("insurer", "保険者番号は6桁または8桁の数字です。") }
        let from = reading.date("from", "適用日")
        let pays = typed["pays"] == "yes"
        if !["yes", "no"].contains(typed["pays"]) { reading.wrong("pays", "附加給付の有無を選んでください。") }
        var amounts: [String: Int] = [:]
        for (field, label) in [("deduct", "控除額"), ("minimum", "不支給の下限"), ("unit", "切捨ての単位")] {
            amounts[field] = Int(IntakeForm.digits(typed[field]))
            if pays, amounts[field] == nil { reading.wrong(field, "\(label)を円で入力してください。") }
        }
        let basis = reading.text("basis", orElse: "根拠となる書類を入力してください。")
        if reading.isRight, let insurer, let from {
            let input = InsurerRuleInput(
                insurer: insurer, validFrom: from, pays: pays,
                rule: AdditionalBenefitRule(
                    deduct: amounts["deduct"] ?? 0, minimum: amounts["minimum"] ?? 0,
                    unit: amounts["unit"] ?? 1, paysDespiteSubsidy: typed["despite"] != "no"),
                basis: basis)
            do {
                _ = try await visit.perform { try ProposeInsurerRule.perform(input, in: $0) }
                return visit.carriedOut(Route.insurers.path() + "?done=ruleproposed")
            } catch let refusal as RecordRefusal {
                reading.refused(refusal)
            } catch let refusal as EntitlementRefusal { reading.refused(refusal) }
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let rule = try visit.id("insurerrule")
        var reading = FormReading(visit.form, today: visit.today)
        let isBack = reading.typed["act"] == "back"
        let reason = isBack ? reading.text("reason", orElse: "差戻しの理由を入力してください。") : nil
        if reading.isRight {
            do {
                try await visit.perform {
                    try DecideInsurerRule.perform(rule, sentBack: reason, in: $0)
                }
                return visit.carriedOut(
                    Route.insurers.path() + (isBack ? "?done=ruleback" : "?done=ruleapproved"))
            } catch RecordRefusal.unknownEntry {
                throw DeskRefusal.notFound
            } catch let refusal as RecordRefusal { reading.refused(refusal) }
        }
        return .page(try await page(visit, problems: reading.problems))
    }
}
