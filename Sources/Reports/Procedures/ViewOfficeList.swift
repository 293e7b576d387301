// SPDX-License-Identifier: Apache-2.0
import Database
public import Entitlement
import Press
public import Safeguards
public import Vocabulary

/// One page of a ready-made list on the screen.
public struct OfficeListPage: Sendable {
    public struct Row: Hashable, Sendable {
        public let child: AddresseeNumber
        public let recipient: AddresseeNumber?
        /// The child's name by the register: who never applied has no snapshot here.
        public let name: String
        /// In the order of the columns.
        public let cells: [String]
    }

    /// What stands beside the persons, whose names and numbers have columns of their own.
    public let columns: [OfficeList.Item]
    public let rows: [Row]
    /// Rows of the whole list.
    public let count: Int
    /// Which page this is, from 1, and of how many.
    public let page: Int
    public let pages: Int
}

/// 定型の一覧の照会: one page of a list, to work with on the screen. Only who is on the page is told.
public enum ViewOfficeList {
    public static let operation = OperationCode.listStatistics

    public static let pageLength = 100

    /// - Parameters:
    ///   - value: the day or month of the condition, as ISO.
    ///   - page: from 1; behind the last, the last.
    ///   - length: rows of a page.
    /// - Throws: `ReportRefusal.listCondition`.
    public static func perform(
        _ list: OfficeList, value: String, page: Int, length: Int = pageLength,
        directory: any AddresseeDirectory, in scope: Scope
    ) throws -> OfficeListPage {
        func pages(_ count: Int) -> Int { max(1, (count + length - 1) / length) }
        func number(_ count: Int) -> Int { min(max(page, 1), pages(count)) }
        let found = try ReadOfficeList.slice(list, value, directory, in: scope) { count in
            let start = (number(count) - 1) * length
            return start..<min(start + length, count)
        }
        let (shown, count) = (found.rows, found.count)
        let columns = list.items.filter { !persons.contains($0.code) }
        let cells = try ReadOfficeList.cells(
            of: try ReadOfficeList.completed(shown, list, value, in: scope),
            items: columns.map(\.code) + ["name"], directory: directory, in: scope)
        scope.counted(count)
        scope.note("\(list.rawValue) \(value) \(number(count))/\(pages(count))")
        return OfficeListPage(
            columns: columns,
            rows: zip(shown, cells).map { row, cells in
                OfficeListPage.Row(
                    child: row.child, recipient: row.recipient, name: cells.last?.content ?? "",
                    cells: cells.dropLast().map(\.content))
            }, count: count, page: number(count), pages: pages(count))
    }

    private static let persons: Set<String> = [
        "child", "name", "kana", "recipient", "recipientName",
    ]
}
