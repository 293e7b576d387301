// SPDX-License-Identifier: Apache-2.0
public import Safeguards
import Vocabulary

/// What is extracted freely (自由抽出, EUC): one kind of record with its items. No address, no
/// phone, no account and no individual number is among them: what is not here cannot be asked for.
public enum ExtractionSubject: String, CaseIterable, Sendable {
    case decisions, applications, claims, reimbursements, payments

    public var title: String {
        switch self {
        case .decisions: "資格の決定"
        case .applications: "申請・届出"
        case .claims: "レセプト（受け入れたもの）"
        case .reimbursements: "償還の申請"
        case .payments: "支給（支払の予定と結果）"
        }
    }

    /// What it holds and leaves out.
    public var explanation: String {
        switch self {
        case .decisions: "決裁した資格の決定を一件ずつ。却下・消滅も含みます。"
        case .applications: "受け付けた申請・届出を一件ずつ。取り下げたものも含みます。"
        case .claims: "受け入れたレセプトを一件ずつ。申立が認容されたものを除きます。"
        case .reimbursements: "償還の申請を一件ずつ。入れ直した前の版と、保険者の通知の枝番を除きます。"
        case .payments: "決定した支給を一件ずつ、いまの状態とともに。"
        }
    }
}

/// One item that may be chosen or narrowed by.
public struct ExtractionItem: Hashable, Sendable {
    public enum Kind: Hashable, Sendable {
        case text, number, date, month
        /// A code with its words.
        case code([Choice])
    }

    public struct Choice: Hashable, Sendable {
        public let code: String
        public let wording: String
    }

    public let code: String
    public let title: String
    public let kind: Kind
    /// What kind of item it is, for the permission; `nil` where it says nothing of a life.
    public let field: Field?
    /// True for numbers by which a person can be found.
    public let namesPerson: Bool
    /// The column; `nil` for what only System 2 knows.
    let sql: String?

    /// Whether a list with it is about persons.
    public var isPersonal: Bool { field != nil || namesPerson }
    /// Whether it may divide a count: nothing that is different for everybody.
    public var mayGroup: Bool {
        switch kind {
        case .code, .month: !isPersonal
        case .text, .number, .date: false
        }
    }
}

/// One thing the records are narrowed by: 「診療年月 ≧ 2025-04」.
public struct ExtractionCondition: Hashable, Sendable {
    public enum Comparison: String, CaseIterable, Sendable {
        case equal = "＝"
        case notEqual = "≠"
        case from = "≧"
        case until = "≦"

        var sql: String {
            switch self {
            case .equal: "="
            case .notEqual: "<>"
            case .from: ">="
            case .until: "<="
            }
        }
    }

    public let item: ExtractionItem
    public let comparison: Comparison
    /// As it stands in the books: a code, an ISO day or month, digits.
    public let value: String

    /// In words, as it can be read again.
    public var text: String { "\(item.title) \(comparison.rawValue) \(shown)" }

    private var shown: String {
        if case .code(let choices) = item.kind {
            return choices.first { $0.code == value }?.wording ?? value
        }
        return value
    }

    /// Reads 「項目 ≧ 値」.
    /// - Throws: `ReportRefusal.conditionUnreadable`.
    public init(_ text: String, of subject: ExtractionSubject) throws(ReportRefusal) {
        let words = text.split(separator: " ", maxSplits: 2).map(String.init)
        guard words.count == 3, let comparison = Comparison(rawValue: words[1]),
            let item = subject.items.first(where: { $0.title == words[0] }), item.sql != nil
        else { throw .conditionUnreadable(text) }
        guard let value = item.stored(words[2]) else { throw .conditionUnreadable(text) }
        self.item = item
        self.comparison = comparison
        self.value = value
    }
}

extension ExtractionItem {
    /// A typed value as it stands in the books; `nil` where it is none of the item.
    func stored(_ typed: String) -> String? {
        switch kind {
        case .text: typed
        case .number: Int(typed).map(String.init)
        case .date: CivilDate(iso: typed)?.description
        case .month: YearMonth(iso: typed)?.description
        case .code(let choices):
            choices.first { $0.wording == typed || $0.code == typed }?.code
        }
    }
}
