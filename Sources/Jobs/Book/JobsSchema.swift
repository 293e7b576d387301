// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of 業務暦.
public enum JobsSchema {
    /// The numbered SQL files of this area.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "jobs",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
