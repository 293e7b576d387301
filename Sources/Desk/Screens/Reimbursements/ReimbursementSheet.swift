// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Safeguards
import Vocabulary

/// 決裁書 of a reimbursement: what was applied for, how the amount came about, who decided it when.
enum ReimbursementSheet {
    private struct Reading {
        let view: ReimbursementFileView
        let decision: ReimbursementDecision
        /// What the decision rests on; none where nothing was computed.
        let steps: StoredComputation?
        let consents: [ApprovalConsent]
        let holds: [HoldStep]
        let accidents: [Liability]
        let people: ListedPeople
    }

    static func print(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("case")
        let reader = try visit.officer()
        let directory = visit.installation.directory
        return try await ApprovalPaper.print(
            visit, seeing: .viewReimbursement, back: Route.reimbursement.path(id),
            ReimbursementScreen.page
        ) { scope in
            guard let view = try ReimbursementFileView.load(id, from: scope.db) else {
                throw DeskRefusal.notFound
            }
            let input = view.file.input
            let people = try ListedPeople(
                [input.child, input.applicant], directory: directory, in: scope)
            scope.saw(view.decisions.map(\.recipient))
            guard let decision = view.decisions.last(where: { $0.approval != nil }) else {
                return nil
            }
            scope.note("reimbursement \(view.file.receipt)")
            let found = Reading(
                view: view, decision: decision,
                steps: try Explanations.decisions([decision.id], from: scope.db)[decision.id],
                consents: try ReimbursementDecisionBook.consents(decision.id, from: scope.db),
                holds: try ReimbursementHoldBook.steps(
                    of: view.decisions.map(\.id), from: scope.db),
                accidents: try LiabilityBook.liabilities(
                    children: [input.child], from: scope.db), people: people)
            return paper(found, visit, reader)
        }
    }

    private static func paper(
        _ found: Reading, _ visit: Visit, _ reader: Principal
    ) -> ApprovalPaper {
        let (decision, file, desk) = (found.decision, found.view.file, visit.desk)
        let child = PersonCell(file.input.child, found.people, for: reader)
        let applicant = PersonCell(file.input.applicant, found.people, for: reader)
        var paper = ApprovalPaper(
            "償還払い・\(decision.outcome.wording)",
            [
                "償還申請 \(file.receipt)　児童 \(child.name)（宛名番号 \(child.number)）　申請者 \(applicant.name)",
                decision.explanation,
            ])
        paper.add("決定", "判定", decision.outcome.wording)
        paper.add("決定", "支給額", "\(decision.payable)")
        paper.add("決定", "不支給の理由", decision.reason?.wording)
        paper.add("決定", "支払方法", decision.method.wording)
        paper.add(
            "決定", "取消し", decision.approval?.cancelledOn.map { "\(Say.date($0)) 取消し" })
        for flag in flags(found) { paper.add("注意", flag, "あり") }
        paper.add("起案", desk.name(of: decision.proposer), Say.moment(decision.proposedAt))
        for consent in found.consents {
            paper.add(
                "決裁",
                desk.name(of: consent.officer)
                    + (consent.grade.isEmpty ? "" : "（\(consent.grade)）"),
                Say.moment(consent.at))
        }
        if found.consents.isEmpty, let approval = decision.approval {
            paper.add("決裁", desk.name(of: approval.approver), Say.date(approval.decidedOn))
        }
        if isCancelled(decision) {
            // What is in the books now is what was put right since, not what was decided about.
            paper.add(
                "申請", "内容", "この決定は取り消されているため載せません。取消しの後に直されていることがあります")
        } else {
            let items = ReimbursementScreen.items(
                file, visit, reader, isProtected: found.people.isProtected(file.input.child),
                Deadline(file.input.treatmentMonth, visit.installation))
            for item in items where item.value != "—" { paper.add("申請", item.label, item.value) }
        }
        if let stored = found.steps {
            for row in Derivation(stored, current: visit.installation.book).rows {
                paper.add(
                    "計算", "\(row.mark) \(row.label)",
                    "\(row.amount)円" + (row.article.map { "（\($0)）" } ?? ""))
            }
        }
        paper.add("根拠", "制度の版", String(decision.scheme.prefix(12)))
        for letter in found.view.letters where letter.branch <= decision.branch {
            paper.add(
                "根拠", "保険者の通知（枝番\(letter.branch)）",
                "\(Say.short(letter.keyedOn)) 入力　高額療養費 \(letter.highCost)　附加給付 \(letter.additionalBenefit?.description ?? "—")"
            )
        }
        addCourse(found, &paper, desk)
        return paper
    }

    private static func isCancelled(_ decision: ReimbursementDecision) -> Bool {
        decision.approval?.cancelledOn != nil
    }

    /// What whoever decided had to look at.
    private static func flags(_ found: Reading) -> [String] {
        let (decision, file) = (found.decision, found.view.file)
        var flags: [String] = []
        if let steps = found.steps, decision.outcome != .notPaid,
            steps.payable != decision.payable
        {
            flags.append("計算額と違う")
        }
        guard !isCancelled(decision) else { return flags }
        flags += found.accidents.compactMap { accident in
            accident.touches(file.input, id: file.id).map {
                "\(accident.kind.wording) D\(accident.id)：\($0.wording)"
            }
        }
        return flags
    }

    private static func addCourse(
        _ found: Reading, _ paper: inout ApprovalPaper, _ desk: DeskRoom
    ) {
        for step in ReimbursementScreen.happenings(found.view, found.holds, desk) {
            paper.add("経過", step.what, "\(step.at)　\(step.officer)　\(step.note)")
        }
    }
}
