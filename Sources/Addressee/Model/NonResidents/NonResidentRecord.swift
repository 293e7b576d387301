// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// One change of a 住登外者: what a business stated, when, and who keyed it in.
public struct NonResidentRecord: Sendable, Hashable {
    public enum Event: String, Sendable {
        case numbered = "付番"
        case updated = "更新"
        /// A former resident keeps the 住民宛名番号 as 住登外者 (引継ぎ).
        case inherited = "引継ぎ"
        case deleted = "削除"
    }

    public let addressee: AddresseeNumber
    /// 履歴番号, from 1.
    public let historyNumber: Int
    public let event: Event
    /// The peer whose business states it.
    public let source: String
    public let effectiveOn: CivilDate
    /// 他業務参照不可.
    public let isNotForOthers: Bool
    /// 操作者ID and the moment of the entry, as the peer sent them.
    public let officer: String
    public let officerAt: String
    public let items: [NonResidentItem: String]
    /// When System 2 recorded it.
    public let recordedAt: Instant

    /// The four items out of the many.
    public var fourItems: FourItems { NonResidentItem.fourItems(of: items) }
}
