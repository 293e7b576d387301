// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of System 2.
public enum AddresseeSchema {
    /// The numbered SQL files of this area.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "addressee",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
