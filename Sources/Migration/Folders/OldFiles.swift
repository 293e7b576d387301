// SPDX-License-Identifier: Apache-2.0
public import Formats
import Foundation
import Ledger
public import Links
import Vocabulary

/// The files of the system used before, as they lie in a folder, with the digest that names them.
public struct OldFiles: Sendable {
    public let files: [OldFile: LinkFile]
    /// What the old system says of its own files; `nil` where it says nothing.
    public let totals: LinkFile?
    /// SHA-256 over names and bytes of all files.
    public let digest: String

    /// Opens what a folder holds, by the file names of the layouts.
    /// - Throws: `MigrationRefusal.folderMissing`, `.fileMissing`; `Fault` (disk).
    public init(folder: String, layouts: LayoutLibrary) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder),
            isFolder.boolValue
        else { throw MigrationRefusal.folderMissing }
        func open(_ layout: String) throws -> LinkFile? {
            let path = folder + "/" + (try layouts.migration(layout).fileName)
            guard FileManager.default.fileExists(atPath: path) else { return nil }
            return try LinkFile(path: path)
        }
        var files: [OldFile: LinkFile] = [:]
        for file in OldFile.allCases { files[file] = try open(file.layout) }
        try self.init(files, totals: try open("migration-totals"))
    }

    /// - Throws: `MigrationRefusal.fileMissing`.
    public init(_ files: [OldFile: LinkFile], totals: LinkFile? = nil) throws {
        if let missing = OldFile.allCases.first(where: { $0.isNeeded && files[$0] == nil }) {
            throw MigrationRefusal.fileMissing(missing.wording)
        }
        self.files = files
        self.totals = totals
        let parts = files.map { "\($0.key.rawValue) \($0.value.digest)" }.sorted()
        let whole = parts.joined(separator: "\n") + "\n" + (totals?.digest ?? "")
        digest = Digest.of(Array(whole.utf8)).description
    }

    /// Paths of a folder's files, for the scanner.
    /// - Throws: `MigrationRefusal.folderMissing`.
    public static func paths(in folder: String, layouts: LayoutLibrary) throws -> [String] {
        let names = (OldFile.allCases.map(\.layout) + ["migration-totals"]).compactMap {
            try? layouts.migration($0).fileName
        }
        return names.map { folder + "/" + $0 }
            .filter { FileManager.default.fileExists(atPath: $0) }
    }
}
