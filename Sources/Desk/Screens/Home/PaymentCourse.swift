// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Office
import Reports
import Safeguards
import Vocabulary

/// How long families wait for their money, and where it goes: the tables of 1510 that the dashboard
/// draws, added up by the database.
struct PaymentCourse: Sendable {
    private let days: StatisticsTable
    private let areas: StatisticsTable
    /// 月別の振込, where it leaves the office: the screen has its own sums.
    private let paid: StatisticsTable?
    private let months: [YearMonth]
    private let today: CivilDate
    private let isPaper: Bool

    /// Months of the days to payment, this one included.
    static let span = 13
    /// Areas that are drawn one by one; the others stand together.
    static let drawn = 12

    /// As officers see it.
    init(for office: Installation, in scope: Scope) throws {
        try self.init(for: office, on: scope.today, isPaper: false) {
            try ViewStatistics.perform($0, in: scope)
        }
    }

    /// As it leaves on paper: small counts hidden, compared with what left before, and kept for what
    /// leaves after it.
    init(leaving office: Installation, in scope: Scope) throws {
        try self.init(for: office, on: scope.today, isPaper: true) {
            try office.compareStatistics($0, in: scope).table
        }
    }

    private init(
        for office: Installation, on today: CivilDate, isPaper: Bool,
        _ read: (StatisticsQuestion) throws -> StatisticsTable
    ) throws {
        let month = today.yearMonth
        let period = try StatisticsPeriod(first: month.adding(months: 1 - Self.span), last: month)
        var places = StatisticsQuestion(
            .paymentsByArea, on: today, in: StatisticsPeriod(FiscalYear(of: today)))
        // While System 2 cannot be asked, nobody's place is told.
        places.hidden = office.isLocked ? nil : Set(try office.directory.protections(of: nil).keys)
        self.today = today
        self.isPaper = isPaper
        months = period.months
        days = try read(StatisticsQuestion(.daysToPayment, on: today, in: period))
        areas = try read(places)
        paid = isPaper ? try read(StatisticsQuestion(.payments, on: today, in: period)) : nil
    }

    /// - Parameter mayList: whether this officer may open the lists behind the numbers.
    func figures(mayList: Bool) -> [FigureDraft] {
        [leavingSums, dayFigure(mayList), areaFigure(mayList)].compactMap(\.self)
    }

    /// 支給額 by the month of the payment.
    static func paidFigure(_ places: [FigureDraft.Place], isPaper: Bool = false) -> FigureDraft {
        FigureDraft(
            "paid", "支給額（支払月ごと）",
            lead: "振込データにした額。現物給付は含みません。" + (isPaper ? hiding("月") : ""), unit: "円",
            parts: ["支給額"], places, more: Route.statistics.path(), moreLabel: "統計を開く")
    }

    /// What a paper says of the places that it leaves out.
    static func hiding(_ places: String) -> String { "10件未満の\(places)は出しません。" }

    private var leavingSums: FigureDraft? {
        guard let paid, let (sum, _) = paid.places("振込額", "支給") else { return nil }
        let places = zip(months, paid.rows).filter { $1[sum].isKnown && $1[sum].drawn > 0 }
            .map { FigureDraft.Place(name: Say.month($0), values: [$1[sum].drawn]) }
        return places.isEmpty ? nil : Self.paidFigure(places, isPaper: true)
    }

    /// 中央値 and 最長 by the month of the payment; a month of which nothing is told has no place.
    private func dayFigure(_ mayList: Bool) -> FigureDraft? {
        guard let (median, longest) = days.places("中央値", "最長") else { return nil }
        let known = zip(months, days.rows).filter { $1[median].isKnown && $1[longest].isKnown }
        let places = known.map { month, row in
            FigureDraft.Place(
                name: Say.month(month), values: [row[median].drawn, row[longest].drawn],
                hrefs: [median, longest].map {
                    mayList
                        ? address(
                            .daysToPayment, row.labels, $0, in: FiscalYear(of: month.firstDay))
                        : nil
                })
        }
        guard places.contains(where: { $0.values.contains { $0 > 0 } }) else { return nil }
        return FigureDraft(
            "days-to-payment", "申請から支払までの日数（支払月ごと）",
            lead: "償還払いの申請日から振込の日まで。差額と再振込、戻った振込は数えません。"
                + (isPaper ? Self.hiding("月") : ""), unit: "日",
            parts: ["中央値", "最長"], places,
            more: Route.statistics.path() + "?subject=\(StatisticsSubject.daysToPayment.rawValue)",
            moreLabel: "統計を開く")
    }

    /// The largest sums by town; the smaller ones stand together.
    private func areaFigure(_ mayList: Bool) -> FigureDraft? {
        guard let (sum, _) = areas.places("支払額", "支払") else { return nil }
        let rows = areas.rows.filter { $0[sum].isKnown }
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
            lead: "今年度の償還払い。地区は児童の町名。" + (isPaper ? Self.hiding("地区") : ""), unit: "円",
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
