// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// The worked example of a wording: values that the book gives, and lines that must come out.
struct LetterExample {
    private let fields: Fields
    private let wording: LetterWording

    init(_ fields: Fields, of wording: LetterWording) {
        self.fields = fields
        self.wording = wording
    }

    /// Fills the wording and compares; what differs is a problem of the book.
    func run() {
        guard let example = fields.required("example"), fields.required("says") != nil else {
            return
        }
        let values = values(example, wording.kind.offered)
        let parts = (fields.values["example-parts"]?.items ?? []).map {
            self.values($0, wording.kind.partFields)
        }
        do {
            let lines = try wording.filled(values, parts: parts, names: { _ in nil }).lines
            for said in fields.texts("says") where !lines.contains(said) {
                fields.values["says"]?.report(
                    .exampleFails, "例の文面に「\(said)」がありません。実際: \(lines.joined(separator: " / "))")
            }
            if fields.texts("says").isEmpty {
                fields.values["says"]?.report(.missing, "例の文面に出る行を一つ以上書いてください")
            }
        } catch {
            example.report(.exampleFails, error.message)
        }
    }

    private func values(_ place: NodeAt, _ known: Set<LetterField>) -> LetterValues {
        let given = place.fields(Set(known.map(\.rawValue)))
        var values = LetterValues()
        for field in known where given.has(field.rawValue) {
            values[field] = value(given.text(field.rawValue))
        }
        return values
    }

    /// A day, a month or a number of yen is written as in the rest of the book.
    private func value(_ text: String) -> LetterValue {
        if let day = CivilDate(iso: text) { return .date(day) }
        if let month = YearMonth(iso: text) { return .month(month) }
        if text.hasSuffix("円"), let yen = Int(text.dropLast()) { return .yen(Yen(yen)) }
        let ends = text.components(separatedBy: "/").map { CivilDate(iso: $0) }
        if ends.count == 2, let from = ends[0], let through = ends[1] {
            return .period(EffectivePeriod(from: from, through: through))
        }
        return .text(text)
    }
}
