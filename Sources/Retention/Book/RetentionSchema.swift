// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of 保存と消去: retention classes, purges, certificates and legal holds.
public enum RetentionSchema {
    /// The numbered SQL files of this area.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "retention",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
