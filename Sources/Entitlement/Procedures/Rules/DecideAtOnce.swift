// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
import Scheme
import Vocabulary

/// 即日認定: an application of the counter is judged and proposed; where a signed rule covers it, it is
/// decided at once and stands on the list of what a head looks at afterwards. Else it waits for the
/// second officer like any other.
public enum DecideAtOnce {
    public static let operation = OperationCode.proposeDecision

    /// What came of it.
    public enum Outcome: Hashable, Sendable {
        /// Decided: the rows of 資格履歴.
        case decided([Int64])
        /// It waits: the proposals, and why they were not decided at once.
        case waiting([Int64], why: String)
    }

    /// - Throws: as `JudgeApplications` and `ProposeDecisions`.
    public static func perform(
        _ ids: [Int64], law: EligibilityLaw, directory: any AddresseeDirectory,
        terms: IntakeTerms, in scope: Scope
    ) throws -> Outcome {
        let judged = try JudgeApplications.perform(
            ids, law: law, directory: directory, terms: terms, in: scope)
        let proposals = try ProposeDecisions.perform(
            try judged.map { try $0.get() }, directory: directory, in: scope)
        guard let rule = try DecisionRuleBook.inForce(on: scope.today, from: scope.db),
            let signedBy = rule.signedBy
        else { return .waiting(proposals, why: "有効な専決の定めがありません") }
        guard
            try OfficersInService.whoMay(
                ApproveDecisions.operation, on: scope.today, from: scope.db
            ).contains(signedBy)
        else {
            return .waiting(
                proposals, why: "専決の定めに署名した決裁者の役割が終わっています。いまの決裁者に、定めを終わらせて結び直すよう伝えてください")
        }
        let found = try ProposalBook.proposals(proposals, from: scope.db)
        let files = try ApplicationBook.files(
            found.values.compactMap(\.draft.applicationID), from: scope.db)
        for id in proposals {
            guard let proposal = found[id] else { continue }
            let channel = proposal.draft.applicationID.flatMap { files[$0] }?.channel ?? .post
            if let why = AtOnce.obstacle(proposal, channel: channel) {
                return .waiting(proposals, why: why)
            }
        }
        guard signedBy != scope.principal.officer, rule.proposer != scope.principal.officer else {
            return .waiting(proposals, why: "あなたは、この専決の定めの起案者か承認者です")
        }
        let report = try scope.carryOut(
            proposals.compactMap { found[$0] }.map { Approval($0, approver: signedBy) },
            confirmsAccounts: false)
        try scope.noteUses(of: rule, report.historyIDs, law: law)
        return .decided(report.historyIDs)
    }
}

extension Scope {
    fileprivate func noteUses(
        of rule: DecisionRule, _ history: [Int64], law: EligibilityLaw
    ) throws {
        let decisions = try HistoryBook.decisions(ids: history, from: db)
        var due = today
        for _ in 0..<rule.checkDays {
            due = due.next
            while !law.office.isOpen(due) { due = due.next }
        }
        try append(
            history.compactMap { id in
                decisions[id].map {
                    RuleUseRow(
                        rule: rule.id, history: id, child: $0.child, officer: principal.officer,
                        dueOn: due)
                }
            })
    }
}
