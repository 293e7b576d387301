// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Compares leaves with the rows `operation`, `operation_end` and `operation_subject`.
struct AuditActs {
    /// The rows of one operation as they stand in the index.
    private struct Rows {
        var act: Act
        let recordedAt: Instant
        var salt: [UInt8]?
        var result: String?
        var count: Int64?
        var written: Int64 = 0
        var subjects: [Int64] = []

        var isBlank: Bool {
            act.officer.isEmpty && act.session.isEmpty && act.terminal.isEmpty
                && act.purpose.isEmpty && act.reason == nil && salt == nil && subjects.isEmpty
        }

        var content: LedgerEntry.Content {
            LedgerEntry.Content(
                officer: act.officer, session: act.session, terminal: act.terminal,
                purpose: act.purpose, reason: act.reason, result: result, count: count,
                subjectCount: Int64(subjects.count), subjectDigest: SubjectDigest.of(subjects))
        }
    }

    private let run: AuditRun

    init(_ run: AuditRun) { self.run = run }

    func check(_ leaves: [LedgerLeaf], ids: ClosedRange<Int64>) throws {
        let found = try rows(ids)
        for leaf in leaves {
            let id = leaf.operation
            guard let rows = found[id] else {
                run.report(.operationMissing, id, "操作\(id)の行がありません。")
                continue
            }
            // By bytes: in Swift two ways to write one character are equal.
            guard rows.recordedAt == leaf.recordedAt,
                rows.act.code.utf8.elementsEqual(leaf.code.utf8)
            else {
                run.report(.operationChanged, id, "操作\(id)の行が記録と違います。")
                continue
            }
            switch leaf.content {
            case .open(let entry): compare(rows, entry)
            case .sealed(let seal): try compare(rows, leaf, seal)
            }
        }
    }

    private func compare(_ rows: Rows, _ entry: LedgerEntry) {
        let id = entry.operation
        if rows.act.bytes != entry.act.bytes {
            run.report(.operationChanged, id, "操作\(id)の行が記録と違います。")
        }
        if Int64(rows.subjects.count) != entry.subjectCount
            || SubjectDigest.of(rows.subjects) != entry.subjectDigest
        {
            run.report(.subjectsChanged, id, "操作\(id)の対象者が記録と違います。")
        }
        if rows.salt != nil { run.report(.resultChanged, id, "操作\(id)に結果の行が足されています。") }
    }

    private func compare(_ rows: Rows, _ leaf: LedgerLeaf, _ seal: LedgerLeaf.Seal) throws {
        let id = leaf.operation
        if run.ended.contains(leaf.month) {
            if rows.isBlank { return }
            run.unswept += 1
        } else if let months = run.audit.months {
            let key = try months.existing(leaf.month)
            if key.flatMap(leaf.opened) == nil, try months.destroyed(leaf.month) == nil {
                run.report(.contentUnreadable, id, "操作\(id)の記録を、\(leaf.month)の鍵で開けません。")
            }
        }
        let commitment = rows.salt.map {
            LedgerLeaf.commitment($0, id, rows.content.bytes)
        }
        guard commitment != seal.commitment || rows.written != Int64(rows.subjects.count) else {
            return
        }
        try explain(rows, leaf)
    }

    /// Says which part is not as it was written, as far as the key of the month tells.
    private func explain(_ rows: Rows, _ leaf: LedgerLeaf) throws {
        let id = leaf.operation
        let written = try run.audit.months?.existing(leaf.month).flatMap(leaf.opened)
        guard let written else {
            return run.report(
                .operationChanged, id, "操作\(id)の行、対象者または結果が記録と違います。")
        }
        let found = rows.content
        let isSubject =
            written.subjectCount != found.subjectCount
            || written.subjectDigest != found.subjectDigest
        if isSubject { run.report(.subjectsChanged, id, "操作\(id)の対象者が記録と違います。") }
        let act = Act(
            code: leaf.code, officer: written.officer, session: written.session,
            terminal: written.terminal, purpose: written.purpose, reason: written.reason)
        if act.bytes != rows.act.bytes {
            run.report(.operationChanged, id, "操作\(id)の行が記録と違います。")
        } else if !isSubject {
            run.report(.resultChanged, id, "操作\(id)の結果が記録と違います。")
        }
    }

    private func rows(_ ids: ClosedRange<Int64>) throws -> [Int64: Rows] {
        var found: [Int64: Rows] = [:]
        try run.db.forEachRow(
            """
            SELECT o.id, o.recorded_at, o.code, o.officer, o.session, o.terminal, o.purpose,
                o.reason, e.salt, e.result, e.row_count, e.subjects
            FROM operation o LEFT JOIN operation_end e ON e.operation_id = o.id
            WHERE o.id BETWEEN ? AND ?
            """, [ids.lowerBound, ids.upperBound]
        ) { row in
            found[row.int64(0)] = Rows(
                act: Act(
                    code: row.text(2), officer: row.text(3), session: row.text(4),
                    terminal: row.text(5), purpose: row.text(6), reason: row.optionalText(7)),
                recordedAt: row.instant(1), salt: row.optionalBlob(8),
                result: row.optionalText(9), count: row.optionalInt64(10),
                written: row.optionalInt64(11) ?? 0)
        }
        try run.db.forEachRow(
            """
            SELECT operation_id, subject FROM operation_subject
            WHERE operation_id BETWEEN ? AND ? ORDER BY operation_id, subject
            """, [ids.lowerBound, ids.upperBound]
        ) { row in found[row.int64(0)]?.subjects.append(row.int64(1)) }
        return found
    }
}
