// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// When two spellings of a name are the same name, for linking persons.
///
/// Narrower than the key of a search: width, spaces, variation selectors and variants of one kanji
/// (髙 and 高, 邊 and 辺) do not count, but voice does (さやか and さやが are two names), hiragana and
/// katakana are two spellings, and so are 斉 and 斎, which are two characters.
enum NameComparison {
    static func key(_ text: String) -> String {
        var key = String.UnicodeScalarView()
        var last: Unicode.Scalar?
        for scalar in HalfKana.full(text).unicodeScalars {
            guard let folded = folded(scalar, after: last) else { continue }
            key.append(folded)
            last = folded
        }
        return String(key)
    }

    /// The key of a reading (フリガナ): hiragana, size and width do not count, voice does.
    static func kanaKey(_ text: String) -> String { KanaFold.comparisonKey(text) }

    /// One character of the key; `nil` for what does not count.
    static func folded(
        _ scalar: Unicode.Scalar, after last: Unicode.Scalar?
    ) -> Unicode.Scalar? {
        switch scalar.value {
        case 0x20, 0xA0, 0x3000, 0x2003, 0x00B7, 0x30FB, 0xFE00...0xFE0F, 0xE0100...0xE01EF:
            return nil
        // 々 stands for the character before it.
        case 0x3005: return last ?? scalar
        // Latin letters and digits in full width, then large.
        case 0xFF01...0xFF5E: return large(Unicode.Scalar(scalar.value - 0xFEE0) ?? scalar)
        case 0x21...0x7E: return large(scalar)
        // 斉 and 斎 with their old forms.
        case 0x9F4A: return "斉"
        case 0x658E, 0x9F4B: return "斎"
        case 0x3400...: return variants[scalar] ?? fold(scalar)
        default: return scalar
        }
    }

    private static func large(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        (0x61...0x7A).contains(scalar.value)
            ? Unicode.Scalar(scalar.value - 0x20) ?? scalar : scalar
    }

    /// The variants of kanji are known to the vocabulary only through the key of a search.
    private static func fold(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        NameKey.searchKey(String(scalar)).unicodeScalars.first ?? scalar
    }

    /// The common kanji once and for all: a key of a name must cost no more than its characters.
    private static let variants: [Unicode.Scalar: Unicode.Scalar] = {
        var table: [Unicode.Scalar: Unicode.Scalar] = [:]
        for value in UInt32(0x4E00)...0x9FFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            table[scalar] = fold(scalar)
        }
        return table
    }()
}
