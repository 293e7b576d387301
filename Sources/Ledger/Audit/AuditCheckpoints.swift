// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Compares the recomputed tree with the signed checkpoints as it grows.
struct AuditCheckpoints {
    private struct Stored {
        let id: Int64
        let size: Int
        let nextFact: Int64
        let frontier: [UInt8]
        let note: String
    }

    private let audit: LedgerAudit
    private var last: Int64
    private var lastSize: Int
    private var waiting: ArraySlice<Stored> = []
    private var nextFact: Int64
    private var isRootLost = false
    private var file: Checkpoint?
    private var witnessed: Checkpoint?
    private var kept: [Checkpoint] = []
    /// What the witness has cosigned, once its note was found right.
    var witnessedSize: Int? { witnessed?.size }
    /// Checkpoints that were right.
    private(set) var count: Int64

    init(_ audit: LedgerAudit, after position: AuditPosition) {
        self.audit = audit
        last = position.checkpoint
        lastSize = position.entries
        nextFact = position.nextFact
        count = position.checkpoint
    }

    mutating func readFile(_ run: AuditRun) throws {
        if let note = audit.witnessed {
            witnessed = note.checkpoint(of: audit.origin, signedBy: audit.verifier)
            if witnessed == nil {
                run.report(.witnessInvalid, nil, "副署のある署名記録が正しくありません。")
            }
        }
        for (index, note) in audit.kept.enumerated() {
            guard let signed = SignedCheckpoint(note: note, verifier: audit.verifier),
                signed.checkpoint.origin == audit.origin
            else {
                run.report(.keptInvalid, nil, "紙の控え（\(index + 1)枚目）の署名が、この台帳のものではありません。")
                continue
            }
            kept.append(signed.checkpoint)
        }
        guard let source = audit.checkpointFile else { return }
        guard let note = try source.read() else {
            let entries = try run.db.first("SELECT COUNT(*) FROM ledger_entry") { $0.int(0) }
            if entries != 0 {
                run.report(.fileMissing, nil, "署名ファイル（checkpoint）がありません。")
            }
            return
        }
        guard let signed = SignedCheckpoint(note: note, verifier: audit.verifier),
            signed.checkpoint.origin == audit.origin
        else {
            run.report(.fileInvalid, nil, "署名ファイル（checkpoint）の署名が正しくありません。")
            return
        }
        file = signed.checkpoint
    }

    /// The tree has one leaf more.
    mutating func reach(_ entry: LedgerLeaf?, _ run: AuditRun) throws {
        if let entry, entry.operation == Int64(run.position.entries) {
            if entry.firstFact != nextFact {
                run.report(
                    .factsChanged, entry.operation, "操作\(entry.operation)の事実の番号が続いていません。")
            }
            nextFact = entry.firstFact + entry.factCount
        }
        let size = run.position.entries
        if let file, file.size == size, file.root != run.position.frontier.root {
            run.report(.rootChanged, nil, "署名ファイル（\(size)件）と木の根が一致しません。")
        }
        if let witnessed, witnessed.size == size, witnessed.root != run.position.frontier.root {
            run.report(.forked, nil, "副署された記録（\(size)件）と木の根が一致しません。作り直された台帳です。")
        }
        for paper in kept where paper.size == size && paper.root != run.position.frontier.root {
            run.report(.forked, nil, "紙の控え（\(size)件）と木の根が一致しません。作り直された台帳です。")
        }
        while let next = try peek(run.db), next.size <= size {
            waiting.removeFirst()
            check(next, run)
        }
    }

    private mutating func peek(_ db: any Connection) throws -> Stored? {
        if waiting.isEmpty {
            waiting = try db.rows(
                """
                SELECT id, size, next_fact, frontier, note FROM ledger_checkpoint
                WHERE id > ? ORDER BY id LIMIT 500
                """, [last]
            ) { row in
                Stored(
                    id: row.int64(0), size: row.int(1), nextFact: row.int64(2),
                    frontier: row.blob(3), note: row.text(4))
            }[...]
        }
        return waiting.first
    }

    private mutating func check(_ stored: Stored, _ run: AuditRun) {
        defer {
            last = stored.id
            lastSize = stored.size
            run.position.checkpoint = stored.id
        }
        if stored.id != last + 1 {
            run.report(.checkpointMissing, nil, "署名記録\(last + 1)がありません（次は\(stored.id)）。")
        }
        guard let signed = SignedCheckpoint(note: stored.note, verifier: audit.verifier) else {
            run.report(.checkpointInvalid, nil, "署名記録\(stored.id)の署名が正しくありません。")
            return
        }
        let checkpoint = signed.checkpoint
        let size = run.position.entries
        guard checkpoint.origin == audit.origin, checkpoint.number == stored.id,
            checkpoint.size == stored.size, stored.size == size, stored.nextFact == nextFact
        else {
            run.report(.checkpointInvalid, nil, "署名記録\(stored.id)の内容が台帳と合いません。")
            return
        }
        guard checkpoint.root == run.position.frontier.root else {
            // One changed leaf changes every later root: say it once.
            if !isRootLost {
                run.report(
                    .rootChanged, Int64(size), "署名記録\(stored.id)（\(size)件）と木の根が一致しません。")
            }
            isRootLost = true
            return
        }
        guard stored.frontier == run.position.frontier.bytes else {
            run.report(.checkpointInvalid, nil, "署名記録\(stored.id)の木の右端が計算と合いません。")
            return
        }
        count += 1
    }

    mutating func finish(_ run: AuditRun) throws {
        let size = run.position.entries
        var late: Int64?
        while let next = try peek(run.db) {
            waiting.removeFirst()
            last = next.id
            late = late ?? next.id
        }
        if let late {
            run.report(.truncated, nil, "署名記録\(late)より後の操作の記録が失われています。")
        } else if lastSize != size {
            run.report(.headUnsigned, nil, "最後の\(size - lastSize)件に署名がありません。")
        }
        if let witnessed, witnessed.size > size {
            run.report(
                .truncated, nil, "副署は\(witnessed.size)件ですが、台帳は\(size)件です。巻き戻されています。")
        }
        for paper in kept where paper.size > size {
            run.report(
                .truncated, nil, "紙の控えは\(paper.size)件ですが、台帳は\(size)件です。巻き戻されています。")
        }
        if let file, file.size > size {
            run.report(
                .truncated, nil, "署名ファイルは\(file.size)件ですが、台帳は\(size)件です。末尾が失われています。")
        } else if let file, file.number > last {
            run.report(.truncated, nil, "署名ファイルの署名記録\(file.number)が台帳にありません。")
        }
    }
}
