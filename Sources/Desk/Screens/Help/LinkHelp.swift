// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// The help of the screens of System 2.
    static func addressing(_ screen: Screen) -> HelpText {
        switch screen {
        case .addressee: addressee
        default: matching
        }
    }

    private static let addressee = HelpText(
        purpose: "団体内統合宛名システムの方を、三つの番号のどれか、または4情報で探します。",
        steps: [
            "番号か4情報と、検索の理由を入力し、F5 で検索します。", "一人を開くと、その方の宛名番号、履歴、名寄せの記録が出ます。",
            "F6 で福祉の台帳（1020）に移ります。",
        ],
        notes: [
            "個人番号は入力と同時に封をされ、画面・記録・番地のどこにも残りません。検索の結果にも表示しません。",
            "支援措置の対象者の住所は表示しません。", "検索した人・理由・表示した方は、検索ログに残ります。",
        ])

    private static let matching = HelpText(
        purpose: "個人番号と4情報だけでは一人に決められないものを、職員が確かめて決めます。付番と名寄せもここで行います。",
        steps: [
            "確認待ちを開き、申し出の内容と候補を項目ごとに比べます。",
            "同じ方を選ぶか「どの候補とも別人」を選び、理由を書いて F12 で決めます。待っていた異動はその場で取り込まれます。",
            "F3 で、住登外の方の候補を探し、いなければ新しく付番します。", "F9 で、二つの番号を並べて確かめ、一人に名寄せします。取消もできます。",
        ],
        notes: [
            "双子・同姓同名・使い直された番号は、プログラムだけでは結びません。", "それぞれに別の個人番号がある二人は、名寄せできません。",
            "住民と住登外の番号を寄せるときは、住民の番号を残します。",
        ])
}
