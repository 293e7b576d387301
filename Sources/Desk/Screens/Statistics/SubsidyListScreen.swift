// SPDX-License-Identifier: Apache-2.0
import Benefits
import Office
import Reports
import Safeguards
import Vocabulary

/// 1510 統計・グラフ, 県補助: the claims behind a number, and one claim step by step.
enum SubsidyListScreen {
    struct Body: PageModel {
        let title: String
        let count: String
        let paid: String
        let eligible: String
        let rows: [Row]
        let isNone: Bool
        let back: String
        let further: String?
    }

    struct Row: PageModel {
        let child: PersonCell
        let month: String
        let setting: String
        let institution: String
        let paid: String
        let eligible: String
        let why: String
        let href: String
    }

    struct Explanation: PageModel {
        let child: PersonCell
        let items: [Item]
        let derivation: Derivation
        let back: String
    }

    static func address(
        _ figure: SubsidyReport.Figure, _ month: YearMonth?, _ setting: CareSetting?,
        _ year: FiscalYear, after mark: StatisticsMark? = nil
    ) -> String {
        var parts = ["figure=\(figure.rawValue)", "year=\(year.year)"]
        if let month { parts.append("month=\(month)") }
        if let setting { parts.append("setting=\(setting.rawValue)") }
        if let mark { parts.append("after=\(mark.text)") }
        return Route.subsidyList.path() + "?" + parts.joined(separator: "&")
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let law = try SubsidyScreen.law(visit)
        let year = SubsidyScreen.year(visit.query, visit)
        if let kind = SubsidyReturnScreen.kind(visit.query["figure"]) {
            return try await SubsidyReturnScreen.show(kind, visit)
        }
        guard let figure = SubsidyReport.Figure(rawValue: visit.query["figure"]) else {
            throw DeskRefusal.notFound
        }
        let month = YearMonth(iso: visit.query["month"])
        let setting = CareSetting(rawValue: visit.query["setting"])
        let period =
            try month.map { try StatisticsPeriod(first: $0, last: $0) } ?? StatisticsPeriod(year)
        let mark = StatisticsMark(visit.query["after"])
        let directory = visit.installation.directory
        let reader = try visit.officer()
        let body = try await visit.perform { scope in
            let found = try ListSubsidy.perform(
                figure, months: period, setting: setting, after: mark, law: law, in: scope)
            let people = try ListedPeople(
                found.lines.map(\.child), directory: directory, in: scope)
            let words = [
                month.map { Wareki.text($0) } ?? Wareki.text(year), setting?.wording,
                figure.title,
            ]
            return Body(
                title: words.compactMap(\.self).joined(separator: "／"),
                count: Say.count(found.line.claims), paid: found.line.paid.grouped,
                eligible: found.line.eligible.grouped,
                rows: found.lines.map { line in
                    Row(
                        child: PersonCell(line.child, people, for: reader),
                        month: Wareki.text(line.month), setting: line.setting.wording,
                        institution: Say.place(
                            line.institution, isProtected: people.isProtected(line.child)),
                        paid: line.paid.grouped, eligible: line.answer.eligible.grouped,
                        why: line.answer.reason.wording,
                        href: explain(line, period.months[line.mark.part / 2]))
                }, isNone: found.lines.isEmpty,
                back: Route.subsidy.path() + "?year=\(year.year)",
                further: found.next.map { address(figure, month, setting, year, after: $0) })
        }
        return .page(
            Page(
                "statistics/subsidy-list", "県補助の数の内訳",
                crumbs: [
                    .home, .screen(.statistics, .statistics), Crumb("県補助の計算", body.back),
                ],
                keys: [.link("Escape", "表へ戻る", body.back)], body: body))
    }

    private static func explain(_ line: SubsidyLine, _ month: YearMonth) -> String {
        let route = line.mark.part.isMultiple(of: 2) ? "claim" : "reimbursement"
        return Route.subsidyClaim.path() + "?month=\(month)&route=\(route)&id=\(line.mark.id)"
    }

    /// One claim under the prefecture's rule.
    static func claim(_ visit: Visit) async throws -> Answer {
        let law = try SubsidyScreen.law(visit)
        guard let month = YearMonth(iso: visit.query["month"]), let id = Int64(visit.query["id"])
        else { throw DeskRefusal.notFound }
        let isInKind = visit.query["route"] == "claim"
        let directory = visit.installation.directory
        let reader = try visit.officer()
        let body = try await visit.perform { scope in
            let found: SubsidyExplanation
            do {
                found = try ExplainSubsidy.perform(
                    id, isInKind: isInKind, in: month, law: law, scope: scope)
            } catch ReportRefusal.noFigure {
                throw DeskRefusal.notFound
            }
            let people = try ListedPeople([found.line.child], directory: directory, in: scope)
            let line = found.line
            return Explanation(
                child: PersonCell(line.child, people, for: reader),
                items: [
                    Item("診療年月", Wareki.text(line.month)), Item("入院・外来", line.setting.wording),
                    Item(
                        "医療機関",
                        Say.place(
                            line.institution, isProtected: people.isProtected(line.child))),
                    Item("市の支給額", "\(line.paid.grouped)円"), Item("年齢", found.age),
                    Item("結果", line.answer.reason.wording),
                    Item("補助対象額", "\(line.answer.eligible.grouped)円（市の支給額を超えない）"),
                    Item("補助率", found.share ?? "未設定"),
                ], derivation: Derivation(found.computation, current: law.book),
                back: Route.subsidy.path())
        }
        return .page(
            Page(
                "statistics/subsidy-claim", "県補助の計算の説明",
                crumbs: [.home, .screen(.statistics, .statistics)],
                keys: [.link("Escape", "表へ戻る", body.back)], body: body))
    }
}
