// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why nothing is listed, released or erased.
public enum RetentionRefusal: Refusal, Hashable {
    /// A line of `Classes/*.tsv` cannot be used.
    case catalogue(file: String, line: Int, why: String)
    /// Nothing is due.
    case nothingDue
    case unknownList
    /// Another list of this system is not finished.
    case listOpen(number: String)
    /// The list is released, sent back or done already.
    case alreadyDecided
    /// The list has not been released by a second officer.
    case notReleased
    /// The words of the classes, or the items, are not those of the list as it was proposed.
    case listChanged
    case sameOfficer
    case missingReason
    case unknownHold
    case alreadyHeld
    /// The list has been carried out.
    case alreadyErased
    /// Months of the log do not end while records are held (消去の停止).
    case logHeld(Int)
    /// A month of the log waits for its decision already.
    case logProposed(YearMonth)

    public var code: String {
        switch self {
        case .catalogue: "E-RET-001"
        case .nothingDue: "E-RET-002"
        case .unknownList: "E-RET-003"
        case .listOpen: "E-RET-004"
        case .alreadyDecided: "E-RET-005"
        case .notReleased: "E-RET-006"
        case .listChanged: "E-RET-007"
        case .sameOfficer: "E-RET-008"
        case .missingReason: "E-RET-009"
        case .unknownHold: "E-RET-010"
        case .alreadyHeld: "E-RET-011"
        case .alreadyErased: "E-RET-012"
        case .logHeld: "E-RET-013"
        case .logProposed: "E-RET-014"
        }
    }

    public var message: String {
        switch self {
        case .catalogue(let file, let line, let why):
            "保存期間の表 \(file) の\(line)行目を使えません。\(why)。表を直してください。"
        case .nothingDue:
            "保存期間を過ぎた記録はありません。起案するものがありません。"
        case .unknownList:
            "この番号の消去の起案はありません。一覧で確かめてください。"
        case .listOpen(let number):
            "消去の起案 \(number) が終わっていません。先にその起案を決裁するか、消去を終えてください。"
        case .alreadyDecided:
            "この起案はすでに決裁または差戻しになっています。一覧で確かめてください。"
        case .notReleased:
            "この起案はまだ決裁されていません。決裁者に決裁を依頼してください。"
        case .listChanged:
            "起案の後に、保存期間の表または起案の内容が変わりました。差し戻して、起案し直してください。"
        case .sameOfficer:
            "起案した本人は決裁できず、決裁した本人は消去を実行できません。別の職員が行ってください。"
        case .missingReason:
            "理由を入力してください。消去の停止と解除には理由が要ります。"
        case .unknownHold:
            "この消去の停止は見つからないか、すでに解除されています。一覧で確かめてください。"
        case .alreadyHeld:
            "同じ理由の消去の停止が、すでにこの人に置かれています。新しく置く必要はありません。"
        case .alreadyErased:
            "この起案の消去は終わっています。証明書を照会してください。"
        case .logHeld(let count):
            "消去の停止が\(count)件置かれているため、操作記録の月を終えられません。停止が解除された後に行ってください。"
        case .logProposed(let month):
            "操作記録の\(Wareki.text(month))分の起案が決裁を待っています。先に決裁または差戻しにしてください。"
        }
    }

    public var article: String? {
        switch self {
        case .sameOfficer: "評価書 III-7（保管・消去）"
        case .catalogue, .nothingDue, .unknownList, .listOpen, .alreadyDecided, .notReleased,
            .listChanged, .missingReason, .unknownHold, .alreadyHeld, .alreadyErased, .logHeld,
            .logProposed:
            nil
        }
    }
}
