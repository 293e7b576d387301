// SPDX-License-Identifier: Apache-2.0

/// How a record stands to the officer who asks for it.
public enum RecordScope: String, CaseIterable, Sendable {
    /// Of the department in charge, or of one that has leave.
    case ownDepartment
    /// The officer belongs to another department and has no leave.
    case otherDepartment
    /// The person is under a protection measure (支援措置).
    case protectedPerson
    /// The use of the person's data is suspended (利用停止).
    case suspendedPerson
    /// Of another municipality.
    case otherBody
    /// There is no such record: answered like that of another municipality.
    case nonExistent

    /// The word in messages and matrices.
    public var title: String {
        switch self {
        case .ownDepartment: "所管課"
        case .otherDepartment: "他課"
        case .protectedPerson: "支援措置"
        case .suspendedPerson: "利用停止"
        case .otherBody: "他団体"
        case .nonExistent: "存在しない"
        }
    }
}

/// Where a case stands: what may be done with it depends on it.
public enum RecordState: String, CaseIterable, Sendable {
    /// 受付済・審査中.
    case open
    /// 保留中.
    case held
    /// 起案済・承認待ち.
    case proposed
    /// 決定済・承認済.
    case decided
    /// 終了・取下げ・却下.
    case closed

    /// The word in messages and matrices.
    public var title: String {
        switch self {
        case .open: "受付"
        case .held: "保留"
        case .proposed: "起案"
        case .decided: "決定"
        case .closed: "終了"
        }
    }
}
