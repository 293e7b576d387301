// SPDX-License-Identifier: Apache-2.0

/// The paper or screen that showed an insurance; since December 2024 no new insurance card is issued.
public enum InsuranceEvidence: String, Sendable, CaseIterable {
    case confirmation, notice, portal, card, insurer, other

    public var wording: String {
        switch self {
        case .confirmation: "資格確認書"
        case .notice: "資格情報のお知らせ"
        case .portal: "マイナポータルの画面"
        case .card: "従前の被保険者証"
        case .insurer: "保険者への照会"
        case .other: "その他"
        }
    }
}
