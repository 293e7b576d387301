// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// A batch of letters: how many were expected, how many came out.
public struct LetterBatch: Hashable, Sendable {
    public let id: Int64
    public let at: Instant
    public let title: String
    public let datedOn: CivilDate
    public let expected: Int
    public let produced: Int
    public let officer: String

    public var leftOut: Int { expected - produced }
}

/// What of a batch was left out, and why.
public struct LetterLeftOut: Hashable, Sendable {
    public let reference: Int64
    public let recipient: AddresseeNumber
    public let reason: String
}

/// 一括発行の記録.
public enum LetterBatchBook {
    private static let select = """
        SELECT id, recorded_at, title, dated_on, expected, produced, officer FROM letter_batch
        """

    /// The newest batches.
    public static func newest(
        limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [LetterBatch] {
        try db.rows("\(select) ORDER BY id DESC LIMIT ? OFFSET ?", [limit, skipping], read)
    }

    /// How many batches there are.
    public static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM letter_batch", []) { $0.int(0) } ?? 0
    }

    public static func batch(_ id: Int64, from db: any Connection) throws -> LetterBatch? {
        try db.first("\(select) WHERE id = ?", [id], read)
    }

    /// What a batch left out, in the order of its letters.
    public static func leftOut(
        of batch: Int64, from db: any Connection
    ) throws -> [LetterLeftOut] {
        try db.rows(
            """
            SELECT reference, recipient, reason FROM letter_left_out WHERE batch_id = ?
            ORDER BY id
            """, [batch]
        ) {
            LetterLeftOut(
                reference: $0.int64(0), recipient: $0.addressee(1), reason: $0.text(2))
        }
    }

    /// Rows that some batch of a kind of paper has left out.
    static func leftOut(of paper: Paper, from db: any Connection) throws -> Set<Int64> {
        Set(
            try db.rows(
                """
                SELECT DISTINCT l.reference FROM letter_batch b
                JOIN letter_left_out l ON l.batch_id = b.id WHERE b.paper = ?
                """, [paper.rawValue]
            ) { $0.int64(0) })
    }

    private static func read(_ row: any Row) -> LetterBatch {
        LetterBatch(
            id: row.int64(0), at: row.instant(1), title: row.text(2), datedOn: row.date(3),
            expected: row.int(4), produced: row.int(5), officer: row.text(6))
    }
}
