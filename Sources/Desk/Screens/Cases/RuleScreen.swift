// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1220 即日認定の専決: the rules of two heads, and every grant under one that somebody has to look at.
enum RuleScreen {
    struct Body: PageModel {
        let rules: [Rule]
        let hasRules: Bool
        let proposing: Form?
        let uses: [Use]
        let hasUses: Bool
        let usePages: ListPage.Line?
        let checked: [Use]
        let hasChecked: Bool
        let checkedCount: String
        let checkedPages: ListPage.Line?
        let waiting: Int
        let overdue: Int
    }

    struct Form: PageModel {
        let action: String
        let fields: [FormField]
    }

    struct Rule: PageModel {
        let id: String
        let period: String
        let days: Int
        let ground: String
        let proposer: String
        let signedBy: String
        let state: String
        let weight: String
        let sign: String?
        let end: String?
        let isOwn: Bool
    }

    struct Use: PageModel {
        let id: String
        let person: NamedPerson
        let at: String
        let officer: String
        let due: String
        let isOverdue: Bool
        let decision: String
        let check: String?
        let result: String
    }

    /// The lists of the screen; each use that waits has a form.
    enum List: String, ListName {
        case waiting, checked

        var most: Int { self == .waiting ? 40 : 60 }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        let from = reading.date("from", "始まりの日")
        let last = reading.date("last", "最後の日")
        let days = Int(visit.form["days"])
        if days.map({ $0 < 1 || $0 > 60 }) ?? true {
            reading.wrong("days", "事後確認までの開庁日数を1から60の数で入力してください。")
        }
        let ground = reading.text("reason", orElse: "根拠（専決規程の条項など）を入力してください。")
        guard let from, let last, let days, reading.isRight else {
            return .page(try await page(visit, problems: reading.problems))
        }
        return try await carryOut(visit, .ruleasked, reason: ground) { scope in
            try ProposeDecisionRule.perform(
                over: EffectivePeriod(from: from, until: last.next), checkDays: days,
                ground: ground, in: scope)
        }
    }

    static func sign(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("decisionrule")
        let isSigned = visit.form["act"] != "refuse"
        let reason = visit.form["why"]
        return try await carryOut(visit, isSigned ? .rulesigned : .rulerefused, reason: nil) {
            try ApproveDecisionRule.perform(id, isSigned: isSigned, reason: reason, in: $0)
        }
    }

    static func end(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("decisionrule")
        let reason = visit.form["reason"]
        guard !reason.isEmpty else {
            return .page(
                try await page(visit, problems: [FormProblem("end-\(id)", "終了の理由を入力してください。")]))
        }
        return try await carryOut(visit, .ruleended, reason: reason) {
            try EndDecisionRule.perform(id, reason: reason, in: $0)
        }
    }

    static func checkUse(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("ruleuse")
        let isRight = visit.form["act"] != "wrong"
        let note = visit.form["note"]
        return try await carryOut(visit, .usechecked, reason: nil) {
            try CheckRuleUse.perform(id, isRight: isRight, note: note, in: $0)
        }
    }

