// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of 複製・印刷: requests for copies, containers, ceilings and the print log.
public enum CopyingSchema {
    /// The numbered SQL files of this area.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "copying",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
