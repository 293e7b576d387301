// SPDX-License-Identifier: Apache-2.0
public import Press
public import Safeguards
import Vocabulary

/// A ready-made list (定型の一覧) of screen 1520: what it shows and what it is asked by.
public struct ReadyMadeList: Hashable, Sendable {
    /// One item that may be chosen.
    public struct Column: Hashable, Sendable {
        public let code: String
        public let title: String
        /// What kind of item it is, for the permission; `nil` where it says nothing of a life.
        public let field: Field?
        /// Whether it says something about a person, or by it a person can be found.
        public let isPersonal: Bool

        public init(
            _ code: String, _ title: String, _ field: Field? = nil, isPersonal: Bool? = nil
        ) {
            self.code = code
            self.title = title
            self.field = field
            self.isPersonal = isPersonal ?? (field != nil)
        }
    }

    /// One thing the list is narrowed by; days and months are always asked for.
    public struct Condition: Hashable, Sendable {
        public enum Kind: String, Sendable {
            case day, month
            /// Words of the free extraction (項目 ≧ 値); may be left out.
            case words
        }

        public let code: String
        public let title: String
        public let kind: Kind

        public init(_ code: String, _ title: String, _ kind: Kind) {
            self.code = code
            self.title = title
            self.kind = kind
        }

        /// Whether a stored value (ISO) can be read.
        func accepts(_ value: String) -> Bool {
            switch kind {
            case .day: CivilDate(iso: value) != nil
            case .month: YearMonth(iso: value) != nil
            case .words: true
            }
        }

        /// Whether a question without it is none.
        var isRequired: Bool { kind != .words }
    }

    public let code: String
    public let title: String
    /// What it is good for and what it leaves out, in one sentence.
    public let explanation: String
    public let columns: [Column]
    public let conditions: [Condition]

    public init(
        code: String, title: String, explanation: String, columns: [Column],
        conditions: [Condition]
    ) {
        self.code = code
        self.title = title
        self.explanation = explanation
        self.columns = columns
        self.conditions = conditions
    }
}

/// What is asked of a list: conditions by code (ISO days and months) and the chosen items.
public struct ListQuestion: Hashable, Codable, Sendable {
    public var list: String
    public var conditions: [String: String]
    public var items: [String]

    public init(list: String, conditions: [String: String], items: [String]) {
        self.list = list
        self.conditions = conditions
        self.items = items
    }
}

/// The lists of the office, answered by the areas; this room knows none of their tables.
public protocol ReadyMadeLists: Sendable {
    var all: [ReadyMadeList] { get }

    /// Looks whether the words of a question can be read; a list of days and months has none.
    func checkWords(_ question: ListQuestion) throws

    /// The rows of a list with exactly the chosen items, in their order; the persons are named to
    /// the log by `scope.saw`. Of protected persons nothing that gives a place away is told.
    /// - Parameter limit: at most so many rows; one more tells that there are more.
    func rows(_ question: ListQuestion, limit: Int, in scope: Scope) throws -> [[TableCell]]
}

extension ReadyMadeLists {
    public func checkWords(_ question: ListQuestion) throws {}

    /// A list by its code.
    /// - Throws: `.unknownList`.
    public func list(_ code: String) throws(CopyingRefusal) -> ReadyMadeList {
        guard let list = all.first(where: { $0.code == code }) else { throw .unknownList }
        return list
    }

    /// Looks whether a question can be asked for a recipient.
    /// - Throws: `.unknownList`, `.conditionMissing`, `.noItems`, `.itemNotAllowed`.
    public func check(
        _ question: ListQuestion, for recipient: RecipientClass
    ) throws(CopyingRefusal) -> ReadyMadeList {
        let list = try list(question.list)
        for condition in list.conditions {
            guard let value = question.conditions[condition.code] else {
                guard !condition.isRequired else { throw .conditionMissing(condition.title) }
                continue
            }
            guard condition.accepts(value) else { throw .conditionMissing(condition.title) }
        }
        guard !question.items.isEmpty else { throw .noItems }
        for item in question.items {
            guard let column = list.columns.first(where: { $0.code == item }) else {
                throw .itemNotAllowed(item: item, recipient: recipient)
            }
            guard recipient.mayHold(column.field) else {
                throw .itemNotAllowed(item: column.title, recipient: recipient)
            }
        }
        return list
    }
}
