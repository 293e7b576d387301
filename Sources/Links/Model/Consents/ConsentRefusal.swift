// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a consent or its withdrawal is not recorded, in order of precedence.
public enum ConsentRefusal: Refusal, Hashable {
    /// The child has no application.
    case noCase
    /// Somebody else's information.
    case notTheirs
    /// The day lies ahead, or the period holds no day.
    case wrongDays
    /// The paper that shows it is not named.
    case referenceMissing
    case nothingToWithdraw

    public var code: String {
        switch self {
        case .noCase: "E-LNK-021"
        case .notTheirs: "E-LNK-022"
        case .wrongDays: "E-LNK-023"
        case .referenceMissing: "E-LNK-024"
        case .nothingToWithdraw: "E-LNK-025"
        }
    }

    public var message: String {
        switch self {
        case .noCase:
            "対象児童の申請がないため、同意を記録できません。先に申請を受け付けてください。"
        case .notTheirs:
            "本人のほかの人は同意できません。児童についての同意だけは、申請者ができます。本人の同意書を求めてください。"
        case .wrongDays:
            "同意の日が先の日付か、使える期間が1日もありません。日付を確かめてください。"
        case .referenceMissing:
            "同意を示す書類の番号がありません。受付番号か同意書の番号を入力してください。"
        case .nothingToWithdraw:
            "撤回する同意の記録がありません。本人と内容を確かめてください。"
        }
    }
}
