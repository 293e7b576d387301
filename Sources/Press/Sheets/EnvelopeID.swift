// SPDX-License-Identifier: Apache-2.0

/// The number of one envelope (封筒番号), printed on each of its pages as text and QR code.
///
/// It says nothing about the person: only the books know whose it is.
public struct EnvelopeID: Hashable, Sendable, LosslessStringConvertible {
    /// 1 to 24 characters of `A–Z`, `0–9` and `-`.
    public let text: String

    /// Takes the text, or `nil` where it has another form.
    public init?(_ description: String) {
        let allowed = description.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2D
        }
        guard allowed, (1...24).contains(description.utf8.count) else { return nil }
        text = description
    }

    public var description: String { text }
}
