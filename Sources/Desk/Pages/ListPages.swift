// SPDX-License-Identifier: Apache-2.0

/// The long lists of one screen, each in pages of its own: who leafs through one keeps the place in the
/// others.
struct ListPages: Sendable {
    /// A list: its name in the address, its rows, the rows of a page.
    struct List: Sendable {
        let name: String
        let count: Int
        let size: Int
    }

    /// The page without a question, and the question that stays.
    private let place: (path: String, question: String)
    private let lists: [(name: String, page: ListPage)]

    /// - Parameters:
    ///   - query: what was asked for in the address.
    ///   - path: of the screen, without a question.
    ///   - question: what stays while leafing, as 「kind=4」.
    ///   - lists: the lists, in the order of the screen.
    init(_ query: Typed, at path: String, keeping question: String = "", _ lists: [List]) {
        place = (path, question)
        self.lists = lists.map {
            ($0.name, ListPage(of: $0.count, asked: query[$0.name], size: $0.size))
        }
    }

    /// What stands on the page of a list.
    func rows(_ name: String) -> Range<Int> {
        lists.first { $0.name == name }?.page.rows ?? 0..<0
    }

    /// The line above a list; `nil` where it has one page.
    func line(_ name: String) -> ListPage.Line? {
        let kept =
            [place.question]
            + lists.filter { $0.name != name && $0.page.number > 1 }.map {
                "\($0.name)=\($0.page.number)"
            }
        return lists.first { $0.name == name }?.page.line(
            at: place.path, keeping: kept.filter { !$0.isEmpty }.joined(separator: "&"), as: name)
    }

    /// The keys leaf through the first list that has more than one page; the others have their buttons.
    var keys: [Key] {
        ListPage.keys(lists.lazy.compactMap { line($0.name) }.first)
    }
}
