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

/// The parts that come with the program (R-86d): what a patch may be about.
public enum PartsCatalogue {
    /// Every part, by kind and name.
    ///
    /// - Throws: `ReportRefusal.recordTable` with the line that cannot be read.
    public static func parts() throws -> [Part] {
        let file = Bundle.module.bundleURL.appending(path: "Parts/parts.tsv")
        return try parts(of: String(contentsOf: file, encoding: .utf8))
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
