// SPDX-License-Identifier: Apache-2.0

/// Folds what people type for a date to digits, dots and one era letter.
enum TypedDate {
    /// `Ｒ６．２．５`, `令和6年2月5日`, `r6/2/5` → `R6.2.5`; `nil` at a character no date has.
    static func fold(_ text: String) -> [UInt8]? {
        var bytes: [UInt8] = []
        var second: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if let expected = second {
                guard scalar == expected else {
                    // 「令6」 is a short form: only the first character of the era was typed.
                    second = nil
                    guard let byte = fold(scalar) else { return nil }
                    if let byte { bytes.append(byte) }
                    continue
                }
                second = nil
                continue
            }
            if let era = eras[scalar] {
                bytes.append(era.initial)
                second = era.second
                continue
            }
            guard let byte = fold(scalar) else { return nil }
            if let byte { bytes.append(byte) }
        }
        return bytes
    }

    /// One scalar: `.some(nil)` is dropped, `nil` is refused.
    private static func fold(_ scalar: Unicode.Scalar) -> UInt8?? {
        switch scalar {
        case "0"..."9": .some(UInt8(ascii: scalar))
        case "０"..."９": .some(UInt8(scalar.value - 0xFF10 + 0x30))
        case "A"..."Z": .some(UInt8(ascii: scalar))
        case "a"..."z": .some(UInt8(ascii: scalar) - 0x20)
        case "Ａ"..."Ｚ": .some(UInt8(scalar.value - 0xFF21 + 0x41))
        case "ａ"..."ｚ": .some(UInt8(scalar.value - 0xFF41 + 0x41))
        case ".", "/", "．", "／", "。", "年", "月": .some(UInt8(ascii: "."))
        case "元": .some(UInt8(ascii: "1"))
        case "日": .some(nil)
        case _ where TypedDigits.isHyphen(scalar): .some(UInt8(ascii: "."))
        case _ where TypedDigits.isSpace(scalar): .some(nil)
        default: nil
        }
    }

    private static let eras: [Unicode.Scalar: (initial: UInt8, second: Unicode.Scalar?)] = [
        "明": (UInt8(ascii: "M"), "治"), "㍾": (UInt8(ascii: "M"), nil),
        "大": (UInt8(ascii: "T"), "正"), "㍽": (UInt8(ascii: "T"), nil),
        "昭": (UInt8(ascii: "S"), "和"), "㍼": (UInt8(ascii: "S"), nil),
        "平": (UInt8(ascii: "H"), "成"), "㍻": (UInt8(ascii: "H"), nil),
        "令": (UInt8(ascii: "R"), "和"), "㋿": (UInt8(ascii: "R"), nil),
    ]
}

/// A number with the count of digits typed.
struct TypedNumber {
    let value: Int
    let count: Int

    init?(_ bytes: ArraySlice<UInt8>) {
        guard (1...8).contains(bytes.count) else { return nil }
        var value = 0
        for byte in bytes {
            guard byte >= 0x30, byte <= 0x39 else { return nil }
            value = value * 10 + Int(byte - 0x30)
        }
        self.value = value
        count = bytes.count
    }

    private init(value: Int, count: Int) {
        self.value = value
        self.count = count
    }

    /// Year, month and day of a run: the last four digits are MMDD; a leading era digit is cut.
    func split() -> [TypedNumber] {
        let year = count == 7 ? value / 10_000 % 100 : value / 10_000
        return [
            TypedNumber(value: year, count: max(count - 4, 2)),
            TypedNumber(value: value / 100 % 100, count: 2),
            TypedNumber(value: value % 100, count: 2),
        ]
    }
}
