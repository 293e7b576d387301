// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Reports
import Safeguards
import Vocabulary

/// 1510 統計・グラフ, 定型の一覧: a ready-made list on the screen, page by page, to work with. What leaves
/// as a file is a copy (1520).
enum OfficeListScreen {
    struct Body: PageModel {
        let lists: [StatisticsScreen.SubjectLink]
        let list: String
        let action: String
        let fields: [FormField]
        let title: String
        let explanation: String
        /// `nil` until a day or month was asked for.
        let found: Found?
        let back: String
    }

    struct Found: PageModel {
        let condition: String
        let count: String
        let asOf: String
        let isNone: Bool
        let pages: ListPage.Line?
        let hasRecipients: Bool
        let headings: [String]
        let rows: [Row]
    }

    struct Row: PageModel {
        let child: PersonCell
        let recipient: PersonCell?
        let cells: [String]
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let list = OfficeList(rawValue: visit.query["list"]) ?? .recipients
        var reading = FormReading(visit.query, today: visit.today)
        let value = value(of: list, &reading)
        let found = try await found(list, value, visit)
        return .page(
            Page(
                "statistics/office-list", "定型の一覧",
                crumbs: [.home, .screen(.statistics, .statistics)],
                keys: [
                    .send("F5", "表示", form: "list-form", isMain: true),
                    .link("Escape", "統計へ戻る", Route.statistics.path()),
                ] + ListPage.keys(found?.pages), problems: reading.problems,
                body: Body(
                    lists: OfficeList.allCases.map { one in
                        StatisticsScreen.SubjectLink(
                            title: one.title, href: address(one), isCurrent: one == list)
                    }, list: list.rawValue, action: Route.officeLists.path(),
                    fields: fields(list, reading), title: list.title,
                    explanation: list.explanation, found: found, back: Route.statistics.path())))
    }

    static func address(_ list: OfficeList) -> String {
        Route.officeLists.path() + "?list=\(list.rawValue)"
    }

    /// The day or month that was asked for, as ISO; `nil` where nothing was, or nothing readable.
    private static func value(of list: OfficeList, _ reading: inout FormReading) -> String? {
        let (title, isDay) = list.condition
        guard !isDay else { return reading.optionalDate("on", title)?.description }
        let text = reading.typed["on"]
        guard !text.isEmpty else { return nil }
        let month = MonthEntry.read(text)
        if month == nil { reading.wrong("on", "\(title)を、R7.4 のように入力してください。") }
        return month?.description
    }

    private static func found(
        _ list: OfficeList, _ value: String?, _ visit: Visit
    ) async throws -> Found? {
        guard let value else {
            // Nothing is read, but who opens the lists stands in the log.
            try await visit.perform { $0.counted(0) }
            return nil
        }
        let directory = visit.installation.directory
        let reader = try visit.officer()
        let asked = Int(visit.query["page"]) ?? 1
        return try await visit.perform { scope in
            let page = try ViewOfficeList.perform(
                list, value: value, page: asked, directory: directory, in: scope)
            let people = try ListedPeople(
                page.rows.flatMap { [$0.child, $0.recipient].compactMap(\.self) },
                directory: directory, in: scope)
            let lines = ListPage(
                of: page.count, asked: String(page.page), size: ViewOfficeList.pageLength)
            return Found(
                condition: "\(list.condition.title) \(words(value))",
                count: Say.count(page.count), asOf: Say.moment(scope.now),
                isNone: page.rows.isEmpty,
                pages: lines.line(
                    at: Route.officeLists.path(), keeping: "list=\(list.rawValue)&on=\(value)"),
                hasRecipients: page.rows.contains { $0.recipient != nil },
                headings: page.columns.map(\.title),
                rows: page.rows.map { row in
                    Row(
                        child: PersonCell(row.child, people, orElse: row.name, for: reader),
                        recipient: row.recipient.map { PersonCell($0, people, for: reader) },
                        cells: zip(page.columns, row.cells).map { column, cell in
                            let text = Say.withEras(cell)
                            return column.field.map { reader.sees(text, of: $0) } ?? text
                        })
                })
        }
    }

    private static func words(_ value: String) -> String {
        if let day = CivilDate(iso: value) { return Say.date(day) }
        return YearMonth(iso: value).map { Wareki.text($0) } ?? value
    }

    private static func fields(_ list: OfficeList, _ reading: FormReading) -> [FormField] {
        var typed = reading.typed
        if list.condition.isDay {
            if typed["on"].isEmpty { typed.set("on", Say.short(reading.today)) }
            return [FormField.date("on", list.condition.title, typed)].checked(reading.problems)
        }
        return [
            FormField.text("on", list.condition.title, typed, hint: "例 R7.4", size: "short")
        ].checked(reading.problems)
    }
}
