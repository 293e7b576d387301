// SPDX-License-Identifier: Apache-2.0

/// Keys of names in kanji: for searching only. The name itself is stored as it came.
public enum NameKey {
    /// The tolerant key of a search: 髙橋 and 高橋, 渡邊 and 渡辺 have one key.
    ///
    /// Variation selectors and spaces are dropped, common variants folded, 々 written out, kana
    /// folded as in `KanaFold.searchKey`, Latin letters made large.
    public static func searchKey(_ text: String) -> String {
        var key = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            if isSelector(scalar) { continue }
            guard var folded = KanaFold.folded(scalar) else { continue }
            if folded == "々", let last { folded = last }
            folded = Kana.split(folded).base
            folded = KanjiVariant.folded(folded)
            key.append(folded)
            last = folded
        }
        return String(key)
    }

    /// Whether the scalar only chooses a glyph (異体字セレクタ).
    public static func isSelector(_ scalar: Unicode.Scalar) -> Bool {
        (0xFE00...0xFE0F).contains(scalar.value) || (0xE0100...0xE01EF).contains(scalar.value)
    }

    /// The name without variation selectors: what remains when only the glyph choice is dropped.
    public static func withoutSelectors(_ text: String) -> String {
        var rest = String.UnicodeScalarView()
        rest.append(contentsOf: text.unicodeScalars.filter { !isSelector($0) })
        return String(rest)
    }
}

/// Pairs of neighbouring characters of a key, for an index of substrings.
public enum Bigram {
    /// The pairs to store for a key, its first character marked by `^`: `^山`, `山田`, `田花`.
    public static func stored(_ key: String) -> Set<String> {
        var pairs = Set(pairs(key))
        if let first = key.unicodeScalars.first { pairs.insert("^" + String(first)) }
        return pairs
    }

    /// The pairs that a stored key must all have to contain the words; one character asks for the
    /// beginning. A hit is only a candidate: compare the key itself.
    public static func asked(_ key: String) -> Set<String> {
        let pairs = pairs(key)
        if pairs.isEmpty, let first = key.unicodeScalars.first { return ["^" + String(first)] }
        return Set(pairs)
    }

    private static func pairs(_ key: String) -> [String] {
        let scalars = Array(key.unicodeScalars)
        return zip(scalars, scalars.dropFirst()).map { String($0) + String($1) }
    }
}
