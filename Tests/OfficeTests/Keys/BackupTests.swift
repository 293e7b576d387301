// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vault
import Vocabulary

@testable import Office

@Suite("バックアップと復元")
struct BackupTests {
    static let isSoak = ProcessInfo.processInfo.environment["HAGUKUMI_SOAK"] == "1"
    let town: KeyTown
    let key: BackupPrivateKey

    init() throws {
        town = try KeyTown(people: Self.isSoak ? 10_000 : 120)
        key = try town.makeBackupKey()
    }

    private var goal: String { town.file("b1").path }

    private func sources(_ path: String? = nil, kek: Bool = true) -> RestoreSources {
        let path = path ?? goal
        return RestoreSources(
            data: path, keys: path + ".keys", key: key,
            kekFolder: kek ? town.office.settings.keysDirectory : nil)
    }

    @Test("空の機械へ戻すと、件数も台帳の根も、無作為の千件も同じ", .measure("R-82", "R-08", "R-85a"))
    func drill() throws {
        let accounts = try town.accounts()
        let started = ContinuousClock.now
        let report = try town.office.backUp(to: goal, by: town.administrator)
        let written = ContinuousClock.now - started
        #expect(report.check.records == 1_000 && report.check.cells > 0)
        #expect(report.check.rows == report.manifest.rows && report.check.rows > 500)
        let target = town.empty("host2")
        let begun = ContinuousClock.now
        let restored = try Installation.restore(sources(), to: target, reason: "復元の訓練")
        let restoring = ContinuousClock.now - begun
        #expect(restored.manifest == report.manifest)
        let office = try Installation.open(target)
        defer { try? office.close() }
        #expect(try town.accounts(office) == accounts)
        try compare(town.office, office, records: 1_000)
        #expect(try office.verify().allSatisfy { $0.report.ok })
        let made = try town.office.backups(by: town.administrator)
        #expect(made.first?.digest == report.digest && made.first?.records == 1_000)
        if Self.isSoak {
            print(
                "backup \(written), restore \(restoring), \(report.bytes) bytes, \(report.manifest.rows) rows"
            )
        }
    }

    /// Random rows of every table of the source stand in the restored one, value by value.
    private func compare(_ one: Installation, _ other: Installation, records: Int) throws {
        let random = RehearsalRandomBytes(seed: 5)
        for (system, column) in one.columns {
            let picks = try column.store.read { db in
                try column.pick(records / 2, random: random, in: db)
            }
            // What was written after the moment of the backup is not in it.
            let until = try other.column(system).store.read { db in
                try db.first("SELECT MAX(id) FROM operation", []) { $0.int64(0) } ?? 0
            }
            var same = 0
            try other.column(system).store.read { db in
                for pick in picks {
                    let found = try BackupBook.record(pick.record.table, pick.record.row, in: db)
                    if found == pick.record { same += 1 }
                }
            }
            #expect(until > 0)
            #expect(same >= picks.count - 8, "\(system): \(same) of \(picks.count)")
        }
    }

