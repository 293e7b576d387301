// SPDX-License-Identifier: Apache-2.0

extension HelpText {
    /// The help of a page that has its own.
    static func of(_ page: HelpPage) -> HelpText {
        switch page {
        case .appeals: appeals
        case .protections: protections
        case .accessReason: accessReason
        case .accounts: accountsToConfirm
        case .decisionRules: decisionRules
        case .headRules: headRules
        case .decisionBatch: decisionBatch
        case .correction: correction
        case .certificates: certificates
        case .successions: successions
        case .income: income
        case .insurerWaits: insurerWaits
        case .invoices: invoices
        case .keyClaim: keyClaim
        case .officeLists: officeLists
        case .extractions: extractions
        case .circulars: circulars
        case .contact: contact
        }
    }

    /// The sentences of the published assessment that a page keeps, by their ids.
    static func measures(of page: HelpPage) -> [String] {
        switch page {
        case .appeals: ["R-04", "R-54"]
        case .protections: ["R-41"]
        case .accessReason: ["R-54", "R-55"]
        case .accounts: ["R-05", "R-08"]
        case .decisionRules, .headRules, .decisionBatch: ["R-04", "R-45"]
        case .correction: ["R-04"]
        case .certificates: ["R-10"]
        case .successions: ["R-08", "R-45"]
        case .income: ["R-35", "R-39"]
        case .insurerWaits: ["R-06"]
        case .invoices: ["R-05", "R-43"]
        case .keyClaim: ["R-06", "R-43"]
        case .officeLists: ["R-41", "R-54"]
        case .extractions: ["R-41", "R-56"]
        case .circulars: ["R-53", "R-90", "R-92", "R-94"]
        case .contact: ["R-98", "R-102"]
        }
    }

    private static let appeals = HelpText(
        purpose: "決定への審査請求を受け付け、裁決までの経過を残します。",
        steps: [
            "対象者台帳の「履歴」の「審査請求」で、審査請求人・対象の決定・三つの日を入れ、F12 で受け付けます。",
            "期間の最後の日は画面が計算します。過ぎているときは、正当な理由を入れます。",
            "弁明書・審理・諮問・取下げを、経過として記録します。", "裁決は、その決定に関わっていない決裁者が記録します。",
        ],
        notes: [
            "裁決が認容でも決定は自動では変わりません。「決定を訂正する」から起案します。",
            "審査請求書は「書類」に登録します。続いている間は、関係する記録の消去を「保存期間・消去」で停止してください。",
        ])

    private static let protections = HelpText(
        purpose: "支援措置の対象者の居場所を、画面・通知・統計のどこからも分からないようにします。",
        steps: [
            "対象者台帳の「支援措置」で、対象者・種別・出所・期間・相談機関と理由を入れて起案します。", "相手方が分かるときは、宛名番号か、氏名またはフリガナを入れます。",
            "別の決裁者が「支援措置の一覧」で決裁します。認証器での確認が要ります。", "終えるときも起案し、別の決裁者が理由を入れて決裁します。",
        ],
        notes: [
            "期間の終わりを過ぎても、住民記録で終わっても、自動では終わりません。",
            "起案した時から、その世帯の通知は止まり、発送前のものは引抜きになります。居場所が隠れるのは決裁の後です。",
            "申請者などが相手方に当たると断られたら、何も伝えず、所属長に引き継いでください。",
        ])

    private static let accessReason = HelpText(
        purpose: "自分の進行中の事案がない方の記録を開くときに、利用の理由を一つ選びます。",
        steps: ["理由を選びます。「その他」は内容を書きます。", "F12 か Enter で開きます。同じ方については、その日はもう尋ねません。"],
        notes: [
            "この利用は、その日のうちに所属長に伝わります。続けて受付や審査を行えば、その仕事で説明されたことになります。",
            "理由には、本人以外の氏名を書きません。",
        ])

