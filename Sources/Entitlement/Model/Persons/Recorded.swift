// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A fact about a person on its own time axis of recording: who wrote it, when, why, and whether a
/// later one has taken its place.
public struct Recorded<Value: Hashable & Sendable>: Hashable, Sendable {
    /// The row; a correction names it.
    public let id: Int64
    public let value: Value
    public let recordedAt: Instant
    public let officer: String
    /// As typed by the officer; `nil` where a file or a form brought it.
    public let reason: String?
    /// Taken over from the system used before (移行): nobody here has said it.
    public let isMigrated: Bool
    /// A later fact stands in its place.
    public let isOverruled: Bool

    init(
        id: Int64, value: Value, recordedAt: Instant, officer: String, reason: String?,
        isMigrated: Bool, isOverruled: Bool
    ) {
        self.id = id
        self.value = value
        self.recordedAt = recordedAt
        self.officer = officer
        self.reason = reason
        self.isMigrated = isMigrated
        self.isOverruled = isOverruled
    }
}
