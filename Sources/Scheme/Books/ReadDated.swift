// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The keys that every dated value may carry; `from` and `source` must stand.
private let commonKeys: Set<String> = [
    "from", "known-from", "source", "confirmed", "article", "reading",
]

/// Whether `from` is a day or a month of treatment.
enum Granularity { case day, month }

extension NodeAt {
    /// Reads a list of dated values.
    ///
    /// - Parameters:
    ///   - keys: the keys of the value itself.
    ///   - read: makes the value; returns `nil` when it reported a problem.
    ///   - say: the value in words, for the list of the book.
    ///   - name: what an entry is about, in words, where the list has rules of several kinds: without
    ///     it a line that says 廃止 or 未設定 says not of what.
    func dated<Value: Sendable>(
        _ keys: [String], by granularity: Granularity = .day, article: String? = nil,
        reading: String? = nil, nullable: String? = nil, sameDayAllowed: Bool = false,
        read: (Fields) -> Value?, say: (Value) -> String, name: ((NodeAt) -> String?)? = nil
    ) -> DatedValues<Value> {
        if isUnset {
            noteUnset(article: article, reading: reading)
            return DatedValues(path: path, entries: [])
        }
        var entries: [DatedValue<Value>] = []
        for item in items {
            let fields = item.fields(commonKeys.union(keys))
            let from = granularity == .day ? fields.date("from") : fields.month("from").firstDay
            let source = fields.text("source")
            let confirmed = fields.flag("confirmed", otherwise: notes.isConfirmed)
            let known = fields.flag("known-from", otherwise: false)
            let setting: Setting<Value>
            if let missing = fields.firstUnset(keys) {
                setting = .unset(path: missing)
            } else if let nullable, fields.values[nullable]?.isNull == true {
                setting = .ended
            } else if let value = read(fields) {
                setting = .set(value)
            } else {
                continue
            }
            if !sameDayAllowed, entries.contains(where: { $0.from == from }) {
                item.report(.doubled, "同じ開始日の値が二つあります: \(from)")
            }
            let itsArticle = fields.optionalText("article") ?? article
            entries.append(
                DatedValue(
                    from: from, setting: setting, knownFrom: known, isConfirmed: confirmed,
                    source: source, article: itsArticle, path: item.path))
            let about = name?(item).map { $0 + ": " } ?? ""
            let (text, certainty): (String, Certainty) =
                switch setting {
                case .set(let value): (say(value), confirmed ? .confirmed : .unconfirmed)
                case .unset: (about + "未設定", .unset)
                case .ended: (about + "廃止", confirmed ? .confirmed : .unconfirmed)
                }
            notes.lines.append(
                BookLine(
                    path: path, from: from, knownFrom: known, text: text, certainty: certainty,
                    source: source, article: itsArticle,
                    reading: fields.optionalText("reading") ?? reading, file: file,
                    line: item.line))
        }
        if entries.isEmpty { report(.missing, "日付つきの値が一つ以上必要です") }
        return DatedValues(path: path, entries: entries)
    }
    /// Writes a rule that nobody could find into the list of the book.
    func noteUnset(article: String? = nil, reading: String? = nil) {
        notes.lines.append(
            BookLine(
                path: path, from: nil, knownFrom: false, text: "未設定", certainty: .unset,
                source: "", article: article, reading: reading, file: file, line: line))
    }
}
