// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Reads a form field by field and gathers what is wrong, so that all of it is said at once.
struct FormReading {
    let typed: Typed
    let today: CivilDate
    private(set) var problems: [FormProblem] = []

    init(_ typed: Typed, today: CivilDate) {
        self.typed = typed
        self.today = today
    }

    var isRight: Bool { problems.isEmpty }

    mutating func wrong(_ field: String?, _ message: String) {
        problems.append(FormProblem(field, message))
    }

    /// A text that must not be empty.
    mutating func text(_ name: String, orElse message: String) -> String {
        let text = typed[name]
        if text.isEmpty { wrong(name, message) }
        return text
    }

    /// A day in any form of the office.
    mutating func date(
        _ name: String, _ label: String, whose: DateEntry.Subject = .any
    ) -> CivilDate? {
        guard !typed[name].isEmpty else {
            wrong(name, "\(label)を入力してください。")
            return nil
        }
        return optionalDate(name, label, whose: whose)
    }

    /// A day, where the field may be empty.
    mutating func optionalDate(
        _ name: String, _ label: String, whose: DateEntry.Subject = .any
    ) -> CivilDate? {
        let text = typed[name]
        guard !text.isEmpty else { return nil }
        let entry = DateEntry.read(text, for: whose, today: today)
        guard let date = entry.date else {
            let perhaps = entry.suggestion.map { "候補 \($0)" } ?? ""
            wrong(name, "\(label)：\(entry.reason ?? "日付として読めません。")\(perhaps)")
            return nil
        }
        return date
    }

    /// A value of a closed list.
    mutating func code<Code: RawRepresentable<String>>(
        _ name: String, orElse message: String
    ) -> Code? {
        guard let code = Code(rawValue: typed[name]) else {
            wrong(name, message)
            return nil
        }
        return code
    }

    /// What an area of the office refuses: about a field, where the screen or the table of fields names
    /// one, else about the form as a whole.
    mutating func refused(_ refusal: any Refusal, field: String? = nil) {
        let article = refusal.article.map { "（\($0)）" } ?? ""
        wrong(
            field ?? RefusalFields.field(of: refusal, in: typed),
            "\(refusal.message)\(article)［\(refusal.code)］")
    }
}
