// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Ledger
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("システム2だけを開く")
struct AddresseeAloneTests {
    @Test("福祉総合の庫も鍵もない機械で、システム2だけが開き、付番し、記録が検証に通る")
    func alone() throws {
        let rehearsal = try Rehearsal()
        try Installation.create(rehearsal.settings()).close()
        let files = FileManager.default
        var taken = 0
        for folder in [rehearsal.data, rehearsal.data + "/keys"] {
            for name in try files.contentsOfDirectory(atPath: folder)
            where name.hasPrefix("casework") {
                try files.removeItem(atPath: folder + "/" + name)
                taken += 1
            }
        }
        #expect(taken >= 3)
        let office = try AddresseeInstallation.open(rehearsal.settings())
        let answer = try number(at: office.peers)
        #expect(answer.outcome == .numbered)
        #expect(try office.verify().ok)
        try office.close()
        // Nothing of System 1 was made anew.
        let left = try files.contentsOfDirectory(atPath: rehearsal.data)
        #expect(!left.contains { $0.hasPrefix("casework") })
        #expect(throws: InstallationRefusal.notInstalled(rehearsal.data)) {
            try Installation.open(rehearsal.settings())
        }
    }

    @Test("一つのプログラムで開いても別々に開いても、同じ窓口で同じ人になる")
    func oneStore() throws {
        let rehearsal = try Rehearsal()
        let both = try Installation.create(rehearsal.settings())
        let first = try number(at: both.peers)
        try both.close()
        let alone = try AddresseeInstallation.open(rehearsal.settings())
        let second = try number(at: alone.peers)
        try alone.close()
        #expect(first.outcome == .numbered && second.outcome == .known)
        #expect(first.integratedNumber == second.integratedNumber)
    }

    @Test("鍵のない機械、別の団体の鍵、知らない接続先の登録では開かない")
    func refusals() throws {
        let rehearsal = try Rehearsal()
        try Installation.create(rehearsal.settings()).close()
        let settings = rehearsal.settings()
        let service = settings.serviceDirectory
        try FileManager.default.createDirectory(
            atPath: service, withIntermediateDirectories: true)
        let register = service + "/register.json"
        try Data("{}".utf8).write(to: URL(fileURLWithPath: register))
        #expect(throws: AddresseeRefusal.self) { try AddresseeInstallation.open(settings) }
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o666], ofItemAtPath: register)
        #expect(throws: AddresseeRefusal.self) { try AddresseeInstallation.open(settings) }
        try FileManager.default.removeItem(atPath: register)
        try FileManager.default.removeItem(atPath: rehearsal.data + "/keys/addressee.keyring.json")
        #expect(throws: InstallationRefusal.notInstalled(rehearsal.data)) {
            try AddresseeInstallation.open(settings)
        }
    }

    private func number(at window: PeerWindow) throws -> NumberingAnswer {
        let tax = try #require(window.register.peer(.tax))
        return try window.number(
            NumberingRequest(
                number: try window.seal("999000000017"),
                addressee: try #require(AddresseeNumber("900001")),
                items: FourItems(
                    name: "検証　花子", sex: "2", born: .known(day("2015-04-05")),
                    address: "見本市中央一丁目1番1号"),
                effectiveOn: day("2025-03-01")), PeerCall(tax))
    }
}
