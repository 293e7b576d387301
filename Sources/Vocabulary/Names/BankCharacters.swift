// SPDX-License-Identifier: Apache-2.0

/// The characters that a field of a bank transfer may hold (全銀 付録1), in half width.
public enum BankCharacters: String, CaseIterable, Sendable {
    /// 銀行名, 支店名.
    case bankName
    /// 振込依頼人名 and 受取人名 of 総合振込.
    case party
    /// Names of 給与 and 賞与.
    case payroll
    /// EDI情報.
    case ediInformation

    /// Whether the character may stand in the field.
    ///
    /// - Parameter wide: allows ｦ in names; banks state the narrow rule.
    public func permits(_ scalar: Unicode.Scalar, wide: Bool = false) -> Bool {
        switch scalar.value {
        case 0xFF66: wide || self == .ediInformation
        case 0xFF71...0xFF9F, 0x30...0x39: true
        case 0x41...0x5A: self != .payroll
        case 0x20: self != .bankName
        default: symbols.contains(scalar)
        }
    }

    private var symbols: String.UnicodeScalarView {
        switch self {
        case .bankName: "-".unicodeScalars
        case .party: "()-.".unicodeScalars
        case .payroll: "".unicodeScalars
        case .ediInformation: "\\｢｣()-/.".unicodeScalars
        }
    }
}
