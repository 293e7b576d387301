// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of the links.
public enum LinksSchema {
    /// The numbered SQL files of this area.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "links",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
