// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of the ledger.
public enum LedgerSchema {
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "ledger",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
