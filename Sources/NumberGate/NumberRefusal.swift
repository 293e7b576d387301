// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why the gate does not accept a number. Cases in order of precedence; no text shows the number.
public enum NumberRefusal: Refusal, Hashable {
    case notTwelveDigits
    case wrongCheckDigit
    case notASealedNumber
    case cannotBeOpened

    public var code: String {
        switch self {
        case .notTwelveDigits: "E-ADR-901"
        case .wrongCheckDigit: "E-ADR-902"
        case .notASealedNumber: "E-ADR-903"
        case .cannotBeOpened: "E-ADR-904"
        }
    }

    public var message: String {
        switch self {
        case .notTwelveDigits:
            "個人番号は12桁の数字です。カードを見てもう一度入力してください。"
        case .wrongCheckDigit:
            "個人番号の検査用数字が合いません。カードを見てもう一度入力してください。"
        case .notASealedNumber:
            "封をした個人番号ではありません。送り元の設定を確かめてください。"
        case .cannotBeOpened:
            "封をした個人番号を開けません。別の団体の鍵で封をしたか、途中で書き換えられています。"
        }
    }
}
