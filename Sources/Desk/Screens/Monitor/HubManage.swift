// SPDX-License-Identifier: Apache-2.0
import Links
import MedicalHub
import Office
import Safeguards
import Vocabulary

/// The forms that begin and end the use of PMH: two administrators to begin, one to end.
struct HubManage: PageModel {
    let action: String
    let mayManage: Bool
    let propose: [FormField]
    let hasPropose: Bool
    let confirm: [FormField]
    let hasConfirm: Bool
    let stop: [FormField]
    let hasStop: Bool
    let isOpen: Bool
    let isOwn: Bool

    init(_ view: HubSwitchView, _ visit: Visit, _ problems: [FormProblem]) {
        action = Route.manageHub.path()
        mayManage = visit.may(.manageHub)
        isOpen = visit.route == .manageHub
        let typed = visit.form
        let shown = isOpen ? problems : []
        let proposal = view.state.proposal
        isOwn = proposal.map { $0.officer == visit.session?.principal.officer } ?? false
        func reason(_ name: String, _ label: String) -> FormField {
            FormField.text(name, label, typed, size: "long", isRequired: true).checked(shown)
        }
        propose =
            mayManage && !view.isOn && proposal == nil
            ? [
                FormField.text("version", "評価書の版", typed, hint: "PMHへの提供を記した版", isRequired: true)
                    .checked(shown),
                FormField.date("published", "公表の日", typed, hint: nil, isRequired: true)
                    .checked(shown),
                reason("propose-reason", "起案の理由（記録されます）"),
            ] : []
        confirm =
            mayManage && proposal != nil && !isOwn
            ? [reason("confirm-reason", "確認の理由（記録されます）")] : []
        stop =
            mayManage && (view.isOn || proposal != nil)
            ? [reason("stop-reason", "停止の理由（記録されます）")] : []
        hasPropose = !propose.isEmpty
        hasConfirm = !confirm.isEmpty
        hasStop = !stop.isEmpty
    }
}

/// What both sides hold, and where they differ.
struct HubDifference: PageModel {
    struct Row: PageModel {
        let kind: String
        let recipient: String
        let child: String
        let period: String
        let fields: String
    }

    let at: String
    let ours: String
    let theirs: String
    let same: String
    let isClean: Bool
    let rows: [Row]
    let resend: String?

    init(_ found: HubReconciliation, mayResend: Bool) {
        at = Say.moment(found.at)
        ours = Say.count(found.ours)
        theirs = Say.count(found.theirs)
        same = Say.count(found.same)
        isClean = found.isClean
        rows = found.lines.prefix(HubScreen.most).map { line in
            Row(
                kind: line.kind.wording, recipient: line.recipientNumber,
                child: line.child?.description ?? "—",
                period: "\(Say.short(line.from))〜\(Say.short(line.through))",
                fields: line.fields.joined(separator: "・"))
        }
        resend = mayResend && !found.isClean ? Route.resendHub.path() : nil
    }
}
