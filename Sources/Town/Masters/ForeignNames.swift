// SPDX-License-Identifier: Apache-2.0

/// Names of foreign residents: Latin letters with kana, sometimes a 通称.
enum ForeignNames {
    struct Part { let latin: String, kana: String }
    struct People { let nationality: String, families: [Part], men: [Part], women: [Part] }

    static let aliases = [("山田", "ヤマダ"), ("木村", "キムラ"), ("新井", "アライ"), ("金子", "カネコ")]
    static let stays = ["永住者", "定住者", "家族滞在", "技術・人文知識・国際業務", "特別永住者"]

    static let all: [People] = [
        People(
            nationality: "ベトナム",
            families: [p("NGUYEN", "グエン"), p("TRAN", "チャン"), p("LE", "レ"), p("PHAM", "ファム")],
            men: [p("VAN AN", "ヴァン アン"), p("MINH DUC", "ミン ドゥック"), p("QUOC", "クオック")],
            women: [p("THI HOA", "ティ ホア"), p("THI LAN", "ティ ラン"), p("NGOC", "ゴック")]),
        People(
            nationality: "中国",
            families: [p("WANG", "ワン"), p("LI", "リー"), p("ZHANG", "ジャン"), p("CHEN", "チェン")],
            men: [p("WEI", "ウェイ"), p("JUN", "ジュン"), p("HAORAN", "ハオラン")],
            women: [p("FANG", "ファン"), p("XIUYING", "シウイン"), p("YUTONG", "ユートン")]),
        People(
            nationality: "韓国",
            families: [p("KIM", "キム"), p("LEE", "イ"), p("PARK", "パク"), p("CHOI", "チェ")],
            men: [p("MINJUN", "ミンジュン"), p("SEOJUN", "ソジュン"), p("DOYUN", "ドユン")],
            women: [p("SEOYEON", "ソヨン"), p("JIWOO", "ジウ"), p("HAEUN", "ハウン")]),
        People(
            nationality: "フィリピン",
            families: [
                p("DELA CRUZ", "デラ クルス"), p("SANTOS", "サントス"), p("REYES", "レイエス"),
            ],
            men: [p("JOSE", "ホセ"), p("MARK", "マーク"), p("JUAN", "フアン")],
            women: [p("MARIA", "マリア"), p("ANGELICA", "アンヘリカ"), p("JOY", "ジョイ")]),
        People(
            nationality: "ネパール",
            families: [p("SHRESTHA", "シュレスタ"), p("GURUNG", "グルン"), p("RAI", "ライ")],
            men: [p("BIKASH", "ビカス"), p("SURESH", "スレス"), p("ANIL", "アニル")],
            women: [p("SITA", "シタ"), p("GITA", "ギタ"), p("ASMITA", "アスミタ")]),
        People(
            nationality: "ブラジル",
            families: [p("SILVA", "シルヴァ"), p("OLIVEIRA", "オリヴェイラ"), p("SOUZA", "ソウザ")],
            men: [p("LUCAS", "ルーカス"), p("GABRIEL", "ガブリエル"), p("PEDRO", "ペドロ")],
            women: [p("ANA", "アナ"), p("JULIA", "ジュリア"), p("BEATRIZ", "ベアトリス")]),
    ]

    private static func p(_ latin: String, _ kana: String) -> Part {
        Part(latin: latin, kana: kana)
    }
}
