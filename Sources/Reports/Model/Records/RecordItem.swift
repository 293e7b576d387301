// SPDX-License-Identifier: Apache-2.0

/// A heading of the assessment's 別添1; the raw value is spelled as there.
public enum RecordGroup: String, CaseIterable, Sendable, Codable {
    case entitlement = "資格履歴"
    case insurance = "保険情報"
    case household = "福祉世帯"
    case accountUse = "口座情報"
    case claims = "レセプト詳細履歴"
    case reimbursements = "償還情報詳細履歴"
    case mailingAddresses = "送付先マスタ"
    case residences = "居住地マスタ"
    case institutions = "医療機関マスタ"
    case accounts = "口座マスタ"
    case addressee = "団体内統合宛名"
    case intermediary = "中間サーバー"

    /// Which of the two systems keeps the group: 1 福祉総合システム, 2 団体内統合宛名システム.
    public var system: Int {
        switch self {
        case .addressee, .intermediary: 2
        default: 1
        }
    }
}

/// One record item (記録項目) of the assessment's 別添1 and where it stands.
public struct RecordItem: Hashable, Sendable {
    /// The table and column that hold an item.
    public struct Place: Hashable, Sendable {
        public let table: String
        public let column: String

        public init(table: String, column: String) {
            self.table = table
            self.column = column
        }
    }

    public let group: RecordGroup
    /// The number inside the group, as 別添1 prints it, from 1.
    public let number: Int
    /// The name, spelled as in 別添1. Names repeat; the meaning tells them apart.
    public let item: String
    /// `nil` as long as no table has it.
    public let place: Place?
    /// The code of the screen that enters or shows it; `nil` as long as there is none.
    public let screen: String?
    /// What the column holds, in Japanese.
    public let meaning: String
}

/// A column that is not in 別添1, with the reason why it exists.
public struct RecordExtension: Hashable, Sendable {
    public let table: String
    /// `nil` is every column of the table.
    public let columns: Set<String>?
    public let reason: String
}
