// SPDX-License-Identifier: Apache-2.0
import Vocabulary

/// 種別コード of a transfer file: a bulk transfer, or one of the payroll kinds (給与振込), whose
/// records carry an employee number in place of customer codes and allow fewer characters.
public enum TransferType: String, Sendable, Hashable, CaseIterable, Codable {
    /// 総合振込.
    case bulk = "21"
    /// 給与振込（民間）.
    case salary = "11"
    /// 賞与振込（民間）.
    case bonus = "12"
    /// 給与振込（地方公務員）.
    case publicSalary = "71"
    /// 賞与振込（地方公務員）.
    case publicBonus = "72"

    /// The words on screens.
    public var wording: String {
        switch self {
        case .bulk: "総合振込"
        case .salary: "給与振込"
        case .bonus: "賞与振込"
        case .publicSalary: "給与振込（地方公務員）"
        case .publicBonus: "賞与振込（地方公務員）"
        }
    }

    /// Whether the narrow rules of payroll hold.
    public var isPayroll: Bool { self != .bulk }

    /// The account types that a data record may name.
    var accountTypes: [String] { isPayroll ? ["1", "2"] : ["1", "2", "4", "9"] }

    /// The characters of 受取人名.
    var payee: BankCharacters { isPayroll ? .payroll : .party }
}
