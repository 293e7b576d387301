// SPDX-License-Identifier: Apache-2.0

/// Where a registered account came from.
public enum AccountSource: String, Sendable, CaseIterable {
    /// A form that was applied with.
    case form
    /// A notification of the recipient at the counter or by post.
    case notification
    /// 公金受取口座, answered to an inquiry with the recipient's consent.
    case publicFunds = "public-funds"
    /// The system used before.
    case migration

    public var wording: String {
        switch self {
        case .form: "申請書"
        case .notification: "届出"
        case .publicFunds: "公金受取口座（情報照会）"
        case .migration: "移行"
        }
    }
}
