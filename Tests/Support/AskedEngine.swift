// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The engine on which the tests of a room run: SQLite in memory, or PostgreSQL where
/// `HAGUKUMI_ENGINE=postgres` asks for it (`scripts/soak engines`). The tests are the same ones.
public enum AskedEngine {
    /// A server and a schema that nobody has used; `nil` for SQLite.
    public static func postgres() throws -> (connection: String, schema: String)? {
        guard ProcessInfo.processInfo.environment["HAGUKUMI_ENGINE"] == "postgres" else {
            return nil
        }
        let name = "x" + UUID().uuidString.replacing("-", with: "").lowercased()
        return (try PostgresCluster.running().connection, name)
    }
}
