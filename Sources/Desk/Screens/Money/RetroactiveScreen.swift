// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

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
        let warnings: [String]
        let hasWarnings: Bool
        let effects: [EffectRow]
        let mandates: [MandateEffectRow]
        let hasMandates: Bool
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
                try await page(
                    visit, problems: [FormProblem(SafeguardRefusal.sameOfficer, in: visit.form)]))
        } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
            return .page(try await page(visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
        return visit.carriedOut(
            Route.retroactive.path(id) + "?done=\(isBack ? "retroback" : "retrodone")")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("retroactive")
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let law = visit.installation.benefitLaw
        let found = try await visit.perform(.viewReturns) { scope in
            guard let proposal = try RetroactiveBook.proposal(id, from: scope.db) else {
                throw RetroactiveRefusal.unknownProposal
            }
            let child = proposal.child
            return (
                proposal: proposal, lines: try RetroactiveBook.lines(of: id, from: scope.db),
                now: proposal.outcome == nil ? try plan(child, law: law, in: scope) : nil,
                decisions: try HistoryBook.decisions(children: [child], from: scope.db)[child]
                    ?? [],
                people: try ListedPeople([proposal.child], directory: directory, in: scope)
            )
        }
        let proposal = found.proposal
        let isOwn = proposal.proposer == officer.officer
        let outlook = RetroactiveOutlook(
            proposal, found.lines, now: found.now, decisions: found.decisions)
        let mayDecide =
            proposal.outcome == nil && !isOwn && visit.may(.approveRetroactive)
        return Page(
            "money/retroactive", "遡及の精算（\(Say.short(proposal.proposedAt.dayInJapan))起案）",
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
                    Item("資格が戻って支払う額の合計", "\(proposal.pay)"),
                ] + outlook.items + [
                    Item("理由", proposal.explanation),
                    Item(
                        "起案",
                        "\(visit.desk.name(of: proposal.proposer)) \(Say.moment(proposal.proposedAt))"
                    ),
                    Item("決裁", proposal.decidedBy.map { visit.desk.name(of: $0) }),
                    Item("差戻しの理由", proposal.reason),
                ], warnings: outlook.warnings, hasWarnings: !outlook.warnings.isEmpty,
                effects: found.lines.map { line in
                    EffectRow(line, now: found.now?.effects.first { $0.key == line.key })
                }, mandates: MandateEffectRow.rows(found.now),
                hasMandates: found.now?.mandates.isEmpty == false, mayDecide: mayDecide,
                isOwn: isOwn && proposal.outcome == nil,
                action: Route.decideRetroactive.path(id),
                reason: FormField.text("reason", "差戻しの理由", visit.form, size: "long")
                    .checked(problems)))
    }
}
