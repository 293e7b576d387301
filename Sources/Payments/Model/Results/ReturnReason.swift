// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// Why a bank sent a transfer back (振込不能事由).
public enum ReturnReason: String, CaseIterable, Sendable, Hashable {
    case noAccount = "01"
    case otherHolder = "02"
    case otherType = "03"
    case closed = "04"
    case stopped = "05"
    case other = "99"

    /// The word on screens and letters.
    public var wording: String {
        switch self {
        case .noAccount: "該当口座なし"
        case .otherHolder: "名義相違"
        case .otherType: "種目相違"
        case .closed: "解約"
        case .stopped: "入金停止"
        case .other: "その他"
        }
    }
}

/// One line of a bank's answer: which transfer came back, and why.
struct ReturnedLine {
    let line: Int
    let transferDate: CivilDate
    /// The place of the data record in the file, from 1.
    let sequence: Int
    let amount: Yen
    let reason: ReturnReason
}
