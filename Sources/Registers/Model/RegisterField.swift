// SPDX-License-Identifier: Apache-2.0

/// One field of a register, as its kind declares it.
public struct RegisterField: Sendable, Hashable {
    /// What may be written into it.
    public enum Form: String, Sendable {
        case text, long, date, choice, checklist, number
        /// はい・いいえ, kept as `yes` and `no`.
        case yesNo = "yes-no"
        /// A user id (利用者ID) of this office.
        case officer
        /// The number of an entry of another register, as `R7-0003`.
        case reference
    }

    /// From when on it must be filled.
    public enum Stage: String, Sendable, Comparable {
        case entry, active, close, never

        private var order: Int {
            switch self {
            case .entry: 0
            case .active: 1
            case .close: 2
            case .never: 3
            }
        }

        public static func < (left: Stage, right: Stage) -> Bool { left.order < right.order }
    }

    public let name: String
    public let label: String
    public let form: Form
    public let requiredFrom: Stage
    /// The words of a choice or a checklist; for a reference the code of the other register.
    public let choices: [String]
    public let hint: String?

    /// What is wrong with a value at a stage; `nil` where nothing is.
    func problem(_ value: String?, at stage: Stage) -> FieldProblem.What? {
        guard let value, !value.allSatisfy(\.isWhitespace) else {
            return requiredFrom <= stage ? .missing : nil
        }
        if DigitGuard.looksLikeNumber(value) { return .numberLike }
        switch form {
        case .text, .long, .officer: return value.utf8.count > 60_000 ? .tooLong : nil
        case .date: return RegisterValues.day(value) == nil ? .notADate : nil
        case .number: return Int(value).map { $0 >= 0 } ?? false ? nil : .notANumber
        case .choice: return choices.contains(value) ? nil : .notAChoice
        case .yesNo: return value == "yes" || value == "no" ? nil : .notAChoice
        case .reference: return EntryNumber(value) == nil ? .notAnEntry : nil
        case .checklist:
            let ticked = RegisterValues.list(value)
            guard Set(ticked).isSubset(of: choices) else { return .notAChoice }
            return requiredFrom <= stage && Set(ticked) != Set(choices) ? .unchecked : nil
        }
    }
}

/// What is wrong with one field of an entry.
public struct FieldProblem: Sendable, Hashable {
    public enum What: Sendable, Hashable {
        case missing, notADate, notANumber, notAChoice, notAnEntry, unchecked, tooLong, unknown
        /// Digits that may be a 個人番号 (law 5).
        case numberLike
    }

    public let field: String
    public let label: String
    public let what: What

    public init(field: String, label: String, what: What) {
        self.field = field
        self.label = label
        self.what = what
    }

    /// The sentence for the page.
    public var message: String {
        switch what {
        case .missing: "「\(label)」を入力してください。"
        case .notADate: "「\(label)」が日付として読めません。"
        case .notANumber: "「\(label)」は0以上の数字で入力してください。"
        case .notAChoice: "「\(label)」を選び直してください。"
        case .notAnEntry: "「\(label)」は台帳の番号（例 R7-0003）で入力してください。"
        case .unchecked: "「\(label)」のすべての項目を確かめてから進めてください。"
        case .tooLong: "「\(label)」が長すぎます。証拠のファイルにしてください。"
        case .unknown: "この台帳に「\(label)」という欄はありません。"
        case .numberLike: "「\(label)」に個人番号らしい数字があります。台帳には書けません。"
        }
    }
}
