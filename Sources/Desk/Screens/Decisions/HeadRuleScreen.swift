// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1220 事前承認: which kinds of proposals are carried out under the name of a head who signed
/// beforehand; a head signs a kind, or ends it.
enum HeadRuleScreen {
    struct Body: PageModel {
        let rules: [Rule]
        let hasRules: Bool
        let waiting: String
        let isEveryKind: Bool
        let signing: Form?
    }

    struct Form: PageModel {
        let action: String
        let fields: [FormField]
    }

    struct Rule: PageModel {
        let id: String
        let kind: String
        let period: String
        let signedBy: String
        let signedAt: String
        let state: String
        let weight: String
        let ended: String
        let end: String?
    }

    /// Rules that are over and still shown.
    static let most = 50

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func sign(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let kind: HeadRuleKind? = reading.code("what", orElse: "種類を選んでください。")
        let from = reading.date("from", "始まりの日")
        let last = reading.optionalDate("last", "最後の日")
        guard reading.isRight, let kind, let from else {
            return .page(try await page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, .headsigned, reason: nil) { scope in
            try SignHeadRule.perform(
                kind, over: EffectivePeriod(from: from, until: last?.next), in: scope)
        }
    }

    static func end(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("headrule")
        let reason = visit.form["reason"]
        guard !reason.isEmpty else {
            return .page(
                try await page(
                    visit, problems: [FormProblem("end-\(id)", "終了の理由を入力してください。")]))
        }
        return try await carryOut(visit, .headended, reason: reason) {
            try EndHeadRule.perform(id, reason: reason, in: $0)
        }
    }

    private static func carryOut(
        _ visit: Visit, _ done: Done, reason: String?,
        _ body: @escaping @Sendable (Scope) throws -> Void
    ) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        do {
            try await visit.perform(reason: reason, body)
            return visit.carriedOut(Route.headRules.path() + "?done=\(done.rawValue)")
        } catch let refusal as CaseRefusal {
            reading.refused(refusal)
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let today = visit.today
        let (all, heads) = try await visit.perform(.viewDecisions) { scope in
            (
                try HeadRuleBook.rules(from: scope.db),
                try OfficersInService.whoMay(.approveDecision, on: today, from: scope.db)
            )
        }
        // What is in force or still to come stands first, then the newest.
        let living = all.filter { $0.end == nil && $0.period.runs(after: today) }
        let over = all.filter { $0.end != nil || !$0.period.runs(after: today) }
        let now = Set(
            living.filter { $0.period.contains(today) && heads.contains($0.signedBy) }.map(\.kind))
        let waiting = HeadRuleKind.allCases.filter { !now.contains($0) }
        let maySign = visit.may(.approveDecision)
        return Page(
            "decisions/head-rules", "事前承認", crumbs: [.home, .screen(.decisions, .decisions)],
            keys: [.link("F5", "更新", Route.headRules.path())]
                + (maySign ? [.send("F12", "署名する", form: "rule-form", isMain: true)] : []),
            problems: problems, message: Done.banner(visit),
            body: Body(
                rules: (living + over.suffix(most).reversed()).map { rule($0, heads, visit) },
                hasRules: !all.isEmpty,
                waiting: waiting.map(\.wording).joined(separator: "、"),
                isEveryKind: waiting.isEmpty,
                signing: maySign
                    ? Form(
                        action: Route.signHeadRule.path(),
                        fields: fields(visit.form).checked(problems)) : nil))
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        [
            .select(
                "what", "種類", typed,
                [("", "選んでください")]
                    + HeadRuleKind.allCases.map { ($0.rawValue, $0.wording) }, isRequired: true),
            .date("from", "始まりの日", typed, isRequired: true),
            .date("last", "最後の日", typed, hint: "空欄なら、終わらせるまで続きます"),
        ]
    }

    private static func rule(
        _ rule: HeadRule, _ heads: Set<String>, _ visit: Visit
    ) -> Rule {
        let isOver = rule.end != nil || !rule.period.runs(after: visit.today)
        let isOrphan = !isOver && !heads.contains(rule.signedBy)
        let isNow = !isOver && !isOrphan && rule.period.contains(visit.today)
        return Rule(
            id: String(rule.id), kind: rule.kind.wording, period: Say.period(rule.period),
            signedBy: visit.desk.name(of: rule.signedBy), signedAt: Say.moment(rule.signedAt),
            state: isNow ? "有効" : isOver ? "終了" : isOrphan ? "署名者の役割が終わった" : "これから",
            weight: isNow ? "good" : isOrphan ? "stop" : "plain",
            ended: rule.end.map {
                "\(visit.desk.name(of: $0.officer)) \(Say.moment($0.at))"
            } ?? "",
            end: !isOver && visit.may(.approveDecision) ? Route.endHeadRule.path(rule.id) : nil)
    }
}

extension Say {
    /// Kinds of 事前承認 in the order of the list; `nil` for none.
    static func kinds(_ kinds: Set<HeadRuleKind>) -> String? {
        kinds.isEmpty
            ? nil
            : HeadRuleKind.allCases.filter(kinds.contains).map(\.wording).joined(separator: "、")
    }
}
