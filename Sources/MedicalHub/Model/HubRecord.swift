// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// One 券面項目.
struct HubDetail: Sendable, Hashable {
    let label: String
    let text: String
}

/// The value of an item. The individual number is only a place: its digits are written there at the
/// very end, by who may open them.
enum HubValue: Sendable, Hashable {
    case text(String)
    case flag(Bool)
    case individualNumber
    case details([HubDetail])
}

/// A row as PMH shall get it, item by item, without the digits of the individual number.
struct HubRecord: Sendable, Hashable {
    /// Items that are left out have no value.
    private(set) var values: [String: HubValue] = [:]

    subscript(name: String) -> HubValue? {
        get { values[name] }
        set { values[name] = newValue }
    }

    func text(_ name: String) -> String? {
        if case .text(let text) = values[name] { text } else { nil }
    }
}

/// Why a row cannot be sent: an item and the rule that it breaks, both words of the layout.
public struct HubProblem: Hashable, Sendable {
    public enum Rule: String, Sendable, CaseIterable {
        case required, length, characters, value, date, order
        /// An item that the layout does not have.
        case unknown
        /// One name for two rows of a request.
        case unique
        /// The person is not known to System 2, or has no individual number.
        case person
        case number
        /// The registration without 履歴キー cannot say that a row is deleted.
        case deletion
    }

    public let field: String
    public let rule: Rule

    init(_ field: String, _ rule: Rule) {
        self.field = field
        self.rule = rule
    }
}
