// SPDX-License-Identifier: Apache-2.0
public import Formats

/// What became of a file of a peer.
public struct LinkReport: Hashable, Sendable {
    public let name: String
    /// Id of the layout.
    public let layout: String
    /// Nothing was written.
    public let isDryRun: Bool
    /// The same bytes were taken in before; nothing was changed.
    public internal(set) var wasKnown = false
    /// Rows without the header.
    public internal(set) var rows = 0
    /// Rows that are right, whether the office needs them or not.
    public var accepted: Int { rows - rejected }
    public internal(set) var rejected = 0
    /// Rows about persons that the office has no business with; nothing of them is kept.
    public internal(set) var notNeeded = 0
    /// Facts that were new.
    public internal(set) var recorded = 0
    /// Changes that wait to be judged again.
    public internal(set) var queued = 0
    /// Applications that waited only for this and go on.
    public internal(set) var released = 0
    /// Whom a full file of an insurer does not name any more.
    public internal(set) var droppedOut: [FeedDropout] = []
    /// What rejected rows, in the order of the file.
    public internal(set) var errors: [FileIssue] = []
    /// What only tells.
    public internal(set) var warnings: [FileIssue] = []

    init(_ file: LinkFile, _ layout: FeedLayout, _ run: LinkRun) {
        name = file.name
        self.layout = layout.id
        isDryRun = run == .dryRun
    }

    /// Takes over what reading the file found.
    mutating func add(_ read: ImportReport) {
        rows = read.rows
        rejected += read.rejected
        errors += read.errors
        warnings += read.warnings
    }

    /// Rejects a row for what only the area that takes it can know.
    mutating func reject(_ issue: FileIssue) {
        rejected += 1
        errors.append(issue)
    }

    mutating func sortErrors() { errors.sort { $0.line < $1.line } }
}
