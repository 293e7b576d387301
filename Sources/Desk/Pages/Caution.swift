// SPDX-License-Identifier: Apache-2.0

/// What an officer may go on with after all: a warning that a reason overrides (W, 警告) or a question
/// that a tick or a press answers (Q, 確認). The numbers never change; the catalogue is
/// `docs/errors.md`. What cannot be gone on with is a refusal (E) of the room that refuses.
enum Caution: String, CaseIterable, Sendable {
    // MARK: 警告: the reason is recorded with the operation.
    case twinRows = "W-BEN-010"
    case sameTreatment = "W-BEN-011"
    case paidOffPlan = "W-PAY-010"
    case feedGap = "W-LNK-010"
    case staleFeed = "W-LNK-011"
    case residentGap = "W-ADR-010"
    case jobOverLimit = "W-JOB-010"
    case ceilingRaised = "W-CPY-010"
    case heldLetter = "W-LTR-010"
    case unexplainedAccess = "W-OVS-010"
    case emergencyAccess = "W-SAF-010"
    case hiddenValue = "W-SAF-011"

    // MARK: 確認: the answer is recorded with the case.
    case applicantSaw = "Q-ENT-001"
    case interviewed = "Q-ENT-002"
    case purposeExplained = "Q-ENT-003"
    case reissueHeard = "Q-ENT-004"

    /// What is missing and what to do, where the reason or the tick was left out.
    var words: String {
        switch self {
        case .twinRows:
            "同じ児童・診療年月・医療機関・入外の行があるため、このままでは登録しません。二重でなければ、登録する理由を入力してください。二重のときは、入力に戻って行を消してください。"
        case .sameTreatment: "同じ診療の疑いがあるため、このままでは進みません。何を見て判断したかを入力してください。"
        case .paidOffPlan: "支払日の決まりと違う日に支払います。随時に支払う理由を入力してください。"
        case .feedGap: "届いていない番号があるまま先へ進みます。送り元に確かめたことを、認める理由に入力してください（記録されます）。"
        case .staleFeed: "古い情報のまま発行を許します。許可の理由を入力してください（記録されます）。"
        case .residentGap:
            "届いていない住民異動があるまま先へ進みます。送り元に確かめたことを、認める理由に入力してください（記録されます）。"
        case .jobOverLimit: "決まった限度を超えたため止まっています。続けてよい理由を入力してください（記録されます）。"
        case .ceilingRaised: "利用の上限を、きょうだけ上げます。上げる理由を入力してください（記録されます）。"
        case .heldLetter: "支援措置などのため止めた通知です。承認または不承認の理由を入力してください（記録されます）。"
        case .unexplainedAccess: "担当の事案のない方の記録を開きます。利用の理由を選び、「その他」のときは補足を書いてください。"
        case .emergencyAccess: "役割を超えた操作を、時間を限って許します。何が起き、何を確かめるかを、理由に入力してください。"
        case .hiddenValue: "伏せてある値を示します。理由を入力してください（記録されます）。"
        case .applicantSaw: "申請者が内容を確かめたことに印を付けてください（窓口確認）。"
        case .interviewed: "対面で聞き取りをしたことを記録してください。"
        case .purposeExplained: "利用目的を説明したことを記録してください。"
        case .reissueHeard: "申請の内容を聞き取り、利用目的を説明したことを記録してください。"
        }
    }

    /// The words with their number, as refusals say theirs.
    var message: String { words + mark }

    /// ［W-BEN-010］
    var mark: String { "［\(rawValue)］" }
}

extension FormField {
    /// The field that overrides a warning or answers a question, with the number of it.
    func over(_ caution: Caution) -> FormField { labelled(label + caution.mark) }
}

extension FormReading {
    /// The reason that overrides a warning.
    mutating func text(_ name: String, over caution: Caution) -> String {
        text(name, orElse: caution.message)
    }

    /// A check box that must be ticked: the answer to a question.
    mutating func tick(_ name: String, _ caution: Caution) {
        if !typed.isTicked(name) { wrong(name, caution.message) }
    }
}
