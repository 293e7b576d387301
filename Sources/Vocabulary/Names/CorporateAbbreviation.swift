// SPDX-License-Identifier: Apache-2.0

/// The abbreviations of corporate forms in bank kana: 株式会社 is ｶ, with a bracket on the side of
/// the name.
enum CorporateAbbreviation {
    /// Replaces every corporate form; in front `ｶ)`, at the end `(ｶ`, between `(ｶ)`.
    static func applied(to text: String) -> String {
        // Nearly all payees are persons in kana: only a text with a kanji or a sign is searched.
        guard text.unicodeScalars.contains(where: mayBeginForm) else { return text }
        var scalars = Array(text.unicodeScalars)
        for (form, short) in forms {
            let pattern = Array(form.unicodeScalars)
            while let start = firstIndex(of: pattern, in: scalars) {
                let end = start + pattern.count
                let before = trimmedEnd(scalars[..<start])
                let after = scalars[end...].drop(while: TypedDigits.isSpace)
                let marked = (before.isEmpty ? "" : "(") + short + (after.isEmpty ? "" : ")")
                scalars = before + Array(marked.unicodeScalars) + after
            }
        }
        return String(String.UnicodeScalarView(scalars))
    }

    private static func mayBeginForm(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x28, 0xFF08, 0x3200...0x33FF, 0x4E00...0x9FFF: true
        default: false
        }
    }

    private static func trimmedEnd(_ scalars: ArraySlice<Unicode.Scalar>) -> [Unicode.Scalar] {
        var rest = scalars
        while let last = rest.last, TypedDigits.isSpace(last) { rest.removeLast() }
        // A name may not consist of spaces only before the form.
        return rest.allSatisfy(TypedDigits.isSpace) ? [] : Array(rest)
    }

    private static func firstIndex(
        of pattern: [Unicode.Scalar], in text: [Unicode.Scalar]
    ) -> Int? {
        guard pattern.count <= text.count else { return nil }
        return (0...(text.count - pattern.count)).first { start in
            text[start..<(start + pattern.count)].elementsEqual(pattern)
        }
    }

    /// Longer forms first, so that 医療法人社団 is not read as 医療法人.
    private static let forms: [(form: String, short: String)] = [
        ("特定非営利活動法人", "トクヒ"), ("地方独立行政法人", "チドク"), ("更生保護法人", "ホゴ"),
        ("社会福祉法人", "フク"), ("独立行政法人", "ドク"), ("農事組合法人", "ノウ"),
        ("国立大学法人", "ダイ"), ("公立大学法人", "ダイ"), ("司法書士法人", "シホウ"),
        ("行政書士法人", "ギヨ"), ("医療法人社団", "イ"), ("医療法人財団", "イ"), ("社会医療法人", "イ"),
        ("一般社団法人", "シヤ"), ("公益社団法人", "シヤ"), ("一般財団法人", "ザイ"), ("公益財団法人", "ザイ"),
        ("弁護士法人", "ベン"), ("税理士法人", "ゼイ"), ("株式会社", "カ"), ("有限会社", "ユ"),
        ("合名会社", "メ"), ("合資会社", "シ"), ("合同会社", "ド"), ("相互会社", "ソ"), ("医療法人", "イ"),
        ("社団法人", "シヤ"), ("財団法人", "ザイ"), ("宗教法人", "シユウ"), ("学校法人", "ガク"),
        ("(株)", "カ"), ("（株）", "カ"), ("㈱", "カ"), ("(有)", "ユ"), ("（有）", "ユ"), ("㈲", "ユ"),
    ]
}
