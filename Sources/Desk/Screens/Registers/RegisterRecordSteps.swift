// SPDX-License-Identifier: Apache-2.0
import Registers
import Safeguards

/// What may be done with one entry now.
enum RegisterRecordSteps {
    static func mayChange(_ visit: Visit, _ kind: RegisterKind) -> Bool {
        guard let roles = visit.session?.principal.roles else { return false }
        return visit.may(kind.operations.change) && !kind.writers.isDisjoint(with: roles)
    }

    static func steps(
        _ detail: RegisterDetail, _ visit: Visit, _ problems: [FormProblem]
    ) -> [RegisterRecordScreen.Step] {
        let (kind, entry) = (detail.kind, detail.entry)
        guard mayChange(visit, kind), entry.state != .void else { return [] }
        var steps: [RegisterRecordScreen.Step] = []
        switch (kind.life, entry.state) {
        case (.term, .open) where kind.confirmers != nil && !entry.isConfirmed: break
        case (.term, .open): steps.append(step(.active, "有効にする", detail, visit, problems))
        case (.term, .active), (.task, .open):
            let title = kind.desk == .disclosures ? "決定する" : "完了する"
            steps.append(step(.closed, title, detail, visit, problems))
        default: break
        }
        // A request is withdrawn by a decision, never by taking the entry away.
        if kind.desk != .disclosures {
            steps.append(step(.void, "取り消す（誤記）", detail, visit, problems))
        }
        return steps
    }

    private static func step(
        _ state: EntryState, _ title: String, _ detail: RegisterDetail, _ visit: Visit,
        _ problems: [FormProblem]
    ) -> RegisterRecordScreen.Step {
        let isSent = visit.form["state"] == state.rawValue
        let typed =
            isSent
            ? visit.form
            : RegisterForms.typed(detail.entry.values, detail.kind.fields)
        var fields =
            state == .void
            ? []
            : RegisterForms.fields(
                self.fields(detail, to: state), typed,
                at: state == .active ? .active : .close)
        if state == .void || detail.kind.desk == .disclosures {
            fields.append(
                .text(
                    "\(state.rawValue)-why", "理由（記録されます）", isSent ? visit.form : Typed(),
                    size: "long",
                    isRequired: true))
        }
        return RegisterRecordScreen.Step(
            action: RegisterPlaces(kind: detail.kind).move(detail.entry.number), title: title,
            isOpen: isSent || state != .void, isDanger: state == .void, state: state.rawValue,
            version: detail.entry.version,
            fields: fields.map { $0.checked(isSent ? problems : []) })
    }

    /// What a step asks for: fields that must be filled from then on, and those that go with them.
    static func fields(_ detail: RegisterDetail, to state: EntryState) -> [RegisterField] {
        let stage: RegisterField.Stage = state == .active ? .active : .close
        // A second person confirms what is to be in force: it is written before, not with this step.
        if state == .active, detail.kind.confirmers != nil { return [] }
        let companions: Set = [
            "grounds", "before", "after", "carriedOut", "disposal", "followUp", "followUpBy",
            "company",
        ]
        return detail.kind.fields.filter { field in
            if detail.kind.code == "disclosure", field.name == "decidedOn" { return false }
            return field.requiredFrom == stage
                || stage == .close && companions.contains(field.name)
        }
    }

    /// Which fields the form marks: of what is to be confirmed also those that being in force asks for.
    private static func marked(
        _ kind: RegisterKind, _ state: EntryState
    ) -> RegisterField.Stage {
        state == .active || kind.life == .term && kind.confirmers != nil ? .active : .entry
    }

    /// The form of a new version; of a request only what moves its clock.
    static func amend(
        _ detail: RegisterDetail, _ visit: Visit, _ problems: [FormProblem]
    ) -> RegisterRecordScreen.Step? {
        let (kind, entry) = (detail.kind, detail.entry)
        let isSent = visit.form["state"] == "amend"
        let typed =
            isSent ? visit.form : RegisterForms.typed(entry.values, kind.fields, prefix: "a")
        let editable = RegisterSteps.editable(kind)
        if kind.desk == .disclosures, entry.state != .open { return nil }
        var fields = RegisterForms.fields(
            editable, typed, at: marked(kind, entry.state), prefix: "a")
        fields.append(
            .text("amend-why", "書き直す理由", isSent ? visit.form : Typed(), size: "long"))
        return RegisterRecordScreen.Step(
            action: RegisterPlaces(kind: kind).amend(entry.number),
            title: kind.desk == .disclosures ? "補正・延長を記入する" : "書き直す・書き足す", isOpen: isSent,
            isDanger: false, state: "amend", version: entry.version,
            fields: fields.map { $0.checked(isSent ? problems : []) })
    }
}
