// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 1362 遡及の精算: the proposals, and the way to a child.
enum RetroactiveListScreen {
    struct Body: PageModel {
        let rows: [Row]
        let isNone: Bool
        let search: String
    }

    struct Row: PageModel {
        let href: String
        let person: PersonCell
        let recover: String
        let stop: String
        let proposer: String
        let at: String
        let state: String
        let weight: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform { scope in
            let proposals = try RetroactiveBook.newest(from: scope.db)
            return (
                proposals: proposals,
                people: try ListedPeople(
                    proposals.map(\.child), directory: directory, in: scope)
            )
        }
        return .page(
            Page(
                "money/retroactives", Screen.retroactive.title, crumbs: [.home],
                keys: [
                    .link("F5", "更新", Route.retroactives.path()),
                    .link("F3", "対象者検索", Route.search.path()),
                ], message: Done.banner(visit),
                body: Body(
                    rows: found.proposals.map { proposal in
                        Row(
                            href: Route.retroactive.path(proposal.id),
                            person: PersonCell(proposal.child, found.people, for: officer),
                            recover: proposal.recover.grouped, stop: proposal.stop.grouped,
                            proposer: proposal.proposer, at: Say.moment(proposal.proposedAt),
                            state: proposal.outcome?.wording ?? "決裁待ち",
                            weight: proposal.outcome.map {
                                $0 == .approved ? "good" : "stop"
                            } ?? "warn")
                    }, isNone: found.proposals.isEmpty, search: Route.search.path())))
    }
}

/// One effect in a list.
struct EffectRow: PageModel {
    let key: String
    let month: String
    let what: String
    let amount: String
    let note: String
    let isTicked: Bool
    let isTickable: Bool
    let label: String

    init(_ effect: RetroactiveEffect, isTicked: Bool) {
        key = effect.key
        month = Say.month(effect.month)
        what = effect.kind.wording
        amount = effect.amount > .zero ? effect.amount.grouped : "再計算"
        note = Self.note(isPartial: effect.isPartial, kind: effect.kind)
        self.isTicked = isTicked
        isTickable = effect.kind.canBeDone
        label = "\(Say.month(effect.month)) \(effect.kind.wording)を精算する"
    }

    init(_ line: RetroactiveBook.Line) {
        key = ""
        month = Say.month(line.month)
        what = line.kind.wording
        amount = line.amount > .zero ? line.amount.grouped : "再計算"
        note = Self.note(isPartial: line.isPartial, kind: line.kind)
        isTicked = line.isChosen
        isTickable = false
        label = ""
    }

    private static func note(isPartial: Bool, kind: RetroactiveEffect.Kind) -> String {
        if isPartial { return "月の途中までは資格があります。領収書・明細書の診療日を確かめて選んでください。" }
        return kind.canBeDone ? "" : "支払処理または振込の結果の後に、もう一度起案してください。"
    }
}

/// What a changed entitlement of one child touches, before anything is written.
enum RetroactiveChildScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let effects: [EffectRow]
        let isNone: Bool
        let mayPropose: Bool
        let action: String
        let digest: String
        let recover: String
        let fields: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let child = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let why = reading.text("explanation", orElse: "精算の理由を入力してください。")
        let chosen = Set(visit.form.all("effect"))
        if chosen.isEmpty { reading.wrong(nil, "精算する行を選んでください。") }
        guard reading.isRight else {
            return .page(try await page(visit, problems: reading.problems))
        }
        let law = visit.installation.benefitLaw
        let (digest, key) = (
            visit.form["digest"], visit.onceKey ?? randomKey(visit.installation.settings.random)
        )
        do {
            let id = try await visit.perform(about: [child]) { scope in
                try ProposeRetroactive.perform(
                    child, chosen: chosen, digest: digest, explanation: why, key: key, law: law,
                    in: scope)
            }
            return visit.carriedOut(Route.retroactive.path(id) + "?done=retroasked")
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(try await page(visit, problems: [FormProblem(refusal)]))
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let child = try visit.addressee()
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let law = visit.installation.benefitLaw
        let found = try await visit.perform(.viewComputation, about: [child]) { scope in
            (
                resident: try directory.person(child),
                plan: try RetroactiveScreen.plan(child, law: law, in: scope)
            )
        }
        guard let resident = found.resident else { throw DeskRefusal.notFound }
        let effects = found.plan?.effects ?? []
        let ticked =
            visit.form.all("effect").isEmpty
            ? found.plan?.usual ?? [] : Set(visit.form.all("effect"))
        let mayPropose = visit.may(.proposeRetroactive) && effects.contains { $0.kind.canBeDone }
        let sum = effects.filter { $0.kind.isLoss && $0.kind.canBeDone }
            .reduce(Yen.zero) { $0 + $1.amount }
        return Page(
            "money/retroactive-child", "遡及の精算 下見",
            crumbs: [.home, .screen(.retroactive, .retroactives)],
            keys: mayPropose ? [.send("F12", "起案する", form: "retro-form", isMain: true)] : [],
            problems: problems,
            body: Body(
                subject: SubjectStrip(resident, for: officer, in: visit.installation),
                effects: effects.map { EffectRow($0, isTicked: ticked.contains($0.key)) },
                isNone: effects.isEmpty, mayPropose: mayPropose,
                action: Route.proposeRetroactive.path(child), digest: found.plan?.digest ?? "",
                recover: sum.grouped,
                fields: [
                    FormField.text(
                        "explanation", "理由（取消しと返還の通知に載ります）", visit.form, size: "long",
                        isRequired: true)
                ].checked(problems)))
    }
}

