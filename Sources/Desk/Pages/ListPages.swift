// SPDX-License-Identifier: Apache-2.0

/// A list of a screen that has several: its raw value is its name in the address.
protocol ListName: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
    /// Rows of one page.
    var most: Int { get }
}

/// The pages of a screen with several lists: each is leafed through by itself, and the others stay where
/// they are.
struct ListPages<Name: ListName>: Sendable {
    private let path: String
    private let fixed: [(String, String)]
    private let asked: [Name: String]
    private var lists: [Name: ListPage] = [:]

    /// - Parameters:
    ///   - path: of the screen, without a question.
    ///   - fixed: what stays while leafing, as a chosen day.
    init(_ visit: Visit, at path: String, keeping fixed: [(String, String)] = []) {
        self.path = path
        self.fixed = fixed
        asked = Name.allCases.reduce(into: [:]) { $0[$1] = Self.typed($1.rawValue, visit) }
    }

    /// What a form sends along, or else what the address says.
    static func typed(_ name: String, _ visit: Visit) -> String {
        visit.form.has(name) ? visit.form[name] : visit.query[name]
    }

    /// Which page of a list is shown, of so many rows.
    mutating func page(_ name: Name, of count: Int) -> ListPage {
        let list = ListPage(of: count, asked: asked[name] ?? "", size: name.most)
        lists[name] = list
        return list
    }

    mutating func rows(_ name: Name, of count: Int) -> Range<Int> { page(name, of: count).rows }

    /// The rows that stand on the page of a list.
    func shown<Row>(_ rows: [Row], _ name: Name) -> ArraySlice<Row> {
        rows[lists[name]?.rows ?? 0..<0]
    }

    func total(_ name: Name) -> Int { lists[name]?.total ?? 0 }

    /// The line above a list; `nil` where it has one page.
    func line(_ name: Name) -> ListPage.Line? {
        lists[name]?.line(
            at: path, keeping: Self.question(kept.filter { $0.0 != name.rawValue }),
            as: name.rawValue)
    }

    /// The keys leaf through the first list that has more than one page; the others have their buttons.
    var keys: [Key] { ListPage.keys(Name.allCases.lazy.compactMap { line($0) }.first) }

    /// The screen again, as it is read.
    var address: String { path + (kept.isEmpty ? "" : "?" + Self.question(kept)) }

    /// The same pages after something was done.
    func back(_ done: String) -> String {
        path + "?done=" + done + (kept.isEmpty ? "" : "&" + Self.question(kept))
    }

    /// What the forms of the lists send along.
    var hidden: [Item] { kept.map { Item(hidden: $0.0, $0.1) } }

    /// What stays, and every page that is not the first.
    private var kept: [(String, String)] {
        fixed
            + Name.allCases.compactMap { name in
                let number = lists[name]?.number ?? asked[name].flatMap { Int($0) } ?? 1
                return number > 1 ? (name.rawValue, String(number)) : nil
            }
    }

    private static func question(_ kept: [(String, String)]) -> String {
        kept.map { "\($0.0)=\($0.1)" }.joined(separator: "&")
    }
}
