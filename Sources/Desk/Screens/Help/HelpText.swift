// SPDX-License-Identifier: Apache-2.0

/// What the help of a screen says; the rules are read from the book in force, never written here.
struct HelpText {
    let purpose: String
    var steps: [String] = []
    var notes: [String] = []
    /// Beginnings of paths of the book whose rules are shown.
    var rules: [String]?
    /// Rules that stand in no book of a scheme: where, and what.
    var standards: [Item] = []

    static func of(_ screen: Screen) -> HelpText {
        switch screen {
        case .login: login
        case .home: home
        case .dashboard: dashboard
        case .search: search
        case .person: person
        case .asOf: asOf
        case .household: household
        case .intake: intake
        case .register: register
        case .examination: examination
        case .decisions: decisions
        case .delegations: delegations
        case .lapse: lapse
        case .change, .unregistered, .casePapers: cases(screen)
        case .welfareHousehold, .insurance, .account, .addresses, .memo, .masters, .migration:
            records(screen)
        case .rejudgement: rejudgement
        case .papers: papers
        case .letters: letters
        case .postings: postings
        case .addressee, .matching, .inquiry, .eApplication, .monitor: addressing(screen)
        case .officers, .stocktaking, .emergency: permissions(screen)
        case .scheme, .log, .measures, .oversight, .keys: administration(screen)
        case .copies, .printLog: copying(screen)
        case .retention: RetentionHelp.text
        case .jobs: jobs
        case .keyboard: keyboard
        case .registers, .disclosures, .enquiries, .incidents: registers(screen)
        case .reimbursement, .claimImport, .claims, .schedule, .run, .returns, .statistics,
            .stop:
            money(screen)
        case .counter, .recoveries, .retroactive, .accounting: accounts(screen)
        case .slips, .benefitLedger, .liability, .proxyReceipt: adjustments(screen)
        }
    }

    private static let login = HelpText(
        purpose: "利用者IDとパスワードで利用を始めます。",
        steps: ["利用者IDとパスワードを入力し、Enter を押します。", "初めてのときは、続けてパスワードを変更します。"],
        notes: ["10分操作がないと終わります。最長は10時間です。", "続けて失敗すると、待つ時間が延びます。"])

    private static let home = HelpText(
        purpose: "自分の仕事の件数と、画面への入口です。",
        steps: [
            "件数の見出しを開くと、その一覧が出ます。", "上の箱に4桁の画面コードを入れて Enter を押すと、その画面に移ります。",
            "「今月の暦」で、閉庁日・支払日・期限・業務を見て、その日の仕事を開きます。",
        ])

    private static let dashboard = HelpText(
        purpose: "受付・決定・支払・エラーの動きと、待っている日数を図と表で見ます。役割ごとに中身が変わります。",
        steps: [
            "図の下の「数の表」を開くと、同じ数が表で出ます。", "「一覧を開く」で、数の元になった一覧に移ります。",
            "F10 で、件数と図をPDFにします（給付・決裁・管理者）。10件未満の地区・月・理由は出ません。",
            "ほかの役割が紙に残すときは、ブラウザーの印刷を使います。",
        ],
        notes: ["人の名前は出ません。数は、画面にある時刻までの記録です。大きな市では、間を空けて新しくなります。"])

    private static let search = HelpText(
        purpose: "一つの箱で対象者を探します。福祉（資格）と宛名（住民）の両方を調べます。",
        steps: [
            "宛名番号、受給者番号、受付番号、カナ、氏名、生年月日のどれかを入力し、Enter を押します。",
            "「タナカ R6.2.5」のように、氏名と生年月日を空白で区切って並べられます。",
            "↑↓で行を選び、Enter で台帳を開きます。",
        ],
        notes: [
            "カナは全角・半角・濁点の有無を問いません。氏名は異体字（髙・高、邊・辺など）を同じとみなします。",
            "100人まで表示します。多いときは条件を足してください。",
            "検索と表示はすべて記録されます。仕事に必要な人だけを開いてください。",
        ])

    private static let person = HelpText(
        purpose: "一人の資格・保険・口座・証・申請の記録です。",
        steps: [
            "上の帯で、本人と注意（支援措置、転出など）を確かめます。",
            "「時点照会」では、いつの状態か（効力）と、いつ知っていたか（記録）の二つの日で見られます。",
            "資格のある子は、F12 で変更届、F9 で資格消滅、F2 で前の決定の訂正に進みます。",
        ],
        notes: ["口座番号は下2桁だけ表示します。全桁の表示には理由が必要で、記録されます。", "支援措置の対象者の住所は表示しません。"],
        rules: ["eligible-child"])

