// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The fields of one mapping, read as the types of the law; every problem is reported in place.
struct Fields {
    let place: NodeAt
    let values: [String: NodeAt]

    func has(_ key: String) -> Bool { values[key] != nil }

    func required(_ key: String) -> NodeAt? {
        if let value = values[key] { return value }
        place.report(.missing, "キー「\(key)」が必要です")
        return nil
    }

    func text(_ key: String) -> String {
        guard let value = required(key) else { return "" }
        guard let text = value.text, !text.isEmpty, !value.isNull else {
            value.report(.wrongForm, "文字で書いてください")
            return ""
        }
        return text
    }

    func optionalText(_ key: String) -> String? { has(key) ? text(key) : nil }

    /// A list of texts.
    func texts(_ key: String) -> [String] {
        guard let value = values[key] else { return [] }
        return value.items.compactMap { item in
            guard let text = item.text, !text.isEmpty else {
                item.report(.wrongForm, "文字で書いてください")
                return nil
            }
            return text
        }
    }

    /// A code: quoted digits, so that no YAML reader drops a leading zero.
    func code(_ key: String, digits: Int) -> String {
        let text = text(key)
        guard let value = values[key], !text.isEmpty else { return "" }
        if !value.isQuoted {
            value.report(.wrongForm, "番号は引用符で囲んでください(例: \"\(text)\")")
        } else if text.utf8.count != digits || !text.utf8.allSatisfy({ (48...57).contains($0) }) {
            value.report(.wrongForm, "\(digits)桁の数字で書いてください: \(text)")
        }
        return text
    }

    func date(_ key: String) -> CivilDate {
        guard let value = required(key) else { return CivilDate(dayNumber: 0) }
        guard let text = value.text, let date = CivilDate(iso: text) else {
            value.report(
                .wrongForm, "実在する日付を YYYY-MM-DD で書いてください: \(value.text ?? "")")
            return CivilDate(dayNumber: 0)
        }
        return date
    }

    /// A list of dates.
    func dates(_ key: String) -> [CivilDate] {
        (values[key]?.items ?? []).compactMap { item in
            if let date = item.text.flatMap({ CivilDate(iso: $0) }) { return date }
            item.report(.wrongForm, "実在する日付を YYYY-MM-DD で書いてください: \(item.text ?? "")")
            return nil
        }
    }

    func optionalDate(_ key: String) -> CivilDate? {
        guard let value = values[key], !value.isNull else { return nil }
        return date(key)
    }

    func month(_ key: String) -> YearMonth {
        guard let value = required(key) else { return YearMonth(monthNumber: 0) }
        guard let text = value.text, let month = YearMonth(iso: text) else {
            value.report(.wrongForm, "年月を YYYY-MM で書いてください: \(value.text ?? "")")
            return YearMonth(monthNumber: 0)
        }
        return month
    }

    /// A whole number of zero and more.
    func number(_ key: String) -> Int {
        guard let value = required(key) else { return 0 }
        guard let text = value.text, !value.isQuoted, text.utf8.count <= 12,
            text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text)
        else {
            value.report(.wrongForm, "0以上の整数で書いてください(桁区切りなし): \(value.text ?? "")")
            return 0
        }
        return number
    }

    func optionalNumber(_ key: String) -> Int? { has(key) ? number(key) : nil }

    func flag(_ key: String, otherwise: Bool) -> Bool {
        guard let value = values[key] else { return otherwise }
        switch value.text {
        case "true" where !value.isQuoted: return true
        case "false" where !value.isQuoted: return false
        default:
            value.report(.wrongForm, "true か false で書いてください: \(value.text ?? "")")
            return otherwise
        }
    }

    /// One word of a closed vocabulary.
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type) -> Word?
    where Word.RawValue == String {
        guard let value = required(key) else { return nil }
        return value.word(type)
    }

    /// A list of words of a closed vocabulary.
    func words<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type) -> [Word]
    where Word.RawValue == String {
        guard let value = required(key) else { return [] }
        return value.items.compactMap { $0.word(type) }
    }

    /// The path of the first of these fields that is `unset`, or that holds something unset.
    func firstUnset(_ keys: [String]) -> String? {
        keys.lazy.compactMap { values[$0]?.firstUnset }.first
    }
}

extension NodeAt {
    func word<Word: RawRepresentable & CaseIterable>(_ type: Word.Type) -> Word?
    where Word.RawValue == String {
        if let text, let word = Word(rawValue: text) { return word }
        let known = Word.allCases.map(\.rawValue).joined(separator: "、")
        report(.wrongForm, "使えるのは次の語です: \(known)")
        return nil
    }
}
