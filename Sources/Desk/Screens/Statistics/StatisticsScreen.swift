// SPDX-License-Identifier: Apache-2.0
import Copying
import Office
import Press
import Reports
import Safeguards
import Vocabulary

/// 1510 統計・グラフ: one table of totals with its picture, and the same as a file with small counts
/// hidden.
enum StatisticsScreen {
    struct Body: PageModel {
        let subjects: [SubjectLink]
        let fields: [FormField]
        let subject: String
        let title: String
        let explanation: String
        let asOf: String
        let smallNote: String?
        let chart: StatisticsChart?
        let columns: [Column]
        let rows: [Row]
        let totals: [Cell]
        let hasTotals: Bool
        let isNone: Bool
        let mayProduce: Bool
        let file: StatisticsFile
        let year: String
        let on: String
        /// 県補助, where the municipality's book names a prefecture's.
        let subsidy: String?
        /// 定型の一覧, for an officer who may see them.
        let lists: String?
    }

    struct SubjectLink: PageModel {
        let title: String
        let href: String
        let isCurrent: Bool
    }

    struct Column: PageModel {
        let heading: String
        let isNumber: Bool
    }

    struct Row: PageModel {
        let cells: [Cell]
    }

    struct Cell: PageModel {
        let text: String
        let isNumber: Bool
        /// Where the list behind a number is, for an officer who may see it.
        var list: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, visit.query, problems: []))
    }

    private static func page(
        _ visit: Visit, _ asked: Typed, problems: [FormProblem]
    ) async throws -> Page {
        var reading = FormReading(asked, today: visit.today)
        let question = question(&reading)
        let office = visit.installation
        let table = try await visit.perform(.viewStatistics) { scope in
            try ViewStatistics.perform(try office.telling(question), in: scope)
        }
        let mayProduce = visit.may(.produceStatistics)
        let body = body(table, question, reading, visit, problems, mayProduce: mayProduce)
        return Page(
            "statistics/statistics", Screen.statistics.title, crumbs: [.home],
            keys: [.send("F5", "表示", form: "statistics-form", isMain: true)]
                + (mayProduce && !body.isNone
                    ? [.send("F10", "印刷", form: "paper-form")] : [])
                + body.file.keys(isNone: body.isNone),
            problems: reading.problems + problems, body: body)
    }

    /// The table as CSV or as a workbook (XLSX): an output of its own that needs the right to bring data
    /// out, with its reason in the log.
    static func produce(_ visit: Visit) async throws -> Answer {
        try await visit.ask(for: .exportData)
        var reasons = FormReading(visit.form, today: visit.today)
        let reason = StatisticsFile.reason(&reasons)
        guard reasons.isRight else {
            return .page(try await again(visit, reasons.problems))
        }
        let isWorkbook = visit.form["as"] == "xlsx"
        func file(_ release: StatisticsRelease, _ name: String, _ landing: String) -> Answer {
            let name = "\(name)_\(visit.today.compact)"
            return isWorkbook
                ? .attachment(release.workbook, name: "\(name).xlsx", landing: landing)
                : .attachment(Array(release.csv.utf8), name: "\(name).csv", landing: landing)
        }
        if SubsidyPaper.isAsked(visit) {
            let year = SubsidyScreen.year(visit.form, visit)
            return file(
                try await SubsidyPaper.release(visit, reason: reason), "subsidy",
                Route.subsidy.path() + "?year=\(year.year)")
        }
        var reading = FormReading(visit.form, today: visit.today)
        let question = question(&reading)
        let office = visit.installation
        let release = try await visit.perform(reason: reason) { scope in
            try office.releaseStatistics(question, in: scope)
        }
        let subject = question.subject.rawValue
        return file(
            release, "statistics_\(subject)", Route.statistics.path() + "?subject=\(subject)")
    }

    /// The table or the subsidy again, with the reason that was typed.
    static func again(_ visit: Visit, _ problems: [FormProblem]) async throws -> Page {
        SubsidyPaper.isAsked(visit)
            ? try await SubsidyScreen.page(visit, visit.form, problems: problems)
            : try await page(visit, visit.form, problems: problems)
    }

    /// The table as paper, small counts hidden as in the file; an output of its own, in the log.
    static func print(_ visit: Visit) async throws -> Answer {
        if SubsidyPaper.isAsked(visit) { return try await SubsidyPaper.print(visit) }
        var reading = FormReading(visit.form, today: visit.today)
        let question = question(&reading)
        let office = visit.installation
        let desk = visit.desk
        let pdf = try await visit.perform { scope in
            let release = try office.releaseStatistics(question, as: .paper, in: scope)
            return try desk.pressRoom().preview(
                [
                    release.sheet(
                        months: question.subject.isOnDay ? [] : question.period.months)
                ], desk.order("統計表")
            ).0
        }
        return .pdf(pdf, name: "statistics_\(question.subject.rawValue).pdf")
    }

    static func question(_ reading: inout FormReading) -> StatisticsQuestion {
        let typed = reading.typed
        let subject = StatisticsSubject(rawValue: typed["subject"]) ?? .claims
        let year =
            Int(typed["year"]).map { FiscalYear($0) }
            // In the first months of a year the year before is what is asked for.
            ?? FiscalYear(of: reading.today.adding(days: -92))
        let day = reading.optionalDate("on", "基準日") ?? reading.today
        return StatisticsQuestion(subject, on: day, in: StatisticsPeriod(year))
    }

    private static func body(
        _ table: StatisticsTable, _ question: StatisticsQuestion, _ reading: FormReading,
        _ visit: Visit, _ problems: [FormProblem], mayProduce: Bool
    ) -> Body {
        let year = FiscalYear(of: question.period.first.firstDay)
        return Body(
            subjects: StatisticsSubject.allCases.map { one in
                SubjectLink(
                    title: one.title,
                    href: Route.statistics.path() + "?subject=\(one.rawValue)&year=\(year.year)",
                    isCurrent: one == question.subject)
            }, fields: fields(question, reading, visit), subject: question.subject.rawValue,
            title:
                "\(table.title)（\(question.subject.isOnDay ? Say.date(question.day) : Wareki.text(year))）",
            explanation: table.note, asOf: Say.moment(table.asOf), smallNote: table.smallCellNote,
            chart: StatisticsChart(
                table,
                axis: question.subject.isOnDay ? [] : question.period.months.map { Wareki.text($0) }
            ),
            columns: table.columns.map {
                Column(heading: $0.heading, isNumber: $0.unit != .label)
            }, rows: table.rows.map { Row(cells: cells($0, $0.labels, question, visit)) },
            totals: cells(table.total ?? [], nil, question, visit), hasTotals: table.total != nil,
            isNone: table.rows.isEmpty, mayProduce: mayProduce,
            file: StatisticsFile(visit, problems: problems), year: String(year.year),
            on: question.day.description,
            subsidy: visit.installation.subsidyBook == nil
                ? nil : Route.subsidy.path() + "?year=\(year.year)",
            lists: visit.mayEnter(.officeLists) ? Route.officeLists.path() : nil)
    }

    private static func fields(
        _ question: StatisticsQuestion, _ reading: FormReading, _ visit: Visit
    ) -> [FormField] {
        var typed = reading.typed
        if question.subject.isOnDay {
            if typed["on"].isEmpty { typed.set("on", Say.short(question.day)) }
            return [FormField.date("on", "基準日", typed, hint: nil)].checked(reading.problems)
        }
        let this = FiscalYear(of: visit.today).year
        typed.set("year", String(FiscalYear(of: question.period.first.firstDay).year))
        let years = stride(from: this + 1, through: this - 6, by: -1).map { year in
            (String(year), Wareki.text(FiscalYear(year)))
        }
        return [FormField.select("year", "年度", typed, years)].checked(reading.problems)
    }

    private static func cells(
        _ row: [StatisticsTable.Cell], _ labels: [String]?, _ question: StatisticsQuestion,
        _ visit: Visit
    ) -> [Cell] {
        let mayList = visit.may(.listStatistics)
        return row.enumerated().map { column, cell in
            switch cell {
            case .label(let text): return Cell(text: text, isNumber: false)
            case .hidden, .none: return Cell(text: cell.text, isNumber: true)
            case .number, .tenths:
                let figure = StatisticsFigure(question, row: labels, column: column)
                return Cell(
                    text: cell.text, isNumber: true,
                    list: mayList ? StatisticsListScreen.address(figure) : nil)
            }
        }
    }
}
