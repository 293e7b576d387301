// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of 資格 (`Book/Migrations/`).
public enum EntitlementSchema {
    /// The numbered SQL files of this area; they refer to the ledger's `operation`.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "entitlement", directory: Bundle.module.bundleURL.appending(path: "Migrations"))
    }
}
