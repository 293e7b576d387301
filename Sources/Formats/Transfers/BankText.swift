// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// The one-byte characters of bank files: JIS X 0201, kana at A1–DF.
enum BankText {
    /// The sign of a trial file at the start of 振込依頼人名 (検証用).
    static let trialMark = "ｹﾝｼﾖｳﾖｳ"

    /// The byte of a character, `nil` where it is no one-byte character.
    static func byte(_ scalar: Unicode.Scalar) -> UInt8? {
        switch scalar.value {
        case 0x20...0x7E: UInt8(scalar.value)
        case 0xFF61...0xFF9F: UInt8(scalar.value - 0xFF61 + 0xA1)
        default: nil
        }
    }

    /// The character of a byte, `nil` where the set has none.
    static func scalar(_ byte: UInt8) -> Unicode.Scalar? {
        switch byte {
        case 0x20...0x7E: Unicode.Scalar(byte)
        case 0xA1...0xDF: Unicode.Scalar(UInt32(byte) - 0xA1 + 0xFF61)
        default: nil
        }
    }

    /// The bytes of a field, refused at the first character that the field may not hold.
    static func bytes(
        _ text: String, _ field: TransferRecord.Field, _ characters: BankCharacters, wide: Bool
    ) throws(FormatRefusal) -> [UInt8] {
        var bytes: [UInt8] = []
        for scalar in text.unicodeScalars {
            guard characters.permits(scalar, wide: wide), let byte = byte(scalar) else {
                throw .transferText(field: field.name, character: String(Character(scalar)))
            }
            let isMark = byte == 0xDE || byte == 0xDF
            guard !isMark || bytes.last.map({ (0xA6...0xDD).contains($0) }) ?? false else {
                throw .transferText(field: field.name, character: String(Character(scalar)))
            }
            bytes.append(byte)
        }
        guard bytes.count <= field.length else {
            throw .transferTextTooLong(
                field: field.name, limit: field.length, found: bytes.count)
        }
        return bytes
    }
}
