// SPDX-License-Identifier: Apache-2.0

/// Between full-width and half-width kana (半角カナ); a voiced kana is two characters in half width.
public enum HalfKana {
    /// Katakana, ASCII and the space in half width; hiragana and kanji stay as they are.
    public static func half(_ text: String) -> String {
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isHiragana = (0x3041...0x309E).contains(scalar.value)
            if isHiragana, Kana.mark(scalar) == .none {
                result.append(scalar)
                continue
            }
            switch Kana.mark(scalar) {
            case .voiced: result.append("ﾞ")
            case .semivoiced: result.append("ﾟ")
            case .none:
                let (base, mark) = Kana.split(Kana.wide(scalar))
                guard let narrow = half(base) else {
                    result.append(scalar)
                    continue
                }
                result.append(narrow)
                switch mark {
                case .voiced: result.append("ﾞ")
                case .semivoiced: result.append("ﾟ")
                case .none: break
                }
            }
        }
        return String(result)
    }

    /// Half-width kana in full width, each voice mark joined to its kana; ASCII stays.
    public static func full(_ text: String) -> String {
        var result: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            guard (0xFF61...0xFF9F).contains(scalar.value) else {
                result.append(scalar)
                continue
            }
            let mark = Kana.mark(scalar)
            if mark != .none, let last = result.last, Kana.split(last).mark == .none,
                let joined = Kana.joined(last, mark)
            {
                result[result.count - 1] = joined
            } else {
                result.append(Kana.wide(scalar))
            }
        }
        return String(String.UnicodeScalarView(result))
    }

    /// One full-width katakana or ASCII character without a mark in half width; `nil` for others.
    static func half(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x20...0x7E: scalar
        case 0x30A1...0x30FC, 0x3001...0x3002, 0x300C...0x300D: table[scalar]
        default: nil
        }
    }

    private static let table: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = ["ヰ": "ｲ", "ヱ": "ｴ"]
        for value in UInt32(0xFF61)...0xFF9D {
            guard let half = Unicode.Scalar(value) else { continue }
            table[Kana.wide(half)] = half
        }
        return table
    }()
}
