// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A log-in that is in force.
public struct SessionResult: Sendable {
    public let principal: Principal
    /// The absolute end; idle time may end it earlier.
    public let expiresAt: Instant
    /// The token that every form of this session must bring back.
    public let csrf: String
    /// True while the first password must be changed; the principal then holds no role.
    public let mustChangePassword: Bool
}

/// What a log-in gives to the browser.
public struct LoginResult: Sendable {
    /// The secret of the cookie: 256 random bits, stored only as a hash.
    public let token: String
    public let session: SessionResult
    /// The log-in before this one, for the screen: was it you?
    public let previous: (at: Instant, terminal: String)?
}

/// Why a session ended: every log-in has exactly one end.
public enum SessionEnd: String, CaseIterable, Sendable {
    case logout, idle, absolute, disabled, grantsChanged, passwordChanged, replaced, terminal
    case restart, administrator

    /// The words of the log.
    public var title: String {
        switch self {
        case .logout: "ログアウト"
        case .idle: "無操作による終了"
        case .absolute: "上限時間による終了"
        case .disabled: "利用者の停止による終了"
        case .grantsChanged: "権限の変更による終了"
        case .passwordChanged: "パスワードの変更による終了"
        case .replaced: "再ログインによる終了"
        case .terminal: "別の端末からの利用による終了"
        case .restart: "システムの再起動による終了"
        case .administrator: "管理者による終了"
        }
    }
}
