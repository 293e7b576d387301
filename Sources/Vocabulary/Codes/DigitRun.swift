// SPDX-License-Identifier: Apache-2.0

/// A run of ASCII digits read once from its bytes: value and length, leading zeros counted.
struct DigitRun {
    let value: Int64
    let count: Int

    /// Reads up to 18 ASCII digits; `nil` for anything else and for no digit.
    init?(_ text: some StringProtocol) {
        var value: Int64 = 0
        var count = 0
        for byte in text.utf8 {
            guard byte >= 0x30, byte <= 0x39, count < 18 else { return nil }
            value = value * 10 + Int64(byte - 0x30)
            count += 1
        }
        guard count > 0 else { return nil }
        self.value = value
        self.count = count
    }
}

/// Digits as people type and paste them: full width, with hyphens and spaces between.
public enum TypedDigits {
    /// The ASCII digits of the text, or `nil` where it holds anything but digits, hyphens, spaces.
    public static func read(_ text: String) -> String? {
        if text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return text }
        var digits = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x30...0x39: digits.unicodeScalars.append(scalar)
            case 0xFF10...0xFF19:
                digits.unicodeScalars.append(Unicode.Scalar(UInt8(scalar.value - 0xFF10 + 0x30)))
            default:
                guard isSpace(scalar) || isHyphen(scalar) else { return nil }
            }
        }
        return digits
    }

    /// The spaces of both widths that people type.
    public static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0D, 0x20, 0xA0, 0x2000...0x200B, 0x202F, 0x3000, 0xFEFF: true
        default: false
        }
    }

    /// The many strokes that people type for a hyphen, the long mark included.
    public static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0x2010...0x2015, 0x2212, 0xFE63, 0xFF0D, 0x30FC, 0xFF70, 0x2500: true
        default: false
        }
    }
}
