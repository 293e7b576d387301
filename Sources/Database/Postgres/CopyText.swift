// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Rows in the text form of COPY: tabs between columns, `\N` for NULL, backslash escapes.
struct CopyText {
    private(set) var bytes: [UInt8] = []

    mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

    mutating func append(_ row: [SQLValue]) throws {
        for (index, value) in row.enumerated() {
            if index > 0 { bytes.append(0x09) }
            switch value {
            case .null: bytes.append(contentsOf: [0x5C, 0x4E])
            case .integer(let number): bytes.append(contentsOf: String(number).utf8)
            case .text(let text): for byte in text.utf8 { try append(byte) }
            case .blob(let blob):
                bytes.append(contentsOf: [0x5C, 0x5C, 0x78])
                for byte in blob {
                    bytes.append(CopyText.digit(byte >> 4))
                    bytes.append(CopyText.digit(byte & 15))
                }
            }
        }
        bytes.append(0x0A)
    }

    private mutating func append(_ byte: UInt8) throws {
        switch byte {
        case 0x00: throw Fault(.database, detail: "文字列にNULは書けません")
        case 0x5C: bytes.append(contentsOf: [0x5C, 0x5C])
        case 0x09: bytes.append(contentsOf: [0x5C, 0x74])
        case 0x0A: bytes.append(contentsOf: [0x5C, 0x6E])
        case 0x0D: bytes.append(contentsOf: [0x5C, 0x72])
        default: bytes.append(byte)
        }
    }

    private static func digit(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x57 + value }
}
