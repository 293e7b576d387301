// SPDX-License-Identifier: Apache-2.0

/// One file that the system used before hands over; the layout is `migration-` and its name.
public enum OldFile: String, Sendable, CaseIterable, Codable {
    case persons, decisions, certificates, insurances, households, accounts, addresses, benefits
    case residences, exceptions, exclusions, memos, recoveries, instalments

    /// The id of its layout.
    public var layout: String { "migration-" + rawValue }

    /// A migration without it makes no sense.
    public var isNeeded: Bool { self == .persons || self == .decisions }

    public var wording: String {
        switch self {
        case .persons: "対象者"
        case .decisions: "資格履歴"
        case .certificates: "受給資格証"
        case .insurances: "保険情報"
        case .households: "福祉世帯"
        case .accounts: "口座"
        case .addresses: "送付先"
        case .benefits: "給付履歴"
        case .residences: "居住地"
        case .exceptions: "居住の特例"
        case .exclusions: "除外事由"
        case .memos: "メモ"
        case .recoveries: "返還"
        case .instalments: "分納"
        }
    }
}
