// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// The last page before anything is written: every answer with its way back, and what the law would
/// say.
struct IntakeCheck: PageModel {
    struct Line: PageModel {
        let label: String
        let value: String
        let change: String
    }
    struct Child: PageModel {
        let name: String
        let birth: String
        let insurance: String
        let result: String
        let weight: String
        let periods: String
        let because: [String]
        let hold: String?
        /// What was said of a reason for leaving the child out.
        let exclusion: String?
        /// What must be made sure of: who applies.
        let doubts: [String]
    }

    let lines: [Line]
    let children: [Child]
    let missing: [String]
    let hasMissing: Bool
    let due: String

    static func make(
        _ form: IntakeForm, _ typed: Typed, _ key: String, _ visit: Visit
    ) async throws -> IntakeCheck? {
        guard let inputs = form.inputs(typed) else { return nil }
        let office = visit.installation
        let examined = try await visit.perform(.judge, about: inputs.map(\.child)) { scope in
            try inputs.map {
                try PreviewJudgement.perform(
                    $0, law: office.law, directory: office.directory, in: scope)
            }
        }
        let reader = try visit.officer()
        let missing = form.missingDocuments(typed)
        return IntakeCheck(
            lines: lines(form, typed, key, visit, reader),
            children: zip(inputs, examined).map { input, examination in
                child(input, examination, form, typed, reader)
            }, missing: missing, hasMissing: !missing.isEmpty,
            due: Say.date(office.intake.dueDay(from: visit.today)))
    }

    private static func lines(
        _ form: IntakeForm, _ typed: Typed, _ key: String, _ visit: Visit, _ reader: Principal
    ) -> [Line] {
        var reading = FormReading(typed, today: visit.today)
        let answers = form.applicant(&reading)
        func line(_ step: IntakeStep, _ label: String, _ value: String?) -> Line {
            Line(
                label: label, value: value.flatMap { $0.isEmpty ? nil : $0 } ?? "—",
                change: Route.intakeStep.path(key, step.rawValue))
        }
        let office = visit.installation
        let identity =
            IntakeForm.isExOfficio(typed)
            ? [line(.applicant, "職権の理由と根拠", typed["ground"])]
            : [
                line(.applicant, "本人確認で見た書類", IdentityFields.words(typed, office.caseRules)),
                line(.applicant, "代理人", typed["agent"]),
            ]
        return [
            line(.applicant, "申請者", form.applicantWords(typed, for: reader)),
            line(.applicant, "理由", answers?.reason.wording),
            line(.applicant, "事由の発生日", answers?.cause.map(Say.date)),
            line(.applicant, "申請日", answers.map { Say.date($0.applied) }),
            line(.applicant, "受付の方法", answers?.channel.wording),
        ] + (form.places.isEmpty ? [] : [line(.applicant, "受付の場所", answers?.place)])
            + identity + [
                line(.account, "口座", account(form, typed, reader)),
                line(.papers, "受け取った書類", typed.all("document").joined(separator: "、")),
            ]
    }

    private static func account(_ form: IntakeForm, _ typed: Typed, _ reader: Principal) -> String {
        switch typed["account"] {
        case "registered": return "登録済みの口座"
        case "later": return "後日"
        default:
            var reading = FormReading(typed, today: form.today)
            guard let account = form.account(&reading) else { return "—" }
            // The one place where the officer must see what was typed, before it is written.
            return
                "\(account.bank)-\(account.branch) \(account.type.wording) \(account.number) \(account.holderKana)"
        }
    }

    private static func child(
        _ input: ApplicationInput, _ examination: Examination, _ form: IntakeForm,
        _ typed: Typed, _ reader: Principal
    ) -> Child {
        let person = form.household.person(input.child)
        let insurance =
            input.insurance.map {
                "\($0.insurerName)（\($0.insurer.digits)）\(Say.short($0.acquiredOn))から"
                    + ($0.evidence.map { "・\($0.wording)" } ?? "")
            } ?? (input.hasInsuranceEvidence ? "登録済みのとおり" : "後日")
        let isEligible = examination.isEligible
        // What is not shown yet is asked for, not refused.
        let isWaiting =
            !isEligible && !input.hasInsuranceEvidence
            && examination.refusals.allSatisfy { $0.rule == .insurance }
        return Child(
            name: person.map { reader.sees($0.alias ?? $0.name, of: .name) } ?? "",
            birth: person.map { reader.sees(Say.birth($0.born, on: form.today), of: .birthDate) }
                ?? "",
            insurance: insurance,
            result: isEligible ? "認定の見込み" : isWaiting ? "健康保険の確認待ち" : "要件を満たさない見込み",
            weight: isEligible ? "good" : isWaiting ? "warn" : "stop",
            periods: Say.periods(examination.periods),
            because: (isWaiting ? [] : examination.refusals).map { finding in
                Say.withEras(finding.because) + (finding.article.map { "（\($0)）" } ?? "")
            }, hold: input.hasInsuranceEvidence ? nil : HoldReason.insuranceEvidence,
            exclusion: form.exclusionWords(input),
            doubts: person.map {
                OtherApplicant.doubts(
                    about: form.applicant(typed), for: $0, tests: form.tests, on: form.today)
            } ?? [])
    }
}
