// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What 支払先の変更 refuses; messages never carry a value about a person.
public enum PayeeRefusal: Refusal, Hashable {
    /// The number belongs to nobody of the register.
    case unknownPayee
    /// The payment goes to that person already, or is made for that child.
    case samePayee
    case payeeDied
    /// In a run, at the bank, paid, or it ended: there is nothing to direct elsewhere.
    case notOpen
    /// The decision fell, or the money is claimed back.
    case notOwed
    /// A proposal about the same payment waits.
    case changeOpen
    case unknownChange
    case changeSettled

    public var code: String {
        switch self {
        case .unknownPayee: "E-PAY-095"
        case .samePayee: "E-PAY-096"
        case .payeeDied: "E-PAY-097"
        case .notOpen: "E-PAY-098"
        case .notOwed: "E-PAY-099"
        case .changeOpen: "E-PAY-100"
        case .unknownChange: "E-PAY-101"
        case .changeSettled: "E-PAY-102"
        }
    }

    public var message: String {
        switch self {
        case .unknownPayee:
            "新しい支払先の宛名番号の人が見つかりません。宛名番号を確かめて入力し直してください。"
        case .samePayee:
            "新しい支払先が、今の支払先か対象の児童と同じです。お金を受け取る人の宛名番号を入力してください。"
        case .payeeDied:
            "新しい支払先の人も死亡しています。届出で、ほかの受取人を確かめてください。"
        case .notOpen:
            "支払先を変えられるのは、支給予定・保留・振込不能の支給だけです。支払処理に入っていれば差し戻し、一覧を開き直してください。"
        case .notOwed:
            "この支給は、決定が取り消されたか、返還を求められています。支払先は変えられません。支給の経過を確かめてください。"
        case .changeOpen:
            "この支給には、決裁を待つ支払先の変更があります。決裁または差戻しを待ってください。"
        case .unknownChange:
            "支払先の変更の起案が見つかりません。支給の履歴を開き直してください。"
        case .changeSettled:
            "この支払先の変更は、決裁または差戻しが済んでいます。支給の履歴を開き直してください。"
        }
    }
}
