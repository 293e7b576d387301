// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// 鍵盤: the newest row counts, for the installation and for each officer.
enum KeyboardBook {
    static func table(from db: any Connection) throws -> KeyTable {
        let text = try db.first(
            "SELECT mapping FROM desk_keys ORDER BY id DESC LIMIT 1", []
        ) { $0.text(0) }
        // A table of another program that this one does not understand is none.
        return text.flatMap { KeyTable(text: $0) } ?? .standard
    }

    /// The officers for whom Enter stays as the browser has it.
    static func plainEnter(from db: any Connection) throws -> Set<String> {
        var found: Set<String> = []
        try db.forEachRow("SELECT officer, enter_moves FROM officer_desk ORDER BY id", []) { row in
            if row.bool(1) { found.remove(row.text(0)) } else { found.insert(row.text(0)) }
        }
        return found
    }

    static func history(from db: any Connection) throws -> [KeyTableChange] {
        try db.rows(
            """
            SELECT k.recorded_at, o.officer, k.mapping FROM desk_keys k
            JOIN operation o ON o.id = k.operation_id ORDER BY k.id DESC LIMIT 20
            """, []
        ) { KeyTableChange(recordedAt: $0.instant(0), officer: $0.text(1), text: $0.text(2)) }
    }

    static func write(_ table: KeyTable, in scope: Scope) throws {
        _ = try scope.facts.append("desk_keys", ["mapping": table.text])
    }

    static func write(enterMoves: Bool, of officer: String, in scope: Scope) throws {
        _ = try scope.facts.append(
            "officer_desk", ["officer": officer, "enter_moves": enterMoves])
    }
}
