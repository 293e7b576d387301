// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Vocabulary

/// What a 変更届 is about.
enum ChangeKind: String, CaseIterable {
    case recipient, insurance, account, name, address, exclusion, residence

    var title: String {
        switch self {
        case .recipient: "受給者（保護者の異動）"
        case .insurance: "健康保険"
        case .account: "振込先口座"
        case .name: "氏名"
        case .address: "住所"
        case .exclusion: "他の制度・除外事由"
        case .residence: "居住の特例（就学・施設）"
        }
    }

    /// The reason that the form would carry.
    var reason: ApplicationReason {
        switch self {
        case .recipient: .recipientChange
        case .insurance: .insuranceChange
        case .account: .accountChange
        case .name: .nameChange
        case .address: .movingWithin
        case .exclusion, .residence: .other
        }
    }

    var lead: String {
        switch self {
        case .recipient: "死亡・離婚・親権や監護の変更・別居など。支払の予定が前の受給者に向いていれば、先に示します。"
        case .insurance: "資格確認書などを見て入力します。保険者からの連携のほうが後から届けば、そちらが優先します。"
        case .account: "申請者名義の口座です。別の職員が確認するまで、振込に使いません。"
        case .name, .address: "住民記録の今の内容で変更します。住民記録が直っていなければ、先に住民課で手続してもらいます。"
        case .exclusion: "生活保護、施設・里親、他制度（ひとり親・重度障害など）の始まりと終わりを記録し、判定し直します。"
        case .residence: "就学のため市外に住む子や、施設に入所した子（住所地特例）の取扱いです。どの特例があるかは制度の本によります。"
        }
    }
}
