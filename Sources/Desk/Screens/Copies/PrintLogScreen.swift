// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Safeguards
import Vocabulary

/// 1421 印刷記録: who printed or gave out what, when, for whom, how many pages, and why again.
enum PrintLogScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let rows: [Row]
        let count: Int
        let isNone: Bool
        let pages: ListPage.Line?
    }

    struct Row: PageModel {
        let at: String
        let officer: String
        let terminal: String
        let what: String
        let document: String
        let pages: String
        let sheets: String
        let subjects: String
        let reason: String
        let flags: [Flag]
    }

    /// Rows of one page: it stays below 150 KB with the longest reasons too.
    private static let most = 100

    static func show(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.query, today: visit.today)
        let typed = reading.typed
        var query = PrintQuery(limit: most)
        query.officer = typed["officer"].isEmpty ? nil : typed["officer"]
        query.code = OperationCode(rawValue: typed["operation"])
        query.from = reading.optionalDate("from", "始めの日")
        query.through = reading.optionalDate("through", "終わりの日")
        var lines: [PrintLine] = []
        var list = ListPage(of: 0, asked: "", size: most)
        if reading.isRight {
            let (asked, page) = (query, typed["page"])
            (list, lines) = try await visit.perform { scope in
                var asked = asked
                let list = ListPage(
                    of: try ViewPrintLog.count(asked, in: scope), asked: page, size: most)
                asked.skipping = list.rows.lowerBound
                return (list, try ViewPrintLog.perform(asked, in: scope))
            }
        }
        let kept = ["officer", "operation", "from", "through"].filter { !typed[$0].isEmpty }
        let pages = list.line(
            at: Route.printLog.path(),
            keeping: kept.map { "\($0)=\(Typed.escaped(typed[$0]))" }.joined(separator: "&"))
        let body = Body(
            action: Route.printLog.path(), fields: fields(typed).checked(reading.problems),
            rows: lines.map { row($0, visit) }, count: list.total, isNone: lines.isEmpty,
            pages: pages)
        return .page(
            Page(
                "copies/prints", "印刷記録", crumbs: [.home],
                keys: [.send("F5", "検索", form: "print-form", isMain: true)]
                    + ListPage.keys(pages),
                problems: reading.problems, body: body))
    }

    private static func fields(_ typed: Typed) -> [FormField] {
        let operations = ViewPrintLog.outputs.map { ($0.rawValue, $0.definition.title) }
        return [
            .text("officer", "利用者ID", typed, size: "short"),
            .select("operation", "出力の種類", typed, [("", "すべて")] + operations),
            .date("from", "始めの日", typed, hint: nil), .date("through", "終わりの日", typed, hint: nil),
        ]
    }

    private static func row(_ line: PrintLine, _ visit: Visit) -> Row {
        let names = line.subjects.map(\.description).joined(separator: " ")
        let more = line.subjectCount - line.subjects.count
        var flags: [Flag] = []
        let isRefused = line.result.hasPrefix("refused") || line.result.hasPrefix("fault")
        if isRefused { flags.append(Flag("出力していません", .stop)) }
        if let print = line.print {
            if print.expected != print.produced { flags.append(Flag("枚数が違う", .warn)) }
        } else if !isRefused {
            flags.append(Flag("枚数の記録なし", .plain))
        }
        return Row(
            at: Say.moment(line.at), officer: visit.desk.label(of: line.officer),
            terminal: line.terminal,
            what: line.code.definition.title, document: line.print?.document ?? "",
            pages: line.print.map { $0.form == .paper ? Say.count($0.pages) : "ファイル" } ?? "",
            sheets: line.print.map { "\(Say.count($0.produced))/\(Say.count($0.expected))" }
                ?? "",
            subjects: more > 0 ? "\(names) ほか\(more)人" : names,
            reason: line.print?.reprintReason ?? line.reason ?? "", flags: flags)
    }
}
