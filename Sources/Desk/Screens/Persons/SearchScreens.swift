// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Vocabulary

/// What was searched for and who was found, so that 前・次 walks through the list.
struct SearchTicket: Sendable {
    let text: String
    var found: [AddresseeNumber] = []
}

/// 1010: one box for everything; System 1 and System 2 are both asked, and the list says which knew.
enum SearchScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.search, to: show)
        book.bind(.ask, to: ask) { visit, problems in
            page(visit, text: typed(visit), problems: problems)
        }
        book.bind(.found, to: FoundScreen.show)
    }

    struct Body: PageModel {
        let text: String
        let problem: String?
        let result: FoundList?
    }

    private static func show(_ visit: Visit) throws -> Answer {
        return .page(page(visit, text: "", problems: []))
    }

    /// What was typed into the box of the page, or into that of the header.
    private static func typed(_ visit: Visit) -> String {
        visit.form["code"].isEmpty ? visit.form["q"] : visit.form["code"]
    }

    /// Keeps what was typed out of addresses, and so out of the browser's history.
    private static func ask(_ visit: Visit) async throws -> Answer {
        let code = visit.form["code"]
        if let screen = Screen(rawValue: code), let route = screen.entry {
            return .onward(route.path())
        }
        // The box of the header opens screens for everybody; persons, only for whoever may search.
        try await visit.ask(for: .searchPersons)
        let text = typed(visit)
        guard !SearchBox(text, today: visit.today).isEmpty else {
            let problem = FormProblem("q", "番号・カナ・氏名・生年月日・電話番号のどれかを入力してください。")
            return .page(page(visit, text: text, problems: [problem]))
        }
        let ticket = visit.desk.tickets.put(
            SearchTicket(text: text), of: try visit.officer().officer)
        return .onward(Route.found.path(ticket))
    }

    static func page(
        _ visit: Visit, text: String, problems: [FormProblem], result: FoundList? = nil,
        keys: [Key] = []
    ) -> Page {
        Page(
            "persons/search", "対象者検索", crumbs: [Crumb("ホーム", Route.home.path())],
            keys: [
                .link("F3", "新しい検索", Route.search.path()),
                .send("F5", "検索", form: "search-form", isMain: true),
            ] + keys, problems: problems,
            body: Body(text: text, problem: problems.first?.message, result: result))
    }
}
