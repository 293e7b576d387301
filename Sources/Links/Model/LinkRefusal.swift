// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a whole file of a peer is not taken in, in order of precedence.
public enum LinkRefusal: Refusal, Hashable {
    /// The name does not say layout, scope, moment and number.
    case wrongName(layout: String)
    case otherLayout(expected: String, found: String)
    /// A full file where only differences were agreed.
    case fullNotAgreed
    /// A newer file of the layout was taken in before.
    case olderThanTaken(last: String)
    /// A file before this one is missing.
    case gap(expected: Int, found: Int)
    /// The file was changed while it was read.
    case changedWhileRead
    /// The scheme asks for no income, so nothing of tax may come in.
    case noIncomeRule
    /// An end of assistance whose beginning nobody reported.
    case endWithoutBeginning
    /// A day that the record needs is not known.
    case dayUnknown

    public var code: String {
        switch self {
        case .wrongName: "E-LNK-001"
        case .otherLayout: "E-LNK-002"
        case .fullNotAgreed: "E-LNK-003"
        case .olderThanTaken: "E-LNK-004"
        case .gap: "E-LNK-005"
        case .changedWhileRead: "E-LNK-006"
        case .noIncomeRule: "E-LNK-007"
        case .endWithoutBeginning: "E-LNK-011"
        case .dayUnknown: "E-LNK-012"
        }
    }

    public var message: String {
        switch self {
        case .wrongName(let layout):
            "ファイル名から作成日時と連番が読めません。取り決めの名前 \(layout) で送ってもらってください。"
        case .otherLayout(let expected, let found):
            "ファイル名の様式は「\(found)」で、取り込もうとした「\(expected)」ではありません。ファイルを選び直してください。"
        case .fullNotAgreed:
            "この様式は差分だけを受け取る取り決めです。差分のファイルか確かめてください。"
        case .olderThanTaken(let last):
            "\(last) が取込み済みで、その前に入る番号のファイルではありません。新しい内容を古い内容で上書きしないため、取り込みません。送付元に確かめてください。"
        case .gap(let expected, let found):
            "連番が\(found)ですが、次は\(expected)のはずです。抜けたファイルを先に取り込むか、抜けを承知で取り込む理由を入力してください。"
        case .changedWhileRead:
            "読んでいる間にファイルが書き換えられました。送付元の書込みが終わってから、もう一度取り込んでください。"
        case .noIncomeRule:
            "この制度には所得の要件がないため、個人住民税の情報は取り込めません。制度の本を確かめてください。"
        case .endWithoutBeginning:
            "生活保護の廃止に対する開始の記録がありません。開始の行が後から届けば、つながります。届かないときは、福祉事務所に開始日を確かめてください。"
        case .dayUnknown:
            "日付に不明の部分があるため登録できません。送付元に日付を確かめてください。"
        }
    }
}
