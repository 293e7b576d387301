// SPDX-License-Identifier: Apache-2.0
import Safeguards

/// What was printed: as many as expected, and what was left out, by name of the reason.
enum PrintedScreen {
    struct Body: PageModel {
        let title: String
        let href: String
        let expected: Int
        let produced: Int
        let leftOut: [String]
        let hasLeftOut: Bool
        let hasPaper: Bool
        let back: String
        let pages: Int
        let again: String?
        let fields: [FormField]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, []))
    }

    static func page(_ visit: Visit, _ problems: [FormProblem]) async throws -> Page {
        let (key, print) = try find(visit)
        let href = Route.paper.path(key)
        let mayAgain = print.pages > 1 && !print.sheets.isEmpty && visit.may(.reprintLetter)
        return Page(
            "papers/printed", print.title,
            crumbs: [Crumb("ホーム", Route.home.path()), Crumb("帳票・通知 発行", Route.papers.path())],
            keys: print.pdf.isEmpty ? [] : [.link("F10", "PDFを開く", href)], problems: problems,
            body: Body(
                title: print.title, href: href, expected: print.expected,
                produced: print.produced, leftOut: print.leftOut,
                hasLeftOut: !print.leftOut.isEmpty, hasPaper: !print.pdf.isEmpty,
                back: print.back, pages: print.pages,
                again: mayAgain ? Route.printPages.path(key) : nil,
                fields: [
                    .text(
                        "pages", "ページ", visit.form, hint: "例 1-3,7", size: "short",
                        isRequired: true),
                    .text("reason", "もう一度印刷する理由（記録されます）", visit.form, isRequired: true),
                ].checked(problems)))
    }

    static func paper(_ visit: Visit) throws -> Answer {
        let (_, print) = try find(visit)
        return .pdf(print.pdf, name: "hagukumi.pdf")
    }

    private static func find(_ visit: Visit) throws -> (String, PrintedPaper) {
        let key = visit.parameters["print"] ?? ""
        guard let print = visit.desk.prints.get(key, of: try visit.officer().officer) else {
            throw DeskRefusal.notFound
        }
        return (key, print)
    }
}
