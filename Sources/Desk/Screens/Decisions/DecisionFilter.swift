// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Which kind of decisions the list shows, and on which page; it stays through paging and deciding.
struct DecisionFilter {
    /// `nil` is every kind.
    let kind: DecisionResult?
    let page: String

    init(_ visit: Visit) {
        func asked(_ name: String) -> String {
            visit.form.has(name) ? visit.form[name] : visit.query[name]
        }
        kind = DecisionResult(rawValue: asked("kind"))
        page = asked("page")
    }

    /// 「kind=4」; empty without a filter.
    var question: String { kind.map { "kind=\($0.rawValue)" } ?? "" }

    /// An address with the filter.
    func path(_ route: Route) -> String {
        route.path() + (question.isEmpty ? "" : "?\(question)")
    }
}
