// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

extension Scope {
    /// Writes a new inquiry with its first event.
    /// - Returns: its number, `I-2025-0000001`, of a letter `L-2025-0000001`.
    func ask(
        _ question: CheckedQuestion, way: InquiryWay, counterpart: String, reason: String,
        dueOn: CivilDate?
    ) throws -> String {
        // After the last one, not by counting: rows whose retention is over are gone.
        let last = try db.first(
            "SELECT inquiry_number FROM inquiry ORDER BY id DESC LIMIT 1", []
        ) { Int($0.text(0).suffix(7)) ?? 0 }
        let letter = way == .network ? "I" : "L"
        let number = "\(letter)-\(FiscalYear(of: today).year)-\(padded((last ?? 0) + 1, 7))"
        let id = try append([
            InquiryRow(
                number: number, way: way, question: question, counterpart: counterpart,
                reason: reason, officer: principal.officer, dueOn: dueOn)
        ])[0]
        try append([
            InquiryEventRow(inquiry: id, event: .requested, at: now, officer: principal.officer)
        ])
        try db.execute(
            """
            INSERT INTO inquiry_status (inquiry_id, status, is_open, due_on, is_under_way)
            VALUES (?, ?, 1, ?, ?)
            """, [id, InquiryStatus.requested, dueOn, way == .network])
        return number
    }

    /// Adds events to inquiries and moves them where the events lead.
    func record(_ events: [InquiryEventRow], way: InquiryWay) throws {
        try append(events)
        for event in events {
            let status = event.event.status
            // What came from System 2 as an end needs no answer; everything else does.
            let isOver = [.refused, .withdrawn, .expired].contains(status)
            try db.execute(
                """
                UPDATE inquiry_status SET status = COALESCE(?, status),
                    is_open = COALESCE(?, is_open), due_on = COALESCE(?, due_on),
                    is_under_way = ?
                WHERE inquiry_id = ?
                """,
                [
                    status, status?.isOpen, event.dueOn, way == .network && !isOver,
                    event.inquiry,
                ])
        }
    }

    /// System 2 knows all that the office has decided about these.
    func settle(_ inquiries: [Int64]) throws {
        try Among.execute(
            "UPDATE inquiry_status SET is_under_way = 0 WHERE {among}", column: "inquiry_id",
            ids: inquiries, in: db)
    }
}
