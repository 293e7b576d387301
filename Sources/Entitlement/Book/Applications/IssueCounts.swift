// SPDX-License-Identifier: Apache-2.0
import Database

/// How many papers there are already: what the next number follows.
enum IssueCounts {
    static func applications(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM application", []) { $0.int(0) } ?? 0
    }

    static func notices(from db: any Connection) throws -> Int {
        try db.first("SELECT COUNT(*) FROM notice_issue", []) { $0.int(0) } ?? 0
    }
}
