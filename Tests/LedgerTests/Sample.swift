// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Support
import Testing
import Vocabulary

/// A ledger of one test's own with two tables of facts.
struct Sample {
    let store: any Store
    let ledger: Ledger
    let file: CheckpointFile
    let folder: TemporaryFolder
    let keys = MemoryMonthKeys()

    static let start = Instant(microseconds: 1_743_476_400_000_000)

    private static let tables = """
        CREATE TABLE visit (
            id INTEGER PRIMARY KEY, operation_id INTEGER NOT NULL REFERENCES operation (id),
            recorded_at INTEGER NOT NULL, name TEXT, amount INTEGER NOT NULL, seal BLOB) STRICT;
        -- append-only: visit
        CREATE TABLE award (
            id INTEGER PRIMARY KEY, operation_id INTEGER NOT NULL REFERENCES operation (id),
            recorded_at INTEGER NOT NULL, kind TEXT NOT NULL, visit INTEGER) STRICT;
        -- append-only: award
        """

    static func signer(_ seed: UInt8 = 1) throws -> LedgerSigner {
        try #require(
            LedgerSigner(
                name: "hagukumi/119997/test", privateKey: [UInt8](repeating: seed, count: 32)))
    }

    init(_ engine: Engine) throws {
        folder = try TemporaryFolder("ledger")
        switch engine {
        case .sqlite: store = try Stores.memory()
        case .postgres:
            let schema = "l" + UUID().uuidString.replacing("-", with: "").lowercased()
            store = try Stores.postgres(
                PostgresCluster.running().connection, schema: schema, body: "119997")
        }
        let place = folder.file("sql")
        try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
        try Data(Self.tables.utf8).write(to: place.appendingPathComponent("0001-sample.sql"))
        try store.migrate([
            LedgerSchema.migrations(), MigrationSet(area: "sample", directory: place),
        ])
        file = CheckpointFile(folder.file("checkpoint"))
        ledger = Ledger(
            origin: "hagukumi/119997/test", signer: try Self.signer(), checkpointFile: file,
            months: keys)
    }

    /// The witness of the tests.
    static func witnessSigner(_ seed: UInt8 = 9) throws -> WitnessSigner {
        try #require(
            WitnessSigner(
                name: "soumu.example/witness", privateKey: [UInt8](repeating: seed, count: 32)))
    }

    /// Appends a group of operations in one transaction.
    func append(_ count: Int, from start: Instant = Sample.start) throws {
        let signed = try store.write { db in try append(count, from: start, in: db) }
        try ledger.publish(signed)
    }

    /// The same inside a transaction; `suffix` makes another history of the same length.
    @discardableResult
    func append(
        _ count: Int, from start: Instant = Sample.start, suffix: String = "",
        in db: any Connection
    ) throws -> SignedCheckpoint {
        let group = try ledger.open(in: db)
        for _ in 0..<count { try operate(group, start, suffix) }
        return try group.seal(at: start.adding(seconds: Int64(group.size)))
    }

    private func operate(_ group: LedgerGroup, _ start: Instant, _ suffix: String) throws {
        let number = group.size + 1
        let act = Act(
            code: "entitlement.sample", officer: "officer\(number % 7)\(suffix)",
            session: "session\(number / 20)", terminal: "T\(number % 3)", purpose: "registration",
            reason: number % 4 == 0 ? "見本の理由" : nil)
        let operation = try group.begin(act, at: start.adding(seconds: Int64(number)))
        for turn in 0..<(number % 3) {
            let seal: [UInt8]? = turn == 0 ? [1, 2, UInt8(number % 250)] : nil
            try operation.facts.append(
                "visit", ["name": "見本 花子\(turn)", "amount": number * 10, "seal": seal])
        }
        if number % 5 == 0 {
            try operation.facts.append(
                to: "award", columns: ["visit", "kind"],
                rows: (0..<4).map { [.integer($0), .text("k\($0)")] })
        }
        try operation.finish(
            subjects: (0..<(number % 4)).map {
                AddresseeNumber(value: 900_000_000_000_000 + Int64(number + $0))
            }, result: number % 2 == 0 ? "ok" : nil, count: number % 3)
    }

    /// The triggers out of the way, as for whoever holds the database itself.
    func disarm() throws {
        try store.write { db in
            for table in try Catalogue.appendOnlyTables(in: db) {
                switch db.engine {
                case .sqlite:
                    try db.execute("DROP TRIGGER \(table)_no_update")
                    try db.execute("DROP TRIGGER \(table)_no_delete")
                case .postgres: try db.execute("ALTER TABLE \(table) DISABLE TRIGGER USER")
                }
            }
        }
    }
}
