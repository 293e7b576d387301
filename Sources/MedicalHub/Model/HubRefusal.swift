// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why nothing goes to PMH, in order of precedence.
public enum HubRefusal: Refusal, Hashable {
    /// Not switched on. This is the normal state.
    case off
    case alreadyOn
    case noVersion
    /// The version is not newer than the one that excludes the registration.
    case notNewer(than: CivilDate)
    case notPublishedYet
    /// The same version was registered with another day.
    case otherDay(CivilDate)
    case nothingProposed
    /// No peer and no profile stand in the settings.
    case notConfigured
    case profileUnusable(field: String)
    /// A real number may not go through a form that nobody has confirmed.
    case unverified(items: Int)
    /// The peer is not reached over TLS.
    case notSecure
    /// What PMH said that it holds cannot be read.
    case unreadableHoldings

    public var code: String {
        switch self {
        case .off: "E-HUB-001"
        case .alreadyOn: "E-HUB-002"
        case .noVersion: "E-HUB-003"
        case .notNewer: "E-HUB-004"
        case .notPublishedYet: "E-HUB-005"
        case .otherDay: "E-HUB-006"
        case .nothingProposed: "E-HUB-007"
        case .notConfigured: "E-HUB-011"
        case .profileUnusable: "E-HUB-012"
        case .unverified: "E-HUB-013"
        case .notSecure: "E-HUB-014"
        case .unreadableHoldings: "E-HUB-021"
        }
    }

    public var message: String {
        switch self {
        case .off:
            "PMHへの登録は止まっています。個人番号を外へ送る評価書の版が登録されるまで、何も送りません。"
        case .alreadyOn:
            "PMHへの登録は始まっています。版を替えるときは、止めてから起案してください。"
        case .noVersion:
            "評価書の版が空欄です。公表した評価書の版を入力してください。"
        case .notNewer(let day):
            "\(day) に公表した評価書は、PMHへの登録を認めていません。それより後に公表した版を入力してください。"
        case .notPublishedYet:
            "公表日が今日より後です。評価書を公表してから起案してください。"
        case .otherDay(let day):
            "この版は公表日 \(day) で登録されています。版か公表日を確かめてください。"
        case .nothingProposed:
            "開始の起案がありません。管理者が評価書の版を入れて起案してください。"
        case .notConfigured:
            "PMHの接続先と受給者証の設定がありません。設定ファイルを置いてください。"
        case .profileUnusable(let field):
            "PMHの設定の「\(field)」が、公開された項目の決まりに合いません。設定を直してください。"
        case .unverified(let items):
            "確かめられていない項目が\(items)件あるため、実際の個人番号は送りません。仕様を入手して様式を確かめてください。"
        case .notSecure:
            "PMHには暗号化した通信(https)でだけ送ります。接続先を直してください。"
        case .unreadableHoldings:
            "PMHの登録内容の一覧が読めません。様式が変わっていないか確かめてください。"
        }
    }

    public var article: String? {
        switch self {
        case .off, .notNewer: "評価書 II-5（提供・移転）"
        case .alreadyOn, .noVersion, .notPublishedYet, .otherDay, .nothingProposed,
            .notConfigured, .profileUnusable, .unverified, .notSecure, .unreadableHoldings:
            nil
        }
    }
}
