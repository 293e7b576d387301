// SPDX-License-Identifier: Apache-2.0
import Database
import Vocabulary

/// The signed heads as a witness needs them.
enum HeadBook {
    /// The head of exactly this size.
    static func head(size: Int, _ db: any Connection) throws -> (Frontier, note: String)? {
        try db.first(
            "SELECT size, frontier, note FROM ledger_checkpoint WHERE size = ?", [size]
        ) { row in
            guard let frontier = Frontier(size: row.int(0), bytes: row.blob(1)) else {
                throw Fault(.database, detail: "台帳の署名記録の形が違います: \(size)件")
            }
            return (frontier, row.text(2))
        }
    }

    /// The largest head of at most this size.
    static func lastSize(upTo size: Int, _ db: any Connection) throws -> Int? {
        try db.first(
            "SELECT size FROM ledger_checkpoint WHERE size <= ? ORDER BY size DESC LIMIT 1",
            [size]
        ) { $0.int(0) }
    }

    /// The first head after a size: from its time on something waits for the witness.
    static func firstNote(after size: Int, _ db: any Connection) throws -> String? {
        try db.first(
            "SELECT note FROM ledger_checkpoint WHERE size > ? ORDER BY size LIMIT 1", [size]
        ) { $0.text(0) }
    }

    /// The hashes of the leaves after `size`, up to `end`.
    static func leaves(after size: Int, upTo end: Int, _ db: any Connection) throws -> [Digest] {
        try db.rows(
            "SELECT body FROM ledger_entry WHERE id > ? AND id <= ? ORDER BY id", [size, end]
        ) { MerkleHash.leaf($0.blob(0)) }
    }
}
