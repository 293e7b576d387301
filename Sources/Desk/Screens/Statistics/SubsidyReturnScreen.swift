// SPDX-License-Identifier: Apache-2.0
import Office
import Reports
import Safeguards
import Vocabulary

/// 1510 統計・グラフ, 県補助: the money that came back behind a number of the sheet.
enum SubsidyReturnScreen {
    struct Body: PageModel {
        let title: String
        let count: String
        let received: String
        let deducted: String
        /// Where every kind is listed: what is left of the sheet.
        let sheet: Sheet?
        let rows: [Row]
        let isNone: Bool
        let back: String
        let further: String?
    }

    struct Sheet: PageModel {
        let eligible: String
        let net: String
    }

    struct Row: PageModel {
        let on: String
        let kind: String
        let child: PersonCell
        let month: String
        let setting: String
        let institution: String
        let received: String
        let deducted: String
        let why: String
    }

    /// Every kind in an address.
    private static let all = "returned"
    private static let atOnce = 200

    /// The kind that an address asks for; the inner `nil` is every kind.
    static func kind(_ word: String) -> SubsidyReturn.Kind?? {
        if word == all { return .some(nil) }
        guard let kind = SubsidyReturn.Kind(rawValue: word) else { return nil }
        return .some(kind)
    }

    static func address(
        _ kind: SubsidyReturn.Kind?, _ month: YearMonth?, _ setting: CareSetting?,
        _ year: FiscalYear, skipping: Int = 0
    ) -> String {
        var parts = ["figure=\(kind?.rawValue ?? all)", "year=\(year.year)"]
        if let month { parts.append("month=\(month)") }
        if let setting { parts.append("setting=\(setting.rawValue)") }
        if skipping > 0 { parts.append("after=\(skipping)") }
        return Route.subsidyList.path() + "?" + parts.joined(separator: "&")
    }

    static func show(_ kind: SubsidyReturn.Kind?, _ visit: Visit) async throws -> Answer {
        let law = try SubsidyScreen.law(visit)
        let year = SubsidyScreen.year(visit.query, visit)
        let month = YearMonth(iso: visit.query["month"])
        let setting = CareSetting(rawValue: visit.query["setting"])
        let period =
            try month.map { try StatisticsPeriod(first: $0, last: $0) } ?? StatisticsPeriod(year)
        let skipping = min(max(Int(visit.query["after"]) ?? 0, 0), 1_000_000)
        let directory = visit.installation.directory
        let reader = try visit.officer()
        let body = try await visit.perform { scope in
            let found = try ListSubsidyReturns.perform(
                kind, months: period, setting: setting, skipping: skipping, limit: atOnce,
                law: law, in: scope)
            let people = try ListedPeople(
                found.lines.map(\.child), directory: directory, in: scope)
            let words = [
                month.map { Wareki.text($0) } ?? Wareki.text(year), setting?.wording,
                kind?.title ?? "戻った額",
            ]
            return Body(
                title: words.compactMap(\.self).joined(separator: "／"),
                count: Say.count(found.sum.count), received: found.sum.received.grouped,
                deducted: found.sum.deducted.grouped,
                sheet: found.line.map {
                    Sheet(eligible: $0.eligible.grouped, net: $0.net.grouped)
                },
                rows: found.lines.map { row($0, people, reader) }, isNone: found.lines.isEmpty,
                back: Route.subsidy.path() + "?year=\(year.year)",
                further: found.hasMore
                    ? address(kind, month, setting, year, skipping: skipping + atOnce) : nil)
        }
        return .page(
            Page(
                "statistics/subsidy-returns", "県補助の戻った額の内訳",
                crumbs: [
                    .home, .screen(.statistics, .statistics), Crumb("県補助の計算", body.back),
                ],
                keys: [.link("Escape", "表へ戻る", body.back)], body: body))
    }

    private static func row(
        _ line: SubsidyReturn, _ people: ListedPeople, _ reader: Principal
    ) -> Row {
        Row(
            on: Say.short(line.on), kind: line.kind.short,
            child: PersonCell(line.child, people, for: reader),
            month: line.benefit.map { Wareki.text($0.month) } ?? "—",
            setting: line.benefit?.setting.wording ?? "—",
            institution: line.benefit.map {
                Say.place($0.institution, isProtected: people.isProtected(line.child))
            } ?? "—", received: line.received.grouped, deducted: line.deducted.grouped,
            why: line.why)
    }
}
