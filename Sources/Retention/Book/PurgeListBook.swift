// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// Lists of what is to be erased, and their units.
enum PurgeListBook {
    private static let select = """
        SELECT l.id, l.number, l.as_of, l.catalogue, l.units, l.cases, l.persons, l.digest, l.salt,
            l.proposer, l.recorded_at, d.outcome, d.officer, d.reason, d.recorded_at,
            (SELECT COUNT(*) FROM purge_item AS i WHERE i.list_id = l.id),
            (SELECT COUNT(*) FROM purge_batch AS b WHERE b.list_id = l.id),
            (SELECT COUNT(*) FROM purge_left_out AS o WHERE o.list_id = l.id),
            (SELECT COUNT(*) FROM purge_certificate AS c WHERE c.list_id = l.id)
        FROM purge_list AS l LEFT JOIN purge_decision AS d ON d.list_id = l.id
        """

    /// Newest first.
    static func lists(in db: any Connection) throws -> [PurgeList] {
        try db.rows(select + " ORDER BY l.id DESC", [], read)
    }

    static func list(_ id: Int64, in db: any Connection) throws -> PurgeList {
        guard let list = try db.first(select + " WHERE l.id = ?", [id], read) else {
            throw RetentionRefusal.unknownList
        }
        return list
    }

    /// The next number of the fiscal year: 消1-2031-001.
    static func nextNumber(
        of system: RetentionSystem, on today: CivilDate, in db: any Connection
    ) throws -> String {
        let begin = "消\(system == .casework ? 1 : 2)-\(FiscalYear(of: today).year)-"
        let used =
            try db.first("SELECT COUNT(*) FROM purge_list WHERE number LIKE ?", [begin + "%"]) {
                $0.int(0)
            } ?? 0
        return begin + padded(used + 1, 3)
    }

    private static func read(_ row: any Row) -> PurgeList {
        let decision = row.optionalText(11).map { outcome in
            PurgeList.Decision(
                isReleased: outcome == "承認", officer: row.text(12), reason: row.text(13),
                at: row.instant(14))
        }
        return PurgeList(
            id: row.int64(0), number: row.text(1), asOf: row.date(2), catalogue: row.text(3),
            units: row.int(4), cases: row.int(5), persons: row.int(6), digest: row.text(7),
            salt: row.text(8), proposer: row.text(9), proposedAt: row.instant(10),
            decision: decision, remaining: row.int(15), hasBegun: row.int(16) + row.int(17) > 0,
            isDone: row.int(18) > 0)
    }

    /// One unit of a list.
    struct Item {
        let id: Int64
        let unit: RetentionUnit
        let cases: Int
        let caseDigest: String
    }

    static func put(_ candidates: [PurgeCandidate], list: Int64, in db: any Connection) throws {
        try db.insert(
            into: "purge_item",
            columns: [
                "list_id", "retention", "kind", "source", "subject", "due_on", "cases",
                "case_digest",
            ],
            rows: candidates.lazy.map { candidate in
                let unit = candidate.unit
                return [
                    .integer(list), .text(unit.retention), .text(unit.kind.rawValue),
                    .text(unit.table), .integer(unit.subject.value), unit.dueOn.sqlValue,
                    .integer(Int64(candidate.cases.count)), .text(candidate.caseDigest),
                ]
            })
    }

    /// The next units, as many as hold so many cases; the units of a person stay together.
    static func next(
        of list: Int64, cases limit: Int, in db: any Connection
    ) throws -> [Item] {
        var found: [Item] = []
        var cases = 0
        // A unit has one case at least: no more rows than cases and one person's units.
        try db.forEachRow(
            "\(items) WHERE list_id = ? ORDER BY id LIMIT ?", [list, limit + 64]
        ) { row in
            let item = item(of: row)
            let isSame =
                found.last?.unit.subject == item.unit.subject && item.unit.subject.value > 0
            guard found.isEmpty || isSame || cases < limit else { return }
            guard found.isEmpty || isSame || cases + item.cases <= limit else {
                cases = limit
                return
            }
            found.append(item)
            cases += item.cases
        }
        return found
    }

