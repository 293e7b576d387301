// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Formats
import Links
import Oversight
import Payments
import Safeguards
import Vocabulary

/// What the dashboards count, read in one operation; sums only, no person.
struct DashboardFigures: Sendable {
    /// What was recorded until this moment.
    let readAt: Instant
    let flow: CaseFlow
    /// 審査待ちの償還, by day.
    let reimbursing: [CivilDate: Int]
    let paid: [PaymentSums]
    let budget: [BudgetStanding]
    let errors: [ObjectionReason: Int]
    let returned: Int
    let feeds: [(layout: String, title: String, days: Int?, isLate: Bool)]
    /// Accesses without an explanation, by day of the last two weeks.
    let accesses: [(day: CivilDate, count: Int)]
    let alarms: Int
    let firstWeek: CivilDate
    /// Days to payment and payments by area; read as what it is, by those who may see statistics.
    var course: PaymentCourse?

    static let weeks = 13

    /// - Parameter source: what the office says beside its database.
    init(
        for part: DashboardPart, _ source: DashboardSource, in scope: Scope
    ) throws {
        let (db, today) = (scope.db, scope.today)
        readAt = scope.now
        // The Monday of this week, thirteen weeks back.
        let first = today.adding(
            days: -(Self.daysSinceMonday(today) + 7 * (Self.weeks - 1)))
        firstWeek = first
        let sees = part.sees
        flow = sees.contains(.cases) ? try CaseFlow(since: first, from: db) : CaseFlow()
        reimbursing =
            sees.contains(.money) ? try ReimbursementDecisionBook.waitingDays(from: db) : [:]
        errors = sees.contains(.money) ? try ClaimErrorBook.openCounts(from: db) : [:]
        returned = sees.contains(.money) ? try PaymentInbox.counts(from: db).returned : 0
        let year = FiscalYear(of: today)
        paid =
            sees.contains(.money)
            ? try PaymentSums.byMonth(
                in: EffectivePeriod(
                    from: FiscalYear(year.year - 1).firstDay, until: today.next), from: db)
            : []
        budget =
            sees.contains(.money)
            ? try BudgetBook.standings(of: year, law: source.fiscal, from: db) : []
        feeds =
            sees.contains(.links)
            ? try FeedStatusBook.ages(
                layouts: source.layouts, residents: source.residents, on: today, from: db
            ).map { ($0.layout, $0.title, $0.ageDays, $0.state != .fresh) } : []
        let days: [CivilDate] =
            sees.contains(.log) ? (0..<14).reversed().map { today.adding(days: -$0) } : []
        let waiting =
            try days.first.map {
                try AccessBook.waitingDays(since: AccessBook.startOfDay($0), in: db)
            } ?? [:]
        accesses = days.map { (day: $0, count: waiting[$0] ?? 0) }
        alarms = sees.contains(.log) ? try AlarmBook.countOpen(in: db) : 0
    }
}

extension DashboardFigures {
    private static func daysSinceMonday(_ day: CivilDate) -> Int {
        ((Weekday.allCases.firstIndex(of: day.weekday) ?? 0) + 6) % 7
    }
}

/// What a dashboard needs of the office beside its database.
struct DashboardSource: Sendable {
    let layouts: LayoutLibrary
    let residents: ResidentFeedNews?
    let fiscal: FiscalLaw
}

/// Which dashboard is shown: whose work it is decides what is counted.
enum DashboardPart: String, CaseIterable, Sendable {
    case counter, payment, head, administrator, auditor

    enum Sight { case cases, money, links, log }

    var sees: Set<Sight> {
        switch self {
        case .counter: [.cases]
        case .payment: [.money]
        case .head: [.cases, .money]
        case .administrator: [.links, .log]
        case .auditor: [.log]
        }
    }

    var title: String {
        switch self {
        case .counter: "窓口"
        case .payment: "給付・支払"
        case .head: "課長・係長"
        case .administrator: "システム管理者"
        case .auditor: "監査"
        }
    }

    var role: Role {
        switch self {
        case .counter: .counter
        case .payment: .payment
        case .head: .head
        case .administrator: .administrator
        case .auditor: .auditor
        }
    }
}
