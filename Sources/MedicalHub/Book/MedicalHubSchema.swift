// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of this area; they stand in the database of System 2.
public enum MedicalHubSchema {
    /// The numbered SQL files of this area.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "medical-hub",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
