// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Finds digits that may be a 個人番号: no register may keep one, wherever an officer writes it.
enum DigitGuard {
    private static let separators: Set<Unicode.Scalar> = ["-", "‐", "－", "ー", " ", "\u{3000}", "."]

    /// Whether twelve digits of any width, with single separators between, have the check digit of a
    /// real or of a fictional number.
    static func looksLikeNumber(_ text: String) -> Bool {
        var run: [Int] = []
        var gap = false
        for scalar in text.unicodeScalars {
            if let digit = digit(scalar) {
                run.append(digit)
                gap = false
            } else if !gap, !run.isEmpty, separators.contains(scalar) {
                gap = true
            } else {
                if isNumber(run) { return true }
                run = []
                gap = false
            }
        }
        return isNumber(run)
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value - 0x30)
        case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
        default: nil
        }
    }

    private static func isNumber(_ digits: [Int]) -> Bool {
        guard digits.count == 12 else { return false }
        let body = digits.dropLast().reduce(Int64(0)) { $0 * 10 + Int64($1) }
        let official = CheckDigit.individualNumber(body: body)
        return digits[11] == official || digits[11] == (official + 1) % 10
    }
}
