// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Compares entries with the rows `operation` and `operation_subject`.
struct AuditActs {
    private let run: AuditRun

    init(_ run: AuditRun) { self.run = run }

    func check(_ entries: [LedgerEntry], ids: ClosedRange<Int64>) throws {
        let acts = try operations(ids)
        let subjects = try subjects(ids)
        for entry in entries {
            let id = entry.operation
            if let act = acts[id] {
                // By bytes: in Swift two ways to write one character are equal.
                if act.act.bytes != entry.act.bytes || act.recordedAt != entry.recordedAt {
                    run.report(.operationChanged, id, "操作\(id)の行が記録と違います。")
                }
            } else {
                run.report(.operationMissing, id, "操作\(id)の行がありません。")
            }
            let found = subjects[id] ?? []
            if Int64(found.count) != entry.subjectCount
                || SubjectDigest.of(found) != entry.subjectDigest
            {
                run.report(.subjectsChanged, id, "操作\(id)の対象者が記録と違います。")
            }
            run.position.subjects += entry.subjectCount
        }
    }

    private func operations(
        _ ids: ClosedRange<Int64>
    ) throws -> [Int64: (act: Act, recordedAt: Instant)] {
        var found: [Int64: (act: Act, recordedAt: Instant)] = [:]
        try run.db.forEachRow(
            """
            SELECT id, recorded_at, code, officer, session, terminal, purpose, reason
            FROM operation WHERE id BETWEEN ? AND ?
            """, [ids.lowerBound, ids.upperBound]
        ) { row in
            let act = Act(
                code: row.text(2), officer: row.text(3), session: row.text(4),
                terminal: row.text(5), purpose: row.text(6), reason: row.optionalText(7))
            found[row.int64(0)] = (act, row.instant(1))
        }
        return found
    }

    private func subjects(_ ids: ClosedRange<Int64>) throws -> [Int64: [Int64]] {
        var found: [Int64: [Int64]] = [:]
        try run.db.forEachRow(
            """
            SELECT operation_id, subject FROM operation_subject
            WHERE operation_id BETWEEN ? AND ? ORDER BY operation_id, subject
            """, [ids.lowerBound, ids.upperBound]
        ) { found[$0.int64(0), default: []].append($0.int64(1)) }
        return found
    }
}
