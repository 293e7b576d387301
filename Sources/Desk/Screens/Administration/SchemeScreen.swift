// SPDX-License-Identifier: Apache-2.0
import Office
import Safeguards
import Scheme
import Vocabulary

/// 3040: every value of the law in force, with its dates, its source, and whether it is confirmed;
/// for administrators the form that tries a changed book.
enum SchemeScreen {
    struct Body: PageModel {
        let title: String
        let digest: String
        let legal: [String]
        let eligible: String
        let article: String
        let exclusions: [Item]
        let counts: [Item]
        let groups: [Group]
        let tabs: [PersonTab]
        /// The form for a changed book, for whoever may try one.
        let mayTry: Bool
        let action: String
        let fileProblem: String?
    }

    struct Group: PageModel {
        let path: String
        let lines: [Line]
    }

    struct Line: PageModel {
        let from: String
        let value: String
        let state: String
        let weight: String
        let article: String
        let source: String
        let place: String
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, problems: []))
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        let book = visit.installation.book
        let isNational = visit.query["book"] == "national"
        let lines = isNational ? book.national.lines : book.lines
        // The operation is asked for although nothing about a person is read: who looks at the law
        // stands in the log like everything else.
        try await visit.perform(.viewScheme) { scope in scope.counted(lines.count) }
        let mayTry = visit.may(.setScheme)
        let here = Route.scheme.path()
        let body = Body(
            title: isNational ? book.national.title : book.title,
            digest: isNational ? book.national.digest : book.digest, legal: book.legal,
            eligible: book.eligibleReading, article: book.eligibleArticle,
            exclusions: book.exclusions.exclusions.map { Item($0.article, $0.reading) },
            counts: [
                Item("確認済み", count(lines, .confirmed)), Item("未確認", count(lines, .unconfirmed)),
                Item("未設定", count(lines, .unset)),
            ], groups: groups(lines, on: visit.today),
            tabs: [
                PersonTab(title: "市の本", href: here, isCurrent: !isNational),
                PersonTab(title: "国の本", href: here + "?book=national", isCurrent: isNational),
            ], mayTry: mayTry, action: Route.readBook.path(),
            fileProblem: problems.first { $0.href == "#file" }?.message)
        return Page(
            "administration/scheme", "制度・計算テーブル", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: mayTry ? [.send("F9", "読んで調べる", form: "book-form", isMain: true)] : [],
            problems: problems, body: body)
    }

    private static func count(_ lines: [BookLine], _ certainty: Certainty) -> String {
        "\(lines.filter { $0.certainty == certainty }.count)件"
    }

    private static func groups(_ lines: [BookLine], on today: CivilDate) -> [Group] {
        var order: [String] = []
        var byPath: [String: [Line]] = [:]
        for line in lines {
            if byPath[line.path] == nil { order.append(line.path) }
            byPath[line.path, default: []].append(self.line(line))
        }
        return order.map { Group(path: $0, lines: byPath[$0] ?? []) }
    }

    private static func line(_ line: BookLine) -> Line {
        let (state, weight): (String, Flag.Weight) =
            switch line.certainty {
            case .confirmed: ("確認済み", .good)
            case .unconfirmed: ("未確認", .warn)
            case .unset: ("未設定", .stop)
            }
        return Line(
            from: line.from.map { Say.short($0) + "から" } ?? "いつでも",
            value: [line.reading, line.text].compactMap(\.self).joined(separator: "："),
            state: state, weight: weight.rawValue, article: line.article ?? "",
            source: line.source, place: "\(line.file):\(line.line)")
    }
}
