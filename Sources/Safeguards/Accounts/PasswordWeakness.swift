// SPDX-License-Identifier: Apache-2.0

/// Why a new password is not taken. Cases in order of precedence.
public enum PasswordWeakness: String, Hashable, Sendable, CaseIterable {
    case tooShort, tooLong, common, personal, trivial

    /// What to do about it.
    public var message: String {
        switch self {
        case .tooShort: "パスワードは15文字以上にしてください。言葉をいくつか並べると覚えやすくなります。"
        case .tooLong: "パスワードは256文字以下にしてください。"
        case .common: "よく使われるパスワードです。別の言葉の組合せにしてください。"
        case .personal: "利用者ID、氏名、市の名前などから作られたパスワードです。別の言葉にしてください。"
        case .trivial: "同じ文字や並び順の文字が続くパスワードです。別の言葉の組合せにしてください。"
        }
    }
}
