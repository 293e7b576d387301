// SPDX-License-Identifier: Apache-2.0

/// One item of a request body, as the route table and the OpenAPI document both state it.
struct BodyItem: Sendable, Hashable {
    enum Kind: Sendable, Hashable {
        /// A text of at most so many characters (Unicode scalars), without control characters.
        case text(Int)
        /// The same, with a letter, a kana, a kanji or a digit in it: signs alone give no reason.
        case words(Int)
        /// A whole message, as large as a request may be.
        case message
        case integer
        case texts

        /// The word of JSON Schema.
        var type: String {
            switch self {
            case .text, .words, .message: "string"
            case .integer: "integer"
            case .texts: "array"
            }
        }
    }

    /// Numbers in one list.
    static let longestList = 10_000

    let name: String
    let kind: Kind
    let isRequired: Bool
    /// Whether an empty text is the same as none; of a number or a condition it is a mistake.
    let mayBeEmpty: Bool

    static func must(_ name: String, _ kind: Kind) -> BodyItem {
        BodyItem(name: name, kind: kind, isRequired: true, mayBeEmpty: false)
    }

    static func may(_ name: String, _ kind: Kind) -> BodyItem {
        BodyItem(name: name, kind: kind, isRequired: false, mayBeEmpty: false)
    }

    static func mayBeEmpty(_ name: String, _ longest: Int) -> BodyItem {
        BodyItem(name: name, kind: .text(longest), isRequired: false, mayBeEmpty: true)
    }

    /// The four items, which several requests carry.
    static let person: [BodyItem] = [
        .must("name", .text(100)), .mayBeEmpty("kana", 100), .mayBeEmpty("sex", 1),
        .mayBeEmpty("born", 10), .mayBeEmpty("address", 300), .mayBeEmpty("building", 300),
    ]
    static let addressee = BodyItem.must("addressee", .text(15))
    static let day = BodyItem.must("effectiveOn", .text(10))
    static let reason = BodyItem.must("reason", .words(200))
}
