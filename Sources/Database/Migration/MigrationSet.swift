// SPDX-License-Identifier: Apache-2.0
public import Foundation
import Vocabulary

/// The migrations of one area: files `0001-name.sql`, `0002-name.sql`, … of one folder.
///
/// The text is SQL that both engines run, written with `INTEGER`, `TEXT`, `BLOB`,
/// `INTEGER PRIMARY KEY` and `STRICT`. Lines that mean something more:
/// - `-- append-only: table` makes the triggers that refuse UPDATE and DELETE;
/// - `-- sqlite-only: STATEMENT` and `-- postgres-only: STATEMENT` run on one engine.
public struct MigrationSet: Sendable {
    public let area: String
    let files: [MigrationFile]

    /// Reads the files; throws `StoreRefusal.migrationOrder` when a number is missing.
    public init(area: String, directory: URL) throws {
        let names = try FileManager.default.contentsOfDirectory(atPath: directory.path)
            .filter { $0.hasSuffix(".sql") }
            .sorted()
        let files = try names.map { name in
            let data = try Data(contentsOf: directory.appendingPathComponent(name))
            return MigrationFile(name: name, text: String(decoding: data, as: UTF8.self))
        }
        try self.init(area: area, files: files)
    }

    /// Migrations that stand in the code of a small area, each named like a file.
    public init(area: String, texts: KeyValuePairs<String, String>) throws {
        try self.init(area: area, files: texts.map { MigrationFile(name: $0.key, text: $0.value) })
    }

    init(area: String, files: [MigrationFile]) throws {
        for (index, file) in files.enumerated()
        where !file.name.hasPrefix(padded(index + 1, 4) + "-") {
            throw StoreRefusal.migrationOrder(area: area, name: file.name)
        }
        self.area = area
        self.files = files
    }
}

/// One migration file.
struct MigrationFile: Sendable {
    let name: String
    let text: String

    /// FNV-1a over the bytes, 64 bits: sees a changed file; the text itself is kept beside it.
    var checksum: String {
        var hash: UInt64 = 0xcbf2_9ce4_8422_2325
        for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }
}
