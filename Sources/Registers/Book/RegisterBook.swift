// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

/// Reads the registers.
public enum RegisterBook {
    private static let selection =
        """
        SELECT e.id, e.kind, e.fiscal_year, e.entry_number, e.subject, e.entered_on,
            v.id, v.version_number, v.entry_state, v.content, v.sealed_content, v.responsible,
            v.officer, v.recorded_at, v.why, n.is_confirmed, n.due_on, n.due_title, n.warns_from
        FROM register_now n JOIN register_entry e ON e.id = n.id
        JOIN register_version v ON v.id = n.version_id
        """

    /// Entries of one register, newest first.
    public static func entries(
        of kind: String, states: [EntryState] = [.open, .active, .closed], limit: Int = 500,
        skipping: Int = 0, from db: any Connection
    ) throws -> [RegisterEntry] {
        let marks = states.map { _ in "?" }.joined(separator: ", ")
        return try db.rows(
            selection + " WHERE n.kind = ? AND n.entry_state IN (\(marks)) "
                + "ORDER BY e.fiscal_year DESC, e.entry_number DESC LIMIT ? OFFSET ?",
            [kind] + states + [limit, skipping]
        ) { try entry($0, db) }
    }

    /// How many entries of a register stand in some states.
    static func count(
        of kind: String, states: [EntryState], from db: any Connection
    ) throws -> Int {
        let marks = states.map { _ in "?" }.joined(separator: ", ")
        return try db.first(
            """
            SELECT COUNT(*) FROM register_now n WHERE n.kind = ? AND n.entry_state IN (\(marks))
            """, [kind] + states
        ) { $0.int(0) } ?? 0
    }

    /// The entry of a number; `nil` where there is none.
    public static func entry(
        _ kind: String, _ number: EntryNumber, from db: any Connection
    ) throws -> RegisterEntry? {
        try db.first(
            selection + " WHERE e.kind = ? AND e.fiscal_year = ? AND e.entry_number = ?",
            [kind, number.year.year, number.number]
        ) { try entry($0, db) }
    }

    /// Entries whose field has a value, for fields that others refer to.
    public static func entries(
        of kind: String, where field: String, is value: String, from db: any Connection
    ) throws -> [RegisterEntry] {
        try db.rows(
            selection
                + """
                 WHERE n.entry_state <> 'void' AND n.id IN (SELECT k.entry_id FROM register_key k
                WHERE k.kind = ? AND k.field = ? AND k.field_value = ?) ORDER BY e.id
                """, [kind, field, value]
        ) { try entry($0, db) }
    }

    /// Entries about a person.
    public static func entries(
        about subject: AddresseeNumber, from db: any Connection
    ) throws -> [RegisterEntry] {
        try db.rows(selection + " WHERE e.subject = ? ORDER BY e.id", [subject]) {
            try entry($0, db)
        }
    }

    /// Entries with a day that is past or near, earliest first.
    static func alarms(
        on today: CivilDate, kinds: [String], limit: Int, from db: any Connection
    ) throws -> [RegisterEntry] {
        let marks = kinds.map { _ in "?" }.joined(separator: ", ")
        return try db.rows(
            selection
                + " WHERE n.due_on IS NOT NULL AND n.warns_from <= ? AND n.kind IN (\(marks)) "
                + "ORDER BY n.due_on, e.id LIMIT ?", [today] + kinds + [limit]
        ) { try entry($0, db) }
    }

    /// Every version of an entry, newest first.
    public static func versions(
        of entry: Int64, from db: any Connection
    ) throws -> [RegisterVersion] {
        try db.rows(
            """
            SELECT v.id, v.version_number, v.entry_state, v.content, v.sealed_content, v.officer,
                v.recorded_at, v.why, c.officer
            FROM register_version v LEFT JOIN register_confirmation c ON c.version_id = v.id
            WHERE v.entry_id = ? ORDER BY v.version_number DESC
            """, [entry]
        ) { row in
            var values = try values(row.optionalText(3), row.optionalBlob(4), row.int64(0), db)
            let why = row.optionalText(7) ?? values[RegisterValues.why]
            values[RegisterValues.why] = nil
            return RegisterVersion(
                number: row.int(1), state: row.code(2), values: values, officer: row.text(5),
                at: row.instant(6), why: why, confirmedBy: row.optionalText(8))
        }
    }

    public static func files(of entry: Int64, from db: any Connection) throws -> [RegisterFile] {
        try db.rows(fileSelection + " WHERE entry_id = ? ORDER BY id", [entry], file)
    }

    /// A file with the register it belongs to; `nil` where there is none.
    static func file(
        _ id: Int64, from db: any Connection
    ) throws -> (file: RegisterFile, kind: String, subject: AddresseeNumber?)? {
        guard let found = try db.first(fileSelection + " WHERE id = ?", [id], file) else {
            return nil
        }
        return try db.first(
            "SELECT kind, subject FROM register_entry WHERE id = ?", [found.entry]
        ) { (found, $0.text(0), $0.optionalAddressee(1)) }
    }

    private static let fileSelection =
        """
        SELECT id, entry_id, file_name, digest, byte_count, scanner, officer, recorded_at
        FROM register_file
        """

    private static func file(_ row: any Row) -> RegisterFile {
        RegisterFile(
            id: row.int64(0), entry: row.int64(1), name: row.text(2), digest: row.text(3),
            bytes: row.int(4), scanner: row.text(5), officer: row.text(6), at: row.instant(7))
    }

    static func entry(_ row: any Row, _ db: any Connection) throws -> RegisterEntry {
        var values = try values(row.optionalText(9), row.optionalBlob(10), row.int64(6), db)
        let why = row.optionalText(14) ?? values[RegisterValues.why]
        values[RegisterValues.why] = nil
        return RegisterEntry(
            id: row.int64(0), kind: row.text(1),
            number: EntryNumber(year: FiscalYear(row.int(2)), number: row.int(3)),
            subject: row.optionalAddressee(4), enteredOn: row.date(5), versionID: row.int64(6),
            version: row.int(7), state: row.code(8),
            values: values, responsible: row.text(11), officer: row.text(12),
            changedAt: row.instant(13),
            why: why, isConfirmed: row.bool(15), dueOn: row.optionalDate(16),
            dueTitle: row.optionalText(17), warnsFrom: row.optionalDate(18))
    }

    private static func values(
        _ plain: String?, _ sealed: [UInt8]?, _ version: Int64, _ db: any Connection
    ) throws -> RegisterValues {
        if let plain { return try RegisterValues(json: plain) }
        guard let sealed else { throw Fault(.database, detail: "台帳の版に内容がありません") }
        return try RegisterValues(
            json: db.place("register_version", version).open(sealed, "sealed_content"))
    }
}
