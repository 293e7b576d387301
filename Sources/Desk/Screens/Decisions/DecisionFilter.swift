// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// Which kind of decisions the list shows, how long they have waited, and on which page; it stays
/// through paging, opening, leafing and deciding.
struct DecisionFilter {
    /// `nil` is every kind.
    let kind: DecisionResult?
    /// One bar of the dashboard; `nil` is everything.
    let age: WaitingGroup?
    let page: String

    init(_ visit: Visit) {
        func asked(_ name: String) -> String {
            visit.form.has(name) ? visit.form[name] : visit.query[name]
        }
        kind = DecisionResult(rawValue: asked("kind"))
        age = WaitingGroup(rawValue: asked("age"))
        page = Int(asked("page")).map { String(max(1, $0)) } ?? ""
    }

    /// 「kind=4&age=week」; empty without a filter.
    var question: String {
        [kind.map { "kind=\($0.rawValue)" }, age.map { "age=\($0.rawValue)" }]
            .compactMap(\.self).joined(separator: "&")
    }

    /// The filter with the page.
    var place: String {
        [question, page.isEmpty ? "" : "page=\(page)"].filter { !$0.isEmpty }
            .joined(separator: "&")
    }

    /// An address with the filter.
    func path(_ route: Route) -> String { Self.joined(route.path(), question) }

    /// A proposal of the list, and the way back to the same page of it.
    func path(ofProposal id: Int64, _ done: String? = nil) -> String {
        Self.joined(
            Route.decision.path(id),
            [done ?? "", place].filter { !$0.isEmpty }.joined(separator: "&"))
    }

    /// The same page of the list, with what was done.
    func back(_ done: String? = nil) -> String {
        Self.joined(
            Route.decisions.path(),
            [done ?? "", place].filter { !$0.isEmpty }.joined(separator: "&"))
    }

    /// What a form sends along, so that the same page comes again.
    var kept: [Item] {
        [
            kind.map { Item(hidden: "kind", $0.rawValue) },
            age.map { Item(hidden: "age", $0.rawValue) },
            page.isEmpty ? nil : Item(hidden: "page", page),
        ].compactMap(\.self)
    }

    /// What the list shows, as the book asks for it.
    func part(on today: CivilDate) -> ProposalPart {
        let moments = age?.moments(on: today)
        return ProposalPart(result: kind, from: moments?.from, until: moments?.until)
    }

    func holds(_ proposal: WaitingProposal, on today: CivilDate) -> Bool {
        (kind == nil || proposal.result == kind)
            && (age?.holds(since: proposal.proposedAt.dayInJapan, on: today) ?? true)
    }

    private static func joined(_ path: String, _ question: String) -> String {
        question.isEmpty ? path : "\(path)?\(question)"
    }
}
