// SPDX-License-Identifier: Apache-2.0

/// An address that may be printed (送付先): it belongs to one recipient and says nothing aloud.
///
/// Whoever makes one must hold the recipient's token, and puts that token's id into it. The parts
/// can be read only by the press; `print`, interpolation and `dump` show nothing, so that an
/// address cannot slip into a log.
public struct PrintableAddress: Hashable, Sendable {
    /// The id of the recipient token (宛名の鍵); sheets compare it so that two families never mix.
    public let recipient: String
    let postalCode: String
    let lines: [String]
    let name: String
    let honorific: String

    /// Takes the parts as they are to be printed.
    ///
    /// - Parameters:
    ///   - recipient: id of the recipient token, the same for all papers of one recipient.
    ///   - postalCode: `119-0001`, printed behind 〒; may be empty (foreign address).
    ///   - lines: address, then building (方書); one to three lines, long ones are wrapped.
    ///   - name: the name as stored, with its variation selectors.
    ///   - honorific: 様, 御中.
    public init(
        recipient: String, postalCode: String, lines: [String], name: String,
        honorific: String = "様"
    ) {
        self.recipient = recipient
        self.postalCode = postalCode
        self.lines = lines.filter { !$0.isEmpty }
        self.name = name
        self.honorific = honorific
    }
}

extension PrintableAddress: CustomStringConvertible, CustomReflectable {
    public var description: String { "PrintableAddress(非表示)" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
