// SPDX-License-Identifier: Apache-2.0

/// Keys of kana readings: for searching and comparing only, never stored in place of the reading.
public enum KanaFold {
    /// The tolerant key of a search: width, hiragana, size, voice, long marks and spaces folded.
    ///
    /// ヤマザキ and ﾔﾏｻｷ, キョウコ and キヨウコ, フヂタ and フジタ have one key; ヰヱヲ are イエオ.
    public static func searchKey(_ text: String) -> String {
        var key = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let folded = folded(scalar) {
                key.append(withoutVoice(folded))
            }
        }
        return String(key)
    }

    /// The key that says whether two readings are the same reading: voice counts, size, width,
    /// hiragana, long marks and spaces do not.
    public static func comparisonKey(_ text: String) -> String {
        var key: [Unicode.Scalar] = []
        for scalar in text.unicodeScalars {
            let mark = Kana.mark(scalar)
            if mark != .none {
                guard let last = key.last, let joined = Kana.joined(last, mark) else { continue }
                key[key.count - 1] = joined
            } else if let folded = folded(scalar) {
                key.append(folded)
            }
        }
        return String(String.UnicodeScalarView(key))
    }

    /// One scalar of either key; `nil` for what no key holds (spaces, ・, marks by themselves).
    static func folded(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
        if TypedDigits.isSpace(scalar) || Kana.mark(scalar) != .none { return nil }
        if TypedDigits.isHyphen(scalar) || scalar == "～" || scalar == "〜" { return "ー" }
        let wide = Kana.large(Kana.wide(scalar))
        switch wide {
        case "・", "·", "‧", "･": return nil
        case "ヰ": return "イ"
        case "ヱ": return "エ"
        case "ヲ": return "オ"
        case "ヂ": return "ジ"
        case "ヅ": return "ズ"
        case "a"..."z": return Unicode.Scalar(wide.value - 0x20)
        default: return wide
        }
    }

    private static func withoutVoice(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        Kana.split(scalar).base
    }
}
