// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Vocabulary

/// The documents of 番号法16条 as a form asks for them: one tick a document, from the dated list.
enum IdentityFields {
    static func fields(_ rules: CaseRules, _ typed: Typed, on day: CivilDate) -> [FormField] {
        [applicant(rules, typed, on: day)] + agent(rules, typed, on: day)
    }

    /// What was seen of the applicant.
    static func applicant(
        _ rules: CaseRules, _ typed: Typed, on day: CivilDate, isRequired: Bool = false
    ) -> FormField {
        .checks(
            "seen", "見た書類（申請者）", typed, documents(rules, on: day),
            hint: "番号確認と身元確認の書類。代理人が来たときは、申請者の番号確認の書類だけ"
                + note(rules.documents(.identity, on: day)), isRequired: isRequired)
    }

    /// What was seen of somebody who acts for the applicant, and what gives the power.
    static func agent(_ rules: CaseRules, _ typed: Typed, on day: CivilDate) -> [FormField] {
        [
            .checks(
                "agent-seen", "見た書類（代理人）", typed, documents(rules, on: day),
                hint: "代理のときだけ" + note(rules.documents(.identity, on: day))),
            .select(
                "agency", "代理権の書類", typed,
                [("", "代理ではない")]
                    + rules.documents(.agency, on: day).map { ($0.code, label($0)) }),
        ]
    }

    private static func documents(_ rules: CaseRules, on day: CivilDate) -> [FormField.Choice] {
        choices(rules.documents(.identity, on: day))
    }

    static func choices(_ all: [CaseRules.Document]) -> [FormField.Choice] {
        // Where it is true of every one of them, the note says it once.
        let isMarked = all.contains(where: \.isVerified)
        return all.map {
            FormField.Choice(value: $0.code, label: isMarked ? label($0) : $0.wording)
        }
    }

    static func seen(_ typed: Typed) -> SeenDocuments {
        SeenDocuments(
            applicant: Set(typed.all("seen")), agent: Set(typed.all("agent-seen")),
            agency: typed["agency"].isEmpty ? nil : typed["agency"])
    }

    /// What is wrong with the ticks; nothing where none is asked for, none was
    /// made and nobody acts for the applicant.
    static func check(
        _ reading: inout FormReading, _ rules: CaseRules, isRequired: Bool
    ) {
        let seen = seen(reading.typed)
        let hasAgent = !reading.typed["agent"].isEmpty
        guard isRequired || hasAgent || !seen.isEmpty else { return }
        do throws(CaseRefusal) {
            try seen.check(by: rules, hasAgent: hasAgent, on: reading.today)
        } catch {
            reading.refused(error, field: "seen")
        }
    }

    /// The words of what was ticked.
    static func words(_ typed: Typed, _ rules: CaseRules) -> String {
        let seen = seen(typed)
        var words = seen.applicant.sorted().map { rules.wording($0, in: .identity) }
        words += seen.agent.sorted().map { "代理人：\(rules.wording($0, in: .identity))" }
        if let agency = seen.agency { words.append(rules.wording(agency, in: .agency)) }
        return words.joined(separator: "、")
    }

    static func label(_ document: CaseRules.Document) -> String {
        document.wording + (document.isVerified ? "" : "※")
    }

    /// What is not verified of the documents, said once: all of them, or those with the sign.
    static func note(_ documents: [CaseRules.Document]) -> String {
        if documents.allSatisfy(\.isVerified) { return "" }
        return documents.contains(where: \.isVerified)
            ? "。※は取扱いの根拠を原典で確かめていない書類（未確認）"
            : "。どの書類も、取扱いの根拠を原典で確かめていません（未確認）"
    }
}
