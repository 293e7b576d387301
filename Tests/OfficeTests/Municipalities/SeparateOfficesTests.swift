// SPDX-License-Identifier: Apache-2.0
import Addressee
import Database
import Foundation
import Ledger
import NumberGate
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("一つのプログラムの二つの団体は、庫も鍵も記録も別")
struct SeparateOfficesTests {
    private static let password = "なつやすみの計画は海と山と川と空"
    private let two: TwoOffices

    init() throws { two = try TwoOffices() }

    @Test("まだない団体だけを作り、開き直せて、団体コードはそれぞれのもの")
    func createdOnce() throws {
        let (first, made) = try Municipalities.create(two.list, like: two.base)
        #expect(made == ["mihon", "reiji"])
        #expect(first.places.map(\.office.body) == ["119997", TwoBooks.secondBody])
        try first.close()
        let (second, again) = try Municipalities.create(two.list, like: two.base)
        #expect(again.isEmpty)
        for place in second.places {
            for (system, report) in try place.office.verify() {
                #expect(report.ok, "\(place.entry.name) \(system)")
            }
        }
        try second.close()
    }

    @Test("同じ団体コードの本を二度使う一覧は、何も開かず、何も作らない")
    func oneBodyTwice() throws {
        let twice = try MunicipalityList(
            ["mihon", "kita"].map {
                MunicipalityEntry(
                    name: $0, scheme: "sample", host: "\($0).localhost", port: 0, rehearsal: true)
            }, beside: two.folder.url)
        let refusal = MunicipalityRefusal.shared(
            what: "団体コード(119997)", first: "mihon", second: "kita")
        #expect(throws: refusal) { try Municipalities.create(twice, like: two.base) }
        #expect(throws: refusal) { try Municipalities.open(twice, like: two.base) }
        #expect(!FileManager.default.fileExists(atPath: two.folder.file("mihon").path))
    }

    @Test("一つでも開けなければ、どの団体も開かない")
    func allOrNone() throws {
        try two.create().close()
        try FileManager.default.removeItem(at: two.file("reiji", "addressee.sqlite"))
        #expect(throws: InstallationRefusal.self) { try two.open() }
        // The first city was closed again: it can be opened alone and still verifies.
        let alone = try Installation.open(
            two.list.settings(of: two.list.entries[0], like: two.base))
        #expect(try alone.verify().allSatisfy(\.report.ok))
        try alone.close()
    }

    @Test("ほかの団体の庫は開かない", .measure("R-81"), arguments: ["casework.sqlite", "addressee.sqlite"])
    func foreignDatabase(file: String) throws {
        try two.create().close()
        try two.swap(file)
        #expect(throws: StoreRefusal.anotherBody(stored: "119997", asked: TwoBooks.secondBody)) {
            try two.open()
        }
    }

    @Test("ほかの団体の鍵では開かない", arguments: ["casework", "addressee"])
    func foreignKeys(system: String) throws {
        try two.create().close()
        // The wrapped keys of another city under its own opening key, and under this one's.
        try two.swap("keys/\(system).keyring.json")
        #expect(throws: Fault.self) { try two.open() }
        try two.swap("keys/\(system).kek")
        #expect(throws: Fault.self) { try two.open() }
    }

    @Test("ほかの団体の署名した控えは、検証に通らない", arguments: ["casework", "addressee"])
    func foreignCheckpoint(system: String) throws {
        try two.create().close()
        try two.swap("\(system).checkpoint")
        let report = try? two.open().places[1].office.verify()
        #expect(report?.allSatisfy(\.report.ok) != true)
    }

    @Test("同じ番号も、別の団体の関所では別の封になり、開かない")
    func sealedForOne() throws {
        let open = try two.create()
        let keys = open.places.map { $0.office.vault.publicKey }
        #expect(keys[0] != keys[1])
        try open.close()
    }

    @Test("一つの団体の利用者とログインは、もう一つでは何でもない", .measure("R-81"))
    func sessionsAreNothingElsewhere() throws {
        let open = try two.create()
        let (mihon, reiji) = (open.places[0].office, open.places[1].office)
        try mihon.accounts.create(
            try NewOfficer(
                officer: "kacho", name: "検証 課長", department: "子ども福祉課", roles: [.head]),
            password: Self.password, mustChange: false, by: .machine("bench"))
        let login = try mihon.accounts.login(
            officer: "kacho", password: Self.password, terminal: "T1")
        #expect(throws: SafeguardRefusal.self) {
            try reiji.accounts.resume(token: login.token, terminal: "T1")
        }
        #expect(throws: SafeguardRefusal.self) {
            try reiji.accounts.login(officer: "kacho", password: Self.password, terminal: "T1")
        }
        // Nor does its principal work there: the gate of the other city knows no such session.
        #expect(throws: SafeguardRefusal.self) {
            try reiji.casework.perform(
                .viewLists, by: login.session.principal, for: .benefit
            ) { _ in }
        }
        #expect(throws: Never.self) {
            try mihon.casework.perform(
                .viewLists, by: login.session.principal, for: .benefit
            ) { _ in }
        }
        try open.close()
    }
}
