// SPDX-License-Identifier: Apache-2.0

/// Where the 情報提供用個人識別符号 of a person stands. Only the state is known here, in System 2; the 符号
/// itself stays inside the network and enters no table.
public enum ProvisionCodeState: String, Sendable, CaseIterable, Codable {
    case notAsked = "未依頼"
    case asked = "依頼中"
    case obtained = "取得済"
    case failed = "エラー"

    /// What the officer does when it is missing.
    var advice: String {
        switch self {
        case .notAsked: "取得を依頼しました。取得できてから、もう一度照会してください。"
        case .asked: "取得を依頼しています。取得できてから、もう一度照会してください。"
        case .failed: "取得がエラーになりました。取得を依頼し直しましたが、続くときは管理者に知らせてください。"
        case .obtained: ""
        }
    }
}
