// SPDX-License-Identifier: Apache-2.0
public import Safeguards

/// Who inside the office a copy may be for: a closed list. There is no case for anybody
/// outside, so that no copy addressed to a third party can be asked for or stored.
public enum RecipientClass: String, CaseIterable, Codable, Sendable {
    /// この事務の担当課.
    case section
    /// 会計の担当: checks what was paid.
    case accounting
    /// 監査委員・内部監査.
    case audit

    public var title: String {
        switch self {
        case .section: "この事務の担当課"
        case .accounting: "会計の担当"
        case .audit: "監査委員・内部監査"
        }
    }

    /// Whether a copy for this class may hold an item of this kind. `nil` are items about the case
    /// and not about the life of a person (numbers, dates of the procedure).
    ///
    /// Addresses, accounts, phones, individual numbers and memos leave in no copy at all.
    public func mayHold(_ field: Field?) -> Bool {
        guard let field else { return true }
        return switch self {
        case .section:
            [
                .name, .kana, .birthDate, .sex, .relationship, .insurance, .amount, .claimDetail,
            ].contains(field)
        case .accounting: [.name, .kana, .amount].contains(field)
        case .audit: [.birthDate, .insurance, .amount].contains(field)
        }
    }
}
