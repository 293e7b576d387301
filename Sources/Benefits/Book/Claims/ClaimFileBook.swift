// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// One import of a claim file (取込).
public struct ClaimFile: Hashable, Sendable {
    public let id: Int64
    public let importedAt: Instant
    public let name: String
    /// SHA-256 in hexadecimal.
    public let digest: String
    /// 医科, 歯科, 調剤.
    public let kind: String
    public let institution: String
    public let billingMonth: YearMonth
    public let claims: Int
    public let accepted: Int
    public let rejected: Int
    public let warnings: Int
    /// What the file declares of itself; `nil` where it does not.
    public let declaredCount: Int?
    public let declaredPoints: Int?
    public let actualCount: Int
    public let actualPoints: Int
    public let payable: Yen

    /// Whether the declared totals agree; a difference is a warning.
    public var areTotalsRight: Bool {
        if declaredCount == 0, declaredPoints == 0 { return true }
        return declaredCount.map { $0 == actualCount } ?? true
            && declaredPoints.map { $0 == actualPoints } ?? true
    }
}

/// Something found in a file besides the error list.
public struct StoredIssue: Hashable, Sendable {
    public let line: Int
    public let record: String?
    public let field: String?
    public let code: String
    public let isError: Bool
    public let message: String
    public let value: String?
}

/// Imports of claim files.
public enum ClaimFileBook {
    private static let select = """
        SELECT id, recorded_at, name, digest, kind, institution, billing_month, claims, accepted,
        rejected, warnings, declared_count, declared_points, actual_count, actual_points, payable
        FROM claim_file
        """

    /// The import of these bytes.
    public static func file(digest: String, from db: any Connection) throws -> ClaimFile? {
        try db.first("\(select) WHERE digest = ?", [digest], read)
    }

    /// One import.
    public static func file(_ id: Int64, from db: any Connection) throws -> ClaimFile? {
        try db.first("\(select) WHERE id = ?", [id], read)
    }

    /// Imports of a billing month, newest first.
    public static func files(
        billing month: YearMonth, from db: any Connection
    ) throws -> [ClaimFile] {
        try db.rows("\(select) WHERE billing_month = ? ORDER BY id DESC", [month], read)
    }

    /// What all imports of billing months came to.
    public static func sums(
        billing months: Set<YearMonth>, from db: any Connection
    ) throws -> (claims: Int, accepted: Int, payable: Yen) {
        guard !months.isEmpty else { return (0, 0, .zero) }
        let marks = Array(repeating: "?", count: months.count).joined(separator: ", ")
        return try db.first(
            """
            SELECT COALESCE(SUM(claims), 0), COALESCE(SUM(accepted), 0), COALESCE(SUM(payable), 0)
            FROM claim_file WHERE billing_month IN (\(marks))
            """, months.sorted()
        ) { ($0.int(0), $0.int(1), Yen($0.int(2))) } ?? (0, 0, .zero)
    }

    /// The newest imports.
    public static func newest(
        _ limit: Int, skipping: Int = 0, from db: any Connection
    ) throws -> [ClaimFile] {
        try db.rows("\(select) ORDER BY id DESC LIMIT ? OFFSET ?", [limit, skipping], read)
    }

    /// How many imports there are.
    public static func count(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM claim_file", []) { $0.int(0) } ?? 0
    }

    public static func countIssues(of file: Int64, from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM claim_issue WHERE file_id = ?", [file]) {
            $0.int(0)
        } ?? 0
    }

    /// Warnings and further issues of an import, by line.
    public static func issues(
        of file: Int64, limit: Int = .max, offset: Int = 0, from db: any Connection
    ) throws -> [StoredIssue] {
        try db.rows(
            """
            SELECT line, record, field, code, severity, message, value FROM claim_issue
            WHERE file_id = ? ORDER BY line, id LIMIT ? OFFSET ?
            """, [file, limit, offset]
        ) { row in
            StoredIssue(
                line: row.int(0), record: row.optionalText(1), field: row.optionalText(2),
                code: row.text(3), isError: row.text(4) == "error", message: row.text(5),
                value: row.optionalText(6))
        }
    }

    private static func read(_ row: any Row) -> ClaimFile {
        ClaimFile(
            id: row.int64(0), importedAt: row.instant(1), name: row.text(2), digest: row.text(3),
            kind: row.text(4), institution: row.text(5), billingMonth: row.yearMonth(6),
            claims: row.int(7), accepted: row.int(8), rejected: row.int(9),
            warnings: row.int(10), declaredCount: row.optionalInt(11),
            declaredPoints: row.optionalInt(12), actualCount: row.int(13),
            actualPoints: row.int(14), payable: row.yen(15))
    }
}
