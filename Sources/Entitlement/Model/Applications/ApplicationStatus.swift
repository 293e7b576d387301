// SPDX-License-Identifier: Apache-2.0

/// Where an application stands (受付簿の状態).
public enum ApplicationStatus: String, Sendable, CaseIterable, Codable {
    /// 受付; the resident record is not checked yet.
    case received
    /// The resident record was checked; may be examined.
    case checked
    /// 保留 before the resident check.
    case held
    /// 保留 after the resident check.
    case heldChecked = "held-checked"
    /// A decision is proposed and waits for the second officer.
    case proposed
    case granted
    case refused
    /// A notification or a submission of papers that was carried out.
    case carriedOut = "carried-out"
    case withdrawn

    /// Whether somebody still has to act.
    public var isOpen: Bool {
        switch self {
        case .received, .checked, .held, .heldChecked, .proposed: true
        case .granted, .refused, .carriedOut, .withdrawn: false
        }
    }

    /// Whether it waits for papers.
    public var isHeld: Bool { self == .held || self == .heldChecked }

    /// The wording on screens.
    public var wording: String {
        switch self {
        case .received: "受付"
        case .checked: "審査待ち"
        case .held, .heldChecked: "保留"
        case .proposed: "決裁待ち"
        case .granted: "認定"
        case .refused: "却下"
        case .carriedOut: "処理済み"
        case .withdrawn: "取下げ"
        }
    }
}

/// What an officer may do with an application.
public enum ApplicationCommand: String, Sendable, CaseIterable {
    case checkResidents, hold, release, judge, propose, sendBack, grant, refuse, carryOut, withdraw

    /// The wording on keys and in messages.
    public var wording: String {
        switch self {
        case .checkResidents: "住民記録の確認"
        case .hold: "保留"
        case .release: "保留解除"
        case .judge: "審査"
        case .propose: "決定案の作成"
        case .sendBack: "差戻し"
        case .grant: "認定の決裁"
        case .refuse: "却下の決裁"
        case .carryOut: "処理"
        case .withdraw: "取下げ"
        }
    }
}

/// One step in the life of an application, as `application_event` keeps it.
public enum ApplicationEvent: String, Sendable, CaseIterable {
    case received, checked, held, released, proposed
    case sentBack = "sent-back"
    case granted, refused
    case carriedOut = "carried-out"
    case withdrawn

    /// The wording in the history of an application.
    public var wording: String {
        switch self {
        case .received: "受付"
        case .checked: "住民記録確認"
        case .held: "保留"
        case .released: "保留解除"
        case .proposed: "決定案作成"
        case .sentBack: "差戻し"
        case .granted: "認定"
        case .refused: "却下"
        case .carriedOut: "処理"
        case .withdrawn: "取下げ"
        }
    }
}
