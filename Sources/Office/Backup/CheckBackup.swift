// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Vault
import Vocabulary

extension Installation {
    /// Restores a backup that was just written into the folder of work and compares it with the
    /// copies it was made of.
    func check(
        _ stage: String, with key: BackupContentKey, _ manifest: BackupManifest,
        against work: BackupWork, records: Int
    ) throws -> BackupCheck {
        let room = try work.room("restored")
        defer { try? FileManager.default.removeItem(at: room) }
        _ = try Parcel.unpack(try BackupReader(stage, with: key), into: room)
        var check = try RestoredBackup(room).compare(with: manifest)
        for (system, column) in columns {
            let restored = Column.database(of: system, in: room)
            check.entries += try column.proveLog(of: restored, body: body)
            let share = records / columns.count
            let picks = try column.reading(restored, body: body) { db in
                try column.pick(share, random: settings.random, in: db)
            }
            let copy = Column.database(of: system, in: work.folder)
            let same = try column.reading(copy, body: body) { db in
                try picks.allSatisfy { pick in
                    try BackupBook.record(pick.record.table, pick.record.row, in: db)
                        == pick.record
                }
            }
            guard same else { throw BackupRefusal.differs("\(system.rawValue) の記録") }
            check.records += picks.count
            check.cells += picks.reduce(0) { $0 + $1.cells }
        }
        return check
    }

    /// The same for the container of the keys: every file comes out as it went in.
    func checkKeys(_ stage: String, with key: BackupContentKey, in work: BackupWork) throws {
        let room = try work.room("keys-restored")
        defer { try? FileManager.default.removeItem(at: room) }
        let names = try Parcel.unpack(try BackupReader(stage, with: key), into: room)
        let source = work.folder.appendingPathComponent("keys-copied")
        for name in names {
            let same =
                try Parcel.digest(of: room.appendingPathComponent(name))
                == Parcel.digest(of: source.appendingPathComponent(name))
            guard same else { throw BackupRefusal.differs("鍵のファイル") }
        }
    }

    /// Copies everything of the folder of keys but the key that wraps the others, and writes it.
    func writeKeys(
        _ manifest: BackupManifest, in work: BackupWork, to path: String,
        for recipient: BackupPublicKey
    ) throws -> BackupWriter {
        let room = try work.room("keys-copied")
        let cabinet = KeyCabinet(folder: settings.keysDirectory)
        let folder = URL(fileURLWithPath: settings.keysDirectory)
        for name in try BackupWork.names(in: folder) where !name.contains(".kek") {
            let goal = room.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: goal.deletingLastPathComponent(), withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try FileManager.default.copyItem(at: folder.appendingPathComponent(name), to: goal)
        }
        for (system, column) in columns {
            let shelf = URL(fileURLWithPath: cabinet.shelfPath(of: system)).lastPathComponent
            try column.shelf.copy(to: room.appendingPathComponent(shelf).path)
        }
        let writer = try BackupWriter(
            path, to: recipient, label: (body, "keys"), madeAt: manifest.madeAt,
            random: settings.random)
        for name in try BackupWork.names(in: room, databases: true) {
            try Parcel.add(name, file: room.appendingPathComponent(name), to: writer)
        }
        try Parcel.end(writer)
        return writer
    }
}

extension Column {
    struct Pick {
        let record: BackupBook.Record
        let cells: Int
    }

    /// Records at random over all tables, each table by its size, with their cells opened.
    func pick(
        _ count: Int, random: any RandomBytes, in db: any Connection
    ) throws -> [Pick] {
        let tables = try BackupBook.numbered(try BackupBook.counts(in: db), in: db)
        let all = tables.reduce(0) { $0 + $1.1 }
        guard all > 0 else { return [] }
        return try (0..<count).compactMap { _ in
            let bytes = random.bytes(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            var place = Int(bytes % UInt64(all))
            for (table, rows) in tables {
                guard place >= rows else {
                    let part = rows > 1 ? Double(place) / Double(rows - 1) : 0
                    guard let id = try BackupBook.id(of: table, at: part, in: db),
                        let record = try BackupBook.record(table, id, in: db)
                    else { return nil }
                    return Pick(
                        record: record, cells: try BackupBook.openCells(of: record, in: db))
                }
                place -= rows
            }
            return nil
        }
    }

    /// Computes the whole log of a copy again.
    /// - Returns: how many entries it has.
    func proveLog(of copy: URL, body: String) throws -> Int {
        let store = try Stores.sqlite(at: copy.path, body: body, cells: cells)
        defer { try? store.close() }
        // The file beside the database has gone on since.
        let audit = LedgerAudit(
            origin: ledger.origin, verifier: ledger.verifier, checkpointFile: nil,
            months: ledger.months)
        let report = try store.read { try audit.run(in: $0) }
        guard report.ok else {
            throw BackupRefusal.differs("\(system.rawValue) の台帳の検証")
        }
        return report.entries
    }
}

/// A backup of the data, unpacked.
struct RestoredBackup {
    let folder: URL
    let manifest: BackupManifest

    init(_ folder: URL) throws {
        self.folder = folder
        let data = try Data(contentsOf: folder.appendingPathComponent("manifest.json"))
        guard let manifest = try? JSONDecoder().decode(BackupManifest.self, from: data),
            manifest.format == BackupManifest.format
        else { throw BackupRefusal.differs("目録") }
        self.manifest = manifest
    }

    /// Counts, heads of the logs and digests of files.
    func compare(with wanted: BackupManifest) throws -> BackupCheck {
        guard manifest == wanted else { throw BackupRefusal.differs("目録") }
        var check = BackupCheck()
        for system in KeyCabinet.System.allCases {
            let store = try Stores.sqlite(
                at: Column.database(of: system, in: folder).path, body: wanted.body)
            defer { try? store.close() }
            let rows = try store.read { try BackupBook.counts(in: $0) }
            guard let said = wanted.systems[system.rawValue], rows == said.rows else {
                throw BackupRefusal.differs("\(system.rawValue) の件数")
            }
            check.rows += rows.values.reduce(0, +)
        }
        for (name, digest) in wanted.files {
            let file = folder.appendingPathComponent("files").appendingPathComponent(name)
            guard try Parcel.digest(of: file) == digest else {
                throw BackupRefusal.differs("ファイル")
            }
        }
        return check
    }
}
