// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of officers, grants, sessions and idempotency keys; they need those of the ledger.
public enum SafeguardsSchema {
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "safeguards",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
