// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of 移行.
public enum MigrationSchema {
    /// The numbered SQL files of this area.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "migration",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
