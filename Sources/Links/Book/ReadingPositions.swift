// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Vocabulary

/// How far each link was read.
enum ReadingPositions {
    static func position(of link: String, in scope: Scope) throws -> Int64 {
        try scope.db.first("SELECT position FROM link_cursor WHERE link = ?", [link]) {
            $0.int64(0)
        } ?? 0
    }

    static func move(_ link: String, to position: Int64, in scope: Scope) throws {
        try scope.db.execute(
            """
            INSERT INTO link_cursor (link, position, moved_at) VALUES (?, ?, ?)
            ON CONFLICT (link) DO UPDATE SET position = excluded.position,
                moved_at = excluded.moved_at
            """, [link, position, scope.now])
    }
}
