// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What 遡及の精算 refuses; messages never carry a value about a person.
public enum RetroactiveRefusal: Refusal, Hashable {
    /// The child has no entitlement that was ever decided.
    case noEntitlement
    /// Nothing is touched, or nothing was ticked.
    case nothingTouched
    /// A tick names what is not there, or cannot be done yet.
    case otherEffects
    case unknownProposal
    case proposalSettled
    /// Another proposal about the child waits.
    case proposalOpen
    /// Claims, payments or the entitlement have changed since.
    case overtaken

    public var code: String {
        switch self {
        case .noEntitlement: "E-PAY-071"
        case .nothingTouched: "E-PAY-072"
        case .otherEffects: "E-PAY-073"
        case .unknownProposal: "E-PAY-074"
        case .proposalSettled: "E-PAY-075"
        case .proposalOpen: "E-PAY-076"
        case .overtaken: "E-PAY-077"
        }
    }

    public var message: String {
        switch self {
        case .noEntitlement: "受給資格の決定がない対象者です。対象者を確かめてください。"
        case .nothingTouched: "精算するものがありません。資格の決定と、選んだ行を確かめてください。"
        case .otherEffects: "選んだ行が今の内容と合いません。画面を開き直して選び直してください。"
        case .unknownProposal: "遡及の精算の起案が見つかりません。一覧を開き直してください。"
        case .proposalSettled: "この起案は決裁・差戻し・失効が済んでいます。一覧を開き直してください。"
        case .proposalOpen: "同じ児童の遡及の精算が決裁待ちです。先に決裁または差戻しをしてください。"
        case .overtaken:
            "起案の後に、資格・レセプト・支払のどれかが変わりました。この起案は使えません。差し戻し、今の内容で起案し直してください。"
        }
    }
}
