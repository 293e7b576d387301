// SPDX-License-Identifier: Apache-2.0

/// Surnames that the ordinary lists do not have: 外字, supplementary plane, variation sequences.
///
/// The selectors are those of the Moji_Joho collection. `folded` is the JIS X 0208 form that a
/// claims file can carry.
enum RareNames {
    struct Entry { let written: String, kana: String }

    static let surnames: [Entry] = [
        Entry(written: "髙橋", kana: "タカハシ"),
        Entry(written: "山﨑", kana: "ヤマザキ"),
        Entry(written: "𠮷田", kana: "ヨシダ"),
        Entry(written: "𠮷野", kana: "ヨシノ"),
        Entry(written: "渡邊", kana: "ワタナベ"),
        Entry(written: "渡邉\u{E010F}", kana: "ワタナベ"),
        Entry(written: "田邉", kana: "タナベ"),
        Entry(written: "葛\u{E0102}西", kana: "カサイ"),
        Entry(written: "葛\u{E0103}城", kana: "カツラギ"),
        Entry(written: "辻\u{E0102}", kana: "ツジ"),
        Entry(written: "祇\u{E0103}園", kana: "ギオン"),
        Entry(written: "濵田", kana: "ハマダ"),
        Entry(written: "德永", kana: "トクナガ"),
        Entry(written: "髙栁", kana: "タカヤナギ"),
    ]

    /// The name as a claims file writes it: selectors dropped, variants in their JIS form.
    static func folded(_ name: String) -> String {
        var scalars = String.UnicodeScalarView()
        var isChanged = false
        for scalar in name.unicodeScalars {
            if (0xE0100...0xE01EF).contains(scalar.value) {
                isChanged = true
                continue
            }
            let plain: Unicode.Scalar
            switch scalar {
            case "髙": plain = "高"
            case "﨑": plain = "崎"
            case "𠮷": plain = "吉"
            case "濵": plain = "濱"
            case "德": plain = "徳"
            case "栁": plain = "柳"
            default: plain = scalar
            }
            isChanged = isChanged || plain != scalar
            scalars.append(plain)
        }
        return isChanged ? String(scalars) : name
    }
}
