// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// What a changed entitlement of one child touches, before anything is written.
enum RetroactiveChildScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let effects: [EffectRow]
        let mandates: [MandateEffectRow]
        let hasMandates: Bool
        let isNone: Bool
        let again: [AgainRow]
        let hasAgain: Bool
        let mayPropose: Bool
        let action: String
        let digest: String
        let recover: String
        /// What an entitlement that came back pays; `nil` where none did.
        let pay: String?
        /// The letters that follow from what is ticked.
        let letters: String
        let fields: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let child = try visit.addressee()
        var reading = FormReading(visit.form, today: visit.today)
        let why = reading.text("explanation", orElse: "精算の理由を入力してください。")
        let closes = visit.form["act"] == "close"
        let chosen = closes ? [] : Set(visit.form.all("effect"))
        if chosen.isEmpty, !closes {
            reading.wrong("retro-form", "精算する行を選んでください。どれも精算しないときは、理由を書いて「どれも精算しないで閉じる」を押してください。")
        }
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
            return .page(try await page(visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let child = try visit.addressee()
        let officer = try visit.officer()
        let directory = visit.installation.directory
        let law = visit.installation.benefitLaw
        let found = try await visit.perform(.viewComputation, about: [child]) { scope in
            (
                strip: try StripReading(about: child, directory: directory, in: scope),
                plan: try RetroactiveScreen.plan(child, law: law, in: scope),
                again: try CoveredAgainBook.claims(of: [child], from: scope.db)
            )
        }
        guard let strip = found.strip else { throw DeskRefusal.notFound }
        let effects = found.plan?.effects ?? []
        let ticked =
            visit.form.has("explanation")
            ? Set(visit.form.all("effect")) : found.plan?.usual ?? []
        let mayPropose = visit.may(.proposeRetroactive) && effects.contains { $0.kind.canBeDone }
        let sum = effects.filter { $0.kind.isLoss && $0.kind.canBeDone }
            .reduce(Yen.zero) { $0 + $1.amount }
        let gained = effects.filter { !$0.kind.isLoss }
        return Page(
            "money/retroactive-child", "遡及の精算 下見",
            crumbs: [.home, .screen(.retroactive, .retroactives)],
            keys: mayPropose ? [.send("F12", "起案する", form: "retro-form", isMain: true)] : [],
            problems: problems,
            body: Body(
                subject: SubjectStrip(strip, for: officer, in: visit.installation),
                tabs: visit.personTabs(child),
                effects: effects.map {
                    EffectRow(
                        $0, of: child, isTicked: ticked.contains($0.key), mayTick: mayPropose,
                        isUpheld: found.plan?.upheld.contains($0.key) ?? false,
                        isLeftOut: found.plan?.leftOut.contains($0.key) ?? false)
                },
                mandates: MandateEffectRow.rows(found.plan),
                hasMandates: found.plan?.mandates.isEmpty == false,
                isNone: effects.isEmpty, again: found.again.map { AgainRow($0) },
                hasAgain: !found.again.isEmpty, mayPropose: mayPropose,
                action: Route.proposeRetroactive.path(child), digest: found.plan?.digest ?? "",
                recover: sum.grouped,
                pay: gained.isEmpty
                    ? nil : gained.reduce(Yen.zero) { $0 + $1.amount }.grouped,
                letters: (found.plan?.letters(of: ticked) ?? [])
                    .map { "\($0.title) \($0.count)通" }.joined(separator: "、"),
                fields: [
                    FormField.text(
                        "explanation", "理由（取消しと返還の通知に載ります）", visit.form, size: "long",
                        isRequired: true)
                ].checked(problems)))
    }
}
