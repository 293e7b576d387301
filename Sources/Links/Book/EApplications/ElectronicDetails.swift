// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// What belongs to one electronic application: its items, its history, its persons.
extension ElectronicBook {
    /// The items of a form, opened, in the order of the form.
    static func items(of id: Int64, from db: any Connection) throws -> [FormItem] {
        try db.rows(
            """
            SELECT id, item, title, value, sealed_value FROM e_application_item
            WHERE application_id = ? ORDER BY id
            """, [id]
        ) { row in
            let sealed = row.optionalBlob(4)
            let place = db.place(ElectronicItemRow.table, row.int64(0))
            return FormItem(
                key: row.text(1), title: row.text(2),
                value: try sealed.map { try place.open($0, "sealed_value") } ?? row.text(3),
                isAboutPerson: sealed != nil)
        }
    }

    /// The history, oldest first.
    static func history(
        of id: Int64, from db: any Connection
    ) throws -> [ElectronicHistoryLine] {
        try db.rows(
            """
            SELECT id, event, recorded_at, officer, reason, sealed_note, due_on
            FROM e_application_event WHERE application_id = ? ORDER BY id
            """, [id]
        ) { row in
            let place = db.place(ElectronicEventRow.table, row.int64(0))
            return ElectronicHistoryLine(
                event: row.code(1), at: row.instant(2), officer: row.text(3),
                reason: row.optionalCode(4),
                note: try row.optionalBlob(5).map { try place.open($0, "sealed_note") },
                dueOn: row.optionalDate(6))
        }
    }

    /// What System 2, or an officer, said last of each person.
    static func matches(
        of id: Int64, from db: any Connection
    ) throws -> [ElectronicPart: ApplicantAnswer] {
        var found: [ElectronicPart: ApplicantAnswer] = [:]
        try db.forEachRow(
            """
            SELECT part, addressee, doubt, waiting_case FROM e_application_match
            WHERE application_id = ? ORDER BY id
            """, [id]
        ) { row in
            found[row.code(0)] = ApplicantAnswer(
                number: row.optionalAddressee(1), doubt: row.optionalText(2),
                waitingCase: row.optionalInt64(3))
        }
        return found
    }

    /// Accepted applications whose successor is not over, with what they became.
    static func followed(
        from db: any Connection
    ) throws -> [(id: Int64, status: ElectronicStatus, successor: ElectronicSuccessor)] {
        try db.rows(
            """
            SELECT s.application_id, s.status, u.kind, u.successor_id FROM e_application_state s
            JOIN e_application_successor u ON u.application_id = s.application_id
            WHERE s.is_open = 1 ORDER BY s.application_id
            """
        ) { row in
            let successor: ElectronicSuccessor =
                row.text(2) == "application"
                ? .application(row.int64(3)) : .reimbursement(row.int64(3))
            return (row.int64(0), row.code(1), successor)
        }
    }
}
