// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Safeguards
import Support
import Town
import Vault
import Vocabulary

@testable import Office

/// A small town taken into an installation: residents with numbers and protected places in System
/// 2, recipients with accounts in System 1.
struct KeyTown {
    static let officers = [
        Passphrase(holder: "総務課長", "さくらの下で九人が待つ、朝の七時"),
        Passphrase(holder: "情報政策課長", "correct horse battery 9 staple"),
        Passphrase(holder: "会計管理者", "青い自転車は右から三番目にある"),
    ]
    let town: TownOffice
    private let folder: TemporaryFolder
    var office: Installation { town.office }
    let administrator = Principal(
        officer: "u009", name: "検証 管理", roles: [.administrator], session: "test",
        terminal: "T9")

    init(people: Int = 120) throws {
        folder = try TemporaryFolder("key-town")
        try WriteTown(seed: 11, people: people, folder: folder.url).run()
        town = try TownOffice(folder.file("in"))
    }

    /// The account of each recipient, opened.
    func accounts(_ office: Installation? = nil) throws -> [AddresseeNumber: AccountInUse] {
        try (office ?? self.office).casework.perform(
            .viewAccounts, by: town.counter, for: .registration
        ) { scope in
            let found = try AccountBook.current(
                recipients: nil, on: day("2025-04-02"), from: scope.db)
            scope.saw(found.keys)
            return found
        }
    }

    /// The cell of the account number of each recipient as it lies in the database.
    func cells(in store: any Store) throws -> [Int64: [UInt8]] {
        try store.read { db in
            var found: [Int64: [UInt8]] = [:]
            try db.forEachRow("SELECT recipient, account_number FROM account_use ORDER BY id", []) {
                found[$0.int64(0)] = $0.blob(1)
            }
            return found
        }
    }

    /// A public key to back up to, in the folder of keys.
    func makeBackupKey(seed: UInt64 = 77) throws -> BackupPrivateKey {
        let key = try BackupPrivateKey(random: RehearsalRandomBytes(seed: seed))
        try Data(key.publicKey.text.utf8).write(
            to: URL(fileURLWithPath: office.settings.keysDirectory + "/backup.public"))
        return key
    }

    /// Settings of an empty machine.
    func empty(_ name: String) -> InstallationSettings {
        town.rehearsal.settings(data: town.rehearsal.folder.file(name).path)
    }

    func file(_ name: String) -> URL { town.rehearsal.folder.file(name) }

    /// Settings of the same installation, opened again.
    var settings: InstallationSettings { town.rehearsal.settings() }
}

extension KeyTown {
    /// Every 個人番号 of the town, as the feed brought it.
    func numbers() throws -> [String] {
        let feed = try FileManager.default.contentsOfDirectory(atPath: town.folder.path)
            .filter { $0.hasPrefix("resident_") }.sorted()
        var found: Set<String> = []
        for name in feed {
            let bytes = try Data(contentsOf: town.folder.appendingPathComponent(name))
            for part in bytes.split(whereSeparator: { !(0x30...0x39).contains($0) })
            where part.count == 12 { found.insert(String(decoding: part, as: UTF8.self)) }
        }
        return found.sorted()
    }

    /// Names of persons in System 2.
    func names() throws -> [String] {
        let numbers = try office.directory.changes(after: 0, limit: .max).map(\.number)
        return try office.directory.persons(numbers).values.map(\.name)
            .filter { $0.utf8.count >= 6 }.sorted()
    }
}
