// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@testable import Office

/// The way of the manual for a database of PostgreSQL: pg_dump, `key seal`, `key unseal`, pg_restore.
@Suite("PostgreSQL の庫の写し")
struct PostgresBackupTests {
    private let folder: TemporaryFolder
    private let random = RehearsalRandomBytes(seed: 9)

    init() throws { folder = try TemporaryFolder("pg-backup") }

    private func rows(_ store: any Store) throws -> [String: Int] {
        try store.read { try BackupBook.counts(in: $0) }
    }

    @Test("写して封じ、開いて別の庫に戻すと、件数も台帳の根も同じで、封じたものからは何も読めない", .measure("R-85a"))
    func wholeWay() throws {
        let cluster = try PostgresCluster.running()
        let schema = "k" + UUID().uuidString.replacing("-", with: "").lowercased()
        let store = try Stores.postgres(cluster.connection, schema: schema, body: "119997")
        try store.migrate(try Schemas.of(.casework))
        let seed = (0..<32).map { UInt8($0) }
        let signer = try #require(LedgerSigner(name: "hagukumi/casework", privateKey: seed))
        let ledger = Ledger(
            origin: "119997/casework", signer: signer, months: MemoryMonthKeys())
        let gate = Gate(
            store: store, ledger: ledger, clock: Rehearsal.StandingClock(day("2025-06-02")),
            sessionsLiveHere: false)
        let canary = "さがしものは九番の棚"
        for _ in 0..<30 {
            try gate.perform(
                .initialise, by: .machine("init"), for: .maintenance, reason: canary
            ) { $0.note("made") }
        }
        let (counts, root) = (try rows(store), try ledger.verify(store).root)
        // The program itself does not copy it: it says so.
        #expect(try store.freeze() == nil)
        let dump = folder.file("casework.dump").path
        try store.backup(to: dump)
        #expect(try Data(contentsOf: URL(fileURLWithPath: dump)).starts(with: Array("PGDMP".utf8)))

        let key = try BackupPrivateKey(random: random)
        try Data(key.publicKey.text.utf8).write(to: folder.file("backup.public"))
        let sealed = folder.file("casework.dump.hgb").path
        _ = try SealedFile.seal(
            dump, to: sealed, keys: folder.url.path, madeAt: "2025-06-02T12:00:00+09:00",
            random: random)
        #expect(throws: BackupRefusal.self) {
            try SealedFile.seal(
                dump, to: sealed, keys: folder.url.path, madeAt: "", random: random)
        }
        let bytes = try Data(contentsOf: URL(fileURLWithPath: sealed))
        for word in ["PGDMP", "ledger_entry", canary] {
            #expect(bytes.range(of: Data(word.utf8)) == nil, "\(word)")
        }
        // Another key opens nothing, and one changed byte is found.
        let other = try BackupPrivateKey(random: RehearsalRandomBytes(seed: 10))
        #expect(throws: Fault.self) {
            try SealedFile.open(sealed, into: folder.file("x").path, with: other)
        }
        var broken = bytes
        broken[bytes.count - 9] ^= 1
        try broken.write(to: folder.file("broken.hgb"))
        #expect(throws: Fault.self) {
            try SealedFile.open(
                folder.file("broken.hgb").path, into: folder.file("x").path, with: key)
        }

        let opened = try SealedFile.open(sealed, into: folder.file("out").path, with: key)
        #expect(
            try Data(contentsOf: URL(fileURLWithPath: opened))
                == Data(contentsOf: URL(fileURLWithPath: dump)))
        // The old schema goes: what stands there afterwards came from the sealed file.
        try store.write { _ = try $0.execute("DROP SCHEMA \(schema) CASCADE") }
        try store.close()
        try restore(opened, into: cluster.connection)
        let back = try Stores.postgres(cluster.connection, schema: schema, body: "119997")
        #expect(try rows(back) == counts)
        let report = try ledger.verify(back)
        #expect(report.ok && report.root == root && report.entries == 30)
        try back.close()
    }

    private func restore(_ dump: String, into connection: String) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["pg_restore", "--no-password", "--dbname=\(connection)", dump]
        try process.run()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0)
    }
}
