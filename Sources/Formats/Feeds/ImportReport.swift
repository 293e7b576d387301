// SPDX-License-Identifier: Apache-2.0

/// What became of a feed: the JSON of `hagukumi inspect csv`.
public struct ImportReport: Sendable, Hashable, Encodable {
    /// Id of the layout.
    public let layout: String
    public let edition: String
    /// Whether the layout is verified.
    public let verified: Bool
    /// The encoding that was found.
    public let encoding: TextEncoding
    /// Rows without the header.
    public let rows: Int
    public let accepted: Int
    public let rejected: Int
    /// Columns of the file that the layout does not name: they never entered the program.
    public let droppedColumns: Int
    /// What rejected rows, in the order of the file.
    public let errors: [FileIssue]
    /// What only tells.
    public let warnings: [FileIssue]
    /// Issues beyond the first 10,000, counted only.
    public let omitted: Int

    /// Whether every row was accepted.
    public var isClean: Bool { rejected == 0 }
}
