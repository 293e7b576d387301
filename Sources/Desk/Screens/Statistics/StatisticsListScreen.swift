// SPDX-License-Identifier: Apache-2.0
import Office
import Reports
import Safeguards
import Vocabulary

/// 1510 統計・グラフ, the list behind one number.
enum StatisticsListScreen {
    struct Body: PageModel {
        let title: String
        let figure: String
        let count: String
        /// Where the list adds up to something else than the table shows.
        let warning: String?
        let headings: [String]
        let rows: [Row]
        let isNone: Bool
        let back: String
        let further: String?
    }

    struct Row: PageModel {
        let child: PersonCell?
        let recipient: PersonCell?
        let cells: [String]
        let href: String?
        let place: String
    }

    /// The address of the list of a figure.
    static func address(_ figure: StatisticsFigure, after mark: StatisticsMark? = nil) -> String {
        let year = FiscalYear(of: figure.question.period.first.firstDay).year
        var parts = [
            "subject=\(figure.question.subject.rawValue)", "year=\(year)",
            "on=\(figure.question.day)", "column=\(figure.column)",
        ]
        parts += (figure.row ?? []).map { "label=\(Typed.escaped($0))" }
        if let mark { parts.append("after=\(mark.text)") }
        return Route.statisticsList.path() + "?" + parts.joined(separator: "&")
    }

    static func show(_ visit: Visit) async throws -> Answer {
        var reading = FormReading(visit.query, today: visit.today)
        let question = StatisticsScreen.question(&reading)
        let labels = visit.query.all("label")
        guard let column = Int(visit.query["column"]) else { throw DeskRefusal.notFound }
        let asked = StatisticsFigure(
            question, row: labels.isEmpty ? nil : labels, column: column)
        let mark = StatisticsMark(visit.query["after"])
        let office = visit.installation
        let directory = office.directory
        let reader = try visit.officer()
        let body = try await visit.perform { scope in
            let list: StatisticsList
            do {
                let figure = StatisticsFigure(
                    try office.telling(asked.question), row: asked.row, column: asked.column)
                list = try ListStatistics.perform(figure, after: mark, in: scope)
            } catch ReportRefusal.noFigure {
                throw DeskRefusal.notFound
            }
            let people = try ListedPeople(
                list.rows.flatMap { [$0.child, $0.recipient].compactMap(\.self) },
                directory: directory, in: scope)
            return Body(
                title: ([question.subject.title] + labels + [list.heading])
                    .joined(separator: "／"),
                figure: list.figure.text, count: Say.count(list.count),
                warning: list.agrees
                    ? nil
                    : "表の数は\(list.figure.text)、一覧の合計は\(list.recounted.text)で違います。表を開き直してください。",
                headings: list.columns,
                rows: list.rows.map { row($0, people, reader, visit) },
                isNone: list.rows.isEmpty, back: back(question),
                further: list.next.map { address(asked, after: $0) })
        }
        return .page(
            Page(
                "statistics/list", "統計の数の内訳",
                crumbs: [.home, .screen(.statistics, .statistics)],
                keys: [.link("Escape", "表へ戻る", body.back)], body: body))
    }

    private static func back(_ question: StatisticsQuestion) -> String {
        let year = FiscalYear(of: question.period.first.firstDay).year
        return Route.statistics.path()
            + "?subject=\(question.subject.rawValue)&year=\(year)&on=\(question.day)"
    }

    private static func row(
        _ row: StatisticsListRow, _ people: ListedPeople, _ reader: Principal, _ visit: Visit
    ) -> Row {
        let isProtected = [row.child, row.recipient].compactMap(\.self)
            .contains { people.isProtected($0) }
        let (href, place) = leads(row.place, visit)
        return Row(
            child: row.child.map { PersonCell($0, people, for: reader) },
            recipient: row.recipient.map { PersonCell($0, people, for: reader) },
            // A clinic tells where a protected person is.
            cells: row.cells.enumerated().map { index, cell in
                Say.place(cell, isProtected: isProtected && index == row.clinic)
            }, href: href, place: place)
    }

    /// Where a row leads to, for an officer who may go there.
    static func leads(_ place: StatisticsPlace?, _ visit: Visit) -> (String?, String) {
        func to(_ route: Route, _ id: any CustomStringConvertible, _ word: String)
            -> (String?, String)
        {
            (visit.mayEnter(route) ? route.path(id) : nil, word)
        }
        switch place {
        case .person(let number): return to(.person, number, "台帳")
        case .application(let id): return to(.application, id, "申請")
        case .claim(let id): return to(.claim, id, "レセプト")
        case .reimbursement(let id): return to(.reimbursement, id, "償還")
        case .run(let id): return to(.run, id, "支払処理")
        case nil: return (nil, "")
        }
    }
}