/// One proposal as it was written, and its decision.
enum RetroactiveScreen {
    /// `nil` for a child without any decision.
    static func plan(
        _ child: AddresseeNumber, law: BenefitLaw, in scope: Scope
    ) throws -> RetroactivePlan? {
        do {
            return try RetroactiveReading.plan(child, law: law, in: scope)
        } catch RetroactiveRefusal.noEntitlement {
            return nil
        }
    }

    struct Body: PageModel {
        let person: PersonCell
        let items: [Item]
        let effects: [EffectRow]
        let mayDecide: Bool
        let isOwn: Bool
        let action: String
        let reason: FormField
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func decide(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("retroactive")
        let law = visit.installation.benefitLaw
        let isBack = visit.form["act"] == "back"
        let reason = visit.form["reason"]
        do {
            try await visit.perform { scope in
                if isBack {
                    try SendBackRetroactive.perform(id, reason: reason, in: scope)
                } else {
                    _ = try ApproveRetroactive.perform(id, law: law, in: scope)
                }
            }
        } catch SafeguardRefusal.sameOfficer {
            return .page(
                try await page(visit, problems: [FormProblem(SafeguardRefusal.sameOfficer)]))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(try await page(visit, problems: [FormProblem(refusal)]))
        }
        return visit.carriedOut(
            Route.retroactive.path(id) + "?done=\(isBack ? "retroback" : "retrodone")")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("retroactive")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let found = try await visit.perform(.viewReturns) { scope in
            guard let proposal = try RetroactiveBook.proposal(id, from: scope.db) else {
                throw RetroactiveRefusal.unknownProposal
            }
            return (
                proposal: proposal, lines: try RetroactiveBook.lines(of: id, from: scope.db),
                people: try ListedPeople([proposal.child], directory: directory, in: scope)
            )
        }
        let proposal = found.proposal
        let isOwn = proposal.proposer == officer.officer
        let mayDecide =
            proposal.outcome == nil && !isOwn && visit.may(.approveRetroactive)
        return Page(
            "money/retroactive", "遡及の精算 \(id)",
            crumbs: [.home, .screen(.retroactive, .retroactives)],
            keys: mayDecide
                ? [.send("F12", "決裁する", form: "decide-form", act: "approve", isMain: true)] : [],
            problems: problems, message: Done.banner(visit),
            body: Body(
                person: PersonCell(proposal.child, found.people, for: officer),
                items: [
                    Item("状態", proposal.outcome?.wording ?? "決裁待ち"),
                    Item("返還・過誤の合計", "\(proposal.recover)"),
                    Item("支払を取りやめる合計", "\(proposal.stop)"),
                    Item("理由", proposal.explanation),
                    Item("起案", "\(proposal.proposer) \(Say.moment(proposal.proposedAt))"),
                    Item("決裁", proposal.decidedBy), Item("差戻しの理由", proposal.reason),
                ], effects: found.lines.map { EffectRow($0) }, mayDecide: mayDecide,
                isOwn: isOwn && proposal.outcome == nil,
                action: Route.decideRetroactive.path(id),
                reason: FormField.text("reason", "差戻しの理由", visit.form, size: "long")
                    .checked(problems)))
    }
}
