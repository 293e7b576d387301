// SPDX-License-Identifier: Apache-2.0

/// A value as a database holds it: no floats, so that money and rates cannot lose a yen.
public enum SQLValue: Hashable, Sendable {
    case null
    case integer(Int64)
    case text(String)
    case blob([UInt8])

    /// Text compares by its bytes: `"\u{FA19}" == "神"` is true in Swift, and a register keeps them apart.
    public static func == (left: SQLValue, right: SQLValue) -> Bool {
        switch (left, right) {
        case (.null, .null): true
        case (.integer(let one), .integer(let other)): one == other
        case (.text(let one), .text(let other)): one.utf8.elementsEqual(other.utf8)
        case (.blob(let one), .blob(let other)): one == other
        case (.null, _), (.integer, _), (.text, _), (.blob, _): false
        }
    }

    public func hash(into hasher: inout Hasher) {
        switch self {
        case .null: hasher.combine(0)
        case .integer(let value): hasher.combine(value)
        case .text(let value): for byte in value.utf8 { hasher.combine(byte) }
        case .blob(let value): hasher.combine(value)
        }
    }

    /// The kind of the value in words, for messages; never the value itself.
    public var kind: String {
        switch self {
        case .null: "NULL"
        case .integer: "INTEGER"
        case .text: "TEXT"
        case .blob: "BLOB"
        }
    }
}
