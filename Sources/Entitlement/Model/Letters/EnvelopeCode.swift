// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vocabulary

/// The number of an envelope as it is scanned or typed: `N-2025-0000001 1/2`, also in full width.
public enum EnvelopeCode {
    /// - Throws: `LetterDeskRefusal.unreadableCode`.
    public static func reading(_ text: String) throws(LetterDeskRefusal) -> String {
        var number = ""
        for scalar in text.unicodeScalars {
            let value =
                (0xFF01...0xFF5E).contains(scalar.value) ? scalar.value - 0xFEE0 : scalar.value
            if scalar.properties.isWhitespace {
                if number.isEmpty { continue } else { break }
            }
            guard let plain = Unicode.Scalar(value) else { throw .unreadableCode }
            number.unicodeScalars.append(plain)
        }
        number = number.uppercased()
        let isNumber = number.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || byte == 0x2D
        }
        guard isNumber, (1...24).contains(number.utf8.count) else { throw .unreadableCode }
        return number
    }
}