    private static let accountsToConfirm = HelpText(
        purpose: "登録・変更された口座を、登録した人ではない職員が確かめます。",
        steps: [
            "行を選び、通帳の写しなどと見比べて、F12 で確認済みにします。", "番号の全桁は、対象者台帳で理由を入れて表示します。",
            "違うときは、その行だけを選び、理由を入れて「認めない」を押します。前の口座が生きます。",
        ],
        notes: [
            "確認するまで振込に使わず、その支給は保留になります。確認すると、次の支給予定の作成で解除されます。",
            "申請と一緒に出された口座は、その申請の決裁で確認済みになります。",
        ], rules: ["payment"])

    private static let decisionRules = HelpText(
        purpose: "窓口でその場で認定できる専決の定めと、使った件の事後確認です。",
        steps: [
            "決裁者が、定めの期間と根拠を入れて起案し、別の決裁者が承認します。", "使った件は一覧に残ります。決裁者が期限までに「適正」か「誤り」を記録します。",
        ],
        notes: ["期限のない定めは作れません。", "注意のある案は、その場では決まらず、決裁を待ちます。", "関わった本人は確認できません。"],
        rules: ["eligible-child"])

    private static let headRules = HelpText(
        purpose: "決裁者があらかじめ署名した種類の案を、起案と同時に、その決裁者の名で決定します。",
        steps: [
            "決裁者が、種類と始まりの日を入れ、F12 で署名します。最後の日を空けると、終わらせるまで続きます。",
            "終わらせるときは、どの決裁者でも、理由を書いて「終わらせる」を押します。",
        ],
        notes: [
            "注意の付いた案と、署名した本人が起案した案は、別の決裁者を待ちます。", "署名の前から待っている案には及びません。同じ種類は、同じ日に一つだけです。",
        ])

    private static let decisionBatch = HelpText(
        purpose: "注意のない案を、件数と外す案を確かめてから、一度に決裁します。",
        steps: ["決裁の一覧で種類を選び、F9 でこの画面を開きます。まだ何も決まっていません。", "件数と、外す案の理由を確かめ、F12 で決裁します。"],
        notes: [
            "確かめた後に一件でも増えたり減ったりすると、何も決裁せず、新しい件数を出します。", "一度に決裁するのは3,000件までです。残りは次の回になります。",
        ])

    private static let correction = HelpText(
        purpose: "前の決定の誤りを、新しい決定を積んで訂正します。前の決定は消えません。",
        steps: [
            "どう訂正するか（認定の取消・一つ前の決定に戻す・期間の訂正）と理由を入れ、F12 で起きることを見ます。",
            "レセプト・支払・通知・受給資格証に及ぶものを読み、F12 で起案します。", "別の職員が決裁します。",
        ],
        notes: [
            "見た後に影響の内容が変われば、起案できません。もう一度見てください。", "決裁すると、発送していない通知は引抜きに、出ている証は回収になります。",
        ], rules: ["eligible-child", "start-of-entitlement"])

    private static let certificates = HelpText(
        purpose: "交付した受給資格証の記録です。返還・回収と、次の証への更新もここで行います。",
        steps: [
            "期間と状態で絞り、返還と回収を記録します。", "「更新・区分の変更」に件数が出たら、残りが0件になるまで交付します。",
            "対象・交付済み・残りの数と、外れたものの理由を確かめます。",
        ],
        notes: ["証の区分は決定から決まり、選べません。", "有効期間と区分は、刷る日でなく始まりの日で計算します。"], rules: ["certificate"])

    private static let successions = HelpText(
        purpose: "保険者の合併や番号の変更を、一つの決裁で全員の保険の記録に反映します。",
        steps: [
            "元の番号・新しい番号・承継の日・根拠を入れ、見込みを見ます。", "引き継ぐ人数と、外れる児童とその理由を読み、承継を起案します。",
            "別の決裁者が一覧から開いて決裁します。",
        ],
        notes: [
            "資格の決定も受給資格証もそのままです。外れた児童は、決裁の後に再判定を待ちます。",
            "起案の後に対象の児童の記録が変わると決裁できません。差し戻して起案し直します。",
        ])

