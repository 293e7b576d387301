// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct InvitationRow: FactRow {
    static let table = "invitation"
    static let columns = ["child", "guardian", "why", "invited_on", "due_on"]
    let child: AddresseeNumber
    let guardian: AddresseeNumber
    let why: UnregisteredReason
    let on: CivilDate
    let due: CivilDate

    var values: [any SQLValueConvertible] { [child, guardian, why.rawValue, on, due] }
}

/// 未申請の対象児童 and 勧奨. The list holds numbers and days alone; names are asked for when shown.
public enum UnregisteredBook {
    /// A page of the list by reason and number.
    ///
    /// - Parameters:
    ///   - uninvited: only those whom nobody invited yet.
    ///   - day: only those who are covered by then.
    public static func children(
        why: UnregisteredReason? = nil, uninvited: Bool = false,
        eligibleBy day: CivilDate? = nil, after child: AddresseeNumber? = nil,
        limit: Int, from db: any Connection
    ) throws -> [UnregisteredChild] {
        var conditions = ["1 = 1"]
        var arguments: [any SQLValueConvertible] = []
        if let why {
            conditions.append("u.why = ?")
            arguments.append(why.rawValue)
        }
        if uninvited {
            conditions.append(
                "NOT EXISTS (SELECT 1 FROM invitation n WHERE n.child = u.child)")
        }
        if let day {
            conditions.append("u.eligible_from <= ?")
            arguments.append(day)
        }
        if let child {
            conditions.append("u.child > ?")
            arguments.append(child)
        }
        arguments.append(limit)
        return try db.rows(
            "\(select) WHERE \(conditions.joined(separator: " AND ")) ORDER BY u.child LIMIT ?",
            arguments, read)
    }

    static func children(
        _ numbers: [AddresseeNumber], from db: any Connection
    ) throws -> [AddresseeNumber: UnregisteredChild] {
        var found: [AddresseeNumber: UnregisteredChild] = [:]
        try Among.forEach(
            "\(select) WHERE {among}", column: "u.child", keys: numbers.ids, in: db
        ) { found[$0.addressee(0)] = read($0) }
        return found
    }

    /// How many by reason: (all, nobody invited).
    public static func counts(
        from db: any Connection
    ) throws -> [UnregisteredReason: (all: Int, uninvited: Int)] {
        var found: [UnregisteredReason: (all: Int, uninvited: Int)] = [:]
        try db.forEachRow(
            """
            SELECT u.why, COUNT(*), SUM(CASE WHEN EXISTS
            (SELECT 1 FROM invitation n WHERE n.child = u.child) THEN 0 ELSE 1 END)
            FROM unregistered_child u GROUP BY u.why
            """, []
        ) { row in
            if let why = UnregisteredReason(rawValue: row.text(0)) {
                found[why] = (row.int(1), row.int(2))
            }
        }
        return found
    }

    /// The day on which those on the list were found; `nil` where nobody is on it. When an empty list was
    /// made, the record of its job tells.
    public static func newestFound(from db: any Connection) throws -> CivilDate? {
        try db.first("SELECT MAX(found_on) FROM unregistered_child", []) { $0.optionalDate(0) }
            ?? nil
    }

    /// Invitations by id, for their letters.
    public static func invitations(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: Invitation] {
        var found: [Int64: Invitation] = [:]
        try Among.forEach(
            "SELECT id, child, guardian, why, invited_on, due_on FROM invitation WHERE {among}",
            column: "id", keys: ids, in: db
        ) { row in
            found[row.int64(0)] = Invitation(
                id: row.int64(0), child: row.addressee(1), guardian: row.addressee(2),
                why: UnregisteredReason(rawValue: row.text(3)) ?? .neverApplied,
                invitedOn: row.date(4), dueOn: row.date(5))
        }
        return found
    }

    /// Ids of invitations of a day on, oldest first.
    public static func invitationIDs(
        since day: CivilDate, from db: any Connection
    ) throws -> [Int64] {
        try db.rows("SELECT id FROM invitation WHERE invited_on >= ? ORDER BY id", [day]) {
            $0.int64(0)
        }
    }

    /// Invitations without a letter whose child is on the list still, oldest first.
    static func unwritten(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT n.id FROM invitation n
            WHERE EXISTS (SELECT 1 FROM unregistered_child u WHERE u.child = n.child)
            AND NOT EXISTS (SELECT 1 FROM letter_issue l
                WHERE l.paper = 'invitation' AND l.reference = n.id)
            ORDER BY n.id
            """, []
        ) { $0.int64(0) }
    }

    /// Makes the list anew, or the part of those born within a time; `nil` is without limit.
    static func replace(
        with children: [UnregisteredChild], bornFrom first: CivilDate?, until end: CivilDate?,
        in db: any Connection
    ) throws {
        try db.execute(
            "DELETE FROM unregistered_child WHERE born >= ? AND born < ?",
            [first?.description ?? "0000-01-01", end?.description ?? "9999-12-31"])
        // Born on another day by now than when they were found: theirs is one row.
        try remove(children.map(\.child), in: db)
        try db.insert(
            into: "unregistered_child",
            columns: ["child", "guardian", "why", "eligible_from", "born", "found_on"],
            rows: children.lazy.map {
                [
                    $0.child.sqlValue, $0.guardian.sqlValue, $0.why.rawValue.sqlValue,
                    $0.eligibleFrom.sqlValue, $0.born.sqlValue, $0.foundOn.sqlValue,
                ]
            })
    }

    /// Children that are no longer to be invited: they applied or are entitled.
    static func remove(_ children: [AddresseeNumber], in db: any Connection) throws {
        try Among.execute(
            "DELETE FROM unregistered_child WHERE {among}", column: "child", ids: children.ids,
            in: db)
    }

    private static let select = """
        SELECT u.child, u.guardian, u.why, u.eligible_from, u.born, u.found_on,
        (SELECT MAX(n.invited_on) FROM invitation n WHERE n.child = u.child),
        (SELECT COUNT(*) FROM invitation n WHERE n.child = u.child) FROM unregistered_child u
        """

    private static func read(_ row: any Row) -> UnregisteredChild {
        UnregisteredChild(
            child: row.addressee(0), guardian: row.optionalAddressee(1),
            why: UnregisteredReason(rawValue: row.text(2)) ?? .neverApplied,
            eligibleFrom: row.date(3), born: row.date(4), foundOn: row.date(5),
            invitedOn: row.optionalDate(6), invitations: row.int(7))
    }
}
