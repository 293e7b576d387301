// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Foundation
import Ledger
import NumberGate
import PowerCuts
import Safeguards
import Support
import Synchronization
import Testing
import Vault
import Vocabulary

@testable import Entitlement
@testable import Office

@Suite("索引の鍵の更新")
struct IndexRotationTests {
    /// The office of the moment: it is closed and opened again as after a kill.
    private final class Stores: Sendable {
        let all = Mutex<[CutStore]>([])
    }

    private final class Machine {
        let town: KeyTown
        private let stores = Stores()
        private(set) var office: Installation

        init(_ town: KeyTown) throws {
            self.town = town
            office = town.office
            try start()
        }

        func start() throws {
            try office.close()
            stores.all.withLock { $0 = [] }
            var settings = town.settings
            settings.watchingStores = { [stores] inner in
                let store = CutStore(inner, staysOff: true)
                stores.all.withLock { $0.append(store) }
                return store
            }
            office = try Installation.open(settings)
        }

        /// The power of one database goes before the n-th statement that writes; `nil` puts it on.
        func cut(_ place: Int, after statements: Int?) {
            stores.all.withLock { $0[place].cut(after: statements) }
        }

        func count(_ sql: String, _ system: KeyCabinet.System) throws -> Int {
            try office.column(system).store.read { try $0.first(sql) { $0.int(0) } ?? 0 }
        }
    }

    /// Every number leads to its person, and every account to its row.
    private struct Known: Equatable {
        var persons: [String: [AddresseeNumber]] = [:]
        var accounts: [String: Int64] = [:]
    }

    private func known(_ machine: Machine, numbers: [String]) throws -> Known {
        var known = Known()
        let office = machine.office
        let peer = try #require(office.peers.register.peer(.tax))
        for digits in numbers {
            let number = try office.peers.seal(digits)
            let found = try office.addressee.perform(
                SearchAddressee.operation, by: .machine("tax"), for: .addressing, reason: "照会"
            ) { scope in
                try SearchAddressee.perform(
                    PersonQuestion(number: number), from: peer, vault: office.vault, in: scope)
            }
            known.persons[digits] = found.map(\.addressee).sorted()
        }
        let uses = try machine.town.accounts(office)
        known.accounts = try office.column(.casework).store.read { db in
            try AccountBook.registered(
                try uses.values.map {
                    try CheckedAccount(
                        AccountInput(
                            bank: $0.bankCode, branch: $0.branchCode, type: $0.type,
                            number: $0.number, holderKana: $0.holderKana))
                }, from: db)
        }
        return known
    }