    private static let income = HelpText(
        purpose: "制度の本に所得の要件がある市で、所得を数える保護者の、年度ごとの記録を見て、書類から記録します。",
        steps: [
            "同意のある税の連携・照会の結果と、職員が見た証明書が並びます。",
            "証明書を見たときは、保護者・年度・区分・額・扶養親族の数と、見た書類・見た日を入れ、F12 で記録します。",
            "記録すると、同じ保護者の児童は皆、判定し直します。",
        ],
        notes: [
            "数えるのは受給者ともう一方の保護者です。福祉世帯を登録していればその配偶者、なければ住民記録の父母です。",
            "同じ年度に両方あれば、証明書が先です。同意が撤回されると、連携と照会の所得は使いません。", "所得の額は、判定根拠にも通知にも出ません。",
        ])

    private static let insurerWaits = HelpText(
        purpose: "保険者の決定を待つ償還申請と、照会の時期です。",
        steps: ["照会の時期が来た行を選び、照会の相手と次に見る日を入れて、F12 で照会を記録します。", "決定の通知が届いたら、申請を開いて入力します。"],
        notes: ["通知を入力すると、申請は審査に戻ります。"], rules: ["reimbursement"])

    private static let invoices = HelpText(
        purpose: "国保連・支払基金の請求書を、取り込んだ請求と比べて検収します。",
        steps: [
            "ファイルを選び、F12 で取り込みます。1ファイルが1通です。", "請求書を開き、差異の行を確かめます。",
            "取り込んだ職員でない決裁者が検収します。差異があるときは、理由を入れて検収するか、差し戻します。",
        ],
        notes: ["検収済みの請求書から、会計・予算（1380）で支出命令を起案します。", "概算の請求書は明細がないので比べません。"])

    private static let keyClaim = HelpText(
        purpose: "紙で届いたレセプトを、一件ずつ入力します。",
        steps: ["種別・番号・年月・日数・点数などを入れ、F12 で登録します。", "断られたら、理由の欄を直してもう一度押します。"],
        notes: [
            "取込と同じ点検をすべて通ります。同じ診療がすでに取込済みなら重複です。", "訪問看護と療養費の「点数」には、費用額を10で割った数を入れます。",
        ], rules: ["route", "copayment"])

    private static let officeLists = HelpText(
        purpose: "受給者・未申請児・振込不能などの定型の一覧を、画面で見ます。",
        steps: ["種類を選び、基準日か月を入れて F5 で表示します。", "児童の名前を押すと、対象者台帳が開きます。"],
        notes: [
            "住所・電話・口座は、どの一覧にもありません。見たことは、対象者とともに記録されます。",
            "ファイルで出すときは、複製（1520）の申請と承認が要ります。",
        ])

    private static let extractions = HelpText(
        purpose: "条件と項目を選んで、件数を見ます。中身の写しは、申請と承認を経て作ります。",
        steps: [
            "抽出するもの・条件・項目を選び、「件数を見る」を押します。", "よく使う条件は、名前を付けて残し、共有を申請できます。",
            "写しが要るときは「この抽出の写しを申請する」から、複製の手続に進みます。",
        ],
        notes: ["件数だけを出し、小さな数は伏せます。見たことは記録されます。", "住所・電話・口座・個人番号は、どの抽出にもありません。"])

    private static let circulars = HelpText(
        purpose: "職員あての回覧を読み、意識調査と自己点検に答えます。",
        steps: [
            "回覧を読み、「読んで確認した」を押します。受けられなかった研修の受講の記録になります。", "意識調査に答えます。だれがどう答えたかは残りません。",
            "自己点検は、質問ごとに答えて「記録する」を押します。",
        ], notes: ["事故に気づいたときは、この画面の「事故を報告する」から、わかる範囲ですぐに報告します。"])

    private static let contact = HelpText(
        purpose: "市民に案内する、問合せと開示等の請求の窓口です。",
        steps: ["役割ごとの窓口・所在地・電話・受付時間を案内します。", "記載を直すときは、3070 の「問合せ・請求の窓口」を開きます。"],
        notes: ["開示等の請求は、書面で受け付けます。問合せは、受付票（3090）に記録します。"])
}
