// SPDX-License-Identifier: Apache-2.0
import Addressee
import Formats
import Links
import Office
import Safeguards
import Vocabulary

/// The error list of one file of a link: line, item, what is wrong, what to do; no value about a
/// person.
enum LinkFileScreen {
    struct Body: PageModel {
        let rows: [Row]
        let count: Int
        let isNone: Bool
        let pages: ListPage.Line?
    }

    struct Row: PageModel {
        let line: Int
        let field: String
        let message: String
        let code: String
    }

    /// Rows of one page: it stays below 150 KB with the longest words too.
    static let most = 200

    static func show(_ visit: Visit) async throws -> Answer {
        let (id, asked) = (try visit.id("linkfile"), visit.query["page"])
        let found = try await visit.perform { scope in
            guard let count = try LinkFileBook.countProblems(of: id, from: scope.db) else {
                throw DeskRefusal.notFound
            }
            let list = ListPage(of: count, asked: asked, size: most)
            return (
                list: list,
                problems: try LinkFileBook.problems(
                    of: id, limit: list.rows.count, offset: list.rows.lowerBound, from: scope.db)
            )
        }
        return page(
            found.problems.map {
                Row(line: $0.line, field: $0.field, message: $0.message, code: $0.code)
            }, found.list, visit)
    }

    static func residents(_ visit: Visit) async throws -> Answer {
        let (id, asked) = (try visit.id("residentfile"), visit.query["page"])
        let found = try await visit.performInAddressee(.viewMonitor) { scope in
            guard let count = try ResidentFeedBook.countErrors(ofFile: id, in: scope) else {
                throw DeskRefusal.notFound
            }
            let list = ListPage(of: count, asked: asked, size: most)
            return (
                list: list,
                issues: try ResidentFeedBook.errors(
                    ofFile: id, limit: list.rows.count, offset: list.rows.lowerBound, in: scope)
            )
        }
        return page(
            found.issues.map {
                Row(line: $0.line, field: $0.field ?? "", message: $0.message, code: $0.code)
            }, found.list, visit)
    }

    private static func page(_ rows: [Row], _ list: ListPage, _ visit: Visit) -> Answer {
        let pages = list.line(at: visit.path)
        return .page(
            Page(
                "monitor/file", "取込ファイルの誤り一覧", crumbs: [.home, .screen(.monitor, .monitor)],
                keys: ListPage.keys(pages),
                body: Body(rows: rows, count: list.total, isNone: rows.isEmpty, pages: pages)))
    }
}
