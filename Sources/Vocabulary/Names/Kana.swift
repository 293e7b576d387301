// SPDX-License-Identifier: Apache-2.0

/// Single kana, scalar by scalar: width, voice and size.
enum Kana {
    /// The mark of voice that a kana carries.
    enum Mark: Sendable { case none, voiced, semivoiced }

    /// Half-width kana and hiragana to full-width katakana, full-width ASCII to ASCII; others stay.
    static func wide(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0xFF61...0xFF9F: halfToWide[Int(scalar.value - 0xFF61)]
        case 0x3041...0x3096, 0x309D...0x309E:
            Unicode.Scalar(scalar.value + 0x60) ?? scalar
        case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFF01 + 0x21) ?? scalar
        case 0x3000: " "
        default: scalar
        }
    }

    /// A katakana without its mark, and the mark: ガ is カ and voiced.
    static func split(_ scalar: Unicode.Scalar) -> (base: Unicode.Scalar, mark: Mark) {
        switch scalar.value {
        case 0x30AB...0x30C2:
            scalar.value % 2 == 0 ? (shifted(scalar, -1), .voiced) : (scalar, .none)
        case 0x30C4...0x30C9:
            scalar.value % 2 == 1 ? (shifted(scalar, -1), .voiced) : (scalar, .none)
        case 0x30CF...0x30DD:
            switch (scalar.value - 0x30CF) % 3 {
            case 1: (shifted(scalar, -1), .voiced)
            case 2: (shifted(scalar, -2), .semivoiced)
            default: (scalar, .none)
            }
        case 0x30F4: ("ウ", .voiced)
        case 0x30F7...0x30FA: (shifted(scalar, -8), .voiced)
        default: (scalar, .none)
        }
    }

    /// The katakana with a mark as one scalar, or `nil` where Unicode has none.
    static func joined(_ base: Unicode.Scalar, _ mark: Mark) -> Unicode.Scalar? {
        switch (mark, base.value) {
        case (.none, _): base
        case (.voiced, 0x30A6): "ヴ"
        case (.voiced, 0x30AB...0x30C1) where base.value % 2 == 1: shifted(base, 1)
        case (.voiced, 0x30C4...0x30C8) where base.value % 2 == 0: shifted(base, 1)
        case (.voiced, 0x30CF...0x30DB) where (base.value - 0x30CF) % 3 == 0: shifted(base, 1)
        case (.voiced, 0x30EF...0x30F2): shifted(base, 8)
        case (.semivoiced, 0x30CF...0x30DB) where (base.value - 0x30CF) % 3 == 0: shifted(base, 2)
        default: nil
        }
    }

    /// Small katakana as large ones: ャ is ヤ, ッ is ツ, ヶ is ケ.
    static func large(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        switch scalar.value {
        case 0x30A1, 0x30A3, 0x30A5, 0x30A7, 0x30A9, 0x30C3, 0x30E3, 0x30E5, 0x30E7, 0x30EE:
            shifted(scalar, 1)
        case 0x30F5: "カ"
        case 0x30F6: "ケ"
        case 0x31F0...0x31FF: smallExtension[Int(scalar.value - 0x31F0)]
        default: scalar
        }
    }

    /// A mark that stands for itself, of either width, combining or spacing.
    static func mark(_ scalar: Unicode.Scalar) -> Mark {
        switch scalar.value {
        case 0x3099, 0x309B, 0xFF9E: .voiced
        case 0x309A, 0x309C, 0xFF9F: .semivoiced
        default: .none
        }
    }

    static func isKatakana(_ scalar: Unicode.Scalar) -> Bool {
        (0x30A1...0x30FA).contains(scalar.value)
    }

    private static func shifted(_ scalar: Unicode.Scalar, _ by: Int) -> Unicode.Scalar {
        Unicode.Scalar(UInt32(Int(scalar.value) + by)) ?? scalar
    }

    private static let halfToWide = Array(
        "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン゛゜"
            .unicodeScalars)
    private static let smallExtension = Array("クシストヌハヒフヘホムラリルレロ".unicodeScalars)
}