    private static let asOf = HelpText(
        purpose: "ある日にどういう状態だったかを、いつ知っていたかと分けて見ます。",
        steps: [
            "「効力の日」（いつの状態か）と「記録の日」（いつまでに知っていたか）を入れ、F5 を押します。",
            "今わかっていることで答えるときは、記録の日を今日にします。その日に何と答えたはずかは、二つとも同じ日にします。",
            "下の「変更」の日を押すか、F7／F8 で、前の変更・次の変更の日に移ります。",
        ],
        notes: ["記録は足されるだけで、消えたり書き換わったりしません。訂正も新しい記録です。", "支援措置の対象者は、過去の住所も表示しません。"])

    private static let household = HelpText(
        purpose: "同じ世帯の人と、それぞれの資格を一覧します。",
        steps: ["対象の子を選び、F12 で複数の子の申請を一度に受け付けられます。"])

    private static let intake = HelpText(
        purpose: "窓口で聞き取りながら、受給資格の登録申請を受け付けます。住民記録にあることは尋ねません。",
        steps: [
            "申請者と受付の内容、本人確認を入力します。", "対象の子を選びます（きょうだいを一度に受け付けられます）。",
            "子の健康保険、振込先の口座、書類の有無を入力します。", "確認の画面で内容と判定の見込みを確かめ、F12 で受け付けます。",
        ],
        notes: ["保険の確認書類がまだのときは、期限つきの保留になります。", "どの段でも「変更」で戻れます。入力は消えません。"],
        rules: ["eligible-child", "start-of-entitlement", "application"])

    private static let register = HelpText(
        purpose: "受け付けた申請の状態と保留の期限を見ます。",
        steps: [
            "申請を開き、審査・保留・保留の解除・取下げを行います。", "「すること」に、書類・保険・口座・所得・決裁のどれが済み、どれが未かが出ます。",
        ],
        notes: ["住民記録の確認が古いときは、確認し直してから審査します。"], rules: ["application"])

    private static let examination = HelpText(
        purpose: "要件ごとに、満たすか・なぜか・どの条文かを示します。",
        steps: ["根拠を確かめ、F12 で決定案を起案します。", "起案した本人は決裁できません。"],
        rules: ["eligible-child", "start-of-entitlement"])

    private static let decisions = HelpText(
        purpose: "起案された決定を、別の職員が決裁します。",
        steps: [
            "注意のない案は、一覧でまとめて決裁できます。", "注意のある案は、一件ずつ開いて根拠を確かめます。",
            "案が多いときは種類で絞り、F9 で件数と外す案を確かめて、一度に決裁します。",
            "差し戻すときは理由を書きます。申請は審査待ちに戻ります。",
            "すぐに決められないときは「決裁を保留する」に理由と見直す日を書きます。",
            "F10 で決裁書を印字できます。",
        ],
        notes: ["自分が起案したものは決裁できません。", "起案の後に資格が変わった案は決裁できません。差し戻してください。"])

    private static let delegations = HelpText(
        purpose: "決裁者が不在の間、代わりに決裁する職員を期間を決めて頼みます。",
        steps: [
            "決裁者が、代理の職員・最初の日・最後の日・理由を入れて「代理を頼む」を押します。",
            "別の決裁者か管理者が「承認する」を押します。頼んだ人と代理の本人は承認できません。",
            "早く戻ったときは「終える」を押します。すぐに役割が消えます。",
        ],
        notes: [
            "代理の職員も、自分が起案・入力したものは決裁できません。", "代理の職員が、さらに別の職員に頼むことはできません。",
            "代理で決裁したものは、経過と決裁書に「代決」と残ります。",
        ])

    private static let lapse = HelpText(
        purpose: "届出や職権で資格を終わらせる案を作ります。",
        steps: ["理由と、資格がなくなる最初の日を入力します（転出は転出の日、死亡は翌日）。", "確認の画面で影響を確かめ、F12 で起案します。"],
        rules: ["eligible-child"])

    private static let rejudgement = HelpText(
        purpose: "住民異動・保険の異動を受けて、資格を見直します。",
        steps: [
            "F9 で待っている異動を再判定します。100件を超えるときは業務暦のジョブになり、試行の数を確かめてから本番を始めます。",
            "児童の名前を押して案の根拠を一件ずつ確かめ、一覧に戻って行の「確認」を押します。",
        ],
        notes: ["案を作った人とは別の職員が確認します。"], rules: ["eligible-child"])