    static func items(of list: Int64, in db: any Connection) throws -> [Item] {
        try db.rows("\(items) WHERE list_id = ? ORDER BY id", [list], item(of:))
    }

    /// One page of what is not dealt with yet.
    static func items(
        of list: Int64, limit: Int, from start: Int, in db: any Connection
    ) throws -> [Item] {
        try db.rows(
            "\(items) WHERE list_id = ? ORDER BY id LIMIT ? OFFSET ?", [list, limit, start],
            item(of:))
    }

    /// How many units are not dealt with yet, and how many were left out.
    static func counts(
        of list: Int64, in db: any Connection
    ) throws -> (units: Int, leftOut: Int) {
        try db.first(
            """
            SELECT (SELECT COUNT(*) FROM purge_item WHERE list_id = ?),
            (SELECT COUNT(*) FROM purge_left_out WHERE list_id = ?)
            """, [list, list]
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }

    /// Lists and ends of months of the log that wait for the second officer, as sums: how many, since
    /// when, how many of them are lists: what they name is gone for good.
    static func waitingSums(
        in db: any Connection
    ) throws -> (count: Int, oldest: Instant?, marked: Int) {
        try db.first(
            """
            SELECT COUNT(*), MIN(w.recorded_at), COALESCE(SUM(w.is_list), 0) FROM (
            SELECT l.recorded_at, 1 AS is_list FROM purge_list AS l WHERE NOT EXISTS
                (SELECT 1 FROM purge_decision AS d WHERE d.list_id = l.id)
            UNION ALL SELECT p.recorded_at, 0 FROM log_end_proposal AS p WHERE NOT EXISTS
                (SELECT 1 FROM log_end_decision AS d WHERE d.proposal_id = p.id)) AS w
            """
        ) { ($0.int(0), $0.optionalInstant(1), $0.int(2)) } ?? (0, nil, 0)
    }

    /// The digest over the units of a list, in their order.
    static func digest(of lines: some Sequence<String>, catalogue: String) throws -> String {
        try Digest.ofPieces { feed in
            func put(_ text: String) throws {
                try Array((text + "\n").utf8).withUnsafeBytes { try feed($0) }
            }
            try put(catalogue)
            for line in lines { try put(line) }
        }.description
    }

    static func remove(_ ids: [Int64], in db: any Connection) throws {
        try Among.execute("DELETE FROM purge_item WHERE {among}", column: "id", ids: ids, in: db)
    }

    private static let items = """
        SELECT id, retention, kind, source, subject, due_on, cases, case_digest FROM purge_item
        """

    private static func item(of row: any Row) -> Item {
        Item(
            id: row.int64(0),
            unit: RetentionUnit(
                retention: row.text(1), kind: row.code(2), table: row.text(3),
                subject: row.addressee(4), dueOn: row.date(5)),
            cases: row.int(6), caseDigest: row.text(7))
    }

    static func leftOut(
        of list: Int64, limit: Int, from start: Int, in db: any Connection
    ) throws -> [LeftOut] {
        try db.rows(
            """
            SELECT retention, kind, subject, due_on, cause FROM purge_left_out
            WHERE list_id = ? ORDER BY id LIMIT ? OFFSET ?
            """, [list, limit, start]
        ) {
            LeftOut(
                retention: $0.text(0), kind: $0.code(1), subject: $0.addressee(2),
                dueOn: $0.date(3), cause: $0.text(4))
        }
    }
}

extension PurgeListBook.Item {
    /// As `PurgeCandidate.line`.
    var line: String {
        [
            unit.retention, unit.kind.rawValue, unit.table, unit.subject.description,
            unit.dueOn.description, String(cases), caseDigest,
        ].joined(separator: "|")
    }
}
