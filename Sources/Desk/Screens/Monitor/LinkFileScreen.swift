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
    }

    struct Row: PageModel {
        let line: Int
        let field: String
        let message: String
        let code: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("linkfile")
        let problems = try await visit.perform { scope in
            let files = try LinkFileBook.files(limit: .max, from: scope.db)
            guard files.contains(where: { $0.id == id }) else { throw DeskRefusal.notFound }
            return try LinkFileBook.problems(of: id, from: scope.db)
        }
        return page(
            problems.map {
                Row(line: $0.line, field: $0.field, message: $0.message, code: $0.code)
            })
    }

    static func residents(_ visit: Visit) async throws -> Answer {
        let id = try visit.id("residentfile")
        let issues = try await visit.performInAddressee(.viewMonitor) {
            let files = try ResidentFeedBook.files(limit: .max, in: $0)
            guard files.contains(where: { $0.id == id }) else { throw DeskRefusal.notFound }
            return try ResidentFeedBook.errors(ofFile: id, in: $0)
        }
        return page(
            issues.map {
                Row(line: $0.line, field: $0.field ?? "", message: $0.message, code: $0.code)
            })
    }

    private static func page(_ rows: [Row]) -> Answer {
        .page(
            Page(
                "monitor/file", "取込ファイルの誤り一覧", crumbs: [.home, .screen(.monitor, .monitor)],
                body: Body(rows: rows, count: rows.count, isNone: rows.isEmpty)))
    }
}
