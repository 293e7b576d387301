// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Payments
import Safeguards
import Vocabulary

/// What the small pictures of the first page count: three grouped statements, each over a bounded
/// part of its table, kept for a minute. Sums only, no person.
struct HomeFigures: Sendable {
    let today: CivilDate
    /// 申請・届出 of this month by day; `nil` where more came in than is counted here.
    let received: [CivilDate: Int]?
    /// Claims with an error that nobody has dealt with.
    let errors: [ObjectionReason: Int]
    /// What was sent to the banks or paid at the counter, by the month of the payment day.
    let paid: [(month: YearMonth, sum: ScheduleDay.Sum)]

    /// Months of payments.
    static let months = 6

    init(in scope: Scope) throws {
        today = scope.today
        received = try CaseFlow.received(since: scope.today.yearMonth.firstDay, from: scope.db)
        errors = try ClaimErrorBook.openCounts(from: scope.db)
        paid = try PaymentSums.runs(
            since: scope.today.yearMonth.adding(months: 1 - Self.months).firstDay, from: scope.db)
    }

    /// The pictures for the roles of an officer; every bar has its list.
    func pictures(_ visit: Visit) -> [BarFigure] {
        let roles = visit.session?.principal.roles ?? []
        var figures: [FigureDraft] = []
        if roles.contains(.counter) || roles.contains(.head) {
            figures += [days].compactMap(\.self)
        }
        if roles.contains(.payment) || roles.contains(.head) {
            figures += [reasons, months].compactMap(\.self)
        }
        return figures.map(BarFigure.init)
    }

    private var days: FigureDraft? {
        guard let received else { return nil }
        let month = today.yearMonth
        let places = (0...month.firstDay.days(until: today)).map { offset in
            let day = month.firstDay.adding(days: offset)
            return FigureDraft.Place(
                name: "\(day.day)日", values: [received[day] ?? 0],
                href: RegisterScreen.received(from: day, through: day))
        }
        return FigureDraft(
            "received", "受付（今月の日ごと）", lead: "この画面で受け付けた日。電子申請・郵送も入ります。", unit: "件",
            parts: ["受付"], places,
            more: RegisterScreen.received(from: month.firstDay, through: today),
            moreLabel: "今月の受付を開く")
    }

    private var reasons: FigureDraft? {
        guard !errors.isEmpty else { return nil }
        return FigureDraft(
            "errors", "レセプトのエラー（理由ごと）", lead: "まだ処理していない明細書。", unit: "件", parts: ["件数"],
            errors.sorted { ($1.value, $0.key.rawValue) < ($0.value, $1.key.rawValue) }.prefix(6)
                .map {
                    .init(
                        name: $0.key.wording, values: [$0.value],
                        href: OpenErrorList.address($0.key))
                }, more: OpenErrorList.address(), moreLabel: "エラーの一覧を開く")
    }

    private var months: FigureDraft? {
        guard !paid.isEmpty else { return nil }
        return FigureDraft(
            "paid", "支給額（支払月ごと）", lead: "振込データにした額と窓口払。現物給付は含みません。", unit: "円",
            parts: ["支給額"],
            paid.map {
                .init(
                    name: Say.month($0.month), values: [$0.sum.amount.amount],
                    href: RunListScreen.path(of: $0.month))
            }, more: Route.runs.path(), moreLabel: "支払処理を開く")
    }
}
