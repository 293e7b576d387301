// SPDX-License-Identifier: Apache-2.0
public import Database
public import Vocabulary

extension AccountBook {
    /// Every use of an account by a recipient, in the order of recording, with who recorded it.
    public static func recorded(
        of recipient: AddresseeNumber, asOf moment: Instant? = nil, from db: any Connection
    ) throws -> [Recorded<AccountInUse>] {
        let uses = try history(of: recipient, from: db).reversed().filter {
            $0.recordedAt.microseconds <= Instant.bound(moment)
        }
        var notes: [Int64: (officer: String, reason: String?, isMigrated: Bool)] = [:]
        try Among.forEach(
            """
            SELECT f.id, \(RecordedRows.columns) FROM account_use f \(RecordedRows.join)
            WHERE {among}
            """, column: "f.id", keys: uses.map(\.id), in: db
        ) { row in
            let note = RecordedRows.of(row.int64(0), row, id: row.int64(0), from: 1)
            notes[note.id] = (note.officer, note.reason, note.isMigrated)
        }
        let replaced = Set(uses.filter { !$0.isRefused }.compactMap(\.replaces))
        return uses.map { use in
            Recorded(
                id: use.id, value: use, recordedAt: use.recordedAt,
                officer: notes[use.id]?.officer ?? "", reason: notes[use.id]?.reason,
                isMigrated: notes[use.id]?.isMigrated ?? false,
                isOverruled: use.isRefused || replaced.contains(use.id))
        }
    }
}