    @Test("更新をでたらめな所で止めても続きから終わり、番号も口座もいつでも見つかる", .measure("R-14", "R-82"))
    func killedAnywhere() throws {
        let machine = try Machine(KeyTown(people: 100))
        let numbers = Array(try machine.town.numbers().prefix(9))
        let before = try known(machine, numbers: numbers)
        #expect(before.persons.values.allSatisfy { $0.count == 1 })
        #expect(before.accounts.count > 1)
        let (people, places) = (
            try machine.count("SELECT COUNT(*) FROM number_index", .addressee),
            try machine.count("SELECT COUNT(*) FROM account_index", .casework)
        )
        #expect(people > 30 && places == before.accounts.count)
        var random = Seeded(20_261_126)
        var (kills, failed) = (0, 0)
        while true {
            let point = kills < 20 ? Int(random.next() % 23) : nil
            machine.cut(kills % 2, after: point)
            do {
                try machine.office.rotateIndexes(by: .machine("keys"), size: 5)
                if point == nil { break }
                machine.cut(kills % 2, after: nil)
            } catch is PowerCut {}
            kills += 1
            try machine.start()
            if kills % 4 == 1, try known(machine, numbers: numbers) != before { failed += 1 }
        }
        #expect(failed == 0)
        #expect(try known(machine, numbers: numbers) == before)
        // Everything rests under one version, the same in both systems' states.
        for (system, table) in [
            (KeyCabinet.System.addressee, "number_index"), (.casework, "account_index"),
        ] {
            let newest = try #require(
                machine.office.column(system).keys.keyring.currentVersion(
                    of: system.indexClass))
            #expect(newest >= 2)
            #expect(try machine.count("SELECT settled FROM index_key", system) == newest)
            #expect(
                try machine.count(
                    "SELECT COUNT(*) FROM \(table) WHERE version <> \(newest)", system) == 0)
        }
        #expect(try machine.count("SELECT COUNT(*) FROM number_index", .addressee) == people)
        // The same person comes again: nobody is numbered twice, no account registered twice.
        #expect(try machine.count("SELECT COUNT(*) FROM account_index", .casework) == places)
        #expect(try machine.office.verify().allSatisfy { $0.report.ok })
        try machine.office.close()
    }

    @Test("前の鍵を知る人には、更新の後の索引から番号も口座も当てられない", .measure("R-14", "R-82"))
    func oldKeysFindNothing() throws {
        let machine = try Machine(KeyTown(people: 100))
        let numbers = try machine.town.numbers()
        // Whoever has the keys of today and tries every number finds the digests of today …
        let (system2, system1) = (
            machine.office.column(.addressee), machine.office.column(.casework)
        )
        let guesses = try numbers.map { try system2.ring.blindIndex().value(of: Array($0.utf8)) }
        let accounts = try machine.town.accounts(machine.office).values.map {
            [$0.bankCode, $0.branchCode, $0.type.rawValue, $0.number, $0.holderKana]
                .joined(separator: "|")
        }
        let places = try accounts.map { try system1.ring.accountIndex().value(of: Array($0.utf8)) }
        #expect(try bytes(of: machine).hits(guesses) > 30)
        #expect(try bytes(of: machine).hits(places) > 1)
        // … and none in the databases after the renewal, in no column of any table.
        try machine.office.rotateIndexes(by: .machine("keys"))
        for store in [system2.store, system1.store] { try store.scrub() }
        #expect(try bytes(of: machine).hits(guesses + places) == 0)
        // The keys page counts them under the new version, and nothing waits.
        let ages = try machine.office.keyAges(by: machine.town.administrator)
        for age in ages where KeyClass.ofIndexes.contains(age.keyClass) {
            #expect(age.versions == [1, 2] && age.waiting == 0 && age.total > 1)
            #expect(age.since != nil)
        }
        try machine.office.close()
    }

    @Test("途中の版の鍵束も捨てられず、更新の途中の庫は二つの版で探す", .measure("R-82"))
    func bothVersions() throws {
        struct Enough: Error {}
        let machine = try Machine(KeyTown(people: 100))
        let numbers = Array(try machine.town.numbers().prefix(12))
        let before = try known(machine, numbers: numbers)
        #expect(throws: Enough.self) {
            try machine.office.rotateIndexes(by: .machine("keys"), size: 3) { _ in
                throw Enough()
            }
        }
        #expect(try machine.count("SELECT target - settled FROM index_key", .casework) == 1)
        #expect(try known(machine, numbers: numbers) == before)
        let waiting = try machine.office.keyAges(by: machine.town.administrator)
            .filter { KeyClass.ofIndexes.contains($0.keyClass) }.reduce(0) { $0 + $1.waiting }
        #expect(waiting > 0)
        // Later versions are laid over earlier ones: none may go.
        let cabinet = KeyCabinet(folder: machine.office.settings.keysDirectory)
        let ring = try cabinet.retire(
            .addressee, .blindIndex, versions: [1], body: machine.office.body,
            random: RehearsalRandomBytes(seed: 5))
        #expect(ring.versions(of: .blindIndex) == [1, 2])
        // One renewal: what was left comes to its end, and no third version is made.
        let report = try machine.office.renewKeys(by: .machine("keys"), size: 3)
        #expect(report.versions == 0 && report.reindexed > 0)
        #expect(try known(machine, numbers: numbers) == before)
        try machine.office.close()
    }

    /// Every byte of both databases' folders.
    private func bytes(of machine: Machine) throws -> Data {
        var all = Data()
        for system in KeyCabinet.System.allCases {
            let folder = URL(fileURLWithPath: machine.office.settings.dataDirectory)
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where name.hasPrefix("\(system.rawValue).sqlite") {
                all.append(try Data(contentsOf: folder.appendingPathComponent(name)))
            }
        }
        return all
    }
}

extension Data {
    /// How many of these patterns occur.
    fileprivate func hits(_ patterns: [[UInt8]]) -> Int {
        patterns.count { range(of: Data($0)) != nil }
    }
}
