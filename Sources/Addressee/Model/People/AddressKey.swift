// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// When two spellings of an address are the same place: width, 丁目・番地・番・号, hyphens, kanji
/// digits in front of them, 大字, ヶ and ケ, spaces and the prefecture do not count.
///
/// 5番地2 (地番) and 5番2号 (住居表示) are two places; `5-2` may be either.
struct AddressKey: Hashable, Sendable {
    /// How the lot is written.
    enum Style: Sendable { case plain, lot, block }

    let key: String
    let style: Style

    init(_ text: String) {
        let folded = AddressLetters.folded(text)
        style = AddressUnits.style(of: folded)
        key = AddressUnits.joined(KanjiNumber.replaced(in: folded))
    }

    /// Whether both may be one place.
    func isSamePlace(as other: AddressKey) -> Bool {
        guard !key.isEmpty, key == other.key else { return false }
        return style == .plain || other.style == .plain || style == other.style
    }
}

/// The letters of an address without what does not count.
enum AddressLetters {
    static func folded(_ text: String) -> [Unicode.Scalar] {
        var result: [Unicode.Scalar] = []
        result.reserveCapacity(text.utf8.count / 3)
        for scalar in HalfKana.full(text).unicodeScalars {
            switch scalar.value {
            case 0x30F5, 0x30F6: result.append("ケ")
            // Every stroke that is typed for a hyphen; after katakana it is a long mark.
            case 0x2D, 0x2010...0x2015, 0x2212, 0x2500, 0x30FC, 0xFF0D:
                result.append(result.last.map(isKatakana) == true ? "ー" : "-")
            default:
                if let letter = NameComparison.folded(scalar, after: result.last) {
                    result.append(letter)
                }
            }
        }
        return withoutPrefecture(result)
    }

    private static func withoutPrefecture(_ letters: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard letters.count > 4 else { return letters }
        let place = letters.prefix(4).firstIndex { "県都府道".unicodeScalars.contains($0) }
        guard let place, place > 1,
            prefectures.contains(Array(letters[...place]))
        else { return letters }
        return Array(letters[(place + 1)...])
    }

    private static func isKatakana(_ scalar: Unicode.Scalar) -> Bool {
        (0x30A1...0x30FC).contains(scalar.value)
    }

    private static let prefectures = Set(
        [
            "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県",
            "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県",
            "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
            "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
            "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
        ].map { Array(NameComparison.key($0).unicodeScalars) })
}

/// 丁目, 番地, 番, 号 and hyphens: one hyphen between two numbers, a stroke after the last.
enum AddressUnits {
    private static let words: [[Unicode.Scalar]] = [
        "番地の", "番地ノ", "番地之", "丁目", "番地", "号室", "号棟", "番", "号", "-",
    ].map { Array($0.unicodeScalars) }

    static func style(of letters: [Unicode.Scalar]) -> AddressKey.Style {
        var hasNumber = false
        var hasBlock = false
        for (index, letter) in letters.enumerated() {
            if letter == "番" {
                if index + 1 < letters.count, letters[index + 1] == "地" { return .lot }
                hasBlock = true
            }
            if letter == "号" { hasNumber = true }
        }
        return hasBlock && hasNumber ? .block : .plain
    }

    static func joined(_ letters: [Unicode.Scalar]) -> String {
        var result = String.UnicodeScalarView()
        var index = 0
        var last: Unicode.Scalar?
        while index < letters.count {
            // 大字 says only that no 丁目 follows.
            if letters[index] == "大", index + 1 < letters.count, letters[index + 1] == "字" {
                index += 2
                continue
            }
            guard let before = last, isDigit(before),
                let unit = words.first(where: { letters[index...].starts(with: $0) })
            else {
                // A hyphen after letters says nothing; 番 and 号 in a name are letters.
                if letters[index] != "-" {
                    result.append(letters[index])
                    last = letters[index]
                }
                index += 1
                continue
            }
            index += unit.count
            guard index < letters.count else { break }
            last = isDigit(letters[index]) ? "-" : "/"
            result.append(last ?? "/")
        }
        return String(result)
    }

    static func isDigit(_ letter: Unicode.Scalar) -> Bool { (0x30...0x39).contains(letter.value) }
}

/// Numbers in kanji as they stand in addresses: 十二, 二〇, 百三十.
enum KanjiNumber {
    private static let digits: [Unicode.Scalar: Int] = [
        "〇": 0, "零": 0, "一": 1, "壱": 1, "二": 2, "弐": 2, "三": 3, "参": 3, "四": 4, "五": 5, "六": 6,
        "七": 7, "八": 8, "九": 9,
    ]
    private static let powers: [Unicode.Scalar: Int] = ["十": 10, "百": 100, "千": 1_000]

    /// Kanji digits become digits where they count: before 丁目, 番, 号 and a hyphen, and after one.
    static func replaced(in letters: [Unicode.Scalar]) -> [Unicode.Scalar] {
        guard letters.contains(where: isDigit) else { return letters }
        var result: [Unicode.Scalar] = []
        var index = 0
        while index < letters.count {
            guard isDigit(letters[index]) else {
                result.append(letters[index])
                index += 1
                continue
            }
            var end = index
            while end < letters.count, isDigit(letters[end]) { end += 1 }
            let run = letters[index..<end]
            if counts(letters, from: index, to: end), let value = value(of: run) {
                result.append(contentsOf: String(value).unicodeScalars)
            } else {
                result.append(contentsOf: run)
            }
            index = end
        }
        return result
    }

    private static func counts(_ letters: [Unicode.Scalar], from start: Int, to end: Int) -> Bool {
        if end < letters.count {
            switch letters[end] {
            case "番", "号", "-": return true
            case "丁": return end + 1 < letters.count && letters[end + 1] == "目"
            default: break
            }
        }
        return start > 0 && "-番号地目の".unicodeScalars.contains(letters[start - 1])
            && (end == letters.count || letters[start - 1] == "-" || letters[start - 1] == "地")
    }

    private static func isDigit(_ letter: Unicode.Scalar) -> Bool {
        digits[letter] != nil || powers[letter] != nil
    }

    /// The value, or `nil` for what is no number.
    static func value(of letters: ArraySlice<Unicode.Scalar>) -> Int? {
        guard !letters.isEmpty, letters.count <= 8 else { return nil }
        if letters.allSatisfy({ digits[$0] != nil }) {
            return letters.reduce(0) { $0 * 10 + (digits[$1] ?? 0) }
        }
        var (total, current) = (0, 0)
        for letter in letters {
            if let digit = digits[letter] {
                current = current * 10 + digit
            } else if let power = powers[letter] {
                total += max(current, 1) * power
                current = 0
            }
        }
        return total + current
    }
}
