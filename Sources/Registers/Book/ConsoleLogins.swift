// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Vocabulary

/// Log-ins at the consoles, from the log of the gate.
enum ConsoleLogins {
    static func logins(
        at terminals: [String], from: CivilDate, through: CivilDate, in db: any Connection
    ) throws -> [(officer: String, at: Instant, terminal: String)] {
        var found: [(officer: String, at: Instant, terminal: String)] = []
        for terminal in Set(terminals).sorted() {
            let entries = try LogBook.search(
                LogQuery(
                    operation: .login, terminal: terminal, from: from, through: through,
                    limit: 10_000), from: db)
            found += entries.filter { $0.result?.hasPrefix("ok") ?? false }
                .map { ($0.act.officer, $0.recordedAt, $0.act.terminal) }
        }
        return found
    }
}
