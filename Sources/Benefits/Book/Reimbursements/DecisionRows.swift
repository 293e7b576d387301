// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Scheme
import Vocabulary

struct ReimbursementProposalRow: FactRow {
    static let table = "reimbursement_proposal"
    static let columns = [
        "reimbursement_id", "branch", "outcome", "payable", "reason", "explanation", "method",
        "child", "recipient", "history_id", "computation_id", "scheme", "proposer",
    ]
    let draft: ReimbursementDraft
    let computation: Int64?
    let proposer: String

    var values: [any SQLValueConvertible] {
        let input = draft.file.input
        return [
            draft.file.id, draft.file.newestBranch, draft.outcome, draft.payable, draft.reason,
            draft.explanation, draft.outcome == .notPaid ? PaymentMethod.none : input.method,
            input.child, draft.examination.recipient ?? input.applicant,
            draft.examination.historyID, computation, draft.examination.computation.book,
            proposer,
        ]
    }
}

struct ReimbursementApprovalRow: FactRow {
    /// What the second officer says.
    enum Outcome: String, SQLValueConvertible {
        case approved
        case sentBack = "sent-back"
    }

    static let table = "reimbursement_approval"
    // `calls_letter` stands in every row that a program writes which knows the letters (0011).
    static let columns = [
        "proposal_id", "outcome", "decided_on", "approver", "reason", "calls_letter",
    ]
    let proposal: Int64
    let outcome: Outcome
    let decidedOn: CivilDate?
    let approver: String
    var reason: String?

    var values: [any SQLValueConvertible] { [proposal, outcome, decidedOn, approver, reason, 1] }
}
