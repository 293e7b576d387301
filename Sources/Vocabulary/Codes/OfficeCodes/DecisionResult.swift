// SPDX-License-Identifier: Apache-2.0

/// The result of a decision (決定結果, 資格履歴). 保留 is a state of the application, no decision.
public enum DecisionResult: String, OfficeCode {
    case granted = "1"
    case refused = "2"
    case changed = "3"
    case lapsed = "4"
    case suspended = "5"
    case resumed = "6"
    case revoked = "7"
    case withdrawn = "8"

    public static let listName = "決定結果"

    public var wording: String {
        switch self {
        case .granted: "認定"
        case .refused: "却下"
        case .changed: "変更"
        case .lapsed: "消滅"
        case .suspended: "停止"
        case .resumed: "停止解除"
        case .revoked: "認定取消"
        case .withdrawn: "取下げ"
        }
    }
}
