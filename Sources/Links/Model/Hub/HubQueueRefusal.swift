// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why System 1 does not hand something to PMH, in order of precedence.
public enum HubQueueRefusal: Refusal, Hashable {
    /// PMH is not switched on.
    case off
    /// No such order waits, or it is not one that was refused.
    case nothingToResend
    /// The entitlement has no last day; PMH requires one.
    case noEnd

    public var code: String {
        switch self {
        case .off: "E-LNK-061"
        case .nothingToResend: "E-LNK-062"
        case .noEnd: "E-LNK-063"
        }
    }

    public var message: String {
        switch self {
        case .off:
            "PMHへの登録は止まっています。管理者が新しい評価書の版を登録して開始するまで、何も送りません。"
        case .nothingToResend:
            "再送できるものがありません。PMHの誤り一覧で、断られたものを選んでください。"
        case .noEnd:
            "資格に終わりの日がないため、PMHに登録できません。資格の有効期間を確かめてください。"
        }
    }
}
