// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a register says no, in order of precedence.
public enum RegisterRefusal: Refusal, Hashable {
    case unknownRegister
    case unknownEntry
    /// Somebody changed the entry in the meantime.
    case changedMeanwhile
    /// The step does not fit the state of the entry.
    case wrongState
    case notYours
    case fields([FieldProblem])
    case evidenceMissing
    case unconfirmed
    case ownConfirmation
    case reasonMissing
    case referenceMissing(String)
    /// A rule between registers, in its own words.
    case rule(RegisterRule)
    case noDeadline(String)
    case fileInfected
    case fileUnchecked
    case fileTooLarge
    case alreadyAnswered
    case campaignNotOpen
    case tooFewAnswers(Int)
    case channelNotAllowed
    case suspended

    public var code: String {
        switch self {
        case .unknownRegister: "E-REG-001"
        case .unknownEntry: "E-REG-002"
        case .changedMeanwhile: "E-REG-003"
        case .wrongState: "E-REG-004"
        case .notYours: "E-REG-005"
        case .fields: "E-REG-006"
        case .evidenceMissing: "E-REG-007"
        case .unconfirmed: "E-REG-008"
        case .ownConfirmation: "E-REG-009"
        case .reasonMissing: "E-REG-010"
        case .referenceMissing: "E-REG-011"
        case .rule(let rule): rule.code
        case .noDeadline: "E-REG-012"
        case .fileInfected: "E-REG-013"
        case .fileUnchecked: "E-REG-014"
        case .fileTooLarge: "E-REG-015"
        case .alreadyAnswered: "E-REG-016"
        case .campaignNotOpen: "E-REG-017"
        case .tooFewAnswers: "E-REG-018"
        case .channelNotAllowed: "E-REG-019"
        case .suspended: "E-REG-020"
        }
    }

    public var message: String {
        switch self {
        case .unknownRegister: "この台帳はありません。台帳の一覧から選んでください。"
        case .unknownEntry: "この記録はありません。一覧から選び直してください。"
        case .changedMeanwhile: "ほかの職員が先に書き換えました。画面を開き直して、もう一度記入してください。"
        case .wrongState: "いまの状態ではこの手続はできません。状態を確かめてください。"
        case .notYours: "この台帳に記入する役割がありません。担当の職員に依頼してください。"
        case .fields(let problems): problems.map(\.message).joined(separator: "")
        case .evidenceMissing: "証拠のファイルがありません。ファイルを付けてから進めてください。"
        case .unconfirmed: "二人目の確認が済んでいません。確認の後に進めてください。"
        case .ownConfirmation: "記入した本人は確認できません。別の職員が確認してください。"
        case .reasonMissing: "理由がありません。理由を記入してください。"
        case .referenceMissing(let label): "「\(label)」の番号の記録がありません。番号を確かめてください。"
        case .rule(let rule): rule.message
        case .noDeadline(let code): "期限「\(code)」の日数が定まっていません。期限の表に、根拠とともに書いてください。"
        case .fileInfected: "ウイルスが見つかったため、ファイルを受け取りません。情報担当に連絡してください。"
        case .fileUnchecked: "ウイルス検査ができないため、ファイルを受け取りません。検査が直ってから付けてください。"
        case .fileTooLarge: "ファイルが大きすぎます。20MBまでにしてください。"
        case .alreadyAnswered: "すでに回答（確認）しています。二度は記録しません。"
        case .campaignNotOpen: "この調査・点検は受け付けていません。期間を確かめてください。"
        case .tooFewAnswers(let least): "回答が\(least)人に満たないため、結果を表示しません。回答を待ってください。"
        case .channelNotAllowed: "電話・FAXによる請求は受け付けられません。書面（請求書）でお願いしてください。"
        case .suspended: "この方の情報は利用停止中です。利用停止の解除の決定があるまで、業務では使えません。"
        }
    }

    public var article: String? {
        switch self {
        case .channelNotAllowed: "評価書 IV-1②"
        case .suspended: "個人情報保護法98条・100条"
        case .tooFewAnswers: "評価書 III-10"
        default: nil
        }
    }
}

/// Rules between the registers of the organisation.
public enum RegisterRule: Sendable, Hashable {
    case clauseMissing([String])
    case contractNotInForce
    case pledgeMissing
    case employerUnknown
    case approvalMissing
    case vendorTrainingMissing
    case trainingMissing
    case disposalCertificateMissing
    case mediumOpen(String)
    case gradeTooHigh([String])
    case decisionIncomplete(String)
    case identityUnchecked
    case extensionTooLong(Int)
    case tooLate

    var code: String {
        switch self {
        case .clauseMissing: "E-REG-031"
        case .contractNotInForce: "E-REG-032"
        case .pledgeMissing: "E-REG-033"
        case .employerUnknown: "E-REG-034"
        case .approvalMissing: "E-REG-035"
        case .vendorTrainingMissing: "E-REG-036"
        case .trainingMissing: "E-REG-037"
        case .disposalCertificateMissing: "E-REG-038"
        case .mediumOpen: "E-REG-039"
        case .gradeTooHigh: "E-REG-040"
        case .decisionIncomplete: "E-REG-041"
        case .identityUnchecked: "E-REG-042"
        case .extensionTooLong: "E-REG-043"
        case .tooLate: "E-REG-044"
        }
    }

    var message: String {
        switch self {
        case .clauseMissing(let clauses):
            "元の契約にある条項がありません：\(clauses.joined(separator: "、"))。再委託契約に加えてください。"
        case .contractNotInForce: "有効な委託契約がありません。委託契約台帳を確かめてください。"
        case .pledgeMissing: "この方の誓約の記録がありません。誓約書を受け取って誓約台帳に記入してください。"
        case .employerUnknown: "所属が委託先でも承諾した再委託先でもありません。承諾の記録を確かめてください。"
        case .approvalMissing: "市の承諾の記録がないか、期間の外です。再委託の承諾を先に記入してください。"
        case .vendorTrainingMissing: "この方の今年度の研修（運用規則）の記録がありません。研修の後に利用できます。"
        case .trainingMissing: "今年度の研修の記録がなく、猶予の期間が過ぎました。所属長に申し出て、補講または資料回覧の記録を受けてください。"
        case .disposalCertificateMissing: "返還または廃棄の証明書がありません。受け取って付けてから終了してください。"
        case .mediumOpen(let number): "媒体 \(number) が返却も廃棄もされていません。先に媒体管理簿を完了してください。"
        case .gradeTooHigh(let open):
            "試験に合格していない対策（\(open.joined(separator: "、"))）があるため、「十分である」以上にできません。"
        case .decisionIncomplete(let what): "決定に必要な「\(what)」がありません。記入してから決定してください。"
        case .identityUnchecked: "本人確認の記録がありません。本人または代理人を確かめてから受け付けてください。"
        case .extensionTooLong(let days): "延長は\(days)日以内です。日数を直し、理由を記入してください。"
        case .tooLate: "期限を過ぎているため延長できません。決定を急いでください。"
        }
    }
}
