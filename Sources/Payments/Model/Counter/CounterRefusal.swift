// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What 窓口払 refuses; messages never carry a value about a person.
public enum CounterRefusal: Refusal, Hashable {
    /// Nothing was chosen.
    case nothingChosen
    case unknownVoucher
    /// Handed over, or closed, before.
    case voucherSettled
    /// The counter opens on the payment day, after the cash was drawn.
    case notOpen(CivilDate)
    /// Nobody has looked yet at who stands there.
    case notIdentified
    /// A document, the receipt or the agent's paper is missing.
    case evidenceMissing

    public var code: String {
        switch self {
        case .nothingChosen: "E-PAY-041"
        case .unknownVoucher: "E-PAY-042"
        case .voucherSettled: "E-PAY-043"
        case .notOpen: "E-PAY-044"
        case .notIdentified: "E-PAY-045"
        case .evidenceMissing: "E-PAY-046"
        }
    }

    public var message: String {
        switch self {
        case .nothingChosen: "窓口で支払うものが選ばれていません。行を選んでください。"
        case .unknownVoucher: "窓口払の支払票が見つかりません。窓口払の画面を開き直してください。"
        case .voucherSettled: "この支払票は交付または締切りが済んでいます。窓口払の画面を開き直してください。"
        case .notOpen(let day):
            "窓口払は、支払日\(Wareki.text(day))以後、現金を受け入れてからできます。支払処理の状態を確かめてください。"
        case .notIdentified: "受取人の確認がまだ記録されていません。本人確認と受領証を先に記録してください。"
        case .evidenceMissing:
            "本人確認書類、受領証の番号、代理人なら委任状を入力してください。そろうまで現金を渡せません。"
        }
    }
}
