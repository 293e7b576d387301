// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("支援措置の相手方への支払", .measure("R-10"))
struct NamedAbuserTests {
    private let office: PaymentOffice
    private let directory = MemoryAddresseeDirectory()

    init() throws {
        office = try PaymentOffice()
        for n in 1...2 {
            try office.account(n)
            for number in [PaymentOffice.child(n), PaymentOffice.parent(n)] {
                directory.put(
                    ResidentSnapshot(
                        number: number, household: "H\(n)", status: .resident, name: "検証 花子",
                        kana: "ケンショウ", sex: .female, born: date("1990-05-05"),
                        postalCode: "1190001", address: "見本市中央\(n)-1",
                        residentFrom: date("1990-05-05"), isProtected: false, recordHash: "r",
                        asOf: Instant(noonInJapan: date("2025-06-01"))))
            }
        }
    }

    /// One officer's proposal is enough to stop the money; two end it.
    private func name(_ parent: Int) throws {
        _ = try office.gate.perform(
            ProposeProtection.operation, by: PaymentOffice.counter, for: .change
        ) {
            try ProposeProtection.perform(
                ProtectionInput(
                    members: [PaymentOffice.child(parent)], kind: .violence,
                    from: date("2025-06-02"), until: nil,
                    abuser: Abuser(number: PaymentOffice.parent(parent)), reason: "検証"),
                directory: directory, in: $0)
        }
    }

    @Test("抽出の前に名指しされた受給者は、抽出から除かれて保留になる")
    func beforeTheProposal() throws {
        _ = try office.schedule([office.due(1), office.due(2)])
        try name(1)
        let proposal = try office.propose()
        #expect(proposal.leftOut.values.map(\.self) == [.namedAbuser])
        #expect(proposal.run.items == 1)
    }

    @Test("起案の後に名指しされたら決裁できず、差し戻して起案し直すと除かれる")
    func afterTheProposal() throws {
        _ = try office.schedule([office.due(1), office.due(2)])
        let run = try office.propose().run
        try name(1)
        #expect(throws: PaymentRefusal.namedAbuser(count: 1)) { try office.approve(run.id) }
        try office.sendBack(run.id)
        let again = try office.propose(key: "again")
        #expect(again.leftOut.values.map(\.self) == [.namedAbuser])
        try office.approve(again.run.id)
    }

    @Test("決裁の後に名指しされたら、振込データを作らない")
    func afterTheApproval() throws {
        _ = try office.schedule([office.due(1), office.due(2)])
        let run = try office.propose().run
        try office.approve(run.id)
        try name(2)
        #expect(throws: PaymentRefusal.namedAbuser(count: 1)) { try office.write(run.id) }
    }
}
