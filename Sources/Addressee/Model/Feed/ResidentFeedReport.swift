// SPDX-License-Identifier: Apache-2.0
public import Formats

/// What became of a file of the resident register.
public struct ResidentFeedReport: Sendable, Equatable {
    public let name: String
    /// A full file (全件): it speaks for every change up to its highest number.
    public var isFull = false
    /// The same bytes were taken in before; nothing was changed.
    public var wasKnown = false
    public var rows = 0
    /// Changes that are new to us and were settled.
    public var accepted = 0
    /// Changes that we already had.
    public var repeated = 0
    /// Rows that were refused, or wait for an officer.
    public var rejected = 0
    /// Of these the rows that an officer decides about (確認待ち).
    public var held = 0
    /// Rows that came ahead of a missing number and wait for it (欠番待ち).
    public var waiting = 0
    /// Rows of earlier files that could go on, because what they waited for has come.
    public var released = 0
    /// Persons numbered for the first time.
    public var numbered = 0
    /// Every change number up to here is settled.
    public var watermark: Int64 = 0
    /// The numbers that are missing now, lowest first, at most 100 stretches.
    public var gaps: [ClosedRange<Int64>] = []
    /// The first 10,000 errors and warnings.
    public var issues: [FileIssue] = []

    init(name: String) {
        self.name = name
        isFull = name.split(separator: "_").contains("全件")
    }
}
