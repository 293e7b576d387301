// SPDX-License-Identifier: Apache-2.0
public import Database
import Safeguards
public import Vocabulary

/// What was written about a person, by whom: every fact with the operation that stored it.
public enum ChangeBook {
    /// Each part of the record: its table, the column of the person, the day it counts from, and
    /// the codes that say what it became. Columns with names, numbers or addresses stay out.
    private static let parts: [(WrittenChange.Part, String, String, String, String)] = [
        (
            .decision, "entitlement_history", "child", "f.effective_on",
            "f.result || '/' || f.reason"
        ),
        (.application, "application", "child", "f.applied_on", "f.kind || '/' || f.reason"),
        (.certificate, "certificate", "child", "f.issued_on", "f.issue_number"),
        (
            .insurance, "insurance_fact", "child", "f.acquired_on",
            "f.source || CASE WHEN f.is_void = 1 THEN '/void' "
                + "WHEN f.lost_on IS NULL THEN '/acquired' ELSE '/lost' END"
        ),
        (
            .exclusion, "exclusion_fact", "child", "f.began_on",
            "f.kind || CASE WHEN f.is_void = 1 THEN '/void' ELSE '' END"
        ),
        (.account, "account_use", "recipient", "f.valid_from", "f.cause"),
        (.mailing, "mailing_address_fact", "subject", "f.effective_from", "f.cause"),
        (.residence, "residence_fact", "subject", "f.effective_from", "f.cause"),
        (.household, "welfare_household_fact", "recipient", "f.member_from", "f.cause"),
        (.register, "person_snapshot", "subject", "NULL", "f.resident_status"),
        (
            .memo, "memo", "subject", "NULL",
            "CASE WHEN f.is_ended = 1 THEN 'ended' WHEN f.replaces_id IS NULL THEN 'written' "
                + "ELSE 'changed' END"
        ),
    ]

    /// Every part of the record of a child as one table, up to a moment.
    private static func all(
        of child: AddresseeNumber, recipient: AddresseeNumber?, recordedUpTo moment: Instant
    ) -> (table: String, values: [any SQLValueConvertible]) {
        let selects = parts.map { part, table, person, effective, detail in
            """
            SELECT '\(part.rawValue)' AS part, f.id AS id, f.operation_id AS operation_id, \
            f.recorded_at AS recorded_at, CAST(\(effective) AS TEXT) AS effective, \
            \(detail) AS detail FROM \(table) f WHERE f.\(person) = ? AND f.recorded_at <= ?
            """
        }
        let values = parts.flatMap { part, _, person, _, _ -> [any SQLValueConvertible] in
            [person == "recipient" ? recipient ?? child : child, moment.microseconds]
        }
        return ("(\(selects.joined(separator: " UNION ALL "))) c", values)
    }

    /// What was written about a child up to a moment, the newest first.
    ///
    /// - Parameters:
    ///   - recipient: whose account and household count for the child; `nil`: the child's own.
    ///   - limit: at most so many rows.
    public static func changes(
        of child: AddresseeNumber, recipient: AddresseeNumber?, recordedUpTo moment: Instant,
        limit: Int, offset: Int = 0, from db: any Connection
    ) throws -> [WrittenChange] {
        let (table, values) = all(of: child, recipient: recipient, recordedUpTo: moment)
        return try db.rows(
            """
            SELECT c.part, c.id, c.recorded_at, c.effective, c.detail, o.code, o.officer
            FROM \(table)
            JOIN operation o ON o.id = c.operation_id
            ORDER BY c.recorded_at DESC, c.operation_id DESC, c.part, c.id DESC LIMIT ? OFFSET ?
            """, values + [limit, offset]
        ) { row in
            guard let part = WrittenChange.Part(rawValue: row.text(0)) else {
                preconditionFailure("the query writes the parts itself")
            }
            return WrittenChange(
                part: part, id: row.int64(1), recordedAt: row.instant(2),
                effectiveOn: row.optionalDate(3),
                detail: row.text(4), operation: OperationCode(rawValue: row.text(5)),
                officer: row.text(6))
        }
    }

    /// How many changes `changes` has without a limit, and when the newest of them was written.
    public static func extent(
        of child: AddresseeNumber, recipient: AddresseeNumber?, recordedUpTo moment: Instant,
        from db: any Connection
    ) throws -> (count: Int, newest: Instant?) {
        let (table, values) = all(of: child, recipient: recipient, recordedUpTo: moment)
        return try db.first("SELECT COUNT(*), MAX(c.recorded_at) FROM \(table)", values) {
            ($0.int(0), $0.optionalInstant(1))
        } ?? (0, nil)
    }

    /// When the first change after a moment was written, as far as it was known at another.
    public static func next(
        of child: AddresseeNumber, recipient: AddresseeNumber?, after moment: Instant,
        recordedUpTo now: Instant, from db: any Connection
    ) throws -> Instant? {
        let (table, values) = all(of: child, recipient: recipient, recordedUpTo: now)
        return try db.first(
            "SELECT MIN(c.recorded_at) FROM \(table) WHERE c.recorded_at > ?",
            values + [moment.microseconds]
        ) { $0.optionalInstant(0) } ?? nil
    }
}
