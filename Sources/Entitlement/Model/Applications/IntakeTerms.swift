// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// What the office has settled for intake: a setting of the installation, not of the law.
public struct IntakeTerms: Hashable, Sendable {
    /// Days until missing papers are due, counted from the next day.
    public let paperDays: Int
    /// Hours after which a resident check must be made again.
    public let residentCheckHours: Int
    /// Where applications are received today, by the book of the city, the main office first; empty where
    /// it keeps no list.
    public var places: [String] = []

    public init(paperDays: Int, residentCheckHours: Int) {
        precondition(paperDays > 0 && residentCheckHours > 0)
        self.paperDays = paperDays
        self.residentCheckHours = residentCheckHours
    }

    /// The last day for missing papers.
    public func dueDay(from today: CivilDate) -> CivilDate { today.adding(days: paperDays) }

    /// Whether a check is too old at a moment.
    func isStale(checkedAt: Instant, now: Instant) -> Bool {
        checkedAt.seconds(until: now) > Int64(residentCheckHours) * 3_600
    }
}

/// Why an application waits, in the words of the 受付簿.
public enum HoldReason {
    public static let insuranceEvidence = "保険資格の確認書類待ち"
    public static let residentRecord = "住民記録と一致しない"
    public static let residentUnknown = "住民記録に該当なし"
    public static let account = "口座の確認待ち"
    /// A reminder: the hold goes on for the reason it had.
    public static let reminder = "督促"
}

/// What the office answers to whoever handed in an application.
public struct ApplicationReceipt: Hashable, Sendable {
    public let id: Int64
    public let receipt: String
    public let status: ApplicationStatus
    /// `nil` unless held.
    public let holdReason: String?
    public let dueOn: CivilDate?
    /// Doubts about the account, in words.
    public let accountDoubts: [String]
}
