// SPDX-License-Identifier: Apache-2.0
public import Formats

/// How a run pays (支払の種類): by which kind of file, or in cash.
///
/// The raw value of a file is the 種別コード of 全銀.
public enum RunKind: String, CaseIterable, Sendable, Hashable {
    case bulk = "21"
    case salary = "11"
    case bonus = "12"
    case publicSalary = "71"
    case publicBonus = "72"
    /// 窓口払.
    case cash

    /// The kind of file; `nil` in cash.
    public var file: TransferType? { TransferType(rawValue: rawValue) }

    /// The words on screens.
    public var wording: String { file?.wording ?? "窓口払" }

    /// How the name of the file begins.
    var fileName: String {
        switch self {
        case .bulk: "sogo"
        case .salary, .bonus, .publicSalary, .publicBonus: "kyuyo"
        case .cash: "madoguchi"
        }
    }
}
