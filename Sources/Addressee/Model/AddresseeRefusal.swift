// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What System 2 refuses, in order of precedence.
public enum AddresseeRefusal: Refusal, Equatable {
    /// The whole file was refused; nothing of it remains.
    case fileRefused(name: String, line: Int, problem: String)
    /// The register of peers cannot be used.
    case registerUnusable(String)
    /// A peer that does not use 個人番号 asked by it (seed III-3 リスク1②).
    case peerDoesNotUseNumbers
    /// The peer is not registered for this request.
    case notRegisteredForRequest
    /// The assertion was used before, or the key of the request stands for another request.
    case replayed
    case keyReused
    /// A numbering request without a 個人番号.
    case numberMissing
    /// Nobody has this number, or the asker may not know.
    case unknownPerson
    /// Somebody else edits this person.
    case locked(holder: String, since: Instant)
    case lockNotHeld
    /// Is a resident: the resident register speaks for the person.
    case isResident
    case isDead
    case notANonResident
    /// The two are one person already.
    case samePerson
    /// Each of the two has a 個人番号 of its own: two numbers are two persons.
    case twoNumbers
    /// The resident's number must be the kept one.
    case residentMustBeKept
    case mergeUnknown
    case caseUnknown
    /// The person chosen is none of the candidates.
    case notACandidate
    /// The gap that the administrator saw is not there any more.
    case gapChanged
    /// A decision about persons without a reason.
    case decisionNeedsReason
    /// A question without any condition would be the whole register.
    case questionTooWide
    /// The protection measure that the officers saw is not the newest one any more.
    case protectionMoved

    public var code: String {
        switch self {
        case .fileRefused: "E-ADR-001"
        case .peerDoesNotUseNumbers: "E-ADR-002"
        case .unknownPerson: "E-ADR-003"
        case .registerUnusable: "E-ADR-020"
        case .notRegisteredForRequest: "E-ADR-021"
        case .replayed: "E-ADR-022"
        case .keyReused: "E-ADR-023"
        case .numberMissing: "E-ADR-024"
        case .locked: "E-ADR-025"
        case .lockNotHeld: "E-ADR-026"
        case .isResident: "E-ADR-027"
        case .isDead: "E-ADR-028"
        case .notANonResident: "E-ADR-029"
        case .samePerson: "E-ADR-030"
        case .twoNumbers: "E-ADR-031"
        case .residentMustBeKept: "E-ADR-032"
        case .mergeUnknown: "E-ADR-033"
        case .caseUnknown: "E-ADR-034"
        case .notACandidate: "E-ADR-035"
        case .questionTooWide: "E-ADR-036"
        case .gapChanged: "E-ADR-046"
        case .decisionNeedsReason: "E-ADR-047"
        case .protectionMoved: "E-ADR-048"
        }
    }

    public var message: String {
        switch self {
        case .fileRefused(let name, let line, let problem):
            "\(name) の \(line) 行目が読めないため、ファイル全体を受け付けませんでした。\(problem)。送り元で作り直したファイルを取り込んでください"
        case .registerUnusable(let problem):
            "接続先の登録が使えません。\(problem)。登録を直してから起動してください"
        case .peerDoesNotUseNumbers:
            "この接続先は個人番号を利用する事務として登録されていません。利用できる照会かどうかを管理者に確かめてください"
        case .notRegisteredForRequest:
            "この接続先は、この求めをするものとして登録されていません。登録の内容を管理者に確かめてください"
        case .replayed: "この証明は既に使われています。新しい証明を作って、もう一度求めてください"
        case .keyReused:
            "同じ依頼番号で、内容の違う依頼が既に行われています。新しい依頼番号を付けてください"
        case .numberMissing: "付番依頼に個人番号がありません。個人番号を付けて依頼し直してください"
        case .unknownPerson: "該当する方は見つかりません。番号を確かめてください"
        case .locked(let holder, let since):
            "\(holder) が \(since.textInJapan) から編集しています。終わるのを待つか、本人に確かめてください"
        case .lockNotHeld: "この宛名の編集を始めていないか、時間が過ぎています。もう一度編集を始めてください"
        case .isResident:
            "この方は住民です。住民記録の異動で変わるため、ここでは登録・変更できません。住民記録の担当に確かめてください"
        case .isDead: "この方は亡くなっています。住登外者として引き継ぐことはできません"
        case .notANonResident: "この宛名番号は住登外者のものではありません。番号を確かめてください"
        case .samePerson: "二つの宛名番号は、既に同じ方のものです。名寄せは要りません"
        case .twoNumbers:
            "二人にそれぞれ別の個人番号があるため、名寄せできません。個人番号の誤りなら、先に住民記録で正してください"
        case .residentMustBeKept: "住民の宛名番号を残してください。住登外者の番号に住民を寄せることはできません"
        case .mergeUnknown: "取り消せる名寄せがありません。既に取り消されたか、番号が違います"
        case .caseUnknown: "確認待ちにありません。既に決められたか、番号が違います"
        case .notACandidate: "選んだ方は候補にありません。候補から選ぶか、「別人」としてください"
        case .gapChanged:
            "この欠番は、その後に届いたか、範囲が変わっています。いまの欠番を見直してください"
        case .decisionNeedsReason: "決めた理由がありません。何で確かめたかを書いてください"
        case .protectionMoved:
            "支援措置に、起案の後に新しい登録か住民記録の知らせがあります。いまの内容を見直して、終了を起案し直してください"
        case .questionTooWide: "検索の条件がありません。番号、氏名、フリガナ、生年月日、住所のどれかを入れてください"
        }
    }

    public var article: String? {
        switch self {
        case .peerDoesNotUseNumbers: "番号法9条2項"
        case .twoNumbers: "番号法7条"
        default: nil
        }
    }
}
