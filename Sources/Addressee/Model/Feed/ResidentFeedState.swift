// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// How the feed of the resident register stands: how far it has come, what is missing, what waits.
public struct ResidentFeedState: Sendable, Equatable {
    /// Every change number (異動連番) up to here is settled.
    public let watermark: Int64
    /// The numbers that are missing, lowest first, at most 100 stretches; empty when nothing is.
    public let gaps: [ClosedRange<Int64>]
    /// Rows that came ahead of a gap (欠番待ち).
    public let waitingRows: Int
    /// When the oldest of them came.
    public let waitingSince: Instant?
    /// Rows of the feed that an officer decides about (確認待ち).
    public let heldRows: Int
    /// Open cases of the whole work queue, whichever source they have.
    public let openCases: Int
    /// When the last file was taken in; `nil` before the first.
    public let lastSuccess: Instant?
    /// The name of that file.
    public let lastFile: String?

    /// Seconds since the last file; `nil` before the first.
    public func age(at now: Instant) -> Int? {
        lastSuccess.map { Int((now.microseconds - $0.microseconds) / 1_000_000) }
    }
}

/// A file of the resident register that was taken in.
public struct ResidentFeedFile: Sendable, Equatable {
    public let id: Int64
    public let name: String
    public let at: Instant
    public let rows: Int
    /// Settled when the file came.
    public let accepted: Int
    /// Refused, or sent to the work queue, when the file came.
    public let rejected: Int
    /// Still waiting for a missing number.
    public let waiting: Int
    /// Still waiting for an officer.
    public let held: Int
}
