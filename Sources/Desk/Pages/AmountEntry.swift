// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Reads numbers as clerks type them: 12,300, １２３００, 12300円; nothing below zero.
enum AmountEntry {
    static func read(_ text: String) -> Yen? { number(text).map { Yen($0) } }

    /// - Returns: `nil` for what is no number, or more than any amount of the office.
    static func number(_ text: String) -> Int? {
        var plain = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: plain.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19:
                plain.append(String(scalar.value - 0xFF10))
            case 0x2C, 0xFF0C, 0x20, 0x3000, 0x5186, 0x70B9: continue
            default: return nil
            }
        }
        guard !plain.isEmpty, plain.count <= 10 else { return nil }
        return Int(plain)
    }
}
