// SPDX-License-Identifier: Apache-2.0
import Office
import Payments
import Press
import Safeguards
import Scheme
import Vocabulary

/// 支出負担行為書・支出命令書: a paper of the office for the treasurer, from the page of the order.
enum ExpenditurePaper {
    static func print(_ visit: Visit) async throws -> Answer {
        guard visit.may(.viewBudget) else { throw DeskRefusal.notFound }
        let id = try visit.id("expenditure")
        let (desk, letters, today) = (visit.desk, visit.installation.book.letters, visit.today)
        do {
            let printed = try await visit.perform(.printCasePaper, for: .benefit) { scope in
                let papers = try ExpenditurePapers(id, in: scope)
                scope.note("order \(papers.order.number)")
                let sheets = try papers.papers(letters, on: today) { desk.name(of: $0) }
                    .map { Sheet.list(try sheet($0, on: today)) }
                return try Printing.officePaper(
                    sheets, "支出負担行為書・支出命令書", back: Route.expenditure.path(id), desk,
                    in: scope)
            }
            return try Printing.shelve(printed, visit)
        } catch let refusal as AccountingRefusal {
            return .page(
                try await ExpenditureScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        } catch let refusal as LetterRefusal {
            return .page(
                try await ExpenditureScreen.page(
                    visit, problems: [FormProblem(refusal, in: visit.form)]))
        }
    }

    private static func sheet(
        _ paper: ExpenditurePapers.Paper, on today: CivilDate
    ) throws -> ListSheet {
        let words = paper.words
        return try ListSheet(
            title: words.title,
            subtitles: words.paragraphs + words.notes
                + [
                    "\(Wareki.text(today)) 印字"
                        + (paper.isSample ? "。文面は文例です（市の様式は未確認）" : "")
                ],
            columns: [.init("項目", weight: 2), .init("内容", weight: 6)],
            rows: words.blocks.flatMap { $0.rows.map { [$0.label, $0.value] } },
            approvals: ["会計管理者", "審査", "課長", "担当"], isLandscape: false)
    }
}
