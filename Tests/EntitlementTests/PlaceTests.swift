// SPDX-License-Identifier: Apache-2.0
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Entitlement

@Suite("受付の場所")
struct PlaceTests {
    private func receive(
        _ office: Office, at place: String?, by who: Principal = Office.counter
    ) throws -> ApplicationReceipt {
        var terms = Office.terms
        terms.places = ["見本市役所", "北支所"]
        var form = office.form()
        form.place = place
        return try office.gate.perform(
            ReceiveApplication.operation, by: who, for: .registration
        ) { [form, terms] in
            try ReceiveApplication.perform(
                form, directory: office.directory, terms: terms, in: $0)
        }
    }

    @Test("受け付けた場所は申請に残り、一覧にない場所は断って何も残さない。場所のない申請も受け付ける")
    func kept() throws {
        let office = try Office()
        #expect(throws: EntitlementRefusal.unknownPlace) {
            try receive(office, at: "西支所")
        }
        #expect(try office.read { try ApplicationBook.open([.checked], from: $0) }.isEmpty)
        let receipt = try receive(office, at: "北支所")
        let files = try office.read { try ApplicationBook.open([.checked], from: $0) }
        #expect(files.map(\.place) == ["北支所"] && files.map(\.id) == [receipt.id])
        let other = try Office()
        _ = try receive(other, at: nil)
        #expect(
            try other.read { try ApplicationBook.open([.checked], from: $0) }.map(\.place) == [nil])
    }

    @Test("受け付ける職員の所属は、その職員だけを尋ねて分かり、役割のない職員には所属を答えない")
    func department() throws {
        let office = try Office()
        try office.appoint([Office.head])
        let today = office.clock.today()
        let found = try office.read {
            try OfficersInService.officer(Office.head.officer, on: today, from: $0)
        }
        #expect(found?.department == "課" && found?.roles == [.head])
        let nobody = try office.read {
            try OfficersInService.officer(Office.counter.officer, on: today, from: $0)
        }
        #expect(nobody == nil)
    }

    @Test("場所とともに受け付けるのも、窓口の職員だけ")
    func permitted() throws {
        let office = try Office()
        #expect(throws: SafeguardRefusal.notPermitted) {
            try receive(office, at: "北支所", by: Office.head)
        }
    }
}
