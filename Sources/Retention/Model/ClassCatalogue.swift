// SPDX-License-Identifier: Apache-2.0
import Foundation
import Ledger

/// The retention classes and the place of every table in them, as the city's data say
/// (`Classes/*.tsv`).
public struct ClassCatalogue: Sendable {
    public let classes: [RetentionClass]
    public let rules: [TableRule]
    /// How the columns that hold bytes are protected.
    public let columns: [ColumnRule]
    /// Years until a claim of the city for repayment is barred (返還金の時効).
    public let recoveryYears: Int
    /// SHA-256 over the files that decide what is erased: the words under which a list was proposed.
    public let digest: String

    private let byID: [String: RetentionClass]

    /// The data that come with the program.
    /// - Throws: `RetentionRefusal.catalogue`.
    public static func standard() throws -> ClassCatalogue {
        let folder = Bundle.module.bundleURL.appendingPathComponent("Classes")
        func text(_ name: String) throws -> String {
            try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        return try ClassCatalogue(
            classes: text("classes.tsv"), tables: text("tables.tsv"), limits: text("limits.tsv"),
            columns: text("columns.tsv"))
    }

    /// Reads the files.
    /// - Throws: `RetentionRefusal.catalogue` naming the file and the line.
    public init(
        classes: String, tables: String, limits: String, columns: String = ""
    ) throws {
        let found = try ClassLines.classes(classes)
        byID = Dictionary(uniqueKeysWithValues: found.map { ($0.id, $0) })
        self.classes = found
        rules = try ClassLines.tables(tables, classes: byID)
        self.columns = try ClassLines.columns(columns)
        recoveryYears = try ClassLines.limit("recovery", in: limits)
        digest = Digest.of(Array((classes + "\0" + tables + "\0" + limits).utf8)).description
    }

    /// The class of an id.
    public func retention(_ id: String) -> RetentionClass? { byID[id] }

    /// The tables of one system.
    public func rules(of system: RetentionSystem) -> [TableRule] {
        rules.filter { $0.system == system }
    }

    /// The rule of one table.
    public func rule(of table: String, in system: RetentionSystem) -> TableRule? {
        rules.first { $0.system == system && $0.table == table }
    }

    /// The erasable classes of one system.
    public func erasable(in system: RetentionSystem) -> [RetentionClass] {
        classes.filter { $0.end == .erase && ($0.system ?? system) == system }
    }
}
