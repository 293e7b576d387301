// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// The help of 複製・印刷.
    static func copying(_ screen: Screen) -> HelpText {
        screen == .printLog ? prints : copies
    }

    private static let copies = HelpText(
        purpose: "定型の一覧を、受取人だけが開ける暗号の複製にします。",
        steps: [
            "システム管理者が一覧を選び、条件・項目・受取人・期限・理由を入れて申請します。",
            "決裁者が、受取人の鍵の20けたを受取人と読み合わせてから承認します。申請者と受取人は承認できません。",
            "システム管理者が一度だけ作ります。どの行にも複製番号と申請者が入ります。",
            "媒体の番号・運ぶ人・行き先・施錠の方法を記録すると渡せます。返却と廃棄も記録します。",
            "受取人は hagukumi copy open で開きます。",
        ],
        notes: [
            "庁内の決められた受取先だけです。保守（委託先）の利用者には渡せません。",
            "住所・電話番号・口座・個人番号は、どの一覧にもありません。",
            "「利用の上限」では、職員ごとの一時間の利用の数を見て、決裁者がきょうだけ上限を上げられます。",
        ])

    private static let prints = HelpText(
        purpose: "いつ、だれが、何を、だれの分、何枚印刷したか（ファイルで出したか）の記録です。",
        steps: ["利用者ID・種類・日で絞り、F5 で検索します。", "再発行の理由と、予定とできた枚数の違いを確かめます。"],
        notes: ["ログ（台帳）の出力の記録から作ります。断られた出力も出ます。"])
}
