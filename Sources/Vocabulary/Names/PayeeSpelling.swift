// SPDX-License-Identifier: Apache-2.0

/// Spells a payee name character by character in bank kana.
struct PayeeSpelling {
    let rule: PayeeKana.Rule
    let field: BankCharacters
    private var scalars: [Unicode.Scalar] = []

    init(rule: PayeeKana.Rule, field: BankCharacters) {
        self.rule = rule
        self.field = field
    }

    /// Adds one character; the answer is the problem that refuses it. Reasons name the place, never
    /// the character: it is a person's name.
    mutating func append(_ scalar: Unicode.Scalar, at place: Int) -> String? {
        if TypedDigits.isSpace(scalar) {
            if let last = scalars.last, last != " " { scalars.append(" ") }
            return nil
        }
        let mark = Kana.mark(scalar)
        if mark != .none { return append(mark, at: place) }
        if TypedDigits.isHyphen(scalar) { return append(narrow: "-", at: place) }
        let (base, voice) = Kana.split(Kana.large(Kana.wide(scalar)))
        guard let half = spelled(base) else {
            if Self.isKanji(scalar) {
                return "\(place)文字目が漢字です。読みは一つに決まらないので、カナで入力してください。"
            }
            return refusal(place)
        }
        if half == "ｦ", rule == .narrow, field != .ediInformation {
            return "\(place)文字目の「ヲ」は銀行の振込で使えません。口座の名義どおりの表記を確かめてください。"
        }
        if let problem = append(narrow: half, at: place) { return problem }
        return append(voice, at: place)
    }

    private func spelled(_ base: Unicode.Scalar) -> Unicode.Scalar? {
        switch base {
        case "ヲ" where rule == .asO && field != .ediInformation: "ｵ"
        case "a"..."z": Unicode.Scalar(base.value - 0x20)
        default: HalfKana.half(base)
        }
    }

    private mutating func append(narrow: Unicode.Scalar, at place: Int) -> String? {
        guard field.permits(narrow, wide: rule == .wide) else { return refusal(place) }
        scalars.append(narrow)
        return nil
    }

    private mutating func append(_ mark: Kana.Mark, at place: Int) -> String? {
        let sign: Unicode.Scalar
        switch mark {
        case .none: return nil
        case .voiced: sign = "ﾞ"
        case .semivoiced: sign = "ﾟ"
        }
        // A voice mark needs its kana: カ to ト, ハ to ホ, ウ; half-voiced ハ to ホ only.
        guard let last = scalars.last, Kana.joined(Kana.wide(last), mark) != nil else {
            return "\(place)文字目の濁点・半濁点の前に、それを付けられるカナがありません。"
        }
        scalars.append(sign)
        return nil
    }

    private func refusal(_ place: Int) -> String {
        "\(place)文字目は銀行の振込で使えない文字です。カナ、英大文字、数字、( ) - . だけにしてください。"
    }

    /// The spelling without a space at the end.
    func finished() -> [Unicode.Scalar] {
        scalars.last == " " ? Array(scalars.dropLast()) : scalars
    }

    private static func isKanji(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x3005...0x3007, 0x3400...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF: true
        default: false
        }
    }
}
