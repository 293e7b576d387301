// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of ログの点検: reviews of the log, explained accesses and alarms.
public enum OversightSchema {
    /// The numbered SQL files of this area.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "oversight",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
