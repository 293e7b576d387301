// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// Which treatment a certificate registered with PMH is good for.
///
/// An entitlement has two periods (有効期間, 有効期間入院); PMH knows one period a row.
public enum HubSetting: String, Sendable, CaseIterable {
    case both, outpatient, inpatient

    /// The wording on screens and on the certificate of PMH.
    public var wording: String {
        switch self {
        case .both: "通院・入院"
        case .outpatient: "通院"
        case .inpatient: "入院"
        }
    }

    /// The kinds of care that it is for.
    var settings: [CareSetting] {
        switch self {
        case .both: [.outpatient, .inpatient]
        case .outpatient: [.outpatient]
        case .inpatient: [.inpatient]
        }
    }

    /// The last letter of a 履歴キー.
    var letter: String {
        switch self {
        case .both: "B"
        case .outpatient: "O"
        case .inpatient: "I"
        }
    }
}

/// One row that PMH shall hold of an entitlement: a certificate, its period, and whether it counts.
/// It carries no 個人番号 and no name; System 2 adds what it alone knows.
public struct HubRow: Hashable, Sendable {
    /// 履歴キー: names the row for good, so that sending it again changes nothing.
    public let key: String
    /// 受給者番号.
    public let recipientNumber: String
    public let setting: HubSetting
    /// The first and the last day inside.
    public let from: CivilDate
    public let through: CivilDate
    /// 公費負担者番号 on the first day; `nil` where the book has none.
    public let funder: String?
    /// 削除: the row must not count any more, as if it had never been.
    public let isDeleted: Bool

    public init(
        key: String, recipientNumber: String, setting: HubSetting, from: CivilDate,
        through: CivilDate, funder: String?, isDeleted: Bool
    ) {
        self.key = key
        self.recipientNumber = recipientNumber
        self.setting = setting
        self.from = from
        self.through = through
        self.funder = funder
        self.isDeleted = isDeleted
    }

    /// The same row, deleted.
    func deleted() -> HubRow {
        HubRow(
            key: key, recipientNumber: recipientNumber, setting: setting, from: from,
            through: through, funder: funder, isDeleted: true)
    }
}

/// What goes to System 2 about one child: the rows of one entitlement as they stand now.
public struct HubParcel: Hashable, Sendable {
    public let child: AddresseeNumber
    public let rows: [HubRow]

    public init(child: AddresseeNumber, rows: [HubRow]) {
        self.child = child
        self.rows = rows
    }
}
