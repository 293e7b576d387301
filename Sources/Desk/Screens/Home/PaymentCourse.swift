// SPDX-License-Identifier: Apache-2.0
import Office
import Reports
import Safeguards
import Vocabulary

/// How long families wait for their money, and where it goes: the tables of 1510 that the dashboard
/// draws, added up by the database.
struct PaymentCourse: Sendable {
    private let days: StatisticsTable
    private let areas: StatisticsTable
    private let months: [YearMonth]
    private let year: StatisticsPeriod
    private let today: CivilDate

    /// Months of the days to payment, this one included.
    static let span = 13
    /// Areas that are drawn one by one; the others stand together.
    static let drawn = 12

    /// - Parameter hidden: whose place is not told; `nil` is everybody's.
    init(hidden: Set<AddresseeNumber>?, in scope: Scope) throws {
        today = scope.today
        let month = today.yearMonth
        let period = try StatisticsPeriod(first: month.adding(months: 1 - Self.span), last: month)
        months = period.months
        year = StatisticsPeriod(FiscalYear(of: today))
        days = try ViewStatistics.perform(
            StatisticsQuestion(.daysToPayment, on: today, in: period), in: scope)
        var question = StatisticsQuestion(.paymentsByArea, on: today, in: year)
        question.hidden = hidden
        areas = try ViewStatistics.perform(question, in: scope)
    }

    /// - Parameters:
    ///   - isPaper: what leaves on paper has small counts hidden: those places are left out.
    ///   - mayList: whether this officer may open the lists behind the numbers.
    func figures(isPaper: Bool, mayList: Bool) -> [FigureDraft] {
        [dayFigure(isPaper, mayList), areaFigure(isPaper, mayList)].compactMap(\.self)
    }

    /// 中央値 and 最長 by the month of the payment.
    private func dayFigure(_ isPaper: Bool, _ mayList: Bool) -> FigureDraft? {
        let table = isPaper ? days.withSmallCellsHidden() : days
        guard let (median, longest) = table.places("中央値", "最長") else { return nil }
        let places = zip(months, table.rows).map { month, row in
            let labels = row.labels
            return FigureDraft.Place(
                name: Say.month(month), values: [row[median].drawn, row[longest].drawn],
                hrefs: [median, longest].map {
                    mayList && row[$0].isKnown
                        ? address(.daysToPayment, labels, $0, in: FiscalYear(of: month.firstDay))
                        : nil
                })
        }
        guard places.contains(where: { $0.values.contains { $0 > 0 } }) else { return nil }
        return FigureDraft(
            "days-to-payment", "申請から支払までの日数（支払月ごと）",
            lead: "償還払いの申請日から振込の日まで。差額と再振込、戻った振込は数えません。", unit: "日",
            parts: ["中央値", "最長"], places,
            more: Route.statistics.path() + "?subject=\(StatisticsSubject.daysToPayment.rawValue)",
            moreLabel: "統計を開く")
    }

    /// The largest sums by town; the smaller ones stand together.
    private func areaFigure(_ isPaper: Bool, _ mayList: Bool) -> FigureDraft? {
        let table = isPaper ? areas.withSmallCellsHidden() : areas
        guard let (sum, _) = table.places("支払額", "支払") else { return nil }
        let rows = table.rows.filter { $0[sum].isKnown }
            .sorted { ($1[sum].drawn, $0.labels[0]) < ($0[sum].drawn, $1.labels[0]) }
        guard !rows.isEmpty else { return nil }
        let subject = StatisticsSubject.paymentsByArea
        let all =
            Route.statistics.path()
            + "?subject=\(subject.rawValue)&year=\(FiscalYear(of: today).year)"
        var places = rows.prefix(Self.drawn).map { row in
            FigureDraft.Place(
                name: row.labels[0], values: [row[sum].drawn],
                href: mayList
                    ? address(subject, row.labels, sum, in: FiscalYear(of: today)) : nil)
        }
        let others = rows.dropFirst(Self.drawn)
        if !others.isEmpty {
            places.append(
                FigureDraft.Place(
                    name: "ほかの\(others.count)地区",
                    values: [others.reduce(0) { $0 + $1[sum].drawn }], href: all))
        }
        return FigureDraft(
            "paid-by-area", "支払額（地区ごと）",
            lead: "今年度の償還払い。地区は児童の町名。" + (isPaper ? "10件未満の地区は出しません。" : ""), unit: "円",
            parts: ["支払額"], places, more: all, moreLabel: "統計を開く")
    }

    private func address(
        _ subject: StatisticsSubject, _ labels: [String], _ column: Int, in year: FiscalYear
    ) -> String {
        StatisticsListScreen.address(
            StatisticsFigure(
                StatisticsQuestion(subject, on: today, in: StatisticsPeriod(year)), row: labels,
                column: column))
    }
}

extension StatisticsTable {
    /// Two columns by their names.
    fileprivate func places(_ one: String, _ other: String) -> (Int, Int)? {
        func place(_ name: String) -> Int? {
            columns.firstIndex { $0.name == name && $0.unit != .label }
        }
        return place(one).flatMap { one in place(other).map { (one, $0) } }
    }
}

extension StatisticsTable.Cell {
    /// A number that is there and not hidden.
    fileprivate var isKnown: Bool { if case .number = self { true } else { false } }
}
