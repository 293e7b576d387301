// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the desk itself refuses, in order of precedence; what an area refuses comes from there.
public enum DeskRefusal: Refusal, Hashable {
    /// A route of the table has no handler: the desk does not start.
    case unboundRoute(String)
    /// The certificate or its key cannot be read.
    case certificateUnreadable(String)
    /// The request names another host than that of this desk.
    case otherHost
    /// The port is taken, or the address is none of this machine's.
    case cannotListen(host: String, port: Int, why: String)
    /// The request does not come from a page of this desk.
    case foreignOrigin
    case unknownAddress
    /// The body of the request is larger than the desk takes.
    case tooLarge
    /// What the address names is not there (any more).
    case notFound
    /// A draft of an intake is gone: too old, or of another officer.
    case draftGone
    /// A proposal with a flag was ticked for approval together with others.
    case flaggedInBatch
    /// A form with files came incomplete.
    case brokenForm
    /// No file was chosen, or what was uploaded is gone.
    case uploadGone
    /// The list that was looked at, or what it would change, is not the same any more.
    case masterMoved
    /// Somebody else has changed what a form was about since it was shown.
    case changedMeanwhile
    /// What would be done is not what the trial had shown.
    case trialOvertaken
    /// 決裁書 of something that nobody has decided yet.
    case notDecided

    public var code: String {
        switch self {
        case .unboundRoute: "E-DSK-001"
        case .certificateUnreadable: "E-DSK-002"
        case .cannotListen: "E-DSK-011"
        case .otherHost: "E-DSK-020"
        case .foreignOrigin: "E-DSK-003"
        case .unknownAddress: "E-DSK-004"
        case .tooLarge: "E-DSK-005"
        case .notFound: "E-DSK-006"
        case .draftGone: "E-DSK-007"
        case .flaggedInBatch: "E-DSK-010"
        case .brokenForm: "E-DSK-008"
        case .uploadGone: "E-DSK-009"
        case .masterMoved: "E-DSK-021"
        case .changedMeanwhile: "E-DSK-022"
        case .trialOvertaken: "E-DSK-027"
        case .notDecided: "E-DSK-028"
        }
    }

    public var message: String {
        switch self {
        case .unboundRoute(let name):
            "画面「\(name)」の処理がないため起動しません。プログラムの更新が途中でないか確かめてください。"
        case .certificateUnreadable(let file):
            "証明書または鍵（\(file)）を読めません。場所と権限を確かめてください。"
        case .otherHost:
            "この画面の名前（ホスト名）ではない宛先に送られているため、答えません。自分の団体の番地を開いてください。"
        case .cannotListen(let host, let port, let why):
            "\(host) の \(port) 番で画面を開けません。\(why)"
        case .foreignOrigin:
            "このシステムの画面から送られていないため、受け付けません。ホームから操作をやり直してください。"
        case .unknownAddress:
            "その画面はありません。画面コードかメニューから開いてください。"
        case .tooLarge:
            "送られた内容が大きすぎます。ファイルを分けるか、管理者に連絡してください。"
        case .notFound:
            "指定されたものが見つかりません。一覧から選び直してください。"
        case .brokenForm:
            "ファイルの送信が途中で切れたため、受け付けません。もう一度ファイルを選んで送ってください。"
        case .uploadGone:
            "送られたファイルが見つかりません（時間切れ、または取込済み）。レセプト取込の画面でファイルを選び直してください。"
        case .masterMoved:
            "試行で見た差と、いまの差が違うか、送られたファイルがもうありません（1時間で消えます）。何も反映していません。マスタの画面でファイルを選び直し、差を見てから反映してください。"
        case .changedMeanwhile:
            "画面を開いた後に内容が変わったため、記録しません。上に出ているいまの内容を確かめ、直す欄を見直して、もう一度送ってください。"
        case .trialOvertaken:
            "試行の後に待っているものが変わったため、何も行っていません。試行し直した数を確かめて、もう一度実行してください。"
        case .notDecided:
            "まだ決裁されていないため、決裁書を印字できません。決裁の後に、もう一度印字してください。"
        case .draftGone:
            "入力途中の申請が見つかりません（時間切れ、または別の職員のもの）。受付を始めからやり直してください。"
        case .flaggedInBatch:
            "注意のある案は、まとめて決裁できません。一件ずつ開いて根拠を確かめてください。"
        }
    }
}