    private static func carryOut<R: Sendable>(
        _ visit: Visit, _ done: Done, reason: String?,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        do {
            _ = try await visit.perform(reason: reason, body)
            return visit.carriedOut(Route.decisionRules.path() + "?done=\(done.rawValue)")
        } catch let refusal as CaseRefusal {
            reading.refused(refusal)
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
        } catch SafeguardRefusal.sameOfficer {
            reading.refused(SafeguardRefusal.sameOfficer)
        }
        return .page(try await page(visit, problems: reading.problems))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let directory = visit.installation.directory
        let today = visit.today
        let place = ListPages<List>(visit, at: Route.decisionRules.path())
        let read = try await visit.perform(.viewDecisions) { scope in
            let counts = try DecisionRuleBook.counts(on: today, from: scope.db)
            let checkedCount = try DecisionRuleBook.checkedCount(from: scope.db)
            var pages = place
            let open = pages.rows(.waiting, of: counts.waiting)
            let done = pages.rows(.checked, of: checkedCount)
            let uses = try DecisionRuleBook.uses(
                areOpen: true, limit: open.count, skipping: open.lowerBound, from: scope.db)
            let checked = try DecisionRuleBook.uses(
                areOpen: false, limit: done.count, skipping: done.lowerBound, from: scope.db)
            let shown = uses + checked
            scope.saw(shown.map(\.child))
            return (
                rules: try DecisionRuleBook.rules(from: scope.db), uses: uses, checked: checked,
                checkedCount: checkedCount, pages: pages, counts: counts,
                heads: try OfficersInService.whoMay(.approveDecision, on: today, from: scope.db),
                people: try directory.persons(shown.map(\.child))
            )
        }
        let officer = try visit.officer()
        let mayPropose = visit.may(.proposeDecisionRule)
        return Page(
            "cases/rules", "即日認定の専決", crumbs: [.home, .screen(.decisions, .decisions)],
            keys: [.link("F5", "更新", Route.decisionRules.path())] + read.pages.keys,
            problems: problems, message: Done.banner(visit),
            body: Body(
                rules: read.rules.map { rule($0, read.heads, visit, officer) },
                hasRules: !read.rules.isEmpty,
                proposing: mayPropose
                    ? Form(
                        action: Route.proposeDecisionRule.path(),
                        fields: fields(visit.form).checked(problems)) : nil,
                uses: read.uses.map { use($0, read.people, visit, officer) },
                hasUses: !read.uses.isEmpty, usePages: read.pages.line(.waiting),
                checked: read.checked.map { use($0, read.people, visit, officer) },
                hasChecked: !read.checked.isEmpty, checkedCount: Say.count(read.checkedCount),
                checkedPages: read.pages.line(.checked), waiting: read.counts.waiting,
                overdue: read.counts.overdue))
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        [
            .date("from", "始まりの日", typed, isRequired: true),
            .date("last", "最後の日", typed, hint: "期限のない定めは作れません", isRequired: true),
            .code(
                "days", "事後確認までの開庁日数", typed, digits: 0, hint: "認定の翌開庁日から数えます", isRequired: true),
            .text(
                "reason", "根拠", typed, hint: "専決規程の条項など（記録されます）", size: "long",
                isRequired: true),
        ]
    }

    private static func rule(
        _ rule: DecisionRule, _ heads: Set<String>, _ visit: Visit, _ officer: Principal
    ) -> Rule {
        let isOwn = rule.proposer == officer.officer
        let signer = rule.signedBy
        let isOrphan = rule.isInForce(on: visit.today) && !heads.contains(signer ?? "")
        return Rule(
            id: String(rule.id), period: Say.period(rule.period), days: rule.checkDays,
            ground: rule.ground, proposer: visit.desk.name(of: rule.proposer),
            signedBy: rule.signedBy.map { visit.desk.name(of: $0) } ?? "—",
            state: isOrphan ? "署名者の役割が終わった" : rule.state.wording,
            weight: isOrphan ? "stop" : rule.state == .signed ? "good" : "plain",
            sign: rule.state == .proposed && !isOwn && visit.may(.approveDecisionRule)
                ? Route.signDecisionRule.path(rule.id) : nil,
            end: rule.state == .signed && visit.may(.proposeDecisionRule)
                ? Route.endDecisionRule.path(rule.id) : nil, isOwn: isOwn)
    }

    private static func use(
        _ use: RuleUse, _ people: [AddresseeNumber: ResidentSnapshot], _ visit: Visit,
        _ officer: Principal
    ) -> Use {
        let mayCheck =
            use.isOpen && visit.may(.checkDecisionRule) && use.officer != officer.officer
        let checker = use.checkedBy.map { visit.desk.name(of: $0) } ?? ""
        let result: String =
            switch use.isRight {
            case true?: "適正（\(checker)）"
            case false?: "誤り：\(use.note ?? "")（\(checker)）"
            case nil: "確認待ち"
            }
        return Use(
            id: String(use.id), person: NamedPerson(use.child, people, for: officer),
            at: Say.moment(use.usedAt), officer: visit.desk.name(of: use.officer),
            due: Say.short(use.dueOn),
            isOverdue: use.isOpen && use.dueOn < visit.today,
            decision: Route.paperDesk.path(use.history),
            check: mayCheck ? Route.checkRuleUse.path(use.id) : nil, result: result)
    }
}
