// SPDX-License-Identifier: Apache-2.0
public import Database
public import Scheme
public import Vocabulary

/// An amount as it was computed: the steps are those of that day, whatever the book says now.
public struct StoredComputation: Hashable, Sendable {
    public let id: Int64
    public let computedAt: Instant
    /// Digest of the book.
    public let scheme: String
    public let payable: Yen
    /// Values of the book that no officer had signed.
    public let unconfirmed: [String]
    public let steps: [Step]
}

/// Why an amount is what it is.
public enum Explanations {
    private static let select =
        "SELECT id, recorded_at, scheme, payable, unconfirmed, steps FROM computation"

    /// The newest computation of a claim.
    public static func claim(_ id: Int64, from db: any Connection) throws -> StoredComputation? {
        try db.first("\(select) WHERE claim_id = ? ORDER BY id DESC LIMIT 1", [id], read)
    }

    /// Every computation of a reimbursement, oldest first.
    public static func reimbursement(
        _ id: Int64, from db: any Connection
    ) throws -> [StoredComputation] {
        try db.rows("\(select) WHERE reimbursement_id = ? ORDER BY id", [id], read)
    }

    /// The computation that a decision rests on.
    public static func decisions(
        _ proposals: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: StoredComputation] {
        var found: [Int64: StoredComputation] = [:]
        try Among.forEach(
            """
            SELECT c.id, c.recorded_at, c.scheme, c.payable, c.unconfirmed, c.steps, p.id
            FROM reimbursement_proposal p JOIN computation c ON c.id = p.computation_id
            WHERE {among}
            """, column: "p.id", keys: proposals, in: db
        ) { found[$0.int64(6)] = read($0) }
        return found
    }

    private static func read(_ row: any Row) -> StoredComputation {
        let open = row.optionalText(4) ?? ""
        return StoredComputation(
            id: row.int64(0), computedAt: row.instant(1), scheme: row.text(2),
            payable: row.yen(3), unconfirmed: open.split(separator: "、").map(String.init),
            steps: StepText.read(row.text(5)))
    }
}
