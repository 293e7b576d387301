// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

extension InsurerRequest.Kind: SQLValueConvertible {}

struct InsurerRequestRow: FactRow {
    static let table = "insurer_request"
    static let columns = [
        "kind", "first_id", "insurer", "insurer_name", "postal_code", "address", "reference",
        "issued_on", "due_on", "officer",
    ]
    let kind: InsurerRequest.Kind
    let first: Int64?
    let office: InsurerOffice
    let reference: String
    let issuedOn: CivilDate
    let dueOn: CivilDate
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            kind, first, office.insurer, office.name, office.postalCode, office.address,
            reference, issuedOn, dueOn, officer,
        ]
    }
}

struct InsurerRequestItemRow: FactRow {
    static let table = "insurer_request_item"
    static let columns = ["request_id", "proxy_id", "amount"]
    let request: Int64
    let item: InsurerRequest.Item

    var values: [any SQLValueConvertible] { [request, item.proxy, item.amount] }
}

/// Letters to insurers: which mandate was asked for when, and until when an answer was asked for.
public enum InsurerRequestBook {
    private static let select = """
        SELECT id, kind, first_id, insurer, insurer_name, postal_code, address, reference,
        issued_on, due_on, officer FROM insurer_request
        """
    /// A mandate that the insurer has not answered.
    private static let unanswered = """
        NOT EXISTS (SELECT 1 FROM proxy_event e WHERE e.proxy_id = i.proxy_id
        AND e.event IN ('decided', 'refused', 'closed'))
        """

    /// One; `nil` where there is none.
    public static func request(_ id: Int64, from db: any Connection) throws -> InsurerRequest? {
        try withItems(try db.rows("\(select) WHERE id = ?", [id], read), from: db).first
    }

    /// The newest letters, newest first.
    ///
    /// - Parameter insurer: only those to one insurer.
    public static func requests(
        to insurer: String? = nil, limit: Int = 100, from db: any Connection
    ) throws -> [InsurerRequest] {
        let found =
            if let insurer {
                try db.rows(
                    "\(select) WHERE insurer = ? ORDER BY id DESC LIMIT ?", [insurer, limit], read)
            } else {
                try db.rows("\(select) ORDER BY id DESC LIMIT ?", [limit], read)
            }
        return try withItems(found, from: db)
    }

    /// The letters about a mandate, oldest first.
    public static func requests(
        about proxy: Int64, from db: any Connection
    ) throws -> [InsurerRequest] {
        try withItems(
            try db.rows(
                """
                \(select) WHERE id IN (SELECT request_id FROM insurer_request_item
                WHERE proxy_id = ?) ORDER BY id
                """, [proxy], read), from: db)
    }

    /// The reminders of a letter, oldest first.
    public static func reminders(
        of request: Int64, from db: any Connection
    ) throws -> [InsurerRequest] {
        try withItems(
            try db.rows("\(select) WHERE first_id = ? ORDER BY id", [request], read), from: db)
    }

    /// The mandates of a letter that wait for an answer.
    public static func open(of request: Int64, from db: any Connection) throws -> Set<Int64> {
        Set(
            try db.rows(
                """
                SELECT i.proxy_id FROM insurer_request_item i WHERE i.request_id = ? AND \(unanswered)
                """, [request]
            ) { $0.int64(0) })
    }

    /// How many mandates of each letter wait for an answer; a letter without any is left out.
    public static func openCounts(
        _ requests: [Int64], from db: any Connection
    ) throws -> [Int64: Int] {
        var found: [Int64: Int] = [:]
        try Among.forEach(
            """
            SELECT i.request_id, COUNT(*) FROM insurer_request_item i
            WHERE {among} AND \(unanswered) GROUP BY i.request_id
            """, column: "i.request_id", keys: requests, in: db
        ) { found[$0.int64(0)] = $0.int(1) }
        return found
    }

    /// First letters whose newest day for an answer has passed while a mandate waits: letter and
    /// how many wait.
    public static func overdue(
        on today: CivilDate, from db: any Connection
    ) throws -> [Int64: Int] {
        var found: [Int64: Int] = [:]
        try db.forEachRow(
            """
            SELECT l.id, COUNT(*) FROM insurer_request l
            JOIN insurer_request_item i ON i.request_id = l.id AND \(unanswered)
            WHERE l.kind = 'claim' AND l.due_on < ? AND NOT EXISTS
            (SELECT 1 FROM insurer_request r WHERE r.first_id = l.id AND r.due_on >= ?)
            GROUP BY l.id
            """, [today, today]
        ) { found[$0.int64(0)] = $0.int(1) }
        return found
    }

    static func isUsed(reference: String, from db: any Connection) throws -> Bool {
        try db.first("SELECT id FROM insurer_request WHERE reference = ?", [reference]) {
            $0.int64(0)
        } != nil
    }

    private static func read(_ row: any Row) -> InsurerRequest {
        InsurerRequest(
            id: row.int64(0), kind: row.code(1), first: row.optionalInt64(2),
            office: InsurerOffice(
                insurer: row.text(3), name: row.text(4), postalCode: row.text(5),
                address: row.text(6)), reference: row.text(7), issuedOn: row.date(8),
            dueOn: row.date(9), officer: row.text(10))
    }

    private static func withItems(
        _ letters: [InsurerRequest], from db: any Connection
    ) throws -> [InsurerRequest] {
        var items: [Int64: [InsurerRequest.Item]] = [:]
        try Among.forEach(
            "SELECT request_id, proxy_id, amount FROM insurer_request_item WHERE {among} ORDER BY id",
            column: "request_id", keys: letters.map(\.id), in: db
        ) { row in
            items[row.int64(0), default: []].append(
                InsurerRequest.Item(proxy: row.int64(1), amount: row.yen(2)))
        }
        return letters.map { letter in
            var whole = letter
            whole.items = items[letter.id] ?? []
            return whole
        }
    }
}
