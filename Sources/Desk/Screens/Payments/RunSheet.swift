// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Payments
import Safeguards
import Vocabulary

/// 決裁書 of a payment run: sums, warnings, approvals and the budget; nobody who is paid.
enum RunSheet {
    static func print(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("run")
        let (desk, seesBudget) = (visit.desk, visit.may(.viewBudget))
        return try await ApprovalPaper.print(
            visit, seeing: .viewRun, back: Route.run.path(id), RunScreen.again
        ) { scope in
            guard let found = try RunDecision.load(id, from: scope.db) else { return nil }
            scope.note("run \(found.run.number)")
            let orders =
                seesBudget ? try ExpenditureBook.expenditures(run: id, from: scope.db) : nil
            return paper(
                found, orders,
                stoodFor: try DelegationBook.head(
                    behind: found.approval.officer, at: found.approval.at, from: scope.db), desk)
        }
    }

    private static func paper(
        _ found: RunDecision, _ orders: [Expenditure]?, stoodFor: String?, _ desk: DeskRoom
    ) -> ApprovalPaper {
        let run = found.run
        var paper = ApprovalPaper(
            "支払処理",
            ["支払処理 \(run.number)　支払日 \(Say.date(run.paymentDay))　\(run.kind.wording)"])
        paper.add("決定", "支給", Say.cases(run.items))
        paper.add("決定", "振込", Say.cases(run.transfers))
        paper.add("決定", "金額", "\(run.total)")
        paper.add(
            "決定", "同じ支払日の合計", found.daySum > run.total ? "\(found.daySum)" : nil)
        paper.add("決定", "いまの状態", run.status.wording)
        paper.add("注意", "注意のある振込", Say.cases(run.warnings))
        for warning in found.warnings {
            paper.add("注意", warning.words, Say.cases(warning.transfers))
        }
        paper.add("注意", "初めて払う口座", Say.cases(found.firstPayments))
        paper.add("起案", desk.name(of: run.proposer), Say.moment(run.proposedAt))
        let deputy = stoodFor.map { "　代決（\($0) 不在）" } ?? ""
        if found.consents.isEmpty {
            paper.add(
                "決裁", desk.name(of: found.approval.officer), Say.moment(found.approval.at) + deputy)
        }
        for consent in found.consents {
            paper.add(
                "決裁",
                desk.name(of: consent.officer)
                    + (consent.grade.isEmpty ? "" : "（\(consent.grade)）"),
                Say.moment(consent.at) + (consent.officer == found.approval.officer ? deputy : ""))
        }
        addGrounds(found, &paper, desk)
        for order in orders ?? [] {
            paper.add(
                "予算", "支出命令 \(order.number)",
                "\(order.account) \(order.accountTitle)　\(Wareki.text(order.place.budget))　\(order.amount)（\(order.status.wording)）"
            )
        }
        if orders?.isEmpty == true { paper.add("予算", "支出命令", "まだ起案されていません") }
        addCourse(found, &paper, desk)
        return paper
    }

    private static func addGrounds(
        _ found: RunDecision, _ paper: inout ApprovalPaper, _ desk: DeskRoom
    ) {
        paper.add("根拠", "支払日の根拠", found.run.article)
        paper.add(
            "根拠", "前の支払処理",
            found.previous.map { "\($0.number)　\(Say.cases($0.transfers))　\($0.total)" })
        guard let file = found.file else { return }
        paper.add("根拠", "振込データ", file.name)
        paper.add("根拠", "件数・金額", "\(Say.cases(file.records))・\(file.total)")
        paper.add("根拠", "内容の控え（SHA-256）", file.digest)
        paper.add(
            "根拠", "作成",
            "\(desk.name(of: file.writtenBy)) \(file.writtenAt.map(Say.moment) ?? "")")
    }

    private static func addCourse(
        _ found: RunDecision, _ paper: inout ApprovalPaper, _ desk: DeskRoom
    ) {
        let steps = found.steps.map {
            (at: $0.at, what: $0.status.wording, who: $0.officer, why: $0.reason ?? "")
        }
        let holds = found.holds.map {
            (at: $0.at, what: $0.wording, who: $0.officer, why: DecisionHold.why($0))
        }
        for step in (steps + holds).sorted(by: { $0.at < $1.at }) {
            paper.add(
                "経過", step.what,
                "\(Say.moment(step.at))　\(desk.name(of: step.who))　\(step.why)")
        }
    }
}
