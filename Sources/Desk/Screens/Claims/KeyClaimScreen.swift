// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 1330 レセプトの個別入力: a claim in kind that comes on paper, one after the other.
enum KeyClaimScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let amounts: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        return .page(page(visit, typed: Typed(), problems: []))
    }

    static func formPage(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        page(visit, typed: visit.form, problems: problems)
    }

    /// Keys one claim; a check that says no is said on the form.
    static func enter(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.form, today: visit.today)
        guard let entry = KeyedClaim.read(&reading) else {
            return .page(page(visit, typed: visit.form, problems: reading.problems))
        }
        let law = visit.installation.benefitLaw
        do {
            let claim = try await visit.perform { scope in
                try EnterClaim.perform(entry, law: law, in: scope)
            }
            return visit.carriedOut(Route.claim.path(claim) + "?done=claimkeyed")
        } catch let fault as ClaimFault {
            reading.wrong(
                RefusalFields.field(of: fault.code, in: visit.form),
                "受け入れられません：\(fault.message)［\(fault.code)］")
        } catch let refusal as BenefitsRefusal {
            reading.refused(refusal, field: refusal.fieldOfCourse)
        }
        return .page(page(visit, typed: visit.form, problems: reading.problems))
    }

    private static func page(_ visit: Visit, typed: Typed, problems: [FormProblem]) -> Page {
        Page(
            "claims/key", "レセプトの個別入力",
            crumbs: [.home, .screen(.claims, .claims)],
            keys: [.send("F12", "登録する", form: "key-form", isMain: true)],
            problems: problems, message: Done.banner(visit),
            body: Body(
                action: Route.enterClaim.path(), fields: KeyedClaim.who(typed).checked(problems),
                amounts: KeyedClaim.what(typed).checked(problems)))
    }
}
