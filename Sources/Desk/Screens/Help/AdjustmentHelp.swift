// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// The help of the adjustments of benefits.
    static func adjustments(_ screen: Screen) -> HelpText {
        switch screen {
        case .slips: slips
        case .benefitLedger: ledger
        case .liability: liability
        default: proxy
        }
    }

    private static let slips = HelpText(
        purpose: "領収書が何枚もある申請を、1枚ずつ入力します。",
        steps: [
            "児童と申請日を入れ、1行に領収書1枚を入れます。", "F9 で、申請への分け方と、1枚ごとの窓口の見込と差を見ます。",
            "F12 で確認の画面へ進み、もう一度 F12 で登録します。",
        ],
        notes: [
            "診療月・医療機関・入外ごとに別の申請になります。種別・割合の違うものも分かれます。",
            "治療用装具は、医師の指示の日と保険者の支給決定がそろうまで支給されません。",
        ], rules: ["reimbursement", "copayment", "meals"])

    private static let ledger = HelpText(
        purpose: "現物給付と償還払いを一つの台帳で見て、二重給付の疑いを判断します。",
        steps: ["対象者の「給付台帳」を開くか、1370 で疑いの一覧を開きます。", "二つの給付を比べ、「同じ診療」か「別の診療」を、何を見たかとともに選びます。"],
        notes: ["判断があるまで、支給の決裁と支払は止まります。", "後から書いた判断が生きます。"],
        rules: ["reimbursement"])

    private static let liability = HelpText(
        purpose: "第三者行為と学校の管理下のけが（災害共済）を記録し、求償と返還を管理します。",
        steps: [
            "記録を作り、その月からの給付を「事故による」「関係なし」に分けます。", "求償・合意・入金を記録します。求償は助成した額までです。",
            "保護者に返還を求めるときは起案し、別の職員が決裁します。", "未収と決裁待ちがなくなったら終了します。",
        ], notes: ["記録があるあいだ、分けていない償還は保留になります。"], rules: ["sports-council"])

    private static let proxy = HelpText(
        purpose: "保護者の委任を受けて、高額療養費を保険者から受け取ります。",
        steps: [
            "下の表で、高額療養費に当たりうる月を確かめ、F9 で見込を見てから委任状を受け付けます。",
            "「請求書を作る」で、保険者ごとに請求書と連名簿を出します。",
            "回答の期限を過ぎたら、請求書の画面から督促を出します。",
            "保険者の決定と入金を記録します。断られたら、保護者の返還を起案できます。",
        ],
        notes: [
            "同じ月を二度は請求できません。", "見込額は、同じ被保険者のきょうだいを含め、21,000円以上の自己負担を合算します。",
            "父母など市にない家族の分は、領収書で入れると合算します。見込は児童の分だけです。",
        ],
        rules: ["high-cost"])
}
