// SPDX-License-Identifier: Apache-2.0
import Benefits
import Jobs
import Office
import Safeguards
import Vocabulary

/// 1310, the trial of examining what waits: what would be proposed, beside the month before.
enum ExamineTrial {
    static func path() -> String { Route.reimbursements.path() + "?try=1" }

    /// What was seen, so that the second press does the same or nothing.
    static func mark(_ report: ProposeReimbursements.Report) -> String {
        [
            report.proposals.count, report.payable.amount, report.held.values.reduce(0, +),
            report.stillHeld,
        ].map(String.init).joined(separator: ".")
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let law = visit.installation.benefitLaw
        let month = visit.today.yearMonth
        let found = try await visit.tryOut(.decideReimbursement) { scope in
            let report = try ProposeReimbursements.perform(.waiting, law: law, in: scope)
            return (
                report: report,
                now: try ReimbursementDecisionBook.proposed(in: month, from: scope.db),
                before: try ReimbursementDecisionBook.proposed(in: month.previous, from: scope.db),
                held: try BenefitInbox.counts(from: scope.db).held
            )
        }
        let report = found.report
        let held = report.held.values.reduce(0, +)
        // What waits for somebody else's answer is not examined at all.
        let waiting = found.held - held - report.stillHeld
        let before = found.before.count > 0 ? found.before : nil
        let hasWork = !report.proposals.isEmpty || held > 0
        // Where nothing would be done, nothing is to be stopped.
        let beyond =
            hasWork
            ? TrialBody.warnings(
                "propose-reimbursements",
                JobTotals(
                    persons: report.proposals.count, items: report.proposals.count,
                    amount: report.payable), before: nil, visit) : []
        let leftOut =
            ReimbursementHold.allCases.compactMap {
                TrialBody.LeftOut($0.wording, report.held[$0] ?? 0, "理由をつけて保留にします")
            }
            + [
                TrialBody.LeftOut("前と同じ理由のもの", report.stillHeld, "保留のままです"),
                TrialBody.LeftOut(
                    "保険者の決定・書類・口座などを待っているもの", waiting, "審査しません。保留のままです"),
            ].compactMap(\.self)
        let body = TrialBody(
            lead: "待っている償還申請を決まりどおりに審査し、起案する内容。",
            items: [
                Item("起案するもの", Say.cases(report.proposals.count)),
                Item("支給する額", report.payable.grouped + "円"),
            ]
                + [ReimbursementOutcome.paid, .partlyPaid, .notPaid].map {
                    Item($0.wording, Say.cases(report.proposed[$0] ?? 0))
                },
            nowTitle: "今月の起案（今回を含む）", beforeTitle: "前月の起案",
            figures: [
                .init("件数", found.now.count, before: before?.count, "件"),
                .init(
                    "支給する額", found.now.payable.amount, before: before?.payable.amount, "円"),
            ], leftOut: leftOut, hasLeftOut: !leftOut.isEmpty, warnings: beyond,
            hasWarnings: !beyond.isEmpty,
            action: hasWork ? Route.examineWaiting.path() : nil,
            sent: [Item(hidden: "seen", mark(report))], button: "この内容で審査して起案する",
            back: Route.reimbursements.path())
        return body.page(
            "審査・起案の試行", .screen(.reimbursement, .reimbursements), key: "審査して起案",
            problems: problems)
    }
}
