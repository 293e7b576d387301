// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// An entry of a register as it stands now.
public struct RegisterEntry: Sendable, Hashable, Identifiable {
    public let id: Int64
    public let kind: String
    public let number: EntryNumber
    /// 宛名番号, in registers about residents.
    public let subject: AddresseeNumber?
    public let enteredOn: CivilDate
    /// The row of the newest version, and which one it is.
    public let versionID: Int64
    public let version: Int
    public let state: EntryState
    public let values: RegisterValues
    /// The user id of the responsible person.
    public let responsible: String
    /// Who wrote the newest version, and when.
    public let officer: String
    public let changedAt: Instant
    public let why: String?
    public let isConfirmed: Bool
    /// The next day it is bound to; `nil` where nothing is open.
    public let dueOn: CivilDate?
    public let dueTitle: String?
    public let warnsFrom: CivilDate?

    /// How a day looks at it.
    public func alarm(on today: CivilDate) -> AlarmState {
        AlarmState(dueOn: dueOn, warnsFrom: warnsFrom, today: today)
    }
}

/// Whether a day that something is bound to is past, near or far.
public enum AlarmState: String, Sendable, Comparable {
    case overdue, near, calm

    public init(dueOn: CivilDate?, warnsFrom: CivilDate?, today: CivilDate) {
        guard let dueOn else {
            self = .calm
            return
        }
        if dueOn < today {
            self = .overdue
        } else {
            self = (warnsFrom ?? dueOn) <= today ? .near : .calm
        }
    }

    private var order: Int {
        switch self {
        case .overdue: 0
        case .near: 1
        case .calm: 2
        }
    }

    public static func < (left: AlarmState, right: AlarmState) -> Bool { left.order < right.order }
}

/// One line of 期限切れ・期限の近いもの.
public struct RegisterAlarm: Sendable, Hashable {
    public let kind: String
    /// `nil` where the register as a whole is due.
    public let entry: EntryNumber?
    public let what: String
    public let dueOn: CivilDate
    public let state: AlarmState
    public let responsible: String?
}

/// One earlier version, for the history.
public struct RegisterVersion: Sendable, Hashable {
    public let number: Int
    public let state: EntryState
    public let values: RegisterValues
    public let officer: String
    public let at: Instant
    public let why: String?
    /// The user id of the second person; `nil` where not confirmed.
    public let confirmedBy: String?
}

/// A file that proves an entry.
public struct RegisterFile: Sendable, Hashable, Identifiable {
    public let id: Int64
    public let entry: Int64
    public let name: String
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    public let digest: String
    public let bytes: Int
    public let scanner: String
    public let officer: String
    public let at: Instant
}
