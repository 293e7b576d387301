// SPDX-License-Identifier: Apache-2.0

/// One page of a list that is too long for one: which rows stand on it, and the ways to the others.
struct ListPage {
    /// From 1.
    let number: Int
    let rows: Range<Int>
    /// Rows of the whole list.
    let total: Int
    private let pages: Int

    /// - Parameters:
    ///   - count: rows of the whole list.
    ///   - asked: the page that was asked for; another number leads to the nearest page.
    ///   - size: rows of a page.
    init(of count: Int, asked: String, size: Int) {
        total = count
        pages = max(1, (count + size - 1) / size)
        number = min(max(Int(asked) ?? 1, 1), pages)
        let start = (number - 1) * size
        rows = start..<min(start + size, count)
    }

    /// The line above the list; `nil` where the list has one page.
    ///
    /// - Parameters:
    ///   - path: of the list, without a question.
    ///   - question: what stays while leafing, as 「kind=4」.
    ///   - name: of the page in the address, where a screen has two lists.
    func line(at path: String, keeping question: String = "", as name: String = "page") -> Line? {
        guard pages > 1 else { return nil }
        let start = path + "?" + (question.isEmpty ? "" : question + "&")
        return Line(
            number: number,
            span: "\(rows.lowerBound + 1)〜\(rows.upperBound)件目／全\(total)件",
            previous: number > 1 ? start + "\(name)=\(number - 1)" : nil,
            next: number < pages ? start + "\(name)=\(number + 1)" : nil)
    }

    /// The keys of a list in pages.
    static func keys(_ line: Line?) -> [Key] {
        [
            line?.previous.map { Key.before("前の頁", $0) },
            line?.next.map { Key.after("次の頁", $0) },
        ].compactMap(\.self)
    }

    struct Line: PageModel {
        let number: Int
        /// 「1〜300件目／全741件」
        let span: String
        let previous: String?
        let next: String?
    }
}
