// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

struct DemandRow: FactRow {
    static let table = "recovery_demand"
    static let columns = [
        "demand_key", "number", "recovery_id", "kind", "instalment", "amount", "issued_on",
        "due_on", "officer",
    ]
    let key: String
    let number: String
    let recovery: Int64
    let kind: RecoveryDemand.Kind
    let instalment: Int?
    let amount: Yen
    let issuedOn: CivilDate
    let dueOn: CivilDate
    let officer: String

    var values: [any SQLValueConvertible] {
        [key, number, recovery, kind, instalment, amount, issuedOn, dueOn, officer]
    }
}

/// 納入通知書 and 督促状: the register of what was asked for.
public enum DemandBook {
    private static let select = """
        SELECT d.id, d.number, d.recovery_id, d.kind, d.instalment, d.amount, d.issued_on,
        d.due_on, d.officer FROM recovery_demand d
        """

    /// The letters about claims, oldest first.
    public static func demands(
        of recoveries: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: [RecoveryDemand]] {
        var found: [Int64: [RecoveryDemand]] = [:]
        try Among.forEach(
            "\(select) WHERE {among} ORDER BY d.id", column: "d.recovery_id", keys: recoveries,
            in: db
        ) { found[$0.int64(2), default: []].append(read($0)) }
        return found
    }

    /// Letters by id; unknown ids are left out.
    public static func demands(
        ids: some Sequence<Int64>, from db: any Connection
    ) throws -> [Int64: RecoveryDemand] {
        var found: [Int64: RecoveryDemand] = [:]
        try Among.forEach("\(select) WHERE {among}", column: "d.id", keys: ids, in: db) {
            found[$0.int64(0)] = read($0)
        }
        return found
    }

    /// Every letter of a kind, oldest first: what a batch of letters begins with.
    public static func all(
        _ kind: RecoveryDemand.Kind, from db: any Connection
    ) throws -> [RecoveryDemand] {
        try db.rows("\(select) WHERE d.kind = ? ORDER BY d.id", [kind], read)
    }

    static func isKnown(key: String, from db: any Connection) throws -> Bool {
        try db.first("SELECT 1 FROM recovery_demand WHERE demand_key = ?", [key]) {
            $0.int(0)
        } != nil
    }

    /// How many letters a fiscal year has: what the next number follows.
    static func count(in year: FiscalYear, from db: any Connection) throws -> Int {
        try db.first(
            "SELECT COUNT(*) FROM recovery_demand WHERE number >= ? AND number < ?",
            ["\(year.year)-", "\(year.year + 1)-"]
        ) { $0.int(0) } ?? 0
    }

    private static func read(_ row: any Row) -> RecoveryDemand {
        RecoveryDemand(
            id: row.int64(0), number: row.text(1), recovery: row.int64(2), kind: row.code(3),
            instalment: row.optionalInt(4), amount: row.yen(5), issuedOn: row.date(6),
            dueOn: row.date(7), officer: row.text(8))
    }
}
