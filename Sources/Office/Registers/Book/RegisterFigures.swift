// SPDX-License-Identifier: Apache-2.0
import Database
import Registers
import Safeguards
import Vocabulary

/// What the assessment declares, counted from the books as they are today.
struct FiguresOfCasework: LiveFigures {
    func counts(in scope: Scope) throws -> (persons: Int, handlers: Int, vendors: Int) {
        let persons =
            try scope.db.first(
                """
                SELECT COUNT(*) FROM (SELECT child AS person FROM entitlement_history
                UNION SELECT recipient FROM entitlement_history) AS everybody
                """
            ) { $0.int(0) } ?? 0
        let officers = try OfficersInService.all(on: scope.today, from: scope.db)
        let vendors = officers.count { $0.roles.contains(.vendor) }
        let handlers = officers.count { $0.roles != [.vendor] }
        return (persons, handlers, vendors)
    }
}

/// Whose data were seen, from the log: refused attempts showed nothing and do not count.
struct AffectedOfLog: AffectedPersons {
    func affected(_ question: AffectedQuestion, in scope: Scope) throws -> AffectedAnswer {
        var conditions = ["o.recorded_at >= ?", "o.recorded_at <= ?"]
        var arguments: [any SQLValueConvertible] = [question.from, question.through]
        for (column, value) in [
            ("officer", question.officer), ("terminal", question.terminal),
            ("code", question.operation),
        ] {
            guard let value, !value.isEmpty else { continue }
            conditions.append("o.\(column) = ?")
            arguments.append(value)
        }
        let clause = conditions.joined(separator: " AND ")
        let lines = try scope.db.rows(
            """
            SELECT s.subject, COUNT(*), MIN(o.recorded_at), MAX(o.recorded_at)
            FROM operation_subject s JOIN operation o ON o.id = s.operation_id
            LEFT JOIN operation_end e ON e.operation_id = o.id
            WHERE \(clause) AND (e.result IS NULL OR (e.result NOT LIKE 'refused%'
                AND e.result NOT LIKE 'fault%' AND e.result <> 'failed'))
            GROUP BY s.subject ORDER BY s.subject
            """, arguments
        ) { row in
            AffectedAnswer.Line(
                person: row.addressee(0), times: row.int(1), first: row.instant(2),
                last: row.instant(3))
        }
        let entries =
            try scope.db.first(
                "SELECT COUNT(*) FROM operation o WHERE \(clause)", arguments
            ) { $0.int(0) } ?? 0
        return AffectedAnswer(lines: lines, entries: entries)
    }
}
