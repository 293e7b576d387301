// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct AppealRow: FactRow {
    static let table = "appeal"
    static let columns = [
        "child", "appellant", "against", "decided_on", "known_on", "received_on", "last_day",
        "late_reason", "officer",
    ]
    let input: AppealInput
    let lastDay: CivilDate?
    let officer: String

    var values: [any SQLValueConvertible] {
        [
            input.child, input.appellant, input.against, input.decidedOn, input.knownOn,
            input.receivedOn, lastDay, input.lateReason, officer,
        ]
    }
}

struct AppealEventRow: FactRow {
    static let table = "appeal_event"
    static let columns = ["appeal_id", "event", "happened_on", "ruling", "note", "officer"]
    let appeal: Int64
    let event: AppealEvent
    let on: CivilDate
    let ruling: AppealRuling?
    let note: String
    let officer: String

    var values: [any SQLValueConvertible] {
        [appeal, event.rawValue, on, ruling?.rawValue, note, officer]
    }
}

/// 審査請求.
public enum AppealBook {
    private static let select = """
        SELECT id, child, appellant, against, decided_on, known_on, received_on, last_day,
        late_reason, officer, recorded_at FROM appeal
        """

    /// Every appeal, the open ones and the newest first.
    public static func all(from db: any Connection) throws -> [Appeal] {
        try appeals("\(select) ORDER BY id DESC", [], db).sorted { $0.isOpen && !$1.isOpen }
    }

    /// The appeals about children.
    public static func appeals(
        ofChild child: AddresseeNumber, from db: any Connection
    ) throws -> [Appeal] {
        try appeals("\(select) WHERE child = ? ORDER BY id DESC", [child], db)
    }

    public static func appeal(_ id: Int64, from db: any Connection) throws -> Appeal? {
        try appeals("\(select) WHERE id = ?", [id], db).first
    }

    /// How many are open.
    public static func openCount(from db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM appeal a WHERE NOT EXISTS
                (SELECT 1 FROM appeal_event e WHERE e.appeal_id = a.id
                 AND e.event IN ('withdrawn','ruled'))
            """, []
        ) { $0.int(0) } ?? 0
    }

    /// The first open appeal in which one of the persons stands.
    static func open(
        _ persons: [AddresseeNumber], _ marks: String, from db: any Connection
    ) throws -> Int64? {
        for column in ["child", "appellant"] {
            let id = try db.first(
                """
                SELECT a.id FROM appeal a WHERE a.\(column) IN (\(marks)) AND NOT EXISTS
                    (SELECT 1 FROM appeal_event e WHERE e.appeal_id = a.id
                     AND e.event IN ('withdrawn','ruled'))
                ORDER BY a.id DESC LIMIT 1
                """, persons
            ) { $0.int64(0) }
            if let id { return id }
        }
        return nil
    }

    private static func appeals(
        _ sql: String, _ arguments: [any SQLValueConvertible], _ db: any Connection
    ) throws -> [Appeal] {
        let found = try db.rows(sql, arguments) { row in
            Appeal(
                id: row.int64(0),
                input: AppealInput(
                    child: row.addressee(1), appellant: row.addressee(2), against: row.text(3),
                    decidedOn: row.date(4), knownOn: row.date(5), receivedOn: row.date(6),
                    lateReason: row.optionalText(8)),
                lastDay: row.optionalDate(7), officer: row.text(9), recordedAt: row.instant(10),
                steps: [])
        }
        var steps: [Int64: [Appeal.Step]] = [:]
        try Among.forEach(
            """
            SELECT appeal_id, event, happened_on, ruling, note, officer, recorded_at
            FROM appeal_event WHERE {among} ORDER BY id
            """, column: "appeal_id", keys: found.map(\.id), in: db
        ) { row in
            steps[row.int64(0), default: []].append(
                Appeal.Step(
                    event: row.code(1), on: row.date(2), ruling: row.optionalCode(3),
                    note: row.text(4), officer: row.text(5), recordedAt: row.instant(6)))
        }
        return found.map { one in
            Appeal(
                id: one.id, input: one.input, lastDay: one.lastDay, officer: one.officer,
                recordedAt: one.recordedAt, steps: steps[one.id] ?? [])
        }
    }
}

extension HistoryBook {
    /// Who proposed and approved the decisions about a child, and when.
    static let hands =
        "SELECT proposer, approver, decided_on FROM entitlement_history WHERE child = ?"
}
