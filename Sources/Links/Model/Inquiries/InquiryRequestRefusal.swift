// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why System 1 does not ask, in order of precedence. What System 2 refuses has codes of its own.
public enum InquiryRequestRefusal: Refusal, Hashable {
    case notInCatalogue
    case otherPurpose
    case noOpenCase
    case noConsent(ConsentMatter)
    /// The same was asked about the same person and no answer has come yet.
    case underWay(number: String)
    case protected
    case wrongDays
    case counterpartMissing
    case unknownInquiry
    case tooLateToWithdraw(InquiryStatus)
    case nothingToConfirm(InquiryStatus)
    case notALetter
    case sourceMissing
    case personUnknown
    /// Nobody of the two is protected: the letter is printed at once.
    case notProtected
    /// The measures have changed since the letter was asked for.
    case overtaken
    /// The measures are still those of the hold: it is released or refused, not ended.
    case notOvertaken

    public var code: String {
        switch self {
        case .notInCatalogue: "E-LNK-040"
        case .otherPurpose: "E-LNK-041"
        case .noOpenCase: "E-LNK-042"
        case .noConsent: "E-LNK-043"
        case .underWay: "E-LNK-044"
        case .protected: "E-LNK-045"
        case .wrongDays: "E-LNK-046"
        case .counterpartMissing: "E-LNK-047"
        case .unknownInquiry: "E-LNK-048"
        case .tooLateToWithdraw: "E-LNK-049"
        case .nothingToConfirm: "E-LNK-080"
        case .notALetter: "E-LNK-081"
        case .sourceMissing: "E-LNK-082"
        case .personUnknown: "E-LNK-083"
        case .notProtected: "E-LNK-084"
        case .overtaken: "E-LNK-085"
        case .notOvertaken: "E-LNK-086"
        }
    }

    public var message: String {
        switch self {
        case .notInCatalogue:
            "この事務手続でこの特定個人情報は照会できません。照会の目録にある組合せから選んでください。"
        case .otherPurpose:
            "この事務手続は、いま行っている業務の利用目的のものではありません。業務の画面から選び直してください。"
        case .noOpenCase:
            "この方は、この利用目的で処理中の事案の関係者ではないため照会できません。申請または資格を確かめてください。"
        case .noConsent(let matter):
            "\(matter.wording)についての本人の同意が記録されていません。同意書を受け、同意を記録してから照会してください。"
        case .underWay(let number):
            "同じ照会（\(number)）の回答を待っています。回答を待つか、取りやめてから照会してください。"
        case .protected:
            "支援措置の対象です。照会書は、もう一人の職員が「発送・引抜き」で承認した後に、一通だけ発行できます。"
        case .wrongDays:
            "基準日が先の日付か、回答の期限が今日より後ではありません。日付を確かめてください。"
        case .counterpartMissing:
            "照会先の名称・住所、またはその団体での本人の住所がありません。入力してください。"
        case .unknownInquiry: "この照会番号の照会はありません。番号を確かめてください。"
        case .tooLateToWithdraw(let status):
            "この照会は「\(status.wording)」のため取りやめられません。経過を確かめてください。"
        case .nothingToConfirm(let status):
            "この照会は「\(status.wording)」で、確認する結果がありません。経過を確かめてください。"
        case .notALetter:
            "この照会は回答待ちの照会書ではないため、回答を入力できません。照会番号を確かめてください。"
        case .sourceMissing:
            "回答の出所（文書番号など）、回答の内容、または回答しない理由がありません。入力してください。"
        case .personUnknown: "本人が宛名にありません。宛名番号を確かめてください。"
        case .notProtected: "支援措置の対象ではありません。照会書をそのまま作ってください。"
        case .overtaken:
            "承認を求めた後に支援措置が変わりました。この照会書は終わりにし、内容を見直して作り直してください。"
        case .notOvertaken:
            "支援措置は承認を求めた時のままのため、この照会書は終わりにできません。承認済みなら発行してください。承認待ちなら、別の職員が「承認する」か「認めない」を選んでください。"
        }
    }

    public var article: String? {
        switch self {
        case .notInCatalogue, .otherPurpose, .noOpenCase: "番号法19条9号"
        default: nil
        }
    }
}
