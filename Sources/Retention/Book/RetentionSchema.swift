// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of 保存と消去: retention classes, purges, certificates and legal holds.
public enum RetentionSchema {
    /// The numbered SQL files of this area, the same for both systems.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(area: "retention", directory: folder)
    }

    /// Indexes over the tables of System 1 by which rows are found and erased; after all areas.
    public static func caseworkMigrations() throws -> MigrationSet {
        try MigrationSet(
            area: "retention-casework", directory: folder.appendingPathComponent("casework"))
    }

    /// The same over the tables of System 2.
    public static func addresseeMigrations() throws -> MigrationSet {
        try MigrationSet(
            area: "retention-addressee", directory: folder.appendingPathComponent("addressee"))
    }

    private static var folder: URL { Bundle.module.bundleURL.appendingPathComponent("Migrations") }
}
