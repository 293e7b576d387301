// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Vocabulary

/// How many approvals proposals need and have, for one officer.
///
/// (Part of `OperationCode.approveReimbursement`.)
struct ConsentDesk {
    /// The grade of the officer, and its place.
    let grade: String
    let rank: Int?
    private let officer: String
    private let rules: ApprovalRules
    private let today: CivilDate
    private let sums: [AddresseeNumber: Yen]
    private let consents: [Int64: [ApprovalConsent]]

    init(
        _ proposals: [ReimbursementDecision], _ rules: ApprovalRules, in scope: Scope
    ) throws {
        self.rules = rules
        today = scope.today
        officer = scope.principal.officer
        rank = rules.rank(of: officer, on: today)
        grade = rank.map { rules.grades[$0] } ?? ""
        // Without a regulation every amount needs the same: nothing is read.
        let isRuled = rules.rules.contains { $0.kind == .reimbursement }
        sums =
            isRuled
            ? try ReimbursementConsents.sums(
                of: proposals.map(\.recipient), on: today, from: scope.db) : [:]
        consents =
            isRuled
            ? try ReimbursementConsents.consents(proposals.map(\.id), from: scope.db) : [:]
    }

    /// The amount that decides: what the payee gets that day in all.
    func amount(_ proposal: ReimbursementDecision) -> Yen {
        max(proposal.payable, sums[proposal.recipient] ?? .zero)
    }

    func need(_ proposal: ReimbursementDecision) -> ApprovalNeed {
        rules.need(.reimbursement, amount(proposal), on: today)
    }

    func ranks(_ proposal: Int64) -> [Int?] { (consents[proposal] ?? []).map(\.rank) }

    /// Why the officer may not approve.
    func refusal(_ proposal: ReimbursementDecision) -> (any Refusal)? {
        let given = consents[proposal.id] ?? []
        guard given.allSatisfy({ Array($0.officer.utf8) != Array(officer.utf8) }) else {
            return ApprovalRefusal.approvedBefore
        }
        do throws(ApprovalRefusal) {
            _ = try need(proposal).open(after: ranks(proposal.id), and: rank)
            return nil
        } catch {
            return error
        }
    }
}
