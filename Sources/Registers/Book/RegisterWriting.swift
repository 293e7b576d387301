// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// Writes entries: number, version, state and keys in one transaction.
enum RegisterWriting {
    /// The next number of a register in a fiscal year. There is one writer, and the number is taken in
    /// the transaction that writes the entry: none is skipped, whatever happens on the way.
    static func next(
        _ kind: String, _ year: FiscalYear, _ db: any Connection
    ) throws -> EntryNumber {
        let last = try db.first(
            "SELECT MAX(entry_number) FROM register_entry WHERE kind = ? AND fiscal_year = ?",
            [kind, year.year]
        ) { $0.optionalInt(0) }
        return EntryNumber(year: year, number: ((last ?? nil) ?? 0) + 1)
    }

    /// A new entry with its first version.
    static func append(
        _ kind: RegisterKind, _ draft: EntryDraft, state: EntryState, deadlines: Deadlines,
        _ scope: Scope
    ) throws -> EntryNumber {
        let number = try next(kind.code, FiscalYear(of: scope.today), scope.db)
        let ids = try scope.append([
            EntryRow(
                kind: kind.code, number: number, subject: draft.subject, enteredOn: scope.today)
        ])
        try append(
            kind, entry: ids[0], version: 1, draft, state: state, enteredOn: scope.today,
            deadlines: deadlines, scope)
        return number
    }

    /// A further version of an entry.
    static func append(
        _ kind: RegisterKind, to entry: RegisterEntry, values: RegisterValues, state: EntryState,
        responsible: String? = nil, why: String?, deadlines: Deadlines, _ scope: Scope
    ) throws {
        let isSame = values == entry.values && entry.isConfirmed
        try append(
            kind, entry: entry.id, version: entry.version + 1,
            EntryDraft(
                values: values, responsible: responsible ?? entry.responsible,
                subject: entry.subject, why: why),
            state: state, enteredOn: entry.enteredOn, isConfirmed: isSame, deadlines: deadlines,
            scope)
    }

    private static func append(
        _ kind: RegisterKind, entry: Int64, version: Int, _ draft: EntryDraft, state: EntryState,
        enteredOn: CivilDate, isConfirmed: Bool = false, deadlines: Deadlines, _ scope: Scope
    ) throws {
        let ids = try scope.append([
            VersionRow(
                entry: entry, version: version, state: state, content: draft.values,
                isPersonal: kind.isPersonal, subject: draft.subject,
                responsible: draft.responsible, officer: scope.principal.officer, why: draft.why)
        ])
        if let subject = draft.subject { scope.saw(subject) }
        // A cancelled entry needs no second person: nothing in it counts any more.
        let isConfirmed = isConfirmed || kind.confirmers == nil || state == .void
        let due = try kind.openDues(
            draft.values, state: state, enteredOn: enteredOn, changedOn: scope.today,
            isConfirmed: isConfirmed, deadlines: deadlines
        ).first
        try putNow(
            kind.code, entry: entry, version: ids[0], state: state, isConfirmed: isConfirmed, due,
            scope.db)
        try putKeys(kind, entry: entry, draft.values, scope.db)
    }

    static func putNow(
        _ kind: String, entry: Int64, version: Int64, state: EntryState, isConfirmed: Bool,
        _ due: Due?, _ db: any Connection
    ) throws {
        try db.execute(
            """
            INSERT INTO register_now
                (id, kind, version_id, entry_state, is_confirmed, due_on, warns_from, due_title)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (id) DO UPDATE SET version_id = excluded.version_id,
                entry_state = excluded.entry_state, is_confirmed = excluded.is_confirmed,
                due_on = excluded.due_on, warns_from = excluded.warns_from,
                due_title = excluded.due_title
            """,
            [
                entry, kind, version, state, isConfirmed, due?.on, due?.warnsFrom, due?.title,
            ])
    }

    /// What others look an entry up by: user ids, references, numbers of media, years.
    private static func putKeys(
        _ kind: RegisterKind, entry: Int64, _ values: RegisterValues, _ db: any Connection
    ) throws {
        // Nothing about a resident is laid open in an index.
        guard !kind.isPersonal else { return }
        try db.execute("DELETE FROM register_key WHERE entry_id = ?", [entry])
        for field in kind.fields where field.isKey {
            let all =
                field.name == "media"
                ? Array(values.ticked(field.name)) : [values[field.name]].compactMap(\.self)
            for value in all {
                let written =
                    field.form == .reference
                    ? EntryNumber(value)?.description ?? value : value
                try db.execute(
                    """
                    INSERT INTO register_key (kind, field, field_value, entry_id)
                    VALUES (?, ?, ?, ?)
                    """, [kind.code, field.name, written, entry])
            }
        }
    }
}

extension RegisterField {
    /// Whether entries are looked up by this field.
    var isKey: Bool {
        form == .officer || form == .reference
            || ["item", "media", "medium", "subcontractor", "contractor", "kind"].contains(name)
    }
}

/// What is to be written as a version.
struct EntryDraft {
    let values: RegisterValues
    let responsible: String
    var subject: AddresseeNumber?
    var why: String?
}
