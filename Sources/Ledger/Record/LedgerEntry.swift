// SPDX-License-Identifier: Apache-2.0
import Database
public import Vocabulary

/// What a leaf of the tree says of one operation. No values about persons; subjects are in
/// `operation_subject`, and only their digest is here.
public struct LedgerEntry: Hashable, Sendable {
    /// The rows that the operation added to one table.
    public struct Facts: Hashable, Sendable {
        public let table: String
        public let count: Int64
        /// SHA-256 over the digests of the rows in the order of their ids.
        public let digest: Digest
    }

    public let operation: Int64
    public let recordedAt: Instant
    public let act: Act
    public let result: String?
    public let count: Int64?
    public let subjectCount: Int64
    /// SHA-256 over the addressee numbers, ascending, 8 bytes each.
    public let subjectDigest: Digest
    /// The id of the first fact; facts of all tables are numbered in one row.
    public let firstFact: Int64
    /// By name of table.
    public let facts: [Facts]

    public var factCount: Int64 { facts.reduce(0) { $0 + $1.count } }
}
