// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Why a succession of insurers is not taken.
public enum SuccessionRefusal: Refusal, Hashable {
    case sameInsurer
    /// The old number already goes on as another one, or waits for a decision.
    case known(String)
    /// The new number goes on as the old one: a circle.
    case circle
    case unknown
    case settled
    /// The records of the children changed between proposal and approval.
    case changedSince(expected: Int, now: Int)
    /// The list is another one than the officer saw.
    case changedSinceSeen

    public var code: String {
        switch self {
        case .sameInsurer: "E-SUC-001"
        case .known: "E-SUC-002"
        case .circle: "E-SUC-003"
        case .unknown: "E-SUC-004"
        case .settled: "E-SUC-005"
        case .changedSince: "E-SUC-006"
        case .changedSinceSeen: "E-SUC-007"
        }
    }

    public var message: String {
        switch self {
        case .sameInsurer: "元の番号と新しい番号が同じです。通知の番号を確かめてください。"
        case .known(let insurer):
            "保険者 \(insurer) の承継は起案済みか決裁済みです。一覧の記録を確かめてください。"
        case .circle: "新しい番号が、たどると元の番号に戻ります。どちらが新しい番号か通知で確かめてください。"
        case .unknown: "承継の記録が見つかりません。一覧を開き直してください。"
        case .settled: "この承継は決裁済みか差戻し済みです。一覧を開き直してください。"
        case .changedSince(let expected, let now):
            "起案の後に対象の児童の保険の記録が変わりました（起案 \(expected)人、いま \(now)人）。差し戻して、起案し直してください。"
        case .changedSinceSeen:
            "見込みを見た後に対象の児童の保険の記録が変わりました。もう一度見込みを見て、確かめてから起案してください。"
        }
    }
}
