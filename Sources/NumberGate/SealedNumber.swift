// SPDX-License-Identifier: Apache-2.0

/// A sealed individual number: may be carried to System 2 by who needs it, opened only there.
///
/// In law it is still an individual number: never stored in System 1, never in a log. It has no
/// `Codable` and shows nothing when printed, dumped or reflected. One single seal is 94 bytes, one
/// seal of a batch 98.
public struct SealedNumber: Sendable {
    /// Form (1), encapsulated key (65), for a batch the place (4), ciphertext and tag (28).
    public let bytes: [UInt8]

    static let single: UInt8 = 1
    static let batch: UInt8 = 2
    static let keyLength = 65

    init(trusted bytes: [UInt8]) { self.bytes = bytes }

    /// Takes bytes that came over the wire; only the form is checked.
    /// - Throws: `NumberRefusal.notASealedNumber`.
    public init(bytes: [UInt8]) throws(NumberRefusal) {
        switch bytes.first {
        case Self.single where bytes.count == 1 + Self.keyLength + 28: break
        case Self.batch where bytes.count == 1 + Self.keyLength + 4 + 28: break
        default: throw .notASealedNumber
        }
        self.bytes = bytes
    }

    var encapsulatedKey: ArraySlice<UInt8> { bytes[1..<(1 + Self.keyLength)] }
    var rest: ArraySlice<UInt8> { bytes[(1 + Self.keyLength)...] }
}

extension SealedNumber: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "［封をした個人番号］" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: [:]) }
}
