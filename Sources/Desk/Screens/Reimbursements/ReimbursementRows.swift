// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Safeguards
import Vocabulary

// The rows of the work list of 1310, and why a row must be opened before it is approved.
extension ReimbursementListScreen {
    static func row(
        _ file: ReimbursementCase, _ read: Reading, _ visit: Visit, _ reader: Principal
    ) -> CaseRow {
        let input = file.input
        let days = Int(input.appliedOn.days(until: visit.today))
        let asked = read.asked[file.id]
        return CaseRow(
            href: Route.reimbursement.path(file.id), receipt: file.receipt,
            applied: Say.short(input.appliedOn), age: "\(days)日",
            person: PersonCell(input.child, read.people, for: reader),
            month: Say.month(input.treatmentMonth),
            institution: Say.place(
                reader.sees(
                    Say.institution(
                        file.institutionShortName, input.institutionName, input.institution),
                    of: .claimDetail), isProtected: read.people.isProtected(input.child)),
            care: "\(input.setting.wording)・\(input.care.wording)", cost: Say.cost(input.cost),
            paid: input.paid.grouped,
            state: file.hold?.wording ?? file.status.wording,
            weight: file.status == .held ? "warn" : "plain", isBack: read.back.contains(file.id),
            due: asked.map { "書類の期限 \(Say.short($0.dueOn))" },
            isOverdue: asked.map { $0.dueOn < visit.today } ?? false)
    }

    static func proposal(
        _ decision: ReimbursementDecision, _ read: Reading, _ visit: Visit, _ reader: Principal
    ) -> ProposalRow {
        let flags = flags(decision, read.grounds, reader)
        return ProposalRow(
            id: String(decision.id), href: Route.reimbursement.path(decision.reimbursement),
            receipt: decision.receipt,
            person: PersonCell(decision.child, read.people, for: reader),
            month: Say.month(decision.treatmentMonth),
            institution: Say.place(
                decision.institutionName.isEmpty
                    ? read.grounds.files[decision.reimbursement]?.input.institution ?? ""
                    : decision.institutionName,
                isProtected: read.people.isProtected(decision.child)),
            outcome: decision.outcome.wording, payable: decision.payable.grouped,
            proposer: visit.desk.name(of: decision.proposer),
            proposed: Say.moment(decision.proposedAt), flags: flags,
            putAside: read.grounds.held[decision.id].map(DecisionHold.short), isReady: flags.isEmpty
        )
    }

    /// Why a row must be opened before it is approved.
    static func flags(
        _ decision: ReimbursementDecision, _ grounds: FlagGrounds, _ reader: Principal
    ) -> [Flag] {
        var flags: [Flag] = []
        let file = grounds.files[decision.reimbursement]
        let mine = file?.enteredBy.union([decision.proposer]) ?? [decision.proposer]
        if mine.contains(reader.officer) { flags.append(Flag("自分の入力・起案", .stop)) }
        if decision.outcome != .paid { flags.append(Flag(decision.outcome.wording, .warn)) }
        if let file, file.newestBranch != decision.branch {
            flags.append(Flag("通知が後から届いた", .stop))
        }
        if let steps = grounds.steps[decision.id] {
            if decision.outcome != .notPaid, steps.payable != decision.payable {
                flags.append(Flag("計算額と違う", .warn))
            }
        }
        if grounds.held[decision.id] != nil { flags.append(Flag("決裁の保留", .stop)) }
        if grounds.people.isProtected(decision.child) { flags.append(.protected) }
        return flags
    }
}
