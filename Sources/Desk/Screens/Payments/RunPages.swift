// SPDX-License-Identifier: Apache-2.0

/// The lists of a run, each in pages of its own: who leafs through one keeps the place in the others.
struct RunPages: Sendable {
    /// The name of each in the address.
    enum List: String, CaseIterable {
        case transfers = "page"
        case changes, left

        /// Rows of a page: all three together stay below 150 KB with the longest names too.
        var most: Int {
            switch self {
            case .transfers: 100
            case .changes: 20
            case .left: 40
            }
        }
    }

    /// The page without a question, and the question that stays.
    private let place: (path: String, question: String)
    private let lists: [List: ListPage]

    init(
        _ counts: [List: Int], asked query: Typed, at path: String, keeping question: String = ""
    ) {
        place = (path, question)
        lists = List.allCases.reduce(into: [:]) { lists, one in
            lists[one] = ListPage(
                of: counts[one] ?? 0, asked: query[one.rawValue], size: one.most)
        }
    }

    /// What stands on the page of a list.
    func shown<Row>(_ rows: [Row], _ list: List) -> ArraySlice<Row> {
        rows[lists[list]?.rows ?? 0..<0]
    }

    func line(_ list: List) -> ListPage.Line? {
        let kept = [place.question] + others(than: list)
        return lists[list]?.line(
            at: place.path, keeping: kept.filter { !$0.isEmpty }.joined(separator: "&"),
            as: list.rawValue)
    }

    /// The same page again.
    var here: String {
        let kept = ([place.question] + others(than: nil)).filter { !$0.isEmpty }
        return place.path + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
    }

    private func others(than list: List?) -> [String] {
        List.allCases.filter { $0 != list }.compactMap { other in
            lists[other].flatMap { $0.number > 1 ? "\(other.rawValue)=\($0.number)" : nil }
        }
    }
}
