// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Office
import Payments
import Safeguards
import Scheme
import Vocabulary

extension Say {
    /// 令和8年8月, or a year of the yearly cap.
    static func period(_ period: ProxyPeriod) -> String {
        period.isYear
            ? "\(month(period.first))〜\(month(period.last))（年間上限）" : month(period.first)
    }
}

/// 年間上限の見込 as a page shows it: what stays month by month, the cap, and what is above it.
struct YearCapBox: PageModel {
    let title: String
    let refund: String
    /// Where the book has not confirmed whose shares are added up.
    let isUnconfirmed: Bool
    let parts: [EstimateBox.PartRow]
    let hasParts: Bool
    let steps: [EstimateBox.StepRow]

    init(_ estimate: YearEstimate, _ people: ListedPeople, for reader: Principal) {
        title = Say.period(.year(estimate.refund.year))
        refund = estimate.refund.refund.grouped
        isUnconfirmed = !estimate.refund.unconfirmed.isEmpty
        parts = estimate.parts.sorted { $0.key < $1.key }.map {
            EstimateBox.PartRow(
                name: EstimateBox.name($0.key, people, for: reader), amount: $0.value.grouped)
        }
        hasParts = parts.count > 1
        steps = estimate.steps.map {
            EstimateBox.StepRow(label: $0.label, amount: $0.amount.grouped, article: $0.article)
        }
    }
}

/// 年間上限を超える家族 of 1372: a page of the families of a year, counted anew when it is asked for.
struct YearCapList: PageModel {
    struct Row: PageModel {
        let person: PersonCell
        let family: String
        let shares: String
        let cases: [CaseRow]
        let ledger: String
        /// Where the year's mandate is taken in; `nil` where one is there.
        let take: String?
        let mandate: String?
        let number: String
    }

    struct CaseRow: PageModel {
        let band: String
        let refund: String
    }

    let title: String
    let count: String
    let rows: [Row]
    let isNone: Bool
    let pages: ListPage.Line?

    /// Families of a page.
    static let most = 50

    /// What a gate has read for it.
    struct Reading: Sendable {
        let year: YearMonth
        let shown: [YearCapCandidate]
        let list: ListPage
    }

    /// The page that was asked for; `nil` where no year of the yearly cap was asked for.
    static func read(
        _ month: YearMonth?, page: String, law: BenefitLaw, in scope: Scope
    ) throws -> Reading? {
        guard let month, let year = law.book.national.capYear(of: month) else { return nil }
        let all = try ListYearCaps.perform(
            month, law: law, payments: BenefitClaimsBack(), in: scope)
        let list = ListPage(of: all.count, asked: page, size: most)
        return Reading(year: year, shown: Array(all[list.rows]), list: list)
    }

    /// - Parameter months: what stays of the other list of the screen.
    init(
        _ found: Reading, _ people: ListedPeople, keeping months: [String], for reader: Principal
    ) {
        title = Say.period(.year(found.year))
        count = Say.count(found.list.total)
        rows = found.shown.map { one in
            Row(
                person: PersonCell(one.child, people, for: reader),
                family: one.siblings.isEmpty ? "" : "ほかに きょうだい \(one.siblings.count)人",
                shares: one.shares.grouped,
                cases: one.cases.map {
                    CaseRow(
                        band: $0.band + ($0.isLowPay ? "（低い標準報酬）" : ""), refund: $0.refund.grouped)
                },
                ledger: Route.benefitLedger.path(one.child),
                take: one.mandate == nil
                    ? Route.proxies.path()
                        + "?child=\(one.child)&month=\(one.month)&period=year#mandate-form" : nil,
                mandate: one.mandate.map { Route.proxy.path($0) },
                number: one.mandate.map { "K\($0)" } ?? "")
        }
        isNone = rows.isEmpty
        pages = found.list.line(
            at: Route.proxies.path(),
            keeping: (["cap=\(found.year)"] + months).joined(separator: "&"))
    }
}
