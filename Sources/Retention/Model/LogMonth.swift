// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A month of the log that can still be read (操作記録の月), and when it may end.
public struct LogMonth: Hashable, Sendable {
    /// A proposal that waits for the second officer.
    public struct Proposal: Hashable, Sendable {
        public let id: Int64
        public let proposer: String
    }

    public let month: YearMonth
    /// The first day on which it may end.
    public let dueOn: CivilDate
    public let proposal: Proposal?
}

/// The readable months of one log with what decides over them.
public struct LogMonths: Hashable, Sendable {
    /// The class of the log, with its years and their source.
    public let retention: RetentionClass
    /// Oldest first.
    public let months: [LogMonth]
    /// Months that have ended, oldest first.
    public let ended: [YearMonth]
    /// 消去の停止: while one stands, no month ends, because a month ends for all persons at once.
    public let openHolds: Int

    /// The oldest month whose period is over, where nothing stops it.
    public func next(on today: CivilDate) -> LogMonth? {
        openHolds == 0 ? months.first { $0.dueOn <= today } : nil
    }
}
