// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
import Vocabulary

struct WorkStopRow: FactRow {
    static let table = "work_stop"
    static let columns = ["area", "reason", "officer"]
    let area: WorkStop.Area
    let reason: String
    let officer: String

    var values: [any SQLValueConvertible] { [area, reason, officer] }
}

struct WorkStopEndRow: FactRow {
    static let table = "work_stop_end"
    static let columns = ["stop_id", "reason", "officer"]
    let stop: Int64
    let reason: String
    let officer: String

    var values: [any SQLValueConvertible] { [stop, reason, officer] }
}

/// 緊急停止: which stops stand. No person stands in it.
public enum StopBook {
    private static let select = """
        SELECT w.id, w.area, w.reason, w.officer, w.recorded_at, e.officer, e.recorded_at, e.reason
        FROM work_stop w LEFT JOIN work_stop_end e ON e.stop_id = w.id
        """

    /// Those that stand, oldest first.
    public static func standing(from db: any Connection) throws -> [WorkStop] {
        try db.rows("\(select) WHERE e.id IS NULL ORDER BY w.id", [], read)
    }

    /// The newest ones, ended or not.
    public static func history(limit: Int = 50, from db: any Connection) throws -> [WorkStop] {
        try db.rows("\(select) ORDER BY w.id DESC LIMIT ?", [limit], read)
    }

    static func stop(_ id: Int64, from db: any Connection) throws -> WorkStop? {
        try db.first("\(select) WHERE w.id = ?", [id], read)
    }

    private static func read(_ row: any Row) -> WorkStop {
        WorkStop(
            id: row.int64(0), area: row.code(1), reason: row.text(2), officer: row.text(3),
            at: row.instant(4),
            end: row.optionalText(5).map {
                WorkStop.End(officer: $0, at: row.instant(6), reason: row.text(7))
            })
    }
}
