// SPDX-License-Identifier: Apache-2.0
public import Database
import Foundation

/// The tables of 安全管理台帳: the registers the organisation keeps (評価書 III・IV).
public enum RegistersSchema {
    /// The numbered SQL files of this area.
    public static func migrations() throws -> MigrationSet {
        try MigrationSet(
            area: "registers",
            directory: Bundle.module.bundleURL.appendingPathComponent("Migrations"))
    }
}
