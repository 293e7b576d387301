// SPDX-License-Identifier: Apache-2.0
import GRDB
import Vocabulary

/// What an error of SQLite means. Texts name tables and columns, never values.
enum SQLiteErrors {
    static func translate(_ error: DatabaseError) -> any Error {
        let message = error.message ?? ""
        let detail = "SQLite \(error.extendedResultCode.rawValue): \(message)\(statement(error))"
        switch error.resultCode {
        case .SQLITE_CONSTRAINT:
            return ConstraintViolation(kind(error.extendedResultCode, message), name: message)
        case .SQLITE_FULL:
            return Fault(.diskFull, detail: detail)
        case .SQLITE_IOERR, .SQLITE_CANTOPEN, .SQLITE_CORRUPT, .SQLITE_NOTADB:
            return Fault(.disk, detail: detail)
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return Fault(.database, detail: detail, isTransient: true)
        default:
            // SQLite has many result codes; all others are faults of the statement.
            return Fault(.database, detail: detail)
        }
    }

    private static func statement(_ error: DatabaseError) -> String {
        error.sql.map { " [\($0)]" } ?? ""
    }

    private static func kind(
        _ code: ResultCode, _ message: String
    ) -> ConstraintViolation.Kind {
        switch code {
        case .SQLITE_CONSTRAINT_UNIQUE, .SQLITE_CONSTRAINT_PRIMARYKEY, .SQLITE_CONSTRAINT_ROWID:
            .unique
        case .SQLITE_CONSTRAINT_FOREIGNKEY: .foreignKey
        case .SQLITE_CONSTRAINT_NOTNULL: .notNull
        case .SQLITE_CONSTRAINT_CHECK: .check
        case .SQLITE_CONSTRAINT_TRIGGER where message.hasPrefix(AppendOnly.message): .appendOnly
        default: .other
        }
    }
}
