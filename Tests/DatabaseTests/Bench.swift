// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Support

/// A store of one test's own, on either engine.
struct Bench {
    let store: any Store
    private let folder: TemporaryFolder

    init(_ engine: Engine, body: String = "119997") throws {
        folder = try TemporaryFolder("database")
        switch engine {
        case .sqlite:
            store = try Stores.sqlite(at: folder.file("a.sqlite").path, body: body)
        case .postgres:
            let schema = "t" + UUID().uuidString.replacing("-", with: "").lowercased()
            store = try Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: body)
        }
    }

    /// A store with one migration.
    init(_ engine: Engine, sql: String) throws {
        try self.init(engine)
        try store.migrate([set("test", [sql])])
    }

    /// Writes files 0001-a.sql, 0002-a.sql, … and reads them as a set.
    func set(_ area: String, _ files: [String]) throws -> MigrationSet {
        let place = folder.file("set-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        for (index, sql) in files.enumerated() {
            let name = "000\(index + 1)-a.sql"
            try Data(sql.utf8).write(to: place.appendingPathComponent(name))
        }
        return try MigrationSet(area: area, directory: place)
    }

    func file(_ name: String) -> String { folder.file(name).path }
}
