// SPDX-License-Identifier: Apache-2.0

/// Where an electronic application stands (電子申請の状態).
public enum ElectronicStatus: String, Sendable, CaseIterable, Codable {
    /// 到着: taken in; attachments may still wait for the scanner.
    case arrived
    /// 形式審査: an officer has to look at it.
    case checking
    /// 受付: it is an ordinary application of the office now.
    case accepted
    /// 補正依頼: the applicant has been asked to mend it.
    case correction
    /// 審査中: the office examines the application that it became.
    case examining
    /// 決定: granted, or carried out.
    case decided
    /// 却下.
    case refused
    /// 取下.
    case withdrawn
    /// 返却: not for this office, or sent by mistake; no decision about a right.
    case returned

    /// Whether somebody still has to act.
    public var isOpen: Bool {
        switch self {
        case .arrived, .checking, .accepted, .correction, .examining: true
        case .decided, .refused, .withdrawn, .returned: false
        }
    }

    /// The wording on screens and in the status file.
    public var wording: String {
        switch self {
        case .arrived: "到着"
        case .checking: "形式審査"
        case .accepted: "受付"
        case .correction: "補正依頼"
        case .examining: "審査中"
        case .decided: "決定"
        case .refused: "却下"
        case .withdrawn: "取下"
        case .returned: "返却"
        }
    }
}

/// What may be done with an electronic application.
public enum ElectronicCommand: String, Sendable, CaseIterable {
    case beginCheck, accept, askCorrection, takeCorrection, sendBack, withdraw
    /// What follows from the application that it became; never chosen by hand.
    case examine, decide, refuse

    /// The wording on keys and in messages.
    public var wording: String {
        switch self {
        case .beginCheck: "形式審査の開始"
        case .accept: "受付"
        case .askCorrection: "補正依頼"
        case .takeCorrection: "補正の確認"
        case .sendBack: "返却"
        case .withdraw: "取下"
        case .examine: "審査"
        case .decide: "決定"
        case .refuse: "却下"
        }
    }
}

/// One step in the life of an electronic application, as `e_application_event` keeps it.
public enum ElectronicEvent: String, Sendable, CaseIterable {
    case arrived
    case checkBegun = "check-begun"
    case accepted
    case correctionAsked = "correction-asked"
    case corrected
    case examined, decided, refused, withdrawn, returned

    /// The wording in the history.
    public var wording: String {
        switch self {
        case .arrived: "到着"
        case .checkBegun: "形式審査"
        case .accepted: "受付"
        case .correctionAsked: "補正依頼"
        case .corrected: "補正"
        case .examined: "審査"
        case .decided: "決定"
        case .refused: "却下"
        case .withdrawn: "取下"
        case .returned: "返却"
        }
    }
}
