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
    }

    static func show(_ visit: Visit) throws -> Answer {
        let (key, print) = try find(visit)
        let href = Route.paper.path(key)
        return .page(
            Page(
                "papers/printed", print.title,
                crumbs: [Crumb("ホーム", Route.home.path()), Crumb("帳票・通知 発行", Route.papers.path())],
                keys: print.pdf.isEmpty ? [] : [.link("F10", "PDFを開く", href)],
                body: Body(
                    title: print.title, href: href, expected: print.expected,
                    produced: print.produced, leftOut: print.leftOut,
                    hasLeftOut: !print.leftOut.isEmpty, hasPaper: !print.pdf.isEmpty,
                    back: print.back)))
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
