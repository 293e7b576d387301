// SPDX-License-Identifier: Apache-2.0

/// Why personal data are used (利用目的): only what the assessment declares.
public enum Purpose: String, CaseIterable, Sendable {
    case registration, change, benefit, addressing, statistics, audit, disclosure, maintenance

    /// The word on the screen and in the log search.
    public var title: String {
        switch self {
        case .registration: "登録申請の受理・審査・応答"
        case .change: "変更・喪失の届出の受理・審査・応答"
        case .benefit: "こども医療費の支給"
        case .addressing: "宛名情報の管理"
        case .statistics: "統計"
        case .audit: "点検・監査"
        case .disclosure: "開示・訂正・利用停止の請求への対応"
        case .maintenance: "システムの管理"
        }
    }

    /// The ground in law or in the assessment.
    public var legalBasis: String {
        switch self {
        case .registration: "市条例4条（番号法9条2項）"
        case .change: "市条例7条（番号法9条2項）"
        case .benefit: "市条例3条1項（番号法9条2項）"
        case .addressing: "番号法9条2項・団体内統合宛名"
        case .statistics: "評価書 I-1② 統計機能"
        case .audit: "評価書 III-8 自己点検・監査"
        case .disclosure: "評価書 IV-1（個人情報保護法第5章第4節）"
        case .maintenance: "評価書 III-3・III-7 安全管理措置"
        }
    }
}
