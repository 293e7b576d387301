// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How far a memo reaches.
public enum MemoReach: String, Sendable, CaseIterable {
    /// Shown on the pages of the person.
    case person
    /// Shown on the pages of everybody in the person's welfare household.
    case household

    public var wording: String { self == .person ? "本人" : "福祉世帯" }
}

/// How much a memo matters.
public enum MemoImportance: String, Sendable, CaseIterable {
    /// Must not be overlooked: its words stand in the strip over every page.
    case warning
    case notice, note

    public var wording: String {
        switch self {
        case .warning: "重要"
        case .notice: "注意"
        case .note: "連絡"
        }
    }
}

/// A memo about a child or a welfare household (相談メモ).
public struct Memo: Hashable, Sendable {
    public let subject: AddresseeNumber
    public let reach: MemoReach
    public let importance: MemoImportance
    public let text: String
    /// The last day on which it is shown; `nil` until somebody ends it.
    public let shownUntil: CivilDate?
    public let author: String
    /// Ended by an officer.
    public let isEnded: Bool

    /// Whether it is still to be seen on a day.
    public func isShown(on day: CivilDate) -> Bool {
        !isEnded && (shownUntil.map { day <= $0 } ?? true)
    }
}

/// A memo as an officer writes it.
public struct MemoInput: Hashable, Sendable {
    /// Characters at most: a memo is no file.
    public static let longest = 500

    public var subject: AddresseeNumber
    public var reach: MemoReach
    public var importance: MemoImportance
    public var text: String
    public var shownUntil: CivilDate?
    /// The memo that this one takes the place of.
    public var replaces: Int64?

    public init(
        subject: AddresseeNumber, reach: MemoReach, importance: MemoImportance, text: String,
        shownUntil: CivilDate? = nil, replaces: Int64? = nil
    ) {
        self.subject = subject
        self.reach = reach
        self.importance = importance
        self.text = text
        self.shownUntil = shownUntil
        self.replaces = replaces
    }
}
