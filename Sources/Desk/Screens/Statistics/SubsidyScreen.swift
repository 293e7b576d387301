// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Reports
import Safeguards
import Vocabulary

/// 1510 統計・グラフ, 県補助: what of the city's claims the prefecture's rule takes up.
enum SubsidyScreen {
    struct Body: PageModel {
        let action: String
        let fields: [FormField]
        let title: String
        let asOf: String
        let share: String?
        let income: String
        let unconfirmed: [String]
        let hasUnconfirmed: Bool
        let form: [FormLine]
        let returns: [ReturnLine]
        let eligible: Figure
        let deducted: Figure
        let net: Figure
        let subsidy: Figure?
        let rows: [Row]
        let isNone: Bool
        let taken: String
        let mayProduce: Bool
        let paper: String
        let file: StatisticsFile
        let subject: String
        let year: String
    }

    /// A line of the claim form's table (実績報告).
    struct FormLine: PageModel {
        let setting: String
        /// Numbers and yen in the order of the columns; every one leads to its list.
        let figures: [Figure]
    }

    /// What came back of one kind.
    struct ReturnLine: PageModel {
        let kind: String
        let figures: [Figure]
    }

    struct Row: PageModel {
        let month: String
        let setting: String
        let figures: [Figure]
    }

    struct Figure: PageModel {
        let text: String
        let list: String?
    }

    static func show(_ visit: Visit) async throws -> Answer {
        .page(try await page(visit, visit.query, problems: []))
    }

    /// - Parameter asked: the address, or the form of the file where its reason is missing.
    static func page(
        _ visit: Visit, _ asked: Typed, problems: [FormProblem]
    ) async throws -> Page {
        let law = try Self.law(visit)
        let year = year(asked, visit)
        let report = try await visit.perform(.viewStatistics) {
            try ViewSubsidy.perform(StatisticsPeriod(year), law: law, in: $0)
        }
        let mayProduce = visit.may(.produceStatistics) && !report.rows.isEmpty
        let body = body(report, year, visit, problems)
        return Page(
            "statistics/subsidy", "県補助の計算",
            crumbs: [.home, .screen(.statistics, .statistics)],
            keys: [.send("F5", "表示", form: "subsidy-form", isMain: true)]
                + (mayProduce ? [.send("F10", "印刷", form: "paper-form")] : [])
                + body.file.keys(isNone: body.isNone),
            problems: problems, body: body)
    }

    /// The prefecture's rule.
    static func law(_ visit: Visit) throws -> BenefitLaw {
        guard let law = visit.installation.subsidyLaw else { throw DeskRefusal.notFound }
        return law
    }

    static func year(_ typed: Typed, _ visit: Visit) -> FiscalYear {
        Int(typed["year"]).map { FiscalYear($0) }
            ?? FiscalYear(of: visit.today.adding(days: -92))
    }

