// SPDX-License-Identifier: Apache-2.0
public import Formats

/// What became of a file of the resident register.
public struct ResidentFeedReport: Sendable, Equatable {
    public let name: String
    /// The same bytes were taken in before; nothing was changed.
    public var wasKnown = false
    public var rows = 0
    /// Changes that are new to us.
    public var accepted = 0
    /// Changes that we already had.
    public var repeated = 0
    /// Rows that were refused, or wait for an officer.
    public var rejected = 0
    /// Persons numbered for the first time.
    public var numbered = 0
    public var issues: [FileIssue] = []

    init(name: String) { self.name = name }
}
