// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What is refused about letters that are issued, reprinted, pulled out, or come back.
public enum LetterDeskRefusal: Refusal, Hashable {
    /// 施行日 lies before today, or too far ahead.
    case wrongDate
    case unknownLetter
    /// It was printed before the register of letters was kept, or is no letter of it.
    case notReprintable
    /// It is posted and can no longer be pulled out.
    case notInTheHouse
    /// A letter comes back only after it was posted.
    case notPosted
    case returnedBefore
    case unknownReturn
    case returnSettled
    case missingReason
    /// What was scanned is no number of an envelope.
    case unreadableCode

    public var code: String {
        switch self {
        case .wrongDate: "E-LTR-001"
        case .unknownLetter: "E-LTR-002"
        case .notReprintable: "E-LTR-003"
        case .notInTheHouse: "E-LTR-004"
        case .notPosted: "E-LTR-005"
        case .returnedBefore: "E-LTR-006"
        case .unknownReturn: "E-LTR-007"
        case .returnSettled: "E-LTR-008"
        case .missingReason: "E-LTR-009"
        case .unreadableCode: "E-LTR-010"
        }
    }

    public var message: String {
        switch self {
        case .wrongDate: "施行日が今日より前か、3か月より先です。発送する日を確かめて入力してください。"
        case .unknownLetter: "この封筒番号・文書番号の通知はありません。番号を確かめてください。"
        case .notReprintable:
            "この通知は通知の台帳にないため、そのまま再発行できません。元の決定から発行し直してください。"
        case .notInTheHouse: "この通知は発送済みか引抜き済みのため、引き抜けません。通知の経過を確かめてください。"
        case .notPosted: "発送の記録がない通知は返戻にできません。先に発送を記録してください。"
        case .returnedBefore: "この通知の返戻は記録済みです。返戻の一覧で続きを処理してください。"
        case .unknownReturn: "返戻の記録が見つかりません。一覧を開き直してください。"
        case .returnSettled: "この返戻は処理が済んでいます。一覧を開き直してください。"
        case .missingReason: "理由を入力してください（記録されます）。"
        case .unreadableCode: "封筒番号を読み取れません。2次元コードを読み直すか、下に印字された番号を入力してください。"
        }
    }
}
