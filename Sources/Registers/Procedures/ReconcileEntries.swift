// SPDX-License-Identifier: Apache-2.0
public import Safeguards
public import Vocabulary

/// 入退室の照合: the door's log, 入退室管理簿 and the log-ins at the consoles of a site, over some days.
public enum ReconcileEntries {
    public static let operation = OperationCode.viewRegisters

    /// - Returns: what does not fit; each is an alarm.
    public static func perform(
        from: CivilDate, through: CivilDate, in scope: Scope
    ) throws -> [DoorFinding] {
        func days(_ entries: [RegisterEntry]) -> [RegisterEntry] {
            entries.filter { entry in
                entry.values.day("day").map { from <= $0 && $0 <= through } ?? false
            }
        }
        let sites = try RegisterBook.entries(of: "site", states: [.active], from: scope.db)
        let consoles = sites.flatMap { $0.values.ticked("consoles") }
        let door = days(
            try RegisterBook.entries(
                of: "door-log", states: [.closed], limit: 10_000, from: scope.db)
        ).flatMap { entry -> [Stay] in
            guard let day = entry.values.day("day") else { return [] }
            return Stay.all(entry.values["entries"] ?? "", on: day) ?? []
        }
        let book = days(
            try RegisterBook.entries(
                of: "entry-book", states: [.closed], limit: 10_000, from: scope.db)
        ).compactMap { entry -> Stay? in
            guard let day = entry.values.day("day"), let officer = entry.values["officer"],
                let came = Stay.minutes(entry.values["entered"] ?? ""),
                let left = Stay.minutes(entry.values["left"] ?? "")
            else { return nil }
            return Stay(officer: officer, day: day, from: came, until: left)
        }
        let logins = try ConsoleLogins.logins(
            at: consoles, from: from, through: through, in: scope.db)
        return DoorFinding.all(logins: logins, door: door, book: book)
    }
}
