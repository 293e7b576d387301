// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What System 2 refuses about inquiries, in order of precedence.
public enum InquiryRefusal: Refusal, Hashable {
    /// The catalogue's file is missing or has another form.
    case catalogueUnreadable(String)
    /// The signature does not fit: not one inquiry is made.
    case catalogueForged
    /// The sample's key in an installation for real numbers.
    case sampleCatalogue
    case notInCatalogue
    case otherPurpose
    case unknownPerson
    case codeMissing(ProvisionCodeState)
    /// The number stands for another question.
    case numberTaken
    case unknownInquiry
    /// A step that cannot follow: permit before inquiry, answer before permit, and so on.
    case outOfOrder(InquiryPhase, after: InquiryPhase)
    case permitMissing
    case permitForeign
    case permitExpired
    /// The answer is about somebody else or about something that was not asked.
    case answerForeign
    /// No intermediate server is set up.
    case noServer
    case settingsUnreadable(String)

    public var code: String {
        switch self {
        case .catalogueUnreadable: "E-INQ-001"
        case .catalogueForged: "E-INQ-002"
        case .sampleCatalogue: "E-INQ-003"
        case .notInCatalogue: "E-INQ-010"
        case .otherPurpose: "E-INQ-011"
        case .unknownPerson: "E-INQ-012"
        case .codeMissing: "E-INQ-013"
        case .numberTaken: "E-INQ-014"
        case .unknownInquiry: "E-INQ-015"
        case .outOfOrder: "E-INQ-020"
        case .permitMissing: "E-INQ-021"
        case .permitForeign: "E-INQ-022"
        case .permitExpired: "E-INQ-023"
        case .answerForeign: "E-INQ-024"
        case .noServer: "E-INQ-030"
        case .settingsUnreadable: "E-INQ-031"
        }
    }

    public var message: String {
        switch self {
        case .catalogueUnreadable(let problem):
            "情報照会の目録が読めません。\(problem)。目録を直し、署名し直してください。"
        case .catalogueForged:
            "情報照会の目録の署名が合いません。だれかが書き換えたか、鍵が違います。署名した目録に戻してください。照会は一つも行いません。"
        case .sampleCatalogue:
            "情報照会の目録が見本のままです。市の目録を市の鍵で署名して置いてください。照会は行いません。"
        case .notInCatalogue:
            "この事務手続でこの特定個人情報は照会できません（目録にない組合せ）。目録にある組合せから選んでください。"
        case .otherPurpose:
            "この事務手続は、この利用目的のものではありません。業務の画面から選び直してください。"
        case .unknownPerson:
            "この宛名番号は統合宛名に登録されていません。付番依頼をしてから照会してください。"
        case .codeMissing(let state): "この方は符号が未取得です。\(state.advice)"
        case .numberTaken:
            "同じ照会番号で、内容の違う照会が既にあります。新しい照会番号で依頼してください。"
        case .unknownInquiry: "この照会番号の照会はありません。番号を確かめてください。"
        case .outOfOrder(let step, let last):
            "「\(last.wording)」の次に「\(step.wording)」は来ません。中間サーバーの記録と照らしてください。"
        case .permitMissing:
            "情報提供許可証のない回答のため受け取りません。中間サーバーの運用窓口に確かめてください。"
        case .permitForeign:
            "別の照会の情報提供許可証による回答のため受け取りません。中間サーバーの運用窓口に確かめてください。"
        case .permitExpired:
            "期限の切れた情報提供許可証による回答のため受け取りません。必要なら照会し直してください。"
        case .answerForeign:
            "照会した本人または事項と違う回答のため受け取りません。中間サーバーの運用窓口に確かめてください。"
        case .noServer:
            "中間サーバーの接続先が設定されていません。管理者が庫の inquiries/server.json に設定してください。"
        case .settingsUnreadable(let problem):
            "中間サーバーの接続の設定が読めません。\(problem)。管理者が設定を直してください。"
        }
    }

    public var article: String? {
        switch self {
        case .notInCatalogue, .otherPurpose, .permitMissing, .permitForeign, .permitExpired:
            "番号法19条9号"
        case .codeMissing: "番号法21条の2"
        default: nil
        }
    }
}
