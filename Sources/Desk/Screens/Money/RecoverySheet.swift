// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Payments
import Safeguards
import Vocabulary

/// 決裁書 of a claim of the city: what is claimed back and why, and every plan, netting and write-off
/// that was decided about it.
enum RecoverySheet {
    static func print(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("recovery")
        let reader = try visit.officer()
        let office = visit.installation
        let (law, fiscal, today) = (office.recoveryLaw, office.fiscalLaw, visit.today)
        let (desk, directory) = (visit.desk, office.directory)
        return try await ApprovalPaper.print(
            visit, seeing: .viewReturns, back: Route.recovery.path(id), RecoveryScreen.page
        ) { scope in
            let file = try RecoveryFile.load(
                id, law: law, fiscal: fiscal, today: today, from: scope.db)
            let people = try ListedPeople(
                [file.recovery.child, file.recovery.recipient], directory: directory, in: scope)
            let decided = file.requests.filter { $0.isApproved == true }
            guard !file.recovery.isProposed, !file.recovery.isWithdrawn || !decided.isEmpty else {
                return nil
            }
            scope.note("recovery \(id)")
            var paper = paper(file, people, reader)
            paper.add("根拠", "対象", try RecoveryScreen.about(file.recovery, in: scope)?.text)
            paper.add("根拠", "時効", law.source(on: file.recovery.claimedOn))
            for demand in file.demands {
                paper.add(
                    "根拠", "\(demand.kind.title) \(demand.number)",
                    "\(Say.short(demand.issuedOn)) 発行　期限 \(Say.short(demand.dueOn))　\(demand.amount)"
                )
            }
            let excesses = try OverpaymentBook.overpayments(of: id, from: scope.db)
            let refunds = try RefundBook.refunds(of: id, from: scope.db)
                .reduce(into: [Int64: [RefundWords.Line]]()) {
                    $0[$1.request] = RefundWords.lines($1, of: excesses, law: law, today: today)
                }
            add(decided, refunds, of: file, to: &paper, desk)
            return paper
        }
    }

    private static func paper(
        _ file: RecoveryFile, _ people: ListedPeople, _ reader: Principal
    ) -> ApprovalPaper {
        let recovery = file.recovery
        let debtor = PersonCell(recovery.recipient, people, for: reader)
        let child = PersonCell(recovery.child, people, for: reader)
        var paper = ApprovalPaper(
            "返還",
            [
                "返還 第\(recovery.id)号　\(recovery.reason.wording)　\(Say.date(recovery.claimedOn))請求",
                "返す人 \(debtor.name)（宛名番号 \(debtor.number)）　児童 \(child.name)",
                recovery.explanation,
            ])
        paper.add("決定", "請求額", "\(recovery.amount)")
        paper.add("決定", "納期限", recovery.dueOn.map(Say.date))
        paper.add("決定", "いまの状態", recovery.state.wording)
        paper.add("決定", "納付済", "\(recovery.received)")
        paper.add("決定", "充当済", "\(recovery.offset)")
        paper.add(
            "決定", "不納欠損", recovery.writtenOff > .zero ? "\(recovery.writtenOff)" : nil)
        paper.add("決定", "残り", "\(recovery.outstanding)")
        if let plan = file.plan, plan.missedCount > 0 {
            paper.add("注意", "分納の滞り", "\(plan.missedCount)回、\(plan.missed)")
        }
        if people.isProtected(recovery.recipient) || people.isProtected(recovery.child) {
            paper.add("注意", "支援措置", "あり")
        }
        return paper
    }

    private static func add(
        _ decided: [RecoveryRequest], _ refunds: [Int64: [RefundWords.Line]], of file: RecoveryFile,
        to paper: inout ApprovalPaper,
        _ desk: DeskRoom
    ) {
        // What follows from another decision was decided there.
        if !decided.contains(where: { $0.kind == .claim }) {
            paper.add(
                "決裁", "返還の請求",
                "ほかの決定（遡及の精算・決定の取消しなど）によるもの　登録 \(desk.name(of: file.recovery.officer)) \(Say.date(file.recovery.claimedOn))"
            )
        }
        for request in decided {
            let grounds = [
                request.basis?.wording,
                request.agreedOn.map { "誓約・申出の日 \(Say.short($0))" }, request.explanation,
            ].compactMap(\.self).joined(separator: "・")
            paper.add(request.kind.wording, "金額・理由", "\(request.amount)　\(grounds)")
            paper.add(
                request.kind.wording, "起案",
                "\(desk.name(of: request.proposer))　\(Say.moment(request.proposedAt))")
            paper.add(
                request.kind.wording, "決裁",
                "\(request.approver.map { desk.name(of: $0) } ?? "")　\(request.decidedOn.map(Say.date) ?? "")"
            )
            for line in refunds[request.id] ?? [] {
                paper.add(request.kind.wording, line.title, line.text)
            }
            for part in file.instalments[request.id] ?? [] {
                paper.add(
                    request.kind.wording, "第\(part.number)回",
                    "\(Say.date(part.dueOn))　\(part.amount)")
            }
        }
    }
}
