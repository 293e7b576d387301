// SPDX-License-Identifier: Apache-2.0

/// Why a payment is held (保留).
public enum PaymentHoldReason: String, CaseIterable, Sendable, Hashable {
    case noAccount = "no-account"
    case unusableAccount = "unusable-account"
    /// No second officer has confirmed the account.
    case unconfirmedAccount = "unconfirmed-account"
    /// Not a bank transfer: 窓口払, 代理受領, 充当.
    case otherMethod = "other-method"
    case insurerDecision = "insurer-decision"
    case entitlementCheck = "entitlement-check"
    case doubleSuspected = "double-suspected"
    /// The recipient is the person whom a protection measure of the child is directed against.
    case namedAbuser = "named-abuser"
    case other

    /// The word on screens.
    public var wording: String {
        switch self {
        case .noAccount: "口座の登録なし"
        case .unusableAccount: "口座不備"
        case .unconfirmedAccount: "口座の確認待ち"
        case .otherMethod: "口座振込でない支払方法"
        case .insurerDecision: "保険者の決定待ち"
        case .entitlementCheck: "資格確認中"
        case .doubleSuspected: "二重支給の疑い"
        case .namedAbuser: "支援措置の相手方（受給者の変更待ち）"
        case .other: "その他"
        }
    }

    /// Whether money over the counter is a way out.
    var endsAtCounter: Bool { self == .otherMethod || endsWithAccount }

    /// Whether the hold ends by itself when a usable account is registered.
    var endsWithAccount: Bool {
        self == .noAccount || self == .unusableAccount || self == .unconfirmedAccount
    }
}

/// A hold with its words.
struct PaymentHold: Hashable, Sendable {
    let reason: PaymentHoldReason
    let text: String

    init(_ reason: PaymentHoldReason, _ text: String? = nil) {
        self.reason = reason
        self.text = text ?? reason.wording
    }
}
