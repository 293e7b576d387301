// SPDX-License-Identifier: Apache-2.0

/// How far a year has come: a step is a phase of a month, or what comes before and after the months.
public struct YearProgress: Hashable, Sendable {
    /// Steps that are over.
    public let done: Int
    public let steps: Int
    /// Since the beginning.
    public let seconds: Double
    /// What goes on now.
    public let what: String

    public init(done: Int, steps: Int, seconds: Double, what: String) {
        self.done = done
        self.steps = steps
        self.seconds = seconds
        self.what = what
    }
}
