// SPDX-License-Identifier: Apache-2.0

/// The addressee number (宛名番号): the key of a person inside the municipality, up to 15 digits.
///
/// The last digit is a check digit, modulus 11 with weights 2–7 from the low end
/// (共通機能標準仕様書, footnote; the direction of the weights is unverified). A serial whose
/// remainder is 1 has no check digit and is skipped.
public struct AddresseeNumber: Hashable, Comparable, Sendable, Codable, LosslessStringConvertible {
    /// The number without leading zeros, check digit included.
    public let value: Int64

    /// Takes a number that a register of the municipality already uses; no check is made.
    public init(value: Int64) { self.value = value }

    /// Reads up to 15 digits; `nil` for anything else. A wrong check digit is not refused here:
    /// numbers of older registers may not have one (`inspect code addressee` warns).
    public init?(_ description: String) {
        guard !description.isEmpty, description.utf8.count <= 15,
            description.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            let value = Int64(description)
        else { return nil }
        self.value = value
    }

    /// The number of a serial, or `nil` where the serial must be skipped.
    public init?(serial: Int64) {
        guard let digit = CheckDigit.addressee(serial: serial) else { return nil }
        value = serial * 10 + Int64(digit)
    }

    /// Fifteen digits, filled with zeros.
    public var description: String { padded(Int(value), 15) }

    /// Form and check digit in words; a wrong digit is a warning.
    public var finding: CodeFinding { CodeFinding.inspect(.addressee, description) }

    /// Whether the check digit agrees; allocates nothing.
    public var hasValidCheckDigit: Bool {
        CheckDigit.addressee(serial: value / 10) == Int(value % 10)
    }

    public static func < (left: AddresseeNumber, right: AddresseeNumber) -> Bool {
        left.value < right.value
    }

    public init(from decoder: any Decoder) throws {
        let text = try decoder.singleValueContainer().decode(String.self)
        guard let number = AddresseeNumber(text) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: "宛名番号は15桁までの数字です"))
        }
        self = number
    }

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
