// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the intake of electronic applications refuses, in order of precedence; messages never
/// carry a value about a person.
public enum ElectronicRefusal: Refusal, Hashable {
    /// Another bundle of this form service has brought the same 受付番号.
    case duplicateReceipt(receipt: String, firstSeenAt: Instant)
    /// 受付番号 cannot name a status file.
    case receiptUnusable
    case unknownApplication
    /// The state does not allow the command.
    case notAllowed(ElectronicCommand, ElectronicStatus)
    /// A return, a withdrawal, or another person than System 2 found, needs a reason.
    case missingReason
    /// The day by which the correction is asked lies before today.
    case dueDayPassed
    /// Applicant or child has not been chosen.
    case personNotChosen
    case unknownAttachment
    /// The scanner has not passed it.
    case attachmentQuarantined
    /// The office has no window for this procedure.
    case procedureNotReady(String)
    /// The form lacks what the ordinary application needs.
    case itemMissing(String)
    /// Another poll of the inbox runs.
    case pollRunning
    /// The program stopped over this bundle again and again.
    case stoppedRepeatedly(times: Int)
    /// An attachment is not what was stored.
    case attachmentAltered

    public var code: String {
        switch self {
        case .duplicateReceipt: "E-LNK-050"
        case .receiptUnusable: "E-LNK-051"
        case .unknownApplication: "E-LNK-052"
        case .notAllowed: "E-LNK-053"
        case .missingReason: "E-LNK-054"
        case .dueDayPassed: "E-LNK-055"
        case .personNotChosen: "E-LNK-056"
        case .unknownAttachment: "E-LNK-057"
        case .attachmentQuarantined: "E-LNK-058"
        case .procedureNotReady: "E-LNK-059"
        case .itemMissing: "E-LNK-070"
        case .pollRunning: "E-LNK-071"
        case .stoppedRepeatedly: "E-LNK-072"
        case .attachmentAltered: "E-LNK-073"
        }
    }

    public var message: String {
        switch self {
        case .duplicateReceipt(let receipt, let first):
            "受付番号 \(receipt) の申請は、\(first.dayInJapan) に別のファイルで届いています。"
                + "両方を見比べ、送り元に確かめてください。"
        case .receiptUnusable:
            "受付番号に英数字とハイフン以外の文字があるか、40文字を超えています。送り元に確かめてください。"
        case .unknownApplication:
            "電子申請が見つかりません。一覧を開き直してください。"
        case .notAllowed(let command, let status):
            "「\(status.wording)」の電子申請に「\(command.wording)」はできません。状態を確かめてください。"
        case .missingReason:
            "理由が入力されていません。理由を入力してください。"
        case .dueDayPassed:
            "補正の期限が今日より前です。今日以後の日を入力してください。"
        case .personNotChosen:
            "申請者または対象児童の宛名番号が決まっていません。候補から選ぶか、宛名番号を入力してください。"
        case .unknownAttachment:
            "添付ファイルが見つかりません。電子申請を開き直してください。"
        case .attachmentQuarantined:
            "ウイルス検査に合格していない添付ファイルは開けません。検査を待つか、管理者に検査の設定を確かめてください。"
        case .procedureNotReady(let name):
            "「\(name)」を受け付ける窓口が、この装置に設定されていません。管理者に確かめてください。"
        case .itemMissing(let name):
            "受付に要る項目「\(name)」が申請にありません。補正を依頼してください。"
        case .pollRunning:
            "電子申請の受取りが、ほかで動いています。終わってからもう一度行ってください。"
        case .stoppedRepeatedly(let times):
            "この束の処理が\(times)回、途中で止まりました。ほかの申請を止めないため、断ります。管理者に調べてもらってください。"
        case .attachmentAltered:
            "添付ファイルの中身が、受け取ったものと違います。開かずに、管理者に知らせてください。"
        }
    }

    public var article: String? {
        switch self {
        case .notAllowed(.sendBack, _): "行政手続法第7条"
        default: nil
        }
    }
}
