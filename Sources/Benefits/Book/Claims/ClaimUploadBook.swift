// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// A claim file that waits to be taken in by a job.
public struct ClaimUpload: Hashable, Sendable {
    public let id: Int64
    /// The name as the office knows the file.
    public let name: String
    /// SHA-256 in hexadecimal: under it the bytes lie.
    public let digest: String
    /// Who sent it; `nil` takes it claim by claim from the insurer.
    public let sender: ClaimSource?
    public let billingMonth: YearMonth
    /// Claims in it, as the look before found them.
    public let claims: Int
}

struct ClaimUploadRow: FactRow {
    static let table = "claim_upload"
    static let columns = ["name", "digest", "sender", "billing_month", "claims", "officer"]
    let file: StageClaimFiles.File
    let officer: String

    var values: [any SQLValueConvertible] {
        [file.name, file.digest, file.sender, file.billingMonth, file.claims, officer]
    }
}

/// What became of a file that was handed to a job.
public struct ClaimUploadState: Hashable, Sendable {
    public let upload: ClaimUpload
    /// The import of these bytes; `nil` while they wait, or where they were refused.
    public let file: ClaimFile?
}

/// 取込待ちのファイル.
public enum ClaimUploadBook {
    private static let columns = "u.id, u.name, u.digest, u.sender, u.billing_month, u.claims"

    /// The files of a range of ids, in their order.
    public static func uploads(
        _ ids: ClosedRange<Int64>, from db: any Connection
    ) throws -> [ClaimUpload] {
        try db.rows(
            "SELECT \(columns) FROM claim_upload u WHERE u.id >= ? AND u.id <= ? ORDER BY u.id",
            [ids.lowerBound, ids.upperBound], read)
    }

    /// The same with what came of each.
    public static func states(
        _ ids: ClosedRange<Int64>, from db: any Connection
    ) throws -> [ClaimUploadState] {
        try uploads(ids, from: db).map { upload in
            ClaimUploadState(
                upload: upload, file: try ClaimFileBook.file(digest: upload.digest, from: db))
        }
    }

    /// Which of these digests are in the books.
    public static func imported(
        _ digests: some Sequence<String>, from db: any Connection
    ) throws -> Set<String> {
        var found: Set<String> = []
        try Among.forEach(
            "SELECT digest FROM claim_file WHERE {among}", column: "digest", keys: digests, in: db
        ) { found.insert($0.text(0)) }
        return found
    }

    private static func read(_ row: any Row) -> ClaimUpload {
        ClaimUpload(
            id: row.int64(0), name: row.text(1), digest: row.text(2),
            sender: row.optionalCode(3), billingMonth: row.yearMonth(4), claims: row.int(5))
    }
}
