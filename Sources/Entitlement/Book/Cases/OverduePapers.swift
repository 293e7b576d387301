// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

struct ReminderRow: FactRow {
    static let table = "paper_reminder"
    static let columns = ["application_id", "missing", "due_on", "officer"]
    let application: Int64
    let missing: String
    let due: CivilDate
    let officer: String

    var values: [any SQLValueConvertible] { [application, missing, due, officer] }
}

/// An application that waits for papers whose day has passed.
public struct OverduePaper: Hashable, Sendable {
    public let file: ApplicationFile
    public let missing: String
    /// How often somebody was reminded.
    public let reminders: Int
    /// Days past the due day.
    public let days: Int
}

/// A reminder as its letter tells it.
public struct PaperReminder: Hashable, Sendable {
    public let id: Int64
    public let application: Int64
    public let child: AddresseeNumber
    public let applicant: AddresseeNumber
    public let receipt: String
    public let missing: String
    public let dueOn: CivilDate
    public let remindedAt: Instant
}

/// 期限を過ぎた書類と督促.
public enum OverduePapers {
    /// Holds whose papers were due before a day, longest first.
    public static func list(
        on today: CivilDate, from db: any Connection
    ) throws -> [OverduePaper] {
        let files = try Inbox.overdueHolds(on: today, from: db)
        let ids = files.map(\.id)
        var missing: [Int64: String] = [:]
        try Among.forEach(
            """
            SELECT application_id, missing_papers, reason FROM application_event
            WHERE {among} AND event = 'held' ORDER BY id
            """, column: "application_id", key: 0, ids: ids, in: db
        ) { missing[$0.int64(0)] = $0.optionalText(1) ?? $0.text(2) }
        var reminders: [Int64: Int] = [:]
        try Among.forEach(
            """
            SELECT application_id, COUNT(*) FROM paper_reminder
            WHERE {among} GROUP BY application_id
            """, column: "application_id", key: 0, ids: ids, in: db
        ) { reminders[$0.int64(0)] = $0.int(1) }
        return files.map { file in
            OverduePaper(
                file: file, missing: missing[file.id] ?? "", reminders: reminders[file.id] ?? 0,
                days: Int(today.dayNumber - (file.dueOn ?? today).dayNumber))
        }.sorted { (-$0.days, $0.file.id) < (-$1.days, $1.file.id) }
    }

    /// Reminders by id, for their letters.
    public static func reminders(
        _ ids: [Int64], from db: any Connection
    ) throws -> [Int64: PaperReminder] {
        var found: [Int64: PaperReminder] = [:]
        try Among.forEach(
            """
            SELECT r.id, r.application_id, a.child, a.applicant, a.receipt, r.missing, r.due_on,
            r.recorded_at FROM paper_reminder r JOIN application a ON a.id = r.application_id
            WHERE {among}
            """, column: "r.id", key: 0, ids: ids, in: db
        ) { row in
            found[row.int64(0)] = PaperReminder(
                id: row.int64(0), application: row.int64(1), child: row.addressee(2),
                applicant: row.addressee(3), receipt: row.text(4), missing: row.text(5),
                dueOn: row.date(6), remindedAt: row.instant(7))
        }
        return found
    }

    /// Ids of reminders about applications that still wait, oldest first.
    public static func reminderIDs(from db: any Connection) throws -> [Int64] {
        try db.rows(
            """
            SELECT r.id FROM paper_reminder r
            JOIN application_status s ON s.application_id = r.application_id
            WHERE s.is_open = 1 ORDER BY r.id
            """, []
        ) { $0.int64(0) }
    }
}
