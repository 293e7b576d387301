// SPDX-License-Identifier: Apache-2.0

/// A name compared byte by byte.
///
/// `String` calls U+FA19 and 神 equal because they are canonically equivalent; the register of a
/// person does not.
public struct ComparableName: Hashable, Comparable, Sendable, CustomStringConvertible {
    public let text: String

    public init(_ text: String) { self.text = text }

    public var description: String { text }

    public static func == (left: ComparableName, right: ComparableName) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    public static func < (left: ComparableName, right: ComparableName) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }

    public func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
        hasher.combine(0xFF as UInt8)
    }
}
