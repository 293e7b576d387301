// SPDX-License-Identifier: Apache-2.0
import Crypto
import Database
import Vocabulary

/// Recomputes the digests of the facts of some entries from the tables.
struct AuditFacts {
    private let run: AuditRun
    private let tables: [String: FactTable]

    init(_ run: AuditRun, _ tables: [String: FactTable]) {
        self.run = run
        self.tables = tables
    }

    func check(_ entries: [LedgerLeaf]) throws {
        for entry in entries {
            for fact in entry.facts {
                run.position.factCounts[fact.table, default: 0] += fact.count
                if tables[fact.table] == nil {
                    run.report(
                        .factTableMissing, entry.operation,
                        "操作\(entry.operation)の事実の表 \(fact.table) がありません。")
                }
            }
        }
        guard let first = entries.first, let last = entries.last else { return }
        let ids = first.firstFact..<max(last.firstFact + last.factCount, first.firstFact)
        run.position.nextFact = ids.upperBound
        guard !ids.isEmpty else { return }
        for name in tables.keys.sorted() {
            guard let table = tables[name], !run.isFull else { continue }
            try check(table, entries, ids)
        }
    }

    private func check(
        _ table: FactTable, _ entries: [LedgerLeaf], _ ids: Range<Int64>
    ) throws {
        var permits = try erased(table, ids)[...]
        var index = 0
        var fold = Fold()
        var bytes = ByteWriter()
        func move(to id: Int64) {
            while index < entries.count,
                id >= entries[index].firstFact + entries[index].factCount
            {
                settle(fold, entries[index], table.name)
                fold = Fold()
                index += 1
            }
        }
        func add(_ id: Int64, _ digest: Digest) {
            move(to: id)
            fold.add(digest)
        }
        try run.db.forEachRow(
            """
            SELECT \(table.selection) FROM \(table.name) WHERE id >= ? AND id < ? ORDER BY id
            """, [ids.lowerBound, ids.upperBound]
        ) { row in
            let id = row.int64(0)
            while let permit = permits.first, permit.id <= id {
                permits.removeFirst()
                // A permit whose row is still there speaks of nothing yet.
                if permit.id < id { add(permit.id, permit.digest) }
            }
            add(id, table.digest(of: row, &bytes))
        }
        for permit in permits { add(permit.id, permit.digest) }
        move(to: Int64.max)
    }

    private func erased(
        _ table: FactTable, _ ids: Range<Int64>
    ) throws -> [(id: Int64, digest: Digest)] {
        try run.db.rows(
            """
            SELECT row_id, row_digest FROM purge_permit
            WHERE table_name = ? AND row_id >= ? AND row_id < ? ORDER BY row_id
            """, [table.name, ids.lowerBound, ids.upperBound]
        ) { (id: $0.int64(0), digest: Digest($0.blob(1)) ?? MerkleHash.empty) }
    }

    private func settle(_ fold: Fold, _ entry: LedgerLeaf, _ table: String) {
        let written = entry.facts.first { $0.table == table }
        guard written != nil || fold.count > 0 else { return }
        if written?.count != fold.count || written?.digest != fold.digest {
            run.report(
                .factsChanged, entry.operation,
                "操作\(entry.operation)が表 \(table) に書いた事実が記録と違います。")
        }
    }

    /// SHA-256 over the digests of rows.
    private struct Fold {
        private var hasher = SHA256()
        private(set) var count: Int64 = 0

        mutating func add(_ row: Digest) {
            hasher.update(data: row.bytes)
            count += 1
        }

        var digest: Digest { Digest(hasher.finalize()) }
    }
}
