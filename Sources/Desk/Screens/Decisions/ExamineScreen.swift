// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Safeguards
import Scheme
import Vocabulary

/// 審査: every finding with its article before anything is proposed.
enum ExamineScreen {
    struct Body: PageModel {
        let subject: SubjectStrip
        let tabs: [PersonTab]
        let items: [Item]
        let papers: [Item]
        let findings: [FindingTable]
        let result: String
        let weight: String
        let unset: [String]
        let hasUnset: Bool
        let unconfirmed: [String]
        let hasUnconfirmed: Bool
        let propose: String?
        let proposeLabel: String
        /// Where the book would grant: what an officer found against it.
        let refusal: [FormField]
        let hasRefusal: Bool
        let isRefusalOpen: Bool
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func propose(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("application")
        let office = visit.installation
        var reading = FormReading(visit.form, today: visit.today)
        let refusing = refusing(&reading)
        guard reading.problems.isEmpty else {
            return .page(try await page(visit, problems: reading.problems))
        }
        do {
            try await visit.perform { scope in
                let judged = try JudgeApplications.perform(
                    [id], law: office.law, directory: office.directory, terms: office.intake,
                    in: scope)
                try ProposeDecisions.perform(
                    try judged.map { try $0.get() }, refusing: refusing,
                    directory: office.directory, in: scope)
            }
            return visit.carriedOut(Route.application.path(id) + "?done=proposed")
        } catch let refusal as EntitlementRefusal {
            reading.refused(refusal)
            return .page(try await page(visit, problems: reading.problems))
        }
    }

    /// What the form of a refusal says; `nil` where the other button was pressed.
    private static func refusing(_ reading: inout FormReading) -> OfficersRefusal? {
        guard reading.typed.has("refusal") else { return nil }
        let reason: DecisionReason? = reading.code("refusal", orElse: "却下の理由を選んでください。")
        let words = reading.text("words", orElse: "認めた事実と根拠（条項）を入力してください。")
        guard let reason, !words.isEmpty else { return nil }
        do throws(EntitlementRefusal) {
            return try OfficersRefusal(reason: reason, words: words)
        } catch {
            reading.refused(error, field: "refusal")
            return nil
        }
    }

    private static func refusal(_ typed: Typed) -> [FormField] {
        [
            .select(
                "refusal", "却下の理由", typed,
                [("", "選んでください")] + OfficersRefusal.reasons.map { ($0.rawValue, $0.wording) },
                isRequired: true),
            .text(
                "words", "認めた事実と根拠", typed,
                hint: "却下通知書にこのまま載ります。条項も書きます。個人番号は書かないでください", size: "long",
                isRequired: true),
        ]
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let id = try visit.id("application")
        let office = visit.installation
        let read = try await visit.perform(.judge) { scope in
            let application = try ApplicationReading(
                id, directory: office.directory, in: scope)
            return (
                application: application,
                strip: try application.strip(directory: office.directory, in: scope),
                examination: try PreviewJudgement.perform(
                    id, law: office.law, directory: office.directory, in: scope)
            )
        }
        guard let strip = read.strip else { throw EntitlementRefusal.unknownPerson }
        let examination = read.examination
        let judgement = examination.judgement
        let mayPropose =
            visit.may(.proposeDecision)
            && ApplicationCourse.allowed(read.application.file.status).contains(.propose)
        let unconfirmed = Set(judgement.outpatient.unconfirmed + judgement.inpatient.unconfirmed)
        let body = Body(
            subject: SubjectStrip(strip, for: try visit.officer(), in: office),
            tabs: visit.personTabs(strip.person.number),
            items: ApplicationItems.form(read.application, visit),
            papers: ApplicationItems.papers(read.application, visit),
            findings: FindingTable.both(examination),
            result: examination.isEligible
                ? "認定の見込み" : examination.missing.isEmpty ? "却下の見込み" : "足りない事実があり、まだ判定できません",
            weight: examination.isEligible ? "good" : "stop", unset: examination.unset,
            hasUnset: !examination.unset.isEmpty, unconfirmed: unconfirmed.sorted(),
            hasUnconfirmed: !unconfirmed.isEmpty,
            propose: mayPropose ? Route.propose.path(id) : nil,
            proposeLabel: examination.isEligible ? "認定を起案する" : "却下を起案する",
            refusal: mayPropose && examination.isEligible ? refusal(visit.form) : [],
            hasRefusal: mayPropose && examination.isEligible,
            isRefusalOpen: visit.form.has("refusal"))
        var keys: [Key] = [.link("F9", "判定し直す", Route.examine.path(id))]
        if mayPropose {
            keys.append(.send("F12", body.proposeLabel, form: "propose-form", isMain: true))
        }
        return Page(
            "decisions/examine", "審査（判定根拠）",
            crumbs: [
                Crumb("ホーム", Route.home.path()), Crumb("受付簿", Route.register.path()),
                Crumb("申請 \(read.application.file.receipt)", Route.application.path(id)),
            ], keys: keys, problems: problems, body: body)
    }
}
