// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation
import Safeguards
public import Vocabulary

struct BatchRow: FactRow {
    static let table = "entitlement_batch"
    static let columns = [
        "kind", "on_day", "expected", "proposed", "carried_out", "left_out", "reasons", "officer",
    ]
    let count: BatchCount
    let officer: String

    var values: [any SQLValueConvertible] {
        let reasons = count.leftOut.sorted { $0.key < $1.key }
            .map { "\($0.key)\t\($0.value)" }.joined(separator: "\n")
        return [
            count.kind.rawValue, count.on, count.expected, count.proposed, count.carriedOut,
            count.left, reasons, officer,
        ]
    }
}

/// What batches expected and produced.
public enum BatchBook {
    /// The newest batches of a kind, newest first.
    public static func newest(
        _ kind: BatchCount.Kind? = nil, limit: Int = 20, from db: any Connection
    ) throws -> [(count: BatchCount, at: Instant, officer: String)] {
        let condition = kind == nil ? "" : "WHERE kind = ?"
        let arguments: [any SQLValueConvertible] = kind.map { [$0.rawValue] } ?? []
        return try db.rows(
            """
            SELECT kind, on_day, expected, proposed, carried_out, reasons, recorded_at, officer
            FROM entitlement_batch \(condition) ORDER BY id DESC LIMIT ?
            """, arguments + [limit]
        ) { row in
            var leftOut: [String: Int] = [:]
            for line in row.text(5).split(separator: "\n") {
                let cells = line.split(separator: "\t")
                if cells.count == 2 { leftOut[String(cells[0])] = Int(cells[1]) }
            }
            return (
                BatchCount(
                    kind: BatchCount.Kind(rawValue: row.text(0)) ?? .yearEnd, on: row.date(1),
                    expected: row.int(2), proposed: row.int(3), carriedOut: row.int(4),
                    leftOut: leftOut),
                row.instant(6), row.text(7)
            )
        }
    }
}

extension Scope {
    /// Keeps what a batch came to; one that had nothing to do is no batch.
    func record(_ count: BatchCount) throws {
        guard count.expected > 0 else { return }
        precondition(count.isComplete, "外れたものに理由がありません")
        try append([BatchRow(count: count, officer: principal.officer)])
    }
}
