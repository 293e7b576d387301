// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Foundation
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("受給者の死亡・変更による支払の保留")
struct HoldForRecipientTests {
    private static let father = PaymentOffice.parent(2)
    private static let died = "受給者（宛名番号\(Family.hanako)）が令和7年6月3日に死亡しました"

    private func scheduled() throws -> Family {
        let family = try Family()
        try family.enter("S-1", points: 1_000)
        try family.decide()
        try family.schedule()
        let standing = try items(family).map(\.status)
        try #require(standing == [.scheduled])
        family.office.clock.stand(on: date("2025-06-05"))
        return family
    }

    /// The mother dies on 3 June.
    private func die(_ family: Family) throws {
        var mother = try #require(family.directory.persons([Family.hanako])[Family.hanako])
        mother.status = .died
        mother.residentUntil = date("2025-06-04")
        mother.recordHash = "r-died"
        family.directory.put(mother)
    }

    @discardableResult
    private func rejudge(_ family: Family) throws -> RejudgementReport {
        let book = try #require(PaymentOffice.library.book("sample"))
        return try family.office.gate.perform(
            Rejudge.operation, by: PaymentOffice.machine, for: .change
        ) {
            try Rejudge.perform(
                .children([Family.taro]), law: EligibilityLaw(book: book, office: .weekdays),
                directory: family.directory, consequences: ConsequencesOfPayments(), in: $0)
        }
    }

    private func items(_ family: Family) throws -> [PaymentItem] {
        try family.office.read { try ItemBook.items(child: Family.taro, from: $0) }
    }

    private func events(_ family: Family) throws -> [PaymentItemEvent] {
        let item = try #require(try items(family).last)
        return try family.office.read { try PaymentSchedule.history(of: item.id, from: $0) }
            .map(\.event)
    }

    private func release(_ family: Family) throws {
        let ids = try items(family).map(\.id)
        try family.office.gate.perform(
            ReleasePayment.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ReleasePayment.perform(ids, in: $0) }
    }

    @Test("受給者が死亡すると、支給予定は、だれがなぜかを言って保留になる。二度目の再判定は何も変えない")
    func death() throws {
        let family = try scheduled()
        try rejudge(family)
        #expect(try items(family).map(\.status) == [.scheduled], "生きている受給者の支給予定は変わらない")
        try die(family)
        try rejudge(family)
        let held = try #require(try items(family).first)
        #expect(held.status == .held && held.reasonCode == "entitlement-check")
        #expect(held.reason?.hasPrefix(Self.died) == true)
        #expect(try events(family) == [.scheduled, .held])
        try rejudge(family)
        #expect(try events(family) == [.scheduled, .held])
        #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-20"))) {
            try family.office.propose()
        }
        #expect(try family.office.imbalances().isEmpty)
    }

    @Test("職員が解除した支給予定は、同じ死亡で再び保留にせず、支払処理に入る")
    func released() throws {
        let family = try scheduled()
        try die(family)
        try rejudge(family)
        try release(family)
        try rejudge(family)
        #expect(try items(family).map(\.status) == [.scheduled])
        #expect(try family.office.propose().leftOut.isEmpty)
        #expect(try items(family).map(\.status) == [.extracted])
    }

    @Test("死亡の後に決まった支給は、支給予定になる時に保留になる")
    func decidedAfterwards() throws {
        let family = try scheduled()
        try die(family)
        try rejudge(family)
        try family.enter("S-2", points: 500)
        try family.decide()
        let report = try family.schedule()
        #expect(report.held == [.entitlementCheck: 1])
        #expect(try items(family).allSatisfy { $0.status == .held })
        #expect(try items(family).allSatisfy { $0.reason?.hasPrefix(Self.died) == true })
    }

    @Test("死亡の時に支払処理に入っていたものは、差し戻された後の起案で除かれて保留になる")
    func inARun() throws {
        let family = try scheduled()
        let run = try family.office.propose().run
        try die(family)
        try rejudge(family)
        #expect(try items(family).map(\.status) == [.extracted], "支払処理の中は動かさない")
        try family.office.sendBack(run.id)
        let preview = try family.office.read {
            try RunPreview.load(
                date("2025-06-20"), for: PaymentOffice.clerk, directory: MemoryAddresseeDirectory(),
                from: $0)
        }
        #expect(preview.transfers.isEmpty && preview.leftOut.map(\.reason) == [.entitlementCheck])
        #expect(preview.leftOut.first?.explanation.hasPrefix(Self.died) == true)
        #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-20"))) {
            try family.office.propose(key: "K2")
        }
    }

    @Test("起案の後に受給者が死亡すれば決裁できず、解除した支給予定なら決裁できる")
    func diedAfterProposal() throws {
        let family = try scheduled()
        let run = try family.office.propose().run
        try die(family)
        try rejudge(family)
        #expect(throws: PaymentRefusal.recipientDied(count: 1)) {
            try family.office.approve(run.id)
        }
        try family.office.sendBack(run.id)
        // The next proposal would have nothing: the judgement holds what is free again.
        try rejudge(family)
        #expect(try items(family).map(\.status) == [.held])
        try release(family)
        let again = try family.office.propose(key: "K2").run
        #expect(try family.office.approve(again.id).status == .approved)
    }

    @Test("受給者の変更の届出があると、前の受給者への支給予定は保留になる。二度目は何も変えない")
    func otherRecipient() throws {
        let family = try scheduled()
        family.directory.put(
            ResidentSnapshot(
                number: Self.father, household: "H1", status: .resident, name: "検証 一郎",
                kana: "ケンショウ イチロウ", sex: .male, born: date("1988-01-01"),
                postalCode: "1190001", address: "見本市中央1-1", residentFrom: date("1988-01-01"),
                recordHash: "r-father", asOf: Instant(noonInJapan: date("2025-04-01"))))
        var form = try family.form()
        form.receipt = "C-1"
        form.kind = .change
        form.reason = .recipientChange
        form.appliedOn = date("2025-06-05")
        form.causeOn = date("2025-06-02")
        form.applicant = Self.father
        form.account = nil
        form.insurance = nil
        let terms = IntakeTerms(paperDays: 30, residentCheckHours: 24)
        let taken = form
        let id = try family.office.gate.perform(
            CarryOutChangeNotices.operation, by: PaymentOffice.counter, for: .change
        ) { scope in
            let id = try ReceiveApplication.perform(
                taken, directory: family.directory, terms: terms, in: scope
            ).id
            _ = try CarryOutChangeNotices.perform(
                only: [id], directory: family.directory,
                consequences: ConsequencesOfPayments(), in: scope)
            return id
        }
        let held = try #require(try items(family).first)
        #expect(held.status == .held)
        #expect(
            held.reason?.hasPrefix("受給者（宛名番号\(Family.hanako)）を令和7年6月2日から変更する届出")
                == true)
        _ = try family.office.gate.perform(
            CarryOutChangeNotices.operation, by: PaymentOffice.counter, for: .change
        ) {
            try CarryOutChangeNotices.perform(
                only: [id], directory: family.directory,
                consequences: ConsequencesOfPayments(), in: $0)
        }
        #expect(try events(family) == [.scheduled, .held])
    }
}
