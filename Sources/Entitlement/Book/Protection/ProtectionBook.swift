// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// What officers asked for and decided about protection measures.
public enum ProtectionBook {
    private static let select = """
        SELECT r.id, r.recorded_at, r.act, r.kind, r.source, r.measure_from, r.measure_until,
        r.consulted, r.abuser, r.abuser_name, r.abuser_kana, r.abuser_relation, r.reason,
        r.proposer, o.outcome, o.officer, o.recorded_at, o.reason
        FROM protection_request r LEFT JOIN protection_outcome o ON o.request_id = r.id
        """

    /// One request.
    public static func request(
        _ id: Int64, from db: any Connection
    ) throws -> ProtectionRequest? {
        try requests("r.id = ?", [id], db).first
    }

    /// Requests that nobody decided, oldest first.
    public static func open(from db: any Connection) throws -> [ProtectionRequest] {
        try requests("o.id IS NULL", [], db)
    }

    /// How many nobody decided.
    public static func openCount(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM protection_request r WHERE NOT EXISTS
            (SELECT 1 FROM protection_outcome o WHERE o.request_id = r.id)
            """
        ) { $0.int(0) } ?? 0
    }

    /// Requests that wait as sums: how many, since when, how many of them end a measure. No person is
    /// read.
    public static func openSums(
        from db: any Connection
    ) throws -> (count: Int, oldest: Instant?, ends: Int) {
        try db.first(
            """
            SELECT COUNT(*), MIN(r.recorded_at),
            COALESCE(SUM(CASE WHEN r.act = 'end' THEN 1 ELSE 0 END), 0)
            FROM protection_request r WHERE NOT EXISTS
            (SELECT 1 FROM protection_outcome o WHERE o.request_id = r.id)
            """
        ) { ($0.int(0), $0.optionalInstant(1), $0.int(2)) } ?? (0, nil, 0)
    }

    /// Everything that was asked about a person, oldest first.
    public static func history(
        of number: AddresseeNumber, from db: any Connection
    ) throws -> [ProtectionRequest] {
        try requests(
            "r.id IN (SELECT m.request_id FROM protection_member m WHERE m.subject = ?)",
            [number], db)
    }

    /// Persons for whom a measure was asked that nobody decided yet: their letters wait already.
    static func asked(from db: any Connection) throws -> Set<AddresseeNumber> {
        var found: Set<AddresseeNumber> = []
        try db.forEachRow(
            """
            SELECT m.subject FROM protection_member m
            JOIN protection_request r ON r.id = m.request_id
            WHERE r.act = 'register' AND NOT EXISTS
            (SELECT 1 FROM protection_outcome o WHERE o.request_id = r.id)
            """, []
        ) { found.insert($0.addressee(0)) }
        return found
    }

    private static func requests(
        _ condition: String, _ arguments: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [ProtectionRequest] {
        let ids = try db.rows(
            "SELECT r.id FROM protection_request r LEFT JOIN protection_outcome o"
                + " ON o.request_id = r.id WHERE \(condition) ORDER BY r.id", arguments
        ) { $0.int64(0) }
        var members: [Int64: [AddresseeNumber: String?]] = [:]
        try Among.forEach(
            "SELECT request_id, subject, version FROM protection_member WHERE {among}",
            column: "request_id", key: 0, ids: ids, in: db
        ) { members[$0.int64(0), default: [:]][$0.addressee(1)] = .some($0.optionalText(2)) }
        var found: [Int64: ProtectionRequest] = [:]
        try Among.forEach(
            "\(select) WHERE {among}", column: "r.id", key: 0, ids: ids, in: db
        ) { found[$0.int64(0)] = try read($0, members[$0.int64(0)] ?? [:], db) }
        return ids.compactMap { found[$0] }
    }

    private static func read(
        _ row: any Row, _ members: [AddresseeNumber: String?], _ db: any Connection
    ) throws -> ProtectionRequest {
        guard let act = ProtectionRequest.Act(rawValue: row.text(2)) else {
            preconditionFailure("protection_request.act has a CHECK")
        }
        return ProtectionRequest(
            id: row.int64(0), recordedAt: row.instant(1), act: act,
            kind: row.optionalText(3).flatMap(ProtectionKind.init),
            source: row.optionalText(4).flatMap(ProtectionSource.init),
            from: row.optionalDate(5), until: row.optionalDate(6),
            consulted: row.optionalText(7) ?? "",
            abuser: try abuser(row, at: 8, request: row.int64(0), db),
            reason: row.text(12), proposer: row.text(13), members: members,
            outcome: row.optionalText(14).flatMap(ProtectionRequest.Outcome.init),
            decidedBy: row.optionalText(15),
            decidedAt: row.optionalInt64(16).map { Instant(microseconds: $0) },
            decidedWhy: row.optionalText(17))
    }

    /// Number, name, reading and relation from four columns.
    static func abuser(
        _ row: any Row, at column: Int, request: Int64, _ db: any Connection
    ) throws -> Abuser {
        let place = db.place("protection_request", request)
        return Abuser(
            number: row.optionalAddressee(column),
            name: try row.optionalBlob(column + 1).map { try place.open($0, "abuser_name") } ?? "",
            kana: try row.optionalBlob(column + 2).map { try place.open($0, "abuser_kana") } ?? "",
            relation: row.optionalText(column + 3) ?? "")
    }
}
