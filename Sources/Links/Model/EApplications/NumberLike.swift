// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Finds digits that may be a 個人番号 where nobody asked for one: an applicant may write it beside
/// the name or into the name of a file, and this column of the house may not keep it.
enum NumberLike {
    /// What stands in its place, so that an officer sees that something was there.
    static let mark = "［個人番号らしい数字を伏せました］"

    private static let separators: Set<Unicode.Scalar> = ["-", "‐", "－", "ー", " ", "\u{3000}", "."]

    /// Whether twelve digits stand in a row, whatever they mean.
    static func isIn(_ text: String) -> Bool {
        var run = 0
        for scalar in text.unicodeScalars {
            run = digit(scalar) == nil ? 0 : run + 1
            if run >= 12 { return true }
        }
        return false
    }

    /// The text without them: twelve digits of any width, with single separators between, whose
    /// check digit is the one of real or of fictional numbers.
    static func masked(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        var out = String.UnicodeScalarView()
        var place = 0
        while place < scalars.count {
            guard let end = run(scalars, from: place) else {
                out.append(scalars[place])
                place += 1
                continue
            }
            let digits = scalars[place..<end].compactMap(digit)
            if digits.count == 12, isNumber(digits) {
                out.append(contentsOf: mark.unicodeScalars)
            } else {
                out.append(contentsOf: scalars[place..<end])
            }
            place = end
        }
        return String(out)
    }

    /// Where a run of digits that begins here ends, after its last digit.
    private static func run(_ scalars: [Unicode.Scalar], from start: Int) -> Int? {
        guard digit(scalars[start]) != nil else { return nil }
        var end = start + 1
        while end < scalars.count {
            if digit(scalars[end]) != nil {
                end += 1
            } else if separators.contains(scalars[end]), end + 1 < scalars.count,
                digit(scalars[end + 1]) != nil
            {
                end += 2
            } else {
                break
            }
        }
        return end
    }

    private static func digit(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar.value {
        case 0x30...0x39: Int(scalar.value - 0x30)
        case 0xFF10...0xFF19: Int(scalar.value - 0xFF10)
        default: nil
        }
    }

    private static func isNumber(_ digits: [Int]) -> Bool {
        let body = digits.dropLast().reduce(Int64(0)) { $0 * 10 + Int64($1) }
        let official = CheckDigit.individualNumber(body: body)
        return digits[11] == official || digits[11] == (official + 1) % 10
    }
}
