// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// A row that was erased: where it stood and when it was recorded; nothing of what it said.
public struct ErasedRow: Hashable, Sendable {
    public let table: String
    public let id: Int64
    /// With the id it names the row: a later row under the same id has a later moment.
    public let recordedAt: Instant

    public init(table: String, id: Int64, recordedAt: Instant) {
        self.table = table
        self.id = id
        self.recordedAt = recordedAt
    }

    /// The line of the journal.
    public var line: String { "\(table)\t\(id)\t\(recordedAt.microseconds)\n" }

    /// Reads a line; `nil` for one that was torn by a crash.
    public init?(line: some StringProtocol) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        guard cells.count == 3, let id = Int64(cells[1]), let moment = Int64(cells[2]) else {
            return nil
        }
        self.init(
            table: String(cells[0]), id: id, recordedAt: Instant(microseconds: moment))
    }
}

/// The journal of erased rows (消去の控え), kept beside the keys and not in the backup of the data: when
/// a backup from before an erasure is restored, what it brings back is erased again.
public protocol ErasureJournal: Sendable {
    /// Bytes so far.
    func length() throws -> Int
    /// Appends batches of rows, durable when it returns; rows that stand there already do no harm.
    /// - Returns: the new length.
    func append(_ batches: [[ErasedRow]]) throws -> Int
    /// Hands over the rows after a place, batch by batch: rows of one batch go together.
    func batches(after place: Int, _ body: ([ErasedRow]) throws -> Void) throws
}
