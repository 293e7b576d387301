// SPDX-License-Identifier: Apache-2.0

/// The screens by their four-digit codes, as officers know and type them.
enum Screen: String, CaseIterable {
    case login = "0001"
    case home = "0010"
    case dashboard = "0011"
    case search = "1010"
    case person = "1020"
    case household = "1030"
    case asOf = "1040"
    case welfareHousehold = "1021"
    case insurance = "1022"
    case account = "1023"
    case addresses = "1024"
    case memo = "1025"
    case masters = "3030"
    case migration = "3150"
    case intake = "1110"
    case change = "1120"
    case lapse = "1130"
    case register = "1140"
    case rejudgement = "1150"
    case eApplication = "1160"
    case unregistered = "1170"
    case casePapers = "1180"
    case examination = "1210"
    case decisions = "1220"
    case delegations = "1221"
    case reimbursement = "1310"
    case claimImport = "1320"
    case claims = "1330"
    case schedule = "1340"
    case run = "1350"
    case returns = "1360"
    case counter = "1351"
    case recoveries = "1361"
    case retroactive = "1362"
    case accounting = "1380"
    case slips = "1311"
    case benefitLedger = "1370"
    case liability = "1371"
    case proxyReceipt = "1372"
    case papers = "1410"
    case postings = "1420"
    case printLog = "1421"
    case letters = "1430"
    case statistics = "1510"
    case copies = "1520"
    case addressee = "2010"
    case matching = "2020"
    case inquiry = "2030"
    case monitor = "2040"
    case officers = "3010"
    case stocktaking = "3020"
    case scheme = "3040"
    case registers = "3070"
    case disclosures = "3080"
    case enquiries = "3090"
    case incidents = "3110"
    case emergency = "3130"
    case stop = "3050"
    case retention = "3060"
    case keys = "3120"
    case jobs = "3140"
    case keyboard = "3160"
    case log = "4010"
    case oversight = "4020"
    case measures = "4030"

    var title: String {
        switch self {
        case .login: "ログイン"
        case .home: "ホーム"
        case .dashboard: "業務の状況"
        case .search: "対象者検索"
        case .person: "対象者台帳"
        case .household: "世帯一覧"
        case .asOf: "異動履歴・時点照会"
        case .welfareHousehold: "福祉世帯"
        case .insurance: "健康保険"
        case .account: "振込先口座"
        case .addresses: "送付先・居住地"
        case .memo: "メモ"
        case .masters: "マスタ・保険者の附加給付"
        case .migration: "旧システムからの移行"
        case .intake: "新規認定 申請受付"
        case .change: "変更届"
        case .lapse: "資格消滅"
        case .register: "受付簿・保留管理"
        case .rejudgement: "一括年次更新・再判定"
        case .eApplication: "電子申請 取込・突合"
        case .unregistered: "未申請者・勧奨"
        case .casePapers: "書類"
        case .examination: "審査（判定根拠）"
        case .decisions: "決裁"
        case .delegations: "不在時代理"
        case .reimbursement: "償還申請"
        case .claimImport: "レセプト取込"
        case .claims: "レセプト・申立 照会"
        case .schedule: "支給予定一覧"
        case .run: "支払処理"
        case .returns: "振込不能・返還"
        case .counter: "窓口払"
        case .recoveries: "返還台帳"
        case .retroactive: "遡及の精算"
        case .accounting: "会計・予算"
        case .slips: "領収書から入力"
        case .benefitLedger: "給付台帳・二重給付の疑い"
        case .liability: "第三者行為・災害共済"
        case .proxyReceipt: "高額療養費の代理受領"
        case .papers: "帳票・通知 発行"
        case .postings: "発送管理"
        case .printLog: "印刷記録"
        case .letters: "通知の台帳・返戻"
        case .statistics: "統計・グラフ"
        case .copies: "EUC 定型抽出"
        case .addressee: "統合宛名 検索・照会"
        case .matching: "統合宛名 付番・名寄せ"
        case .inquiry: "中間サーバー 情報照会"
        case .monitor: "連携モニター"
        case .officers: "利用者・権限"
        case .stocktaking: "ID棚卸し"
        case .emergency: "緊急アクセス"
        case .scheme: "制度・計算テーブル"
        case .registers: "安全管理台帳"
        case .disclosures: "開示等請求"
        case .enquiries: "問合せ受付票"
        case .incidents: "事故"
        case .stop: "緊急停止"
        case .retention: "保存期間・消去"
        case .keys: "鍵とバックアップ"
        case .jobs: "業務暦・ジョブ"
        case .keyboard: "キーの設定"
        case .log: "アクセスログ検索"
        case .oversight: "ログ分析・点検記録"
        case .measures: "評価書対応表"
        }
    }

    /// Where the code typed into the header box leads; `nil` for screens that begin with a person
    /// or are not built yet.
    var entry: Route? {
        switch self {
        case .login: nil
        case .home: .home
        case .dashboard: .dashboard
        case .search, .person, .household, .asOf: .search
        case .welfareHousehold, .insurance, .account, .addresses, .memo: .search
        case .masters: .masters
        case .migration: .migrations
        case .intake: .intake
        case .lapse, .change, .casePapers: .search
        case .unregistered: .unregistered
        case .register, .examination: .register
        case .eApplication: .eApplications
        case .rejudgement: .rejudgements
        case .decisions: .decisions
        case .delegations: .delegations
        case .papers: .papers
        case .letters: .letters
        case .addressee: .addressees
        case .matching: .matches
        case .inquiry: .inquiries
        case .monitor: .monitor
        case .officers: .officers
        case .stocktaking: .stocktaking
        case .emergency: .breakGlasses
        case .scheme: .scheme
        case .registers: .registers
        case .disclosures: .disclosures
        case .enquiries: .enquiries
        case .incidents: .incidents
        case .stop: .stops
        case .retention: .retention
        case .keys: .keys
        case .jobs: .jobs
        case .keyboard: .keyboard
        case .log: .log
        case .oversight: .oversight
        case .measures: .measures
        case .reimbursement: .reimbursements
        case .claimImport: .claimImports
        case .claims: .claims
        case .schedule: .schedule
        case .run: .runs
        case .returns: .returns
        case .counter: .counter
        case .recoveries: .recoveries
        case .retroactive: .retroactives
        case .accounting: .accounting
        case .slips: .enterSlips
        case .benefitLedger: .doubts
        case .liability: .liabilities
        case .proxyReceipt: .proxies
        case .postings: .postings
        case .printLog: .printLog
        case .statistics: .statistics
        case .copies: .copies
        }
    }
}
