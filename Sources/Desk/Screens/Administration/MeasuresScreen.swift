// SPDX-License-Identifier: Apache-2.0
import Reports
import Safeguards

/// 4030: from a sentence of the assessment to what is done about it and how that was last proven.
enum MeasuresScreen {
    struct Body: PageModel {
        let run: String
        let tabs: [PersonTab]
        let counts: [Item]
        let parts: [Part]
        let isNone: Bool
    }

    /// The measures of one part of the assessment.
    struct Part: PageModel {
        let title: String
        let rows: [Row]
    }

    struct Row: PageModel {
        let id: String
        let place: String
        let sentence: String
        let action: String
        let kind: String
        let state: String
        let weight: String
        let screen: String
        let screenHref: String?
        let tests: [String]
        let testCount: Int
        let hasTests: Bool
        /// The page of this measure alone, which names its tests; `nil` on that page.
        let testsHref: String?
        let outside: String?
    }

    /// Which rows a tab shows.
    private enum Choice: String, CaseIterable {
        case all, open, software, organisation

        var title: String {
            switch self {
            case .all: "すべて"
            case .open: "証明されていない"
            case .software: "ソフトウェアの措置"
            case .organisation: "組織の措置（台帳）"
            }
        }

        func takes(_ one: ProvenMeasure) -> Bool {
            switch self {
            case .all: true
            case .open: one.state != .proven && one.state != .register
            case .software: one.measure.kind.needsProof
            case .organisation: !one.measure.kind.needsProof
            }
        }
    }

    static func show(_ visit: Visit) async throws -> Answer {
        let all = try MeasureCatalogue.proven()
        let choice = Choice(rawValue: visit.query["show"]) ?? .all
        // One measure is shown with its tests: all of them are too long for one page.
        let alone = all.first { $0.measure.id == visit.query["show"] }
        let chosen = alone.map { [$0] } ?? all.filter(choice.takes)
        // Nothing about a person is read; who asked stands in the log like everything else.
        try await visit.perform { scope in scope.counted(chosen.count) }
        let body = Body(
            run: try MeasureCatalogue.run(),
            tabs: Choice.allCases.map {
                PersonTab(
                    title: $0.title, href: Route.measures.path() + "?show=\($0.rawValue)",
                    isCurrent: alone == nil && $0 == choice)
            },
            counts: counts(all), parts: parts(chosen, visit, isAlone: alone != nil),
            isNone: chosen.isEmpty)
        return .page(
            Page(
                "administration/measures", "評価書対応表", crumbs: [Crumb("ホーム", Route.home.path())],
                body: body))
    }

    private static func counts(_ all: [ProvenMeasure]) -> [Item] {
        let needed = all.filter(\.measure.kind.needsProof)
        let proven = needed.count { $0.state == .proven }
        return [
            Item("証明済み", "\(needed.count)件中\(proven)件"),
            Item("台帳", "\(all.count - needed.count)件"),
        ]
    }

    private static func parts(
        _ chosen: [ProvenMeasure], _ visit: Visit, isAlone: Bool
    ) -> [Part] {
        var order: [String] = []
        var rows: [String: [Row]] = [:]
        for one in chosen {
            let part = String(one.measure.place.prefix { $0 != " " })
            if rows[part] == nil { order.append(part) }
            rows[part, default: []].append(row(one, visit, isAlone: isAlone))
        }
        return order.map { Part(title: $0, rows: rows[$0] ?? []) }
    }

    private static func row(
        _ one: ProvenMeasure, _ visit: Visit, isAlone: Bool
    ) -> Row {
        let measure = one.measure
        let weight: Flag.Weight =
            switch one.state {
            case .proven: .good
            case .register: .plain
            case .unknown: .warn
            case .failing, .unproven: .stop
            }
        return Row(
            id: measure.id, place: measure.place, sentence: measure.sentence,
            action: measure.action, kind: measure.kind.title, state: one.state.title,
            weight: weight.rawValue, screen: measure.screen,
            screenHref: address(of: measure.screen, visit),
            tests: isAlone ? one.tests.map { "\($0.title)（\($0.file)）" } : [],
            testCount: one.tests.count, hasTests: !one.tests.isEmpty,
            testsHref: isAlone ? nil : Route.measures.path() + "?show=\(measure.id)",
            outside: measure.outside)
    }

    /// Where the measure is seen, for an officer who may go there.
    private static func address(of code: String, _ visit: Visit) -> String? {
        guard let screen = Screen(rawValue: code), let route = screen.entry,
            visit.mayEnter(route)
        else { return nil }
        return route.path()
    }
}