    private static let papers = HelpText(
        purpose: "受給資格証と通知書を発行します。",
        steps: ["F10 で下見し、確かめてから発行します。", "支援措置の対象者の分は、一括から外れます。"],
        rules: ["certificate"])

    private static let letters = HelpText(
        purpose: "発行した通知を番号で探し、経過を確かめます。再発行・引抜き・返戻もここから行います。",
        steps: [
            "封筒番号（2次元コード）か文書番号で探します。",
            "発送の前に抜くときは、通知の経過の画面で「引き抜く」を押し、理由を入力します。",
            "戻ってきた封筒は、返戻の画面でコードを読み取り、理由を選びます。次にすることが出ます。",
        ],
        notes: [
            "再発行は、同じ文書番号・施行日で、いまの送り先へ印字します。", "支援措置の対象者の通知は、再発行でも二人目の承認が要ります。",
        ], rules: [])

    private static let postings = HelpText(
        purpose: "印刷した通知を、発送するまで見ます。止める・引き抜く・発送したと記録する、を行います。",
        steps: [
            "支援措置の対象者あての通知は、頼んだ人とは別の職員が宛先を確かめて承認します。承認の後に発行できます。",
            "「引抜き」の通知は発送せず、封筒番号で探して抜き、処分（裁断など）を記録します。",
            "残りは種類と印刷した日ごとの束に印を付け、F12 で発送したと記録します。一部だけのときは、束を開いて封筒ごとに選びます。相手方あての文書は下に一通ずつ並びます。",
            "戻ってきた封筒は F7「返戻」で記録します。",
        ],
        notes: [
            "発送の前に抜きたい通知は、1430 の通知の経過で「引き抜く」を押すと、ここに出ます。",
            "発送を記録していない通知は、返戻を記録できません。",
        ], rules: [])

    private static func administration(_ screen: Screen) -> HelpText {
        switch screen {
        case .keys:
            HelpText(
                purpose: "個人の情報を守る鍵の預け方・版と、確かめたバックアップを示します。",
                steps: [
                    "包む鍵が「分割」で「開いています」と出ていることを確かめます。",
                    "年に一度と、担当者が替わったときに、F9 で鍵を更新します。途中で止まったら、もう一度押します。",
                    "バックアップが2日以内にあることを確かめます。",
                ], notes: ["合言葉と鍵は、この画面にも記録にも出ません。", "復元は、空のフォルダにだけ行えます（手引「鍵とバックアップ」）。"])
        case .measures:
            HelpText(
                purpose: "公表した評価書の文ごとに、行っている措置と、その証明を示します。",
                steps: ["「証明されていない」を選ぶと、直すべきものだけが出ます。", "試験の件数を開くと、証明した試験の名が出ます。"],
                notes: ["組織の措置は、3070 安全管理台帳に記録します。"])
        case .log:
            HelpText(
                purpose: "誰が・いつ・何を・誰について行ったかの記録です。",
                steps: ["定型の検索を選ぶか、条件を入れて F5 で探します。", "F9 で、記録がつながっていることと副署の状態を確かめます。"],
                notes: ["外部の解析に渡すファイルには、人の番号も理由の文も入りません。"])
        case .oversight:
            HelpText(
                purpose: "事案のない利用、知人の利用、短時間の大量利用などを毎日見つけ、所属長と監査の職員が確かめます。",
                steps: [
                    "「説明のない利用」を、職員に理由を確かめて「業務上の利用」か「要調査」で記録します。",
                    "「警報」も同じように確かめます。要調査は、事故の報告（3110）に進みます。",
                    "毎月の期限までに「定型の検索」を開き、一件ずつ確かめて、点検記録を残します。",
                ], notes: ["自分の利用は自分で確かめられません。", "F7 で、本人の請求に応じた利用の記録を出します。"])
        default:
            HelpText(
                purpose: "今使っている制度の値と、その出典・確認の状態です。",
                steps: [
                    "「市の本」か「国の本」を選び、値・いつからか・状態・根拠・出典を確かめます。",
                    "上の数で、未確認・未設定の値がいくつあるかを見ます。",
                    "「未確認」の値は、例規で確かめてから制度の本の版を替えます。",
                    "管理者は、変えた本を読んで調べ、資格と支給額への影響を試算できます。何も変わりません。",
                ],
                notes: ["値の変更は制度の本（Schemes）の版を替えて行い、例題がすべて合うときだけ読み込まれます。"])
        }
    }
}
