// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What is counted (統計の種類), in the order of the menu of screen 1510.
public enum StatisticsSubject: String, CaseIterable, Sendable, Codable {
    case childrenByAge = "children-by-age"
    case childrenByInsurer = "children-by-insurer"
    /// By 保険者番号.
    case childrenByInsurerNumber = "children-by-insurer-number"
    /// By town (町名) of the child's newest address on record.
    case childrenByArea = "children-by-area"
    case applications
    case decisions
    case daysToDecision = "days-to-decision"
    /// By the month of billing (請求年月).
    case claims
    /// By the month of treatment (診療年月).
    case treatments
    case reimbursements
    /// From the application for reimbursement to its decision.
    case daysToBenefit = "days-to-benefit"
    /// From the application for reimbursement to the money.
    case daysToPayment = "days-to-payment"
    case payments
    /// By town (町名) of the child that it was paid for.
    case paymentsByArea = "payments-by-area"

    /// Whether its rows name a place where a protected person could be looked for.
    public var tellsPlace: Bool {
        [.childrenByInsurerNumber, .childrenByArea, .paymentsByArea].contains(self)
    }

    /// The Japanese name on menu and table.
    public var title: String {
        switch self {
        case .childrenByAge: "年齢別の対象児童・受給者"
        case .childrenByInsurer: "保険区分別の対象児童・受給者"
        case .childrenByInsurerNumber: "保険者別の対象児童・受給者"
        case .childrenByArea: "地区別の対象児童・受給者"
        case .applications: "月別の申請"
        case .decisions: "月別の資格の決定"
        case .daysToDecision: "申請から決定までの日数"
        case .claims: "請求年月別・入院外来別・診療種別の支給"
        case .treatments: "診療年月別・入院外来別・診療種別の支給"
        case .reimbursements: "月別の償還払い"
        case .daysToBenefit: "償還の申請から決定までの日数"
        case .daysToPayment: "償還の申請から支払までの日数"
        case .payments: "月別の振込"
        case .paymentsByArea: "地区別の支払"
        }
    }

    /// Whether the table stands on one day; the others cover months.
    public var isOnDay: Bool {
        switch self {
        case .childrenByAge, .childrenByInsurer, .childrenByInsurerNumber, .childrenByArea: true
        default: false
        }
    }
}

/// The months of a table, first and last inside.
public struct StatisticsPeriod: Hashable, Sendable {
    public let first: YearMonth
    public let last: YearMonth

    /// The longest table that is still read as one.
    static let limit = 120

    /// - Throws: `.periodReversed`, `.periodTooLong`.
    public init(first: YearMonth, last: YearMonth) throws(ReportRefusal) {
        guard first <= last else { throw .periodReversed }
        guard last.monthNumber - first.monthNumber < Self.limit else {
            throw .periodTooLong(limit: Self.limit)
        }
        self.first = first
        self.last = last
    }

    /// The twelve months of a fiscal year (年度).
    public init(_ year: FiscalYear) {
        first = year.firstDay.yearMonth
        last = year.lastDay.yearMonth
    }

    /// All months, oldest first.
    public var months: [YearMonth] {
        (first.monthNumber...last.monthNumber).map(YearMonth.init(monthNumber:))
    }

    /// The days of the months, half-open.
    public var days: EffectivePeriod {
        EffectivePeriod(from: first.firstDay, until: last.next.firstDay)
    }

    /// 令和7年4月から令和8年3月まで.
    public var text: String { "\(Wareki.text(first))から\(Wareki.text(last))まで" }
}

/// One question to the statistics.
public struct StatisticsQuestion: Hashable, Sendable {
    public var subject: StatisticsSubject
    /// The day of a table that stands on a day.
    public var day: CivilDate
    /// The months of every other table.
    public var period: StatisticsPeriod
    /// Whose place (insurer, town) no table tells, as System 2 knows them now; while nobody has
    /// asked (`nil`), no place is told of anybody.
    public var hidden: Set<AddresseeNumber>?

    public init(_ subject: StatisticsSubject, on day: CivilDate, in period: StatisticsPeriod) {
        self.subject = subject
        self.day = day
        self.period = period
    }
}
