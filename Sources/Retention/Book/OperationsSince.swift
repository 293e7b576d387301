// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards

/// Whether somebody wrote between two operations.
enum OperationsSince {
    static func wrote(after first: Int64, before last: Int64, in db: any Connection) throws -> Bool
    {
        try db.rows(
            "SELECT DISTINCT code FROM operation WHERE id > ? AND id < ?", [first, last]
        ) { $0.text(0) }.contains { code in
            // How far a job is says nothing about what is kept.
            code != OperationCode.startJob.rawValue
                && OperationCode(rawValue: code)?.definition.kind != .read
        }
    }
}
