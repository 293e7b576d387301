// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation

/// What happened to the keys and what was backed up: facts of System 1, for screen 3120.
enum CareSchema {
    /// The numbered SQL files of this area.
    static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "office",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
