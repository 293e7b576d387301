// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A part that somebody else makes (部品).
public struct Part: Hashable, Sendable {
    /// Where its version is decided.
    public enum Kind: String, Sendable {
        /// Pinned by the manifest, itself or through another part, and built in.
        case swift
        /// A library of the operating system; its packages are kept up to date there.
        case system
    }

    public let name: String
    /// Empty for a library of the operating system.
    public let version: String
    /// The repository, or the packages of the operating system.
    public let origin: String
    public let kind: Kind
}

/// Under which terms something that others made comes with the program.
public struct Licence: Hashable, Sendable {
    /// What is used.
    public enum Kind: String, CaseIterable, Sendable { case swift, system, font, data }

    public let name: String
    /// By SPDX where it has a name there.
    public let licence: String
    public let kind: Kind
    /// Copyright line or package; empty where the repository says it.
    public let notice: String
}

/// The parts that come with the program (R-86d): what a patch may be about.
public enum PartsCatalogue {
    /// Every part, by kind and name.
    ///
    /// - Throws: `ReportRefusal.recordTable` with the line that cannot be read.
    public static func parts() throws -> [Part] {
        try parts(of: text("parts.tsv"))
    }

    /// The licences of the parts, of the fonts and of the tables that come with the program.
    ///
    /// - Throws: `ReportRefusal.recordTable` with the line that cannot be read.
    public static func licences() throws -> [Licence] {
        try TabbedLines.rows(text("licences.tsv")).map { line, cells in
            guard cells.count == 4 else {
                throw ReportRefusal.recordTable(line: line, problem: .cells)
            }
            guard let kind = Licence.Kind(rawValue: cells[2]), !cells[1].isEmpty else {
                throw ReportRefusal.recordTable(line: line, problem: .group)
            }
            return Licence(name: cells[0], licence: cells[1], kind: kind, notice: cells[3])
        }
    }

    private static func text(_ name: String) throws -> String {
        try String(
            contentsOf: Bundle.module.bundleURL.appending(path: "Parts/\(name)"), encoding: .utf8)
    }

    static func parts(of text: String) throws(ReportRefusal) -> [Part] {
        var found: [Part] = []
        for (line, cells) in TabbedLines.rows(text) {
            guard cells.count == 4 else { throw .recordTable(line: line, problem: .cells) }
            guard let kind = Part.Kind(rawValue: cells[3]) else {
                throw .recordTable(line: line, problem: .group)
            }
            found.append(
                Part(name: cells[0], version: cells[1], origin: cells[2], kind: kind))
        }
        return found
    }
}
