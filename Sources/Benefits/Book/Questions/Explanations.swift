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

    /// The computation of a claim; `id` is the claim's.
    public static func claim(_ id: Int64, from db: any Connection) throws -> StoredComputation? {
        try db.first("\(ofClaims) WHERE c.id = ?", [id], readOfClaim)
            ?? db.first("\(select) WHERE claim_id = ? ORDER BY id DESC LIMIT 1", [id], read)
    }

    /// Every accepted claim whose explanation does not end in the yen that it pays, or that has
    /// none at all: for the invariants.
    public static func claimsBeside(from db: any Connection) throws -> [Int64] {
        var beside = try db.rows(
            """
            SELECT c.id FROM claim c LEFT JOIN computation p ON p.claim_id = c.id
            WHERE c.form_id IS NULL AND (p.id IS NULL OR p.payable <> c.payable)
            """
        ) { $0.int64(0) }
        try db.forEachRow(ofClaims, []) { row in
            let explained = readOfClaim(row)
            if explained.steps.last?.amount != explained.payable { beside.append(explained.id) }
        }
        return beside
    }

    private static let ofClaims = """
        SELECT c.id, c.recorded_at, f.scheme, c.payable, f.unconfirmed, f.template, c.form_numbers
        FROM claim c JOIN computation_form f ON f.id = c.form_id
        """

    private static func readOfClaim(_ row: any Row) -> StoredComputation {
        StoredComputation(
            row, steps: StepForm.join(row.text(5), row.optionalText(6) ?? ""))
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
        StoredComputation(row, steps: StepText.read(row.text(5)))
    }
}

extension StoredComputation {
    /// From id, time, book, yen and what was unsigned, in this order.
    fileprivate init(_ row: any Row, steps: [Step]) {
        self.init(
            id: row.int64(0), computedAt: row.instant(1), scheme: row.text(2),
            payable: row.yen(3),
            unconfirmed: (row.optionalText(4) ?? "").split(separator: "、").map(String.init),
            steps: steps)
    }
}
