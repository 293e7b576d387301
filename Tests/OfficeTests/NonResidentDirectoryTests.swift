// SPDX-License-Identifier: Apache-2.0
import Addressee
import Entitlement
import Foundation
import Ledger
import Office
import Safeguards
import Support
import Testing
import Vocabulary

@Suite("福祉総合から見える住登外者")
struct NonResidentDirectoryTests {
    private func number(
        _ office: Installation, from peer: PeerName = .welfare, _ change: [String: String] = [:]
    ) throws -> AddresseeNumber {
        let asker = try #require(office.peers.register.peer(peer))
        var parameters = [
            "shorikubun": "0", "shikuchosonkodo": office.peers.body, "sosashaid": "k901",
            "sosanengappi": "2025-03-01", "sosajikoku": "09:30:00", "shimei": "県外　保護子",
            "shimei_furigana": "ケンガイ　ホゴコ", "seibetsu": "2", "seinengappi": "1985-06-07",
            "jusho_todofuken": "埼玉県", "jusho_shikugunchosonmei": "隣町",
            "jusho_choaza": "西一丁目", "jusho_banchigohyoki": "２番３号", "jusho_yubinbango": "3430000",
        ]
        let kind = asker.business.kind == .standard ? "gyomuid" : "dokujishisakushisutemutoid"
        parameters[kind] = asker.business.id
        parameters.merge(change) { _, new in new }
        return try office.peers.numberNonResident(
            NonResidentRequest(parameters: parameters, body: office.peers.body), number: nil,
            PeerCall(asker, reason: "受付")
        ).addressee
    }

    @Test("市外の保護者は、番号でも氏名でもフリガナでも見つかり、住登外と分かる")
    func found() throws {
        let rehearsal = try Rehearsal()
        let office = try Installation.create(rehearsal.settings())
        defer { try? office.close() }
        let guardian = try number(office)
        let person = try #require(try office.directory.person(guardian))
        #expect(person.status == .nonResident && person.name == "県外　保護子")
        #expect(person.born == day("1985-06-07") && person.sex == .female)
        #expect(person.address == "埼玉県隣町西一丁目２番３号" && person.postalCode == "3430000")
        #expect(person.residentFrom == nil && person.household == nil && !person.isProtected)
        #expect(try office.directory.persons([guardian])[guardian] == person)
        #expect(try office.directory.household(of: guardian) == [person])
        for query in [
            PersonQuery(number: guardian), PersonQuery(kana: "ｹﾝｶﾞｲ"), PersonQuery(name: "県外"),
            PersonQuery(born: day("1985-06-07")), PersonQuery(name: "県外", address: "隣町西"),
        ] {
            #expect(try office.directory.search(query) == [person])
        }
        #expect(try office.directory.search(PersonQuery(name: "県外", limit: 0)).isEmpty)
        #expect(try office.directory.search(PersonQuery(household: "1")).isEmpty)
        // A change is another record, so a check can tell what it saw.
        var moved = ["shorikubun": "1", "atenabango": guardian.description]
        moved["jusho_choaza"] = "東二丁目"
        _ = try number(office, moved)
        let after = try #require(try office.directory.person(guardian))
        #expect(after.address == "埼玉県隣町東二丁目２番３号" && after.recordHash != person.recordHash)
    }

    @Test("ほかの業務だけの人、生年月日や性別の分からない人、住民は、住登外者として出さない")
    func notFound() throws {
        let rehearsal = try Rehearsal()
        let office = try Installation.create(rehearsal.settings())
        defer { try? office.close() }
        let reserved = try number(office, from: .tax, ["tagyomusanshofukafuragu": "1"])
        let uncertain = try number(
            office,
            [
                "shimei": "県外　不詳子", "seinengappi": "1985-00-00",
                "seinengappi_fushofuragu": "1",
            ])
        let neither = try number(office, ["shimei": "県外　性別不明", "seibetsu": "0"])
        for hidden in [reserved, uncertain, neither] {
            #expect(try office.directory.person(hidden) == nil)
        }
        #expect(try office.directory.persons([reserved, uncertain, neither]).isEmpty)
        #expect(try office.directory.search(PersonQuery(name: "県外")).isEmpty)
        // Each question stands in the log of System 2.
        let report = try office.verify().first { $0.system == "addressee" }
        #expect(report?.report.ok == true)
    }
}
