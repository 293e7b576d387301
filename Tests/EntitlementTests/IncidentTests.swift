// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Press

/// What went wrong in real offices, as tests under their names (`docs/incidents.md`).
@Suite("実際に起きた事故: 資格")
struct IncidentTests {
    private let office: Office

    init() throws { office = try Office() }

    // MARK: 手順

    private func certificates() throws -> (batch: CertificateBatch, sheets: [CertificateSheet]) {
        try office.gate.perform(
            IssueCertificates.operation, by: Office.counter, for: .registration
        ) {
            try IssueCertificates.perform(
                .waiting, law: Office.law, directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
    }

    private func letters() throws -> IssueNotices.Batch {
        let newest = try office.state().id
        return try office.gate.perform(
            IssueNotices.operation, by: Office.counter, for: .registration
        ) {
            try IssueNotices.perform(
                [newest], letters: Office.law.book.letters, directory: office.directory,
                freshness: MemoryFreshness(), in: $0)
        }
    }

    private func move(_ number: AddresseeNumber, to address: String, protected: Bool = false)
        throws
    {
        var person = try #require(office.directory.person(number, asOf: nil))
        person.address = address
        person.isProtected = protected
        office.directory.put(person)
    }

    private func protect(against abuser: AddresseeNumber) throws {
        let id = try office.gate.perform(
            ProposeProtection.operation, by: Office.counter, for: .change
        ) {
            try ProposeProtection.perform(
                ProtectionInput(
                    members: [Office.child], kind: .violence, from: date("2025-04-10"),
                    until: date("2026-04-09"), consulted: "見本警察署",
                    abuser: Abuser(number: abuser), reason: "相談機関の意見書"),
                directory: office.directory, in: $0)
        }
        try office.gate.perform(ApproveProtection.operation, by: Office.head, for: .change) {
            try ApproveProtection.perform(id, directory: office.directory, in: $0)
        }
    }

    // MARK: 支援措置と宛先

    @Test("日南市の件: 加害者とされた人に宛てる通知も証も作られず、その人の申請も受け付けない", .measure("R-10"))
    func nothingForTheAbuser() throws {
        try office.grant()
        try move(Office.child, to: "見本市新しい町9-9")
        try protect(against: Office.parent)
        let cards = try certificates().batch
        #expect(cards.produced == 0 && cards.isComplete && cards.excluded.count == 1)
        let batch = try letters()
        #expect(batch.notices.isEmpty && batch.leftOut.count == batch.expected)
        let other = AddresseeNumber(value: 900_000_031)
        office.directory.put(
            office.person(other, "検証 妹", "ケンショウ イモウト", born: "2024-05-05"))
        var sibling = try #require(office.directory.person(other, asOf: nil))
        sibling.mother = Office.parent
        office.directory.put(sibling)
        // For the protected child, whoever asks under the abuser's name is stopped at the desk.
        #expect(throws: EntitlementRefusal.namedAbuser) {
            _ = try office.receive(office.form(receipt: "X-1"))
        }
    }

    @Test("徳島市の件: 住民記録の支援措置は、届いた時から証と通知を止め、除いた理由が残る", .measure("R-10"))
    func fromTheMomentItIsKnown() throws {
        try office.grant()
        try move(Office.parent, to: "見本市中央1-1", protected: true)
        let cards = try certificates().batch
        #expect(cards.expected == 1 && cards.produced == 0)
        #expect(cards.excluded.allSatisfy { !$0.reason.isEmpty })
        let batch = try letters()
        #expect(batch.notices.isEmpty && batch.leftOut.values.allSatisfy { !$0.isEmpty })
    }

    @Test("千葉市の件: 宛先は印刷する時に選ばれ、前の住所は使われない", .measure("R-10"))
    func addressOfToday() throws {
        try office.grant()
        try move(Office.parent, to: "見本市南町2-2")
        try move(Office.child, to: "見本市南町2-2")
        let sheet = try #require(try certificates().sheets.first)
        let card = sheet.certificate(issuer: Sender(title: "見本市長", name: "検証")).address.lines
        #expect(card == ["見本市南町2-2"])
        let notice = try #require(try letters().notices.first)
        let desk = ContactDesk(name: "係", address: "見本市", phone: "048", hours: "平日")
        let letter = notice.letter(sender: Sender(title: "見本市長", name: "検証"), desk: desk)
        #expect(letter.address.lines == ["見本市南町2-2"])
    }

    // MARK: 一括の交付

    @Test("延岡市の件: 一括の交付は、予定と作成の数が合い、除いた人を理由とともに名指しする")
    func nobodyIsForgotten() throws {
        try office.grant()
        let second = AddresseeNumber(value: 900_000_041)
        let third = AddresseeNumber(value: 900_000_042)
        for (serial, child) in [second, third].enumerated() {
            office.directory.put(
                office.person(child, "検証 子\(serial)", "ケンショウ コ", born: "2025-04-01"))
            try office.grant(office.form(receipt: "N-\(serial)", child: child))
        }
        try move(third, to: "見本市中央1-1", protected: true)
        let batch = try certificates().batch
        #expect(batch.expected == 3)
        #expect(batch.produced + batch.excluded.count == batch.expected && batch.isComplete)
        let named = Set(batch.excluded.map(\.child)).union(batch.certificates.map(\.child))
        #expect(named == [Office.child, second, third])
        // One protected child guards the whole family: all three wait, each for a reason.
        #expect(batch.excluded.count == 3)
        #expect(batch.excluded.allSatisfy { !$0.reason.isEmpty })
        try move(third, to: "見本市中央1-1")
        let after = try certificates().batch
        #expect(after.expected == 3 && after.produced == 3 && after.isComplete)
    }

    @Test("東成区の件: 消滅の通知・受給資格証・台帳は、同じ計算の有効期間を示す")
    func onePeriod() throws {
        try office.grant()
        let card = try #require(try certificates().sheets.first)
        let granted = try office.state()
        #expect(card.issued.periods == granted.periods && card.issued.historyID == granted.id)
        var person = try #require(office.directory.person(Office.child, asOf: nil))
        person.status = .movedOut
        person.residentUntil = date("2025-12-15")
        office.directory.put(person)
        office.clock.stand(on: date("2025-12-20"))
        try office.approve(try office.rejudge().waiting)
        let lapsed = try office.state()
        #expect(lapsed.periods.outpatient?.until == date("2025-12-15"))
        let notice = try #require(try letters().notices.first)
        #expect(notice.decision.id == lapsed.id && notice.decision.periods == lapsed.periods)
        let desk = ContactDesk(name: "係", address: "見本市", phone: "048", hours: "平日")
        let letter = notice.letter(sender: Sender(title: "見本市長", name: "検証"), desk: desk)
        let said = letter.facts.flatMap(\.rows).filter { $0.label.hasPrefix("有効期間") }.map(\.value)
        #expect(!said.isEmpty && said.allSatisfy { $0.hasSuffix("令和7年12月14日まで") }, "\(said)")
    }
}
