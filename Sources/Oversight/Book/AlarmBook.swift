// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct AlarmRow: FactRow {
    static let table = "log_alarm"
    static let columns = ["alarm_key", "day", "rule", "officer", "subject", "access_id", "amount"]
    let day: CivilDate
    let finding: Finding

    var values: [any SQLValueConvertible] {
        [
            finding.key(day), day, finding.rule.rawValue, finding.officer, finding.subject,
            finding.access, finding.amount,
        ]
    }
}

struct AlarmOutcomeRow: FactRow {
    static let table = "log_alarm_outcome"
    static let columns = ["alarm_id", "reviewer", "verdict", "note"]
    let alarm: Int64
    let reviewer: String
    let verdict: Verdict
    let note: String

    var values: [any SQLValueConvertible] { [alarm, reviewer, verdict.rawValue, note] }
}

struct RuleRunRow: FactRow {
    static let table = "log_rule_run"
    static let columns = ["day", "accesses", "explained", "alarms"]
    let day: CivilDate
    let accesses: Int
    let explained: Int
    let alarms: Int

    var values: [any SQLValueConvertible] { [day, accesses, explained, alarms] }
}

/// 警報.
public enum AlarmBook {
    /// Alarms that wait for a reviewer, of whatever day, newest first.
    public static func open(
        limit: Int, offset: Int, in db: any Connection
    ) throws -> [LogAlarm] {
        try db.rows(
            """
            SELECT a.id, a.day, a.rule, a.officer, a.subject, a.access_id, a.amount
            FROM log_alarm a LEFT JOIN log_alarm_outcome x ON x.alarm_id = a.id
            WHERE x.id IS NULL ORDER BY a.day DESC, a.id LIMIT ? OFFSET ?
            """, [limit, offset]
        ) { row in
            LogAlarm(
                id: row.int64(0), day: row.date(1),
                finding: Finding(
                    rule: row.code(2, AlarmRule.self), officer: row.text(3),
                    subject: row.optionalAddressee(4), access: row.optionalInt64(5),
                    amount: row.int(6)))
        }
    }

    /// How many wait for a reviewer.
    public static func countOpen(in db: any Connection) throws -> Int {
        try db.first(
            """
            SELECT COUNT(*) FROM log_alarm a WHERE NOT EXISTS
                (SELECT 1 FROM log_alarm_outcome x WHERE x.alarm_id = a.id)
            """
        ) { $0.int(0) } ?? 0
    }

    static func officer(ofOpen alarm: Int64, in db: any Connection) throws -> String? {
        try db.first(
            """
            SELECT a.officer FROM log_alarm a WHERE a.id = ? AND NOT EXISTS
                (SELECT 1 FROM log_alarm_outcome x WHERE x.alarm_id = a.id)
            """, [alarm]
        ) { $0.text(0) }
    }

    static func keys(of day: CivilDate, in db: any Connection) throws -> Set<String> {
        Set(try db.rows("SELECT alarm_key FROM log_alarm WHERE day = ?", [day]) { $0.text(0) })
    }

    static func hasRun(_ day: CivilDate, in db: any Connection) throws -> Bool {
        try db.first("SELECT id FROM log_rule_run WHERE day = ?", [day]) { $0.int64(0) } != nil
    }

    /// The newest day for which the rules have run.
    public static func lastRun(in db: any Connection) throws -> CivilDate? {
        try db.first("SELECT day FROM log_rule_run ORDER BY day DESC LIMIT 1") { $0.date(0) }
    }

    /// For how many days the rules have run.
    public static func runs(
        from: CivilDate, through: CivilDate, in db: any Connection
    ) throws -> Int {
        try db.first(
            "SELECT COUNT(*) FROM log_rule_run WHERE day >= ? AND day <= ?", [from, through]
        ) { $0.int(0) } ?? 0
    }

    /// How many accesses of how many were explained by a case, over some days.
    public static func shares(
        from: CivilDate, through: CivilDate, in db: any Connection
    ) throws -> (accesses: Int, explained: Int) {
        try db.first(
            """
            SELECT COALESCE(SUM(accesses), 0), COALESCE(SUM(explained), 0) FROM log_rule_run
            WHERE day >= ? AND day <= ?
            """, [from, through]
        ) { ($0.int(0), $0.int(1)) } ?? (0, 0)
    }
}