    private static func body(
        _ report: SubsidyReport, _ year: FiscalYear, _ visit: Visit, _ problems: [FormProblem]
    ) -> Body {
        var typed = visit.query
        typed.set("year", String(year.year))
        let this = FiscalYear(of: visit.today).year
        let years = stride(from: this + 1, through: this - 6, by: -1).map { year in
            (String(year), Wareki.text(FiscalYear(year)))
        }
        return Body(
            action: Route.subsidy.path(),
            fields: [FormField.select("year", "年度（請求年月）", typed, years)],
            title: "\(report.title)（\(Wareki.text(year))）", asOf: Say.moment(report.asOf),
            share: report.share, income: report.income, unconfirmed: report.unconfirmed,
            hasUnconfirmed: !report.unconfirmed.isEmpty,
            form: CareSetting.allCases.compactMap { setting in
                report.bySetting[setting].map {
                    formLine(setting.wording, $0, setting, year, visit)
                }
            } + [formLine("計", report.total, nil, year, visit)],
            returns: SubsidyReturn.Kind.allCases.map { returnLine($0, report.total, year, visit) },
            eligible: money(report.total.eligible, .eligible, nil, nil, year, visit),
            deducted: back(report.total.deducted, nil, nil, nil, year, visit),
            net: back(report.total.net, nil, nil, nil, year, visit),
            subsidy: report.subsidy.map { back($0, nil, nil, nil, year, visit) },
            rows: report.rows.map { row in
                Row(
                    month: Wareki.text(row.month), setting: row.setting.wording,
                    figures: SubsidyReport.Figure.allCases.map { figure in
                        Figure(
                            text: Say.count(row.line.count(figure)),
                            list: address(figure, row.month, row.setting, year, visit))
                    } + [
                        money(row.line.paid, .claims, row.month, row.setting, year, visit),
                        money(row.line.eligible, .eligible, row.month, row.setting, year, visit),
                        back(row.line.deducted, nil, row.month, row.setting, year, visit),
                        back(row.line.net, nil, row.month, row.setting, year, visit),
                    ])
            }, isNone: report.rows.isEmpty, taken: SubsidyReport.taken,
            mayProduce: visit.may(.produceStatistics), paper: Route.statisticsPaper.path(),
            file: StatisticsFile(visit, problems: problems), subject: SubsidyPaper.subject,
            year: String(year.year))
    }

    private static func formLine(
        _ title: String, _ line: SubsidyReport.Line, _ setting: CareSetting?, _ year: FiscalYear,
        _ visit: Visit
    ) -> FormLine {
        func figure(_ figure: SubsidyReport.Figure) -> Figure {
            Figure(
                text: Say.count(line.count(figure)),
                list: address(figure, nil, setting, year, visit))
        }
        return FormLine(
            setting: title,
            figures: [
                figure(.claims), money(line.paid, .claims, nil, setting, year, visit),
                figure(.eligible), money(line.eligible, .eligible, nil, setting, year, visit),
            ]
                + SubsidyReturn.Kind.allCases.map { kind in
                    back(line.returns[kind]?.deducted ?? .zero, kind, nil, setting, year, visit)
                } + [back(line.net, nil, nil, setting, year, visit)])
    }

    private static func returnLine(
        _ kind: SubsidyReturn.Kind, _ line: SubsidyReport.Line, _ year: FiscalYear, _ visit: Visit
    ) -> ReturnLine {
        let sum = line.returns[kind]
        let list = back(.zero, kind, nil, nil, year, visit).list
        return ReturnLine(
            kind: kind.title,
            figures: [
                Say.count(sum?.count ?? 0), (sum?.received ?? .zero).grouped,
                (sum?.deducted ?? .zero).grouped,
            ].map { Figure(text: $0, list: list) })
    }

    /// Yen of money that came back, or of what is left; it leads to the list of what came back.
    private static func back(
        _ yen: Yen, _ kind: SubsidyReturn.Kind?, _ month: YearMonth?, _ setting: CareSetting?,
        _ year: FiscalYear, _ visit: Visit
    ) -> Figure {
        Figure(
            text: yen.grouped,
            list: visit.may(.listStatistics)
                ? SubsidyReturnScreen.address(kind, month, setting, year) : nil)
    }

    /// A sum of yen, which leads to the list of the claims that it is the sum of.
    private static func money(
        _ yen: Yen, _ figure: SubsidyReport.Figure, _ month: YearMonth?,
        _ setting: CareSetting?, _ year: FiscalYear, _ visit: Visit
    ) -> Figure {
        Figure(text: yen.grouped, list: address(figure, month, setting, year, visit))
    }

    private static func address(
        _ figure: SubsidyReport.Figure, _ month: YearMonth?, _ setting: CareSetting?,
        _ year: FiscalYear, _ visit: Visit
    ) -> String? {
        guard visit.may(.listStatistics) else { return nil }
        return SubsidyListScreen.address(figure, month, setting, year)
    }
}