    @Test("どこで止まっても半端なファイルは残らず、次のバックアップは通る", .measure("R-82", "R-85a"))
    func kills() throws {
        struct Cut: Error {}
        for step in BackupStep.allCases {
            let path = town.file("b-\(step.rawValue)").path
            #expect(throws: Cut.self) {
                try town.office.backUp(to: path, by: town.administrator, records: 20) {
                    if $0 == step { throw Cut() }
                }
            }
            #expect(FileManager.default.fileExists(atPath: path) == (step == .published))
        }
        let next = town.file("b2").path
        _ = try town.office.backUp(to: next, by: town.administrator, records: 20)
        for path in [town.file("b-published").path, next] {
            _ = try Installation.restore(
                sources(path), to: town.empty(path.suffix(4) + "-again"), reason: "検証")
        }
    }

    @Test("切れた・書き換えた・鍵の違うバックアップは戻さず、何も残さない", .measure("R-82", "R-85a"))
    func brokenBackups() throws {
        _ = try town.office.backUp(to: goal, by: town.administrator, records: 20)
        let whole = try Data(contentsOf: URL(fileURLWithPath: goal))
        let target = town.empty("never")
        func refused(_ data: Data) throws {
            let path = town.file("broken").path
            try data.write(to: URL(fileURLWithPath: path))
            try? FileManager.default.removeItem(atPath: path + ".keys")
            try FileManager.default.copyItem(atPath: goal + ".keys", toPath: path + ".keys")
            #expect(throws: (any Error).self) {
                try Installation.restore(sources(path), to: target, reason: "検証")
            }
            #expect(!FileManager.default.fileExists(atPath: target.dataDirectory))
        }
        try refused(whole.dropLast(1))
        try refused(whole.prefix(whole.count / 2))
        var altered = whole
        altered[whole.count / 3] ^= 1
        try refused(altered)
        // The wrong key, no key that wraps the others, and data passed off as keys.
        var other = sources()
        other.key = try BackupPrivateKey(random: RehearsalRandomBytes(seed: 1))
        #expect(throws: Fault.self) {
            try Installation.restore(other, to: target, reason: "検証")
        }
        #expect(throws: BackupRefusal.self) {
            try Installation.restore(sources(kek: false), to: target, reason: "検証")
        }
        var swapped = sources()
        swapped.keys = goal
        #expect(throws: BackupRefusal.self) {
            try Installation.restore(swapped, to: target, reason: "検証")
        }
        #expect(throws: BackupRefusal.fileExists(goal)) {
            try town.office.backUp(to: goal, by: town.administrator)
        }
        _ = try Installation.restore(sources(), to: target, reason: "検証")
        #expect(throws: BackupRefusal.self) {
            try Installation.restore(sources(), to: target, reason: "検証")
        }
    }

    @Test("バックアップの後に消した人は、古いバックアップからも読めない", .measure("R-82", "R-08"))
    func destroyedAfterBackup() throws {
        let accounts = try town.accounts()
        _ = try town.office.backUp(to: goal, by: town.administrator, records: 20)
        let gone = try #require(accounts.keys.min())
        _ = try town.office.column(.casework).cells.destroy(owners: [.person(gone)])
        func readable(_ sources: RestoreSources, _ name: String) throws -> Int {
            let target = town.empty(name)
            _ = try Installation.restore(sources, to: target, reason: "検証")
            let office = try Installation.open(target)
            defer { try? office.close() }
            return try office.column(.casework).store.read { db in
                try db.rows("SELECT id, account_number, recipient FROM account_use") { row in
                    let text = try? db.place("account_use", row.int64(0)).open(
                        row.blob(1), "account_number")
                    if row.addressee(2) == gone { #expect(text == nil) }
                    return text == nil ? 0 : 1
                }.reduce(0, +)
            }
        }
        // Old data and old keys, with the list that is kept apart: the person stays unreadable.
        var withList = sources()
        withList.destroyedFolder = town.office.settings.keysDirectory
        #expect(try readable(withList, "h1") == accounts.count - 1)
        // Old data with the keys of a later backup: the key is not there at all.
        let later = town.file("b3").path
        _ = try town.office.backUp(to: later, by: town.administrator, records: 20)
        var withKeys = sources()
        withKeys.keys = later + ".keys"
        #expect(try readable(withKeys, "h2") == accounts.count - 1)
    }

    @Test("バックアップの器にも鍵の器にも、平文も包む鍵もなく、権限か公開鍵がなければ作れない", .measure("R-82", "R-14", "R-08"))
    func containersTellNothing() throws {
        let accounts = try town.accounts()
        let names = Array(try town.names().prefix(200))
        _ = try town.office.backUp(to: goal, by: town.administrator, records: 20)
        let detector = LeakDetector(
            canaries: try town.numbers() + names + accounts.values.map(\.holderKana))
        for path in [goal, goal + ".keys"] {
            let data = try Data(contentsOf: URL(fileURLWithPath: path))
            #expect(detector.firstLeak(in: data) == nil)
        }
        let folder = town.file("unpacked")
        let unpacked = try Parcel.unpack(try BackupReader(goal + ".keys", with: key), into: folder)
        #expect(unpacked.contains("casework.persons.sqlite"))
        #expect(unpacked.contains("casework.keyring.json"))
        #expect(!unpacked.contains { $0.contains(".kek") })
        let data = try Parcel.unpack(
            try BackupReader(goal, with: key), into: town.file("unpacked-data"))
        #expect(!data.contains { $0.contains("key") || $0.contains("persons") })
        #expect(data.contains("casework.sqlite") && data.contains("addressee.sqlite"))
        #expect(throws: SafeguardRefusal.self) {
            try town.office.backUp(to: town.file("x").path, by: town.town.counter)
        }
        try FileManager.default.removeItem(
            atPath: town.office.settings.keysDirectory + "/backup.public")
        #expect(throws: BackupRefusal.noRecipient) {
            try town.office.backUp(to: town.file("x").path, by: town.administrator)
        }
        #expect(!FileManager.default.fileExists(atPath: town.file("x").path))
    }
}
