// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why the office's word about a feed is not taken, in order of precedence.
public enum FeedRefusal: Refusal, Hashable {
    /// No layout of that name, or none whose age matters.
    case unknownFeed
    case reasonMissing
    /// Not between 001 and 999, or backwards.
    case wrongNumbers
    /// The day lies in the past, or further ahead than a month.
    case wrongDay

    public var code: String {
        switch self {
        case .unknownFeed: "E-LNK-026"
        case .reasonMissing: "E-LNK-027"
        case .wrongNumbers: "E-LNK-028"
        case .wrongDay: "E-LNK-029"
        }
    }

    public var message: String {
        switch self {
        case .unknownFeed: "その連携はありません。連携モニターから選び直してください。"
        case .reasonMissing: "理由がありません。送付元に確かめたことを入力してください。"
        case .wrongNumbers: "番号は 001 から 999 までで、始めが終わりより後になってはいけません。"
        case .wrongDay: "許可できるのは、明日から31日先までです。日を確かめてください。"
        }
    }
}
