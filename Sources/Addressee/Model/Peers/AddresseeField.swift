// SPDX-License-Identifier: Apache-2.0

/// One item of addressee data (宛名情報) that a peer may be registered for.
public enum AddresseeField: String, CaseIterable, Codable, Sendable, Hashable {
    case individualNumber = "individual-number"
    case integratedNumber = "integrated-number"
    case name, kana, alias, sex, born
    case postalCode = "postal-code"
    case address, building, household, relationship, status

    /// The word on screens and in lists.
    public var title: String {
        switch self {
        case .individualNumber: "個人番号"
        case .integratedNumber: "団体内統合宛名番号"
        case .name: "氏名"
        case .kana: "フリガナ"
        case .alias: "通称"
        case .sex: "性別"
        case .born: "生年月日"
        case .postalCode: "郵便番号"
        case .address: "住所"
        case .building: "方書"
        case .household: "世帯番号"
        case .relationship: "続柄"
        case .status: "住民状態"
        }
    }

    /// Items that say where somebody lives: kept back under a protection measure (支援措置).
    var tellsPlace: Bool { [.postalCode, .address, .building, .household].contains(self) }
}
