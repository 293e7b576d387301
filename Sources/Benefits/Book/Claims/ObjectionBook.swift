// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct ObjectionRow: FactRow {
    static let table = "claim_objection"
    static let columns = [
        "claim_id", "error_id", "kind", "reason", "objected_on", "result", "result_on", "officer",
        "offset_yen", "offset_month",
    ]
    let objection: Objection
    let officer: String

    var values: [any SQLValueConvertible] {
        let claim: Int64?
        let error: Int64?
        switch objection.subject {
        case .claim(let id): (claim, error) = (id, nil)
        case .error(let id): (claim, error) = (nil, id)
        }
        return [
            claim, error, objection.kind, objection.reason, objection.filedOn, objection.result,
            objection.resultOn, officer, objection.offset, objection.offsetMonth,
        ]
    }
}

/// 申立: filed with the examining body, and what became of it.
public enum ObjectionBook {
    private static let select = """
        SELECT claim_id, error_id, kind, reason, objected_on, result, result_on, offset_yen,
        offset_month
        FROM claim_objection
        """

    /// How an objection stands; `nil` where none was filed.
    public static func newest(
        of subject: Objection.Subject, from db: any Connection
    ) throws -> Objection? {
        let (column, id) = place(subject)
        return try db.first("\(select) WHERE \(column) = ? ORDER BY id DESC LIMIT 1", [id], read)
    }

    /// How each of these objections stands.
    static func newest(
        ofAll subjects: [Objection.Subject], from db: any Connection
    ) throws -> [Objection.Subject: Objection] {
        var found: [Objection.Subject: Objection] = [:]
        for column in ["claim_id", "error_id"] {
            let keys = subjects.map(place).filter { $0.column == column }.map(\.id)
            try Among.forEach(
                "\(select) WHERE {among} ORDER BY id", column: column, keys: keys, in: db
            ) { row in
                let objection = read(row)
                found[objection.subject] = objection
            }
        }
        return found
    }

    /// What earlier objections have taken back of a claim, of its parts together.
    public static func takenBack(
        _ subject: Objection.Subject, from db: any Connection
    ) throws -> Yen {
        let (column, id) = place(subject)
        return try db.first(
            "SELECT COALESCE(SUM(offset_yen), 0) FROM claim_objection WHERE \(column) = ?", [id]
        ) { $0.yen(0) } ?? .zero
    }

    /// The same of many claims; those of which nothing was taken back are left out.
    public static func takenBack(
        claims: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: Yen] {
        var found: [Int64: Yen] = [:]
        try Among.forEach(
            "SELECT claim_id, offset_yen FROM claim_objection WHERE {among} AND offset_yen > 0",
            column: "claim_id", keys: claims, in: db
        ) { found[$0.int64(0), default: .zero] += $0.yen(1) }
        return found
    }

    /// Claims of which the examining body decided last that they stand (原審どおり).
    public static func upheld(
        _ claims: some Sequence<Int64>, from db: any Connection
    ) throws -> Set<Int64> {
        var newest: [Int64: ObjectionResult] = [:]
        try Among.forEach(
            "SELECT claim_id, result FROM claim_objection WHERE {among} ORDER BY id",
            column: "claim_id", keys: claims, in: db
        ) { newest[$0.int64(0)] = $0.code(1) }
        return Set(newest.filter { $0.value == .upheld }.keys)
    }

    private static func place(_ subject: Objection.Subject) -> (column: String, id: Int64) {
        switch subject {
        case .claim(let id): ("claim_id", id)
        case .error(let id): ("error_id", id)
        }
    }

    /// Objections whose result is awaited, oldest first.
    public static func pending(from db: any Connection) throws -> [Objection] {
        try db.rows("\(select) o WHERE \(isPending) ORDER BY o.id", [], read)
    }

    /// How many objections await their result.
    public static func pendingCount(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM claim_objection o WHERE \(isPending)", []) {
            $0.int(0)
        } ?? 0
    }

    /// The condition that the result of an objection is awaited.
    static let isPending = """
        o.result = '0' AND NOT EXISTS (SELECT 1 FROM claim_objection n
            WHERE n.id > o.id AND ((n.claim_id = o.claim_id) OR (n.error_id = o.error_id)))
        """

    /// What the scheme still pays of a claim: without what objections that were accepted in part
    /// have taken back.
    ///
    /// - Parameter claim: the name of the claim in the statement.
    public static func stillPaid(_ claim: String) -> String {
        """
        (\(claim).payable - (SELECT COALESCE(SUM(o.offset_yen), 0) FROM claim_objection o
            WHERE o.claim_id = \(claim).id))
        """
    }

    /// The condition that a claim counts: no accepted objection has taken it back.
    ///
    /// - Parameter claim: the name of the claim in the statement.
    public static func notTakenBack(_ claim: String) -> String {
        """
        NOT EXISTS (SELECT 1 FROM claim_objection o
            WHERE o.claim_id = \(claim).id AND o.result = '\(ObjectionResult.accepted.rawValue)')
        """
    }

    /// Claims that an accepted objection has taken back: they count no longer.
    static func cancelled(from db: any Connection) throws -> Set<Int64> {
        var found: Set<Int64> = []
        try db.forEachRow(
            "SELECT claim_id FROM claim_objection WHERE claim_id IS NOT NULL AND result = '1'", []
        ) { found.insert($0.int64(0)) }
        return found
    }

    static func read(_ row: any Row) -> Objection {
        let subject: Objection.Subject =
            row.optionalInt64(0).map { .claim($0) } ?? .error(row.int64(1))
        return Objection(
            subject: subject, kind: row.code(2), reason: row.code(3), filedOn: row.date(4),
            result: row.code(5), resultOn: row.optionalDate(6), offset: row.optionalYen(7),
            offsetMonth: row.optionalYearMonth(8))
    }
}
