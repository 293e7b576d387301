// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// The help of 窓口払, 返還, 遡及の精算 and 会計.
    static func accounts(_ screen: Screen) -> HelpText {
        switch screen {
        case .counter: counter
        case .recoveries: recoveries
        case .retroactive: retroactive
        default: accounting
        }
    }

    private static let counter = HelpText(
        purpose: "口座に振り込めない支給を、窓口で現金で支払います。",
        steps: [
            "支払う行を選び、支払日を入れて F12 で起案します。決裁は支払処理（1350）と同じです。",
            "決裁の後、会計から現金を受け取って「現金を受け入れる」を押します。",
            "支払日に来た人の本人確認と受領証を記録し、別の職員が「現金を渡した」を押します。",
            "来なかった分は「締め切る」で戻し、1360 から払い直します。",
        ],
        notes: ["確認した本人は渡せません。代理人には委任状が要ります。"], rules: ["payment"])

    private static let recoveries = HelpText(
        purpose: "返してもらう額を登録し、納付・分納・充当・督促・不納欠損を扱います。",
        steps: [
            "申請書番号・額・理由を入れて登録します。", "返還を開き、納付を記録し、納入通知書・督促状を出します。",
            "分納・充当・不納欠損は起案し、別の職員（決裁者）が決裁します。",
        ],
        notes: ["時効が完成するまで「時効の完成」の不納欠損は断られます。完成した後は督促できません。"],
        rules: ["public-money"])

    private static let retroactive = HelpText(
        purpose: "資格が遡って消滅または認定されたとき、触れるものをまとめて精算します。",
        steps: [
            "児童の支給の履歴から下見を開きます。何も変わりません。", "行を確かめて選び、理由を入れて F12 で起案します。",
            "別の職員（決裁者）が決裁すると、すべて一度に実行されます。",
        ],
        notes: ["起案の後に何かが変わると実行されません。支払処理の途中の分は、結果の後にもう一度起案します。"],
        rules: ["start-of-entitlement"])

    private static let accounting = HelpText(
        purpose: "予算の残り、支出命令、会計管理者との受渡し、収入（調定・収入済・収入未済・過誤納）、出納の証明を見ます。",
        steps: [
            "予算書の番号と額を登録します。", "決裁済みの支払処理から支出命令を起案し、別の職員（決裁者）が決裁します。",
            "会計管理者に渡したこと、受領または返付を記録します。", "連携データは、まだ渡していない支出命令を一度だけ書き出します。",
            "収入は、区分と月ごとの額を押すと、その内訳の案件が出ます。収入の連携データは年度の全件です。",
        ],
        notes: [
            "予算を登録した年度は、受領されるまで振込データを作れません。", "3月の決定を5月31日までに払う分は、前の年度の予算です。",
        ], rules: ["public-money"])
}
