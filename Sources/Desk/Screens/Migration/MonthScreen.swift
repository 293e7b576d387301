// SPDX-License-Identifier: Apache-2.0
import Benefits
import Formats
import Foundation
import Links
import Migration
import Office
import Safeguards
import Vocabulary

/// 並行月: the old system's results of one billing month against ours.
enum MonthScreen {
    struct Body: PageModel {
        struct Line: PageModel { let line: String }
        /// What differs about one child.
        struct Child: PageModel {
            /// `nil` where the number is nobody's here, and for who may not see persons.
            let person: PersonCell?
            let number: String
            let count: String
            let old: String
            let ours: String
            let gap: String
            let reasons: [Line]
            let mustLook: Bool
        }
        struct Row: PageModel {
            let kind: String
            let weight: String
            let number: String
            let recipient: String
            let month: String
            let institution: String
            let old: String
            let ours: String
            let why: String
            let steps: [Line]
        }

        let action: String
        let fields: [FormField]
        let hasResult: Bool
        let items: [Item]
        let isSame: Bool
        let children: [Child]
        let childPages: ListPage.Line?
        let rows: [Row]
        let rowPages: ListPage.Line?
    }

    /// The lists of a comparison.
    private enum List: String, ListName {
        case rows = "page"
        case children

        var most: Int { 100 }
    }

    /// What a comparison has found: one page of each list, with the names of the children on it.
    private struct Found: Sendable {
        let comparison: MonthComparison
        let people: ListedPeople?
        let lists: ListPages<List>
    }

    /// The form, or a page of what was compared before.
    static func show(_ visit: Visit) async throws -> Answer {
        let key = visit.query["of"]
        guard !key.isEmpty else { return .page(try await page(visit, problems: [])) }
        guard let comparison = visit.desk.months.get(key, of: try visit.officer().officer) else {
            let words = "比べた結果は、もうありません（一時間、比べた職員にだけ残ります）。ファイルを選んで比べ直してください。"
            return .page(try await page(visit, problems: [FormProblem("file", words)]))
        }
        let shows = shows(comparison, key, visit)
        let found = try await visit.perform(.compareMonth) { try shows($0) }
        return .page(try page(visit, found, []))
    }

    /// Reads the pages that are asked for; the log names who stands on them, and nobody else.
    private static func shows(
        _ comparison: MonthComparison, _ key: String, _ visit: Visit
    ) -> @Sendable (Scope) throws -> Found {
        let directory = visit.installation.directory
        let seesPersons = visit.may(.viewClaims)
        var lists = ListPages<List>(visit, at: Route.compareMonth.path(), keeping: [("of", key)])
        _ = lists.page(.rows, of: comparison.differences.count)
        _ = lists.page(.children, of: comparison.children.count)
        let pages = lists
        return { scope in
            let children = pages.shown(comparison.children, .children).compactMap(\.child)
            scope.saw(children)
            scope.saw(pages.shown(comparison.differences, .rows).compactMap(\.child))
            return Found(
                comparison: comparison,
                people: seesPersons
                    ? try ListedPeople(children, directory: directory, in: scope) : nil,
                lists: pages)
        }
    }

    static func page(_ visit: Visit, problems: [FormProblem]) async throws -> Page {
        try page(visit, nil, problems)
    }

    private static func page(
        _ visit: Visit, _ found: Found?, _ problems: [FormProblem]
    ) throws -> Page {
        let result = found?.comparison
        let reader = try visit.officer()
        return Page(
            "migration/month", "並行月の比較", crumbs: [.home, .screen(.migration, .migrations)],
            keys: [.send("F9", "比べる", form: "month-form", isMain: true)]
                + (found?.lists.keys ?? []), problems: problems,
            body: Body(
                action: Route.compareMonthFile.path(),
                fields: [
                    FormField.month(
                        "month", "請求年月", visit.form, hint: "例 R7.4、202504",
                        isRequired: true)
                ].checked(problems), hasResult: result != nil,
                items: result.map { items($0) } ?? [],
                isSame: result?.differences.isEmpty ?? false,
                children: found.map { found in
                    found.lists.shown(found.comparison.children, .children).map {
                        child($0, found.people, reader)
                    }
                } ?? [], childPages: found?.lists.line(.children),
                rows: found.map { found in
                    found.lists.shown(found.comparison.differences, .rows).map { row($0) }
                } ?? [], rowPages: found?.lists.line(.rows)))
    }

    private static func child(
        _ one: MonthChild, _ people: ListedPeople?, _ reader: Principal
    ) -> Body.Child {
        let gap = one.ours.amount - one.old.amount
        return Body.Child(
            person: one.child.flatMap { number in
                people.map { PersonCell(number, $0, for: reader) }
            }, number: one.recipientNumber, count: "\(one.differences)",
            old: one.old.grouped, ours: one.ours.grouped,
            gap: (gap > 0 ? "+" : gap < 0 ? "−" : "") + Yen(abs(gap)).grouped,
            reasons: one.reasons.map { .init(line: $0) }, mustLook: one.unexplained > 0)
    }

    private static func items(_ result: MonthComparison) -> [Item] {
        [
            Item("請求年月", "\(result.month)"),
            Item("旧システム", "\(result.oldCount)件 \(Yen(result.oldTotal))"),
            Item("このシステム", "\(result.ourCount)件 \(Yen(result.ourTotal))"),
            Item("同じ", "\(result.same)件"), Item("どちらも返戻", "\(result.bothRefused)件"),
            Item("違い", "\(result.differences.count)件（児童\(result.children.count)人）"),
            Item("人が確かめる違い", "\(result.unexplained)件"),
        ]
    }

    private static func row(_ one: MonthDifference) -> Body.Row {
        Body.Row(
            kind: one.kind.wording, weight: one.isClear ? "plain" : "stop",
            number: one.number ?? "", recipient: one.key.recipientNumber,
            month: "\(one.key.treatmentMonth)", institution: one.key.institution,
            old: "\(one.old)", ours: "\(one.ours)",
            why: one.isClear ? one.explanation : "内訳は同じで公費負担額だけが違う。計算の段階を確かめる",
            steps: one.steps.map { .init(line: $0) })
    }

    static func compare(_ visit: Visit) async throws -> Answer {
        defer { visit.desk.uploads.remove(visit.files.map(\.path)) }
        var reading = FormReading(visit.form, today: visit.today)
        let month = MonthEntry.read(reading.typed["month"])
        if month == nil { reading.wrong("month", "請求年月を入力してください。") }
        let upload = visit.files.first { $0.bytes > 0 }
        if upload == nil { reading.wrong("file", "旧システムの結果のファイルを選んでください。") }
        if reading.isRight, let month, let upload {
            let layouts = visit.installation.layouts
            let bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: upload.path)))
            do {
                let (comparison, errors) = try await visit.perform { scope in
                    try CompareMonth.perform(
                        LinkFile(bytes, name: upload.name), month: month, layouts: layouts,
                        showing: 0, in: scope)
                }
                let key = visit.desk.months.put(comparison, of: try visit.officer().officer)
                let shows = shows(comparison, key, visit)
                let found = try await visit.perform(.compareMonth) { try shows($0) }
                for issue in errors.prefix(20) {
                    reading.wrong("file", "\(issue.line)行目：\(issue.message)［\(issue.code)］")
                }
                var answer = try page(visit, found, reading.problems)
                answer.isOfFile = true
                return .page(answer)
            } catch let refusal as any Refusal where !(refusal is SafeguardRefusal) {
                reading.refused(refusal, field: "file")
            }
        }
        return .page(try page(visit, nil, reading.problems))
    }
}
