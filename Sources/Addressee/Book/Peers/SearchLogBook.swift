// SPDX-License-Identifier: Apache-2.0
import Database
public import Safeguards
public import Vocabulary

/// One search of addressee data: who, whom, why (検索ログ).
public struct SearchLogEntry: Sendable, Hashable {
    public let operation: Int64
    public let at: Instant
    public let officer: String
    public let terminal: String
    public let purpose: String
    public let reason: String?
    /// Everybody whom the answer showed.
    public let shown: [AddresseeNumber]
}

/// The search log, read from the tamper-evident log itself: there is no second book to forget.
public enum SearchLogBook {
    /// - Parameters:
    ///   - subject: only searches that showed this person.
    ///   - officer: only searches of this user id or machine.
    public static func entries(
        from start: Instant, until end: Instant, subject: AddresseeNumber? = nil,
        officer: String? = nil, limit: Int = 1_000, in scope: Scope
    ) throws -> [SearchLogEntry] {
        let codes: [OperationCode] = [
            .searchAddressee, .viewAddressee, .answerIntermediate, .answerAddressee,
        ]
        var arguments: [any SQLValueConvertible] = codes.map(\.rawValue)
        arguments += [start, end]
        var condition = ""
        if let subject {
            condition += """
                 AND EXISTS (SELECT 1 FROM operation_subject s
                    WHERE s.operation_id = o.id AND s.subject = ?)
                """
            arguments.append(subject)
        }
        if let officer {
            condition += " AND o.officer = ?"
            arguments.append(officer)
        }
        let found = try scope.db.rows(
            """
            SELECT o.id, o.recorded_at, o.officer, o.terminal, o.purpose, o.reason
            FROM operation o
            WHERE o.code IN (\(PersonBook.marks(codes.count)))
                AND o.recorded_at >= ? AND o.recorded_at < ?\(condition)
            ORDER BY o.id DESC LIMIT ?
            """, arguments + [limit]
        ) { row in
            SearchLogEntry(
                operation: row.int64(0), at: row.instant(1), officer: row.text(2),
                terminal: row.text(3), purpose: row.text(4), reason: row.optionalText(5),
                shown: [])
        }
        let shown = try subjects(of: found.map(\.operation), in: scope)
        return found.map { entry in
            SearchLogEntry(
                operation: entry.operation, at: entry.at, officer: entry.officer,
                terminal: entry.terminal, purpose: entry.purpose, reason: entry.reason,
                shown: shown[entry.operation] ?? [])
        }
    }

    private static func subjects(
        of operations: [Int64], in scope: Scope
    ) throws -> [Int64: [AddresseeNumber]] {
        var found: [Int64: [AddresseeNumber]] = [:]
        for part in operations.inParts(of: 500) {
            try scope.db.forEachRow(
                """
                SELECT operation_id, subject FROM operation_subject
                WHERE operation_id IN (\(PersonBook.marks(part.count)))
                ORDER BY operation_id, subject
                """, Array(part)
            ) { row in found[row.int64(0), default: []].append(row.addressee(1)) }
        }
        return found
    }
}
