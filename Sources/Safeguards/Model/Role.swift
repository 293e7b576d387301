// SPDX-License-Identifier: Apache-2.0

/// What an officer may be for the programme (役割). One officer may hold several.
public enum Role: String, CaseIterable, Codable, Sendable {
    case counter, payment, head, administrator, auditor
    /// 保守事業者: sees no person without an emergency access that two officers allowed.
    case vendor
    /// A machine: scheduled work and the peers, with the fixed list of operations of the table.
    case system

    /// The word on the screen.
    public var title: String {
        switch self {
        case .counter: "窓口"
        case .payment: "給付"
        case .head: "決裁"
        case .administrator: "管理者"
        case .auditor: "監査"
        case .vendor: "保守"
        case .system: "機械"
        }
    }
}
