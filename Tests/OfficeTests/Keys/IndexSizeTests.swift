// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Support
import Testing
import Vault
import Vocabulary

@testable import Office

/// The renewal of an index at the size of a city (soak), and a part of it always, on both engines.
@Suite("索引の大きさ")
struct IndexSizeTests {
    private static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
    private static let rows = isSoak ? 1_000_000 : 600
    private static let kills = isSoak ? 200 : 10
    private let folder: TemporaryFolder
    private let random = RehearsalRandomBytes(seed: 62)
    private let body = "119997"
    private let index = KeyedIndex("place_index")

    init() throws { folder = try TemporaryFolder("index-size") }

    /// A process: it opens the keys that are on the disk.
    private func cells(_ cabinet: KeyCabinet) throws -> SealedCells {
        let shelf = try KeyShelfBook(path: cabinet.shelfPath(of: .casework), body: body)
        let ring = try cabinet.open(.casework, body: body, random: random)
        let keys = try PersonKeys(
            ring, shelf: shelf, destroyed: cabinet.destroyed(of: .casework), random: random)
        return try SealedCells(.casework, ring, keys: keys, random: random)
    }

    private func store(_ engine: Engine, _ schema: String, _ cells: SealedCells) throws -> any Store
    {
        switch engine {
        case .sqlite:
            return try Stores.sqlite(
                at: folder.file("index.sqlite").path, body: body, cells: cells)
        case .postgres:
            return try Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: body, cells: cells)
        }
    }

    private static let tables = """
        CREATE TABLE index_key (
            name TEXT PRIMARY KEY, settled INTEGER NOT NULL, target INTEGER NOT NULL) STRICT;
        INSERT INTO index_key (name, settled, target) VALUES ('x', 1, 1);
        CREATE TABLE place_index (
            id INTEGER PRIMARY KEY, value BLOB NOT NULL UNIQUE, version INTEGER NOT NULL) STRICT;
        CREATE INDEX place_index_version ON place_index(version);
        """

    @Test("全件を更新する間、何度止まっても、どの値もいつでも見つかる", .measure("R-14", "R-82"), arguments: Engine.allCases)
    func everyRow(engine: Engine) throws {
        let cabinet = KeyCabinet(folder: folder.file("keys").path)
        _ = try cabinet.create(.casework, body: body, random: random)
        let schema = "i" + UUID().uuidString.replacing("-", with: "").lowercased()
        var seal = try cells(cabinet)
        var store = try store(engine, schema, seal)
        let script = folder.file("migrations")
        try FileManager.default.createDirectory(at: script, withIntermediateDirectories: true)
        try Data(Self.tables.utf8).write(to: script.appendingPathComponent("0001-index.sql"))
        try store.migrate([try MigrationSet(area: "index", directory: script)])
        func base(_ row: Int) -> [UInt8] { seal.index(of: "口座\(row)") }
        for first in stride(from: 0, to: Self.rows, by: 10_000) {
            let last = min(first + 10_000, Self.rows)
            try store.write { db in
                try index.put((first..<last).map { (Int64($0) + 1, base($0)) }, in: db)
            }
        }
        _ = try cabinet.rotate(.casework, [.accountIndex], body: body, random: random)
        let size = Self.isSoak ? 2_000 : 20
        let batches = Self.rows / size
        let begun = ContinuousClock.now
        var (kills, failed, done) = (0, 0, 0)
        struct Cut: Error {}
        while true {
            // A new process: the keys of the disk, the state of the database.
            try store.close()
            seal = try cells(cabinet)
            store = try self.store(engine, schema, seal)
            try store.write { try IndexKey.begin(2, in: $0) }
            for place in 0..<10 {
                let row = (kills * 7_919 + place * 104_729) % Self.rows
                let found = try store.read { db in
                    let asked = try index.asked([base(row)], in: db)
                    return try asked.keys.contains { value in
                        try db.first("SELECT id FROM place_index WHERE value = ?", [value]) {
                            $0.int(0)
                        } == row + 1
                    }
                }
                if !found { failed += 1 }
            }
            var left = kills < Self.kills ? max(1, batches / (Self.kills + 1)) : Int.max
            var isOver = false
            while left > 0, !isOver {
                let count = try store.write { try index.raise(limit: size, in: $0) }
                done += count
                left -= 1
                isOver = count == 0
            }
            if isOver { break }
            // The power goes in the middle of the next batch.
            #expect(throws: Cut.self) {
                try store.write { db in
                    _ = try index.raise(limit: size, in: db)
                    throw Cut()
                }
            }
            kills += 1
        }
        try store.write { try IndexKey.settle(in: $0) }
        #expect(failed == 0 && kills == Self.kills && done == Self.rows)
        #expect(try store.read { try index.census(in: $0) } == [2: Self.rows])
        #expect(try store.read { try IndexKey(in: $0).settled } == 2)
        if Self.isSoak {
            print(
                "soak: \(engine) 索引 \(Self.rows)行、中断 \(kills)、見つからないもの \(failed)、"
                    + "\(ContinuousClock.now - begun)")
        }
        try store.close()
    }
}
