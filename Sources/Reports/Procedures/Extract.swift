// SPDX-License-Identifier: Apache-2.0
import Database
public import Entitlement
public import Press
public import Safeguards
import Vocabulary

/// One question of the free extraction.
public struct Extraction: Hashable, Sendable {
    public let subject: ExtractionSubject
    public let items: [ExtractionItem]
    public let conditions: [ExtractionCondition]

    /// Conditions that one question may have.
    public static let mostConditions = 4

    /// - Parameters:
    ///   - items: codes, in the order of the columns; conditions: 「項目 ≧ 値」, empty ones left out.
    /// - Throws: `ReportRefusal.unknownItem`, `.conditionUnreadable`.
    public init(
        _ subject: ExtractionSubject, items: [String], conditions: [String]
    ) throws(ReportRefusal) {
        self.subject = subject
        var chosen: [ExtractionItem] = []
        for code in items {
            guard let item = subject.items.first(where: { $0.code == code }) else {
                throw .unknownItem(code)
            }
            if !chosen.contains(item) { chosen.append(item) }
        }
        self.items = chosen
        var read: [ExtractionCondition] = []
        for text in conditions where !text.allSatisfy(\.isWhitespace) {
            read.append(try ExtractionCondition(text, of: subject))
        }
        guard read.count <= Self.mostConditions else {
            throw .conditionUnreadable("条件は\(Self.mostConditions)つまでです")
        }
        self.conditions = read
    }

    /// Whether its list is about persons.
    public var isPersonal: Bool { items.contains(where: \.isPersonal) }

    var query: ExtractionQuery { ExtractionQuery(subject: subject, conditions: conditions) }
}

/// 抽出の件数の下見: how many records a question finds, without a person; small counts are hidden.
public enum PreviewExtraction {
    public static let operation = OperationCode.previewExtraction

    /// - Parameter group: the code of an item that divides the count; `nil` counts all as one.
    /// - Throws: `ReportRefusal.unknownItem` for an item that may not divide.
    public static func perform(
        _ extraction: Extraction, by group: String?, in scope: Scope
    ) throws -> StatisticsTable {
        var draft = TableDraft()
        let counts = try extraction.query.counts(from: scope.db)
        guard let group else {
            draft.label("抽出")
            draft.numbers(["件数": .cases, "児童": .persons])
            draft.row(
                [extraction.subject.title], [.number(counts.rows), .number(counts.children)])
            scope.counted(1)
            return draft.free(nil, extraction, scope).withSmallCellsHidden()
        }
        guard let item = extraction.subject.items.first(where: { $0.code == group }),
            item.mayGroup
        else { throw ReportRefusal.unknownItem(group) }
        draft.label(item.title)
        draft.numbers(["件数": .cases, "児童": .persons])
        for one in try extraction.query.groups(by: item, from: scope.db) {
            draft.row(
                [one.value.isEmpty ? "（なし）" : one.value],
                [.number(one.rows), .number(one.children)])
        }
        let table = draft.free(
            [.label("合計"), .number(counts.rows), .number(counts.children)], extraction, scope)
        scope.counted(table.rows.count)
        return table.withSmallCellsHidden()
    }
}

extension TableDraft {
    fileprivate func free(
        _ total: [StatisticsTable.Cell]?, _ extraction: Extraction, _ scope: Scope
    ) -> StatisticsTable {
        StatisticsTable(
            subject: .claims, title: extraction.subject.title,
            columns: columns, rows: rows, total: total,
            note: extraction.conditions.map(\.text).joined(separator: "、"), asOf: scope.now)
    }
}

/// 自由抽出の明細: the rows of a question, for a copy that two officers have agreed on.
public enum ReadExtraction {
    public static let operation = OperationCode.exportData

    /// - Parameter limit: one row more is answered where there are more.
    public static func perform(
        _ extraction: Extraction, limit: Int, directory: any AddresseeDirectory, in scope: Scope
    ) throws -> [[TableCell]] {
        let found = try extraction.query.rows(
            extraction.items, limit: limit + 1, from: scope.db)
        return try ReadOfficeList.cells(
            of: found, items: extraction.items.map(\.code), directory: directory, in: scope)
    }
}
