// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// Where the ledger stands: what the last checkpoint holds.
struct LedgerHead {
    let number: Int64
    let frontier: Frontier
    let nextFact: Int64
    let note: String?

    static func last(in db: any Connection) throws -> LedgerHead {
        let stored = try db.first(
            """
            SELECT id, size, next_fact, frontier, note FROM ledger_checkpoint
            ORDER BY id DESC LIMIT 1
            """
        ) { row in
            guard let frontier = Frontier(size: row.int(1), bytes: row.blob(3)) else {
                throw Fault(.database, detail: "台帳の署名記録の形が違います: \(row.int64(0))")
            }
            return LedgerHead(
                number: row.int64(0), frontier: frontier, nextFact: row.int64(2),
                note: row.text(4))
        }
        return stored ?? LedgerHead(number: 0, frontier: Frontier(), nextFact: 1, note: nil)
    }
}
