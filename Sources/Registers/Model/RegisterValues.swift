// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Vocabulary

/// What stands in the fields of one version of an entry.
public struct RegisterValues: Sendable, Hashable, ExpressibleByDictionaryLiteral {
    /// Where the reason of a version stands in a sealed content.
    static let why = "_why"

    private(set) var texts: [String: String]

    public init(_ texts: [String: String] = [:]) {
        self.texts = texts.filter { !$0.value.allSatisfy(\.isWhitespace) }
    }

    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(Dictionary(elements) { _, last in last })
    }

    public subscript(_ field: String) -> String? {
        get { texts[field] }
        set {
            texts[field] = newValue.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
        }
    }

    public var fields: [String] { texts.keys.sorted() }

    public func day(_ field: String) -> CivilDate? { texts[field].flatMap(RegisterValues.day) }
    public func isYes(_ field: String) -> Bool { texts[field] == "yes" }
    public func number(_ field: String) -> Int? { texts[field].flatMap { Int($0) } }
    /// The ticked words of a checklist.
    public func ticked(_ field: String) -> [String] { texts[field].map(RegisterValues.list) ?? [] }

    /// These values over those: a form brings some fields, the rest stays.
    public func over(_ earlier: RegisterValues) -> RegisterValues {
        RegisterValues(earlier.texts.merging(texts) { _, new in new })
    }

    static func day(_ text: String) -> CivilDate? { CivilDate(iso: text) }

    static func list(_ text: String) -> [String] {
        text.split(separator: ";").map(String.init)
    }

    /// The text of a ticked list.
    public static func joined(_ ticked: [String]) -> String { ticked.joined(separator: ";") }

    /// One line of JSON with sorted keys: the same values give the same bytes.
    var json: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        guard let data = try? encoder.encode(texts) else {
            preconditionFailure("texts can always be written")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// - Throws: `Fault(.database)` for anything that `json` did not write.
    init(json: String) throws {
        guard let texts = try? JSONDecoder().decode([String: String].self, from: Data(json.utf8))
        else { throw Fault(.database, detail: "台帳の内容が読めません") }
        self.texts = texts
    }
}
