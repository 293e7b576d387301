// SPDX-License-Identifier: Apache-2.0

/// Joins kana and a combining voiced mark (U+3099, U+309A) to one character.
///
/// Full normalisation (NFC) is not used: it would turn the compatibility ideographs of the
/// resident register (U+FA19 神) into other characters.
enum VoicedKana {
    static func composed(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { $0 == voiced || $0 == halfVoiced }) else {
            return text
        }
        var result = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            if let last = result.last, let joined = joined(last, scalar) {
                result.removeLast()
                result.append(joined)
            } else {
                result.append(scalar)
            }
        }
        return String(result)
    }

    private static let voiced: Unicode.Scalar = "\u{3099}"
    private static let halfVoiced: Unicode.Scalar = "\u{309A}"

    private static func joined(_ base: Unicode.Scalar, _ mark: Unicode.Scalar) -> Unicode.Scalar? {
        if mark == voiced, base == "ウ" { return "ヴ" }
        // Hiragana and katakana stand in the same order, 0x60 apart.
        let isKatakana = (0x30A1...0x30F6).contains(base.value)
        let kana = isKatakana ? base.value - 0x60 : base.value
        let step: UInt32
        switch mark {
        case voiced where voicedBases.contains(kana): step = 1
        case halfVoiced where halfVoicedBases.contains(kana): step = 2
        default: return nil
        }
        return Unicode.Scalar(base.value + step)
    }

    private static let voicedBases = Set("かきくけこさしすせそたちつてとはひふへほ".unicodeScalars.map(\.value))
    private static let halfVoicedBases = Set("はひふへほ".unicodeScalars.map(\.value))
}
