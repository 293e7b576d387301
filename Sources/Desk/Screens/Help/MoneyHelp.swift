// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// The help of the screens of 給付, 支払 and 統計.
    static func money(_ screen: Screen) -> HelpText {
        switch screen {
        case .claimImport: claimImport
        case .claims: claims
        case .reimbursement: reimbursement
        case .schedule: schedule
        case .run: run
        case .returns: returns
        case .stop: stop
        default: statistics
        }
    }

    private static let claimImport = HelpText(
        purpose: "国保連・支払基金から届いたレセプト電算ファイル（UKE）を取り込みます。",
        steps: [
            "ファイルを選び（複数可）、F12 で点検します。ここではまだ取り込みません。", "件数・合計・形式エラーを確かめ、F12 で取り込みます。",
            "取込は裏で進みます。画面を離れてもかまいません。", "結果のエラー一覧から、補正・返戻・申立を行います。F9 でエラーだけ再判定できます。",
        ],
        notes: [
            "同じ内容のファイルは二度取り込まれません。壊れたファイルは全体を取り込みません。",
            "GOレコードの合計との違いは警告です。送付元に確かめてください。",
        ], rules: ["route", "copayment"])

    private static let claims = HelpText(
        purpose: "受け入れた明細書と、公費負担額の計算根拠、申立を見ます。",
        steps: ["受給者番号・宛名番号、または医療機関コードと診療年月で照会します。", "明細書を開くと、計算の段階と条文、他の公費、申立が出ます。"],
        notes: ["申立が認容された明細書は取り消され、同じ診療の請求を再び受け入れます。"], rules: ["route", "copayment"])

    private static let reimbursement = HelpText(
        purpose: "窓口で支払われた医療費の償還申請を入力し、審査・起案・決裁します。",
        steps: [
            "F3 で入力の表を開きます。1行が1つの医療機関・診療年月・入外です。",
            "Enter で次の欄、＋で上の欄を写し、/ で 000 を入れます。F6 で上の行を写します。",
            "F9 で見込額と注意を出し、F12 で確認の画面へ進みます。もう一度 F12 で登録します。",
            "一覧で F9 を押すと、待っているものを決まりどおりに審査し、案を起こすか理由をつけて保留します。",
            "課長は、注意のない案を一覧でまとめて、注意のある案は開いて根拠を確かめて決裁します。",
        ],
        notes: [
            "高額療養費の欄は、ないときは0、保険者の決定を待つときは空欄です。決定の通知は申請の画面で入力します。",
            "自分が入力・起案した申請は決裁できません。",
        ], rules: ["reimbursement", "copayment", "meals"])

    private static let schedule = HelpText(
        purpose: "決裁済みの支給に支払日をつけ、保留と解除を行います。",
        steps: ["支払月を選び、F9 で支給予定を作ります。", "支払日を開き、行を選んで F2 で保留、F9 で解除します。"],
        notes: ["口座の登録がない支給は自動で保留になり、登録されると次の作成で解除されます。"], rules: ["payment"])

    private static let run = HelpText(
        purpose: "抽出→点検→起案→決裁→振込データ→結果の順に支払を行います。",
        steps: [
            "支払日を入れ、F9 で抽出・点検します。前の支払との差と、注意のある振込を確かめます。", "F12 で起案し、別の職員（課長）が決裁します。",
            "決裁の後、F9 で振込データを作成します。もう一度取り出しても同じ内容で、記録が残ります。", "支払日の後、金融機関の振込不能データを選び、F12 で取り込みます。",
        ],
        notes: ["起案の後に口座が変わった支払処理は決裁できません。差し戻して抽出し直します。", "同じ決定が二度支払われることはありません。"],
        rules: ["payment"])

    private static let returns = HelpText(
        purpose: "金融機関から戻った振込と、返してもらうお金です。",
        steps: ["理由を確かめ、受給者に新しい口座を届け出てもらいます。", "「変更あり」の行を選び、支払月を選んで F12 で再振込の予定に入れます。"],
        notes: ["前と同じ口座のままでは再振込できません。"])

    private static let stop = HelpText(
        purpose: "誤りや不正の疑いがあるとき、支払と通知の発行をすぐに止めます。",
        steps: [
            "止めるものと理由を入れ、F9 で停止します。給付・決裁・管理者のだれでも押せます。",
            "停止の間は、どの画面にも帯が出て、決裁・振込データの作成・通知の発行が断られます。",
            "原因が分かったら、押した人ではない決裁者が、認証器で本人を確かめ、理由を入れて解除します。",
        ],
        notes: ["照会・保留・差戻し・結果の取込は、停止の間もできます。", "振込データを金融機関に渡した後は、金融機関に組戻しを依頼してください。"])

    private static let statistics = HelpText(
        purpose: "対象児童・申請・決定・医療費・振込の数を、図と表で見ます。",
        steps: ["種類と年度（または基準日）を選びます。", "「数値の表」に図と同じ数が出ます。"],
        notes: ["外へ出すときは、小さな数を伏せたCSVを使います。出したことは記録されます。"])
}
