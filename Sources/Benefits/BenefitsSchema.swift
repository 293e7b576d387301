// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of this area (`Book/Migrations/`).
public enum BenefitsSchema {
    /// The numbered SQL files; they refer to the ledger's `operation`.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "benefits", directory: Bundle.module.bundleURL.appending(path: "Migrations"))
    }
}
