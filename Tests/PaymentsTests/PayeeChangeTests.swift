// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import Safeguards
import Scheme
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("支払先の変更")
struct PayeeChangeTests {
    private static let father = PaymentOffice.parent(2)

    /// A decided payment to the mother, who has died; the father is known and has an account.
    private func widowed(isScheduled: Bool = true, hasAccount: Bool = true) throws -> Family {
        let family = try Family()
        family.directory.put(Self.person(Self.father, "検証 一郎"))
        if hasAccount { try family.office.account(2, holder: "ケンショウ イチロウ") }
        try family.enter("S-1", points: 1_000)
        try family.decide()
        if isScheduled { try family.schedule() }
        family.office.clock.stand(on: date("2025-06-05"))
        return family
    }

    private static func person(
        _ number: AddresseeNumber, _ name: String, status: ResidentStatus = .resident
    ) -> ResidentSnapshot {
        ResidentSnapshot(
            number: number, household: "H1", status: status, name: name,
            kana: "ケンショウ イチロウ", sex: .male, born: date("1988-01-01"), postalCode: "1190001",
            address: "見本市中央1-1", residentFrom: date("1988-01-01"),
            recordHash: "r-\(number.value)-\(status.rawValue)",
            asOf: Instant(noonInJapan: date("2025-04-01")))
    }

    /// The mother dies, and the judgement holds what is scheduled for her.
    private func die(_ family: Family) throws {
        var mother = try #require(family.directory.persons([Family.hanako])[Family.hanako])
        mother.status = .died
        mother.residentUntil = date("2025-06-04")
        mother.recordHash = "r-died"
        family.directory.put(mother)
        let book = try #require(PaymentOffice.library.book("sample"))
        _ = try family.office.gate.perform(
            Rejudge.operation, by: PaymentOffice.machine, for: .change
        ) {
            try Rejudge.perform(
                .children([Family.taro]), law: EligibilityLaw(book: book, office: .weekdays),
                directory: family.directory, consequences: ConsequencesOfPayments(), in: $0)
        }
    }

    private func items(_ family: Family) throws -> [PaymentItem] {
        try family.office.read { try ItemBook.items(child: Family.taro, from: $0) }.reversed()
    }

    @discardableResult
    private func ask(
        _ family: Family, to payee: AddresseeNumber = father, key: String = "P1",
        why: String = "代表者の届による", by who: Principal = PaymentOffice.clerk
    ) throws -> Int64 {
        let item = try #require(try items(family).last)
        return try family.office.gate.perform(
            ProposePayeeChange.operation, by: who, for: .benefit
        ) {
            try ProposePayeeChange.perform(
                PayeeChangeInput(
                    item: item.id, payee: payee, ground: .death, evidence: "戸籍謄本",
                    explanation: why), key: key, directory: family.directory, in: $0)
        }
    }

    @discardableResult
    private func grant(
        _ family: Family, _ id: Int64, by who: Principal = PaymentOffice.head
    ) throws -> Int64 {
        try family.office.gate.perform(ApprovePayeeChange.operation, by: who, for: .benefit) {
            try ApprovePayeeChange.perform(
                id, days: PaymentOffice.days, directory: family.directory, in: $0)
        }
    }

    /// The father, to whom the payment goes by now, dies too.
    private func fatherDies(_ family: Family) {
        var father = Self.person(Self.father, "検証 一郎", status: .died)
        father.residentUntil = date("2025-06-11")
        family.directory.put(father)
    }

    @Test("相続人が後で死亡すると、支払処理の抽出で理由とともに保留になり、知って解除すれば支払われる")
    func heirDies() throws {
        let family = try widowed()
        let office = family.office
        try die(family)
        try grant(family, try ask(family))
        try office.account(3)
        try office.schedule([office.due(3)])
        fatherDies(family)
        let preview = try office.read {
            try RunPreview.load(
                date("2025-06-20"), for: PaymentOffice.clerk, directory: family.directory, from: $0)
        }
        #expect(preview.leftOut.map(\.item.recipient) == [Self.father])
        let proposal = try office.propose(directory: family.directory)
        #expect(proposal.run.items == 1)
        #expect(Array(proposal.leftOut.values) == [.entitlementCheck])
        let held = try #require(try items(family).last)
        #expect(held.status == .held && held.reason?.contains("令和7年6月10日に死亡しました") == true)
        try office.gate.perform(
            ReleasePayment.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ReleasePayment.perform([held.id], in: $0) }
        let again = try office.propose(key: "K2", directory: family.directory)
        #expect(again.run.items == 1 && again.leftOut.isEmpty)
        try office.prove()
    }

    @Test("起案の後に相続人が死亡すると、決裁も振込データの作成もできない")
    func heirDiesLate() throws {
        let family = try widowed()
        let office = family.office
        try die(family)
        try grant(family, try ask(family))
        let run = try office.propose(directory: family.directory).run
        try office.approve(run.id)
        fatherDies(family)
        #expect(throws: PaymentRefusal.recipientDied(count: 1)) {
            try office.gate.perform(
                WriteTransferFile.operation, by: PaymentOffice.clerk, for: .benefit
            ) {
                try WriteTransferFile.perform(
                    run.id, order: office.order("2025-06-20"), audience: .trial,
                    directory: family.directory, in: $0)
            }
        }
        try office.sendBack(run.id)
        let later = try widowed()
        try die(later)
        try grant(later, try ask(later))
        let second = try later.office.propose(directory: later.directory).run
        fatherDies(later)
        #expect(throws: PaymentRefusal.recipientDied(count: 1)) {
            _ = try later.office.gate.perform(
                ApproveRun.operation, by: PaymentOffice.head, for: .benefit
            ) {
                try ApproveRun.perform(
                    second.id, rules: .oneHead, directory: later.directory, in: $0)
            }
        }
    }

    @Test("受給者が死亡した支給は、支払先の変更の決裁の後、相続人に一度だけ支払われる")
    func paysTheHeirOnce() throws {
        let family = try widowed()
        try die(family)
        let standing = try items(family).map(\.status)
        try #require(standing == [.held])
        let id = try ask(family)
        #expect(try items(family).map(\.status) == [.held], "起案だけでは何も変わらない")
        let follower = try grant(family, id)
        #expect(try grant(family, id) == follower, "二度目の決裁は何も変えない")
        let both = try items(family)
        #expect(both.map(\.status) == [.rescheduled, .scheduled])
        #expect(both.map(\.recipient) == [Family.hanako, Self.father])
        #expect(both[1].replaces == both[0].id && both[1].id == follower)
        #expect(both[1].amount == both[0].amount && both[1].decision == both[0].decision)
        #expect(both[0].reason?.contains("相続人の代表") == true)
        try family.office.prove("決裁の後")
        // The judgement leaves the new payee alone.
        try die(family)
        let run = try family.office.propose().run
        #expect(run.total == both[0].amount)
        try family.office.approve(run.id)
        try family.office.write(run.id)
        family.office.clock.stand(on: date("2025-06-20"))
        try family.office.nothingReturned(run.id)
        #expect(try items(family).map(\.status) == [.rescheduled, .paid])
        let paidTo = try family.office.read { db in
            try db.rows("SELECT recipient FROM bank_transfer") { $0.addressee(0) }
        }
        #expect(paidTo == [Self.father])
        try family.office.prove("支払の後")
        #expect(try family.schedule("2025-07").scheduled.isEmpty, "同じ決定は二度と支給予定にならない")
        #expect(throws: PayeeRefusal.notOpen) { try ask(family, to: Family.hanako, key: "P2") }
    }

    @Test("支払処理に入っている間は、起案も決裁もできない。差し戻せば決裁できる")
    func refusedInARun() throws {
        let family = try widowed()
        let id = try ask(family)
        let run = try family.office.propose().run
        #expect(throws: PayeeRefusal.notOpen) { try grant(family, id) }
        #expect(throws: PayeeRefusal.notOpen) { try ask(family, key: "P2") }
        try family.office.sendBack(run.id)
        try grant(family, id)
        #expect(try items(family).map(\.status) == [.rescheduled, .scheduled])
    }

    @Test("自分の起案は決裁できず、担当は決裁できず、決裁者と機械は起案できない")
    func twoOfficers() throws {
        let family = try widowed()
        let id = try ask(family, by: PaymentOffice.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try grant(family, id, by: PaymentOffice.both)
        }
        #expect(throws: SafeguardRefusal.self) { try grant(family, id, by: PaymentOffice.second) }
        for who in [PaymentOffice.head, PaymentOffice.machine] {
            #expect(throws: SafeguardRefusal.self) { try ask(family, key: "P2", by: who) }
        }
        #expect(try items(family).map(\.status) == [.scheduled])
        try grant(family, id)
        #expect(throws: PayeeRefusal.changeSettled) {
            try grant(family, id, by: PaymentOffice.chief)
        }
        #expect(try items(family).count == 2)
        let hands = try family.office.read {
            try HandsInPayments().hands(ofChild: Family.taro, decidedOn: nil, from: $0)
        }
        #expect(hands.isSuperset(of: ["B001", "H001"]))
    }

    @Test("同じ用紙の二度目は同じ起案、内容が違えば断り、決裁待ちの間は別の起案も断る")
    func once() throws {
        let family = try widowed()
        let id = try ask(family)
        #expect(try ask(family) == id)
        #expect(throws: PaymentRefusal.keyUsed) { try ask(family, why: "別の説明") }
        #expect(throws: PayeeRefusal.changeOpen) { try ask(family, key: "P2") }
        #expect(throws: PaymentRefusal.missingReason) { try ask(family, key: "P3", why: "") }
        let pending = try family.office.read { try PayeeChangeBook.pending(from: $0) }
        #expect(pending.map(\.id) == [id])
        #expect(try family.office.read { try PaymentInbox.counts(from: $0) }.payeeChanges == 1)
    }

    @Test("差し戻すと支払先は元のままで、起案し直せる")
    func sentBack() throws {
        let family = try widowed()
        let id = try ask(family)
        func back(_ reason: String) throws {
            try family.office.gate.perform(
                SendBackPayeeChange.operation, by: PaymentOffice.head, for: .benefit
            ) { try SendBackPayeeChange.perform(id, reason: reason, in: $0) }
        }
        #expect(throws: PaymentRefusal.missingReason) { try back("") }
        try back("戸籍の確認")
        #expect(throws: PayeeRefusal.changeSettled) { try grant(family, id) }
        #expect(try items(family).map(\.recipient) == [Family.hanako])
        #expect(
            try family.office.read { try PayeeChangeBook.names(Self.father, from: $0) } == false)
        #expect(try ask(family, key: "P2") != id)
    }

    @Test("死亡した人、登録のない番号、今の支払先、児童本人には変えられない。起案の後の死亡も決裁で断る")
    func wrongPayees() throws {
        let family = try widowed()
        let stranger = PaymentOffice.parent(77)
        #expect(throws: PayeeRefusal.unknownPayee) { try ask(family, to: stranger) }
        #expect(throws: PayeeRefusal.samePayee) { try ask(family, to: Family.hanako) }
        #expect(throws: PayeeRefusal.samePayee) { try ask(family, to: Family.taro) }
        let id = try ask(family)
        family.directory.put(Self.person(Self.father, "検証 一郎", status: .died))
        #expect(throws: PayeeRefusal.payeeDied) { try grant(family, id) }
        #expect(throws: PayeeRefusal.payeeDied) { try ask(family, key: "P2") }
        #expect(try items(family).map(\.status) == [.scheduled])
    }

    @Test("新しい支払先に口座がなければ保留になり、申請のない人でも口座を登録でき、確認の後に支払える")
    func accountLater() throws {
        let family = try widowed(hasAccount: false)
        func register(isPayee: Bool) throws {
            try family.office.gate.perform(
                RecordAccount.operation, by: PaymentOffice.clerk, for: .change
            ) { scope in
                let named = try PayeeChangeBook.names(Self.father, from: scope.db)
                _ = try RecordAccount.perform(
                    AccountInput(
                        bank: "9001", branch: "001", type: .ordinary, number: "9000002",
                        holderKana: "ケンショウ イチロウ"), of: Self.father,
                    directory: family.directory, isPayee: isPayee && named, in: scope)
            }
        }
        #expect(throws: EntitlementRefusal.notLinked) { try register(isPayee: true) }
        try grant(family, try ask(family))
        let held = try #require(try items(family).last)
        #expect(held.status == .held && held.reasonCode == "no-account")
        try register(isPayee: true)
        try family.office.confirmAccounts()
        #expect(try family.schedule().released == [held.id])
        try family.office.prove()
    }

    @Test("支払先と関わりのない保留は、支払先を変えても解けない")
    func otherHold() throws {
        let family = try widowed()
        let item = try #require(try items(family).last)
        try family.office.gate.perform(
            HoldPayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: "領収書の確認"
        ) { try HoldPayment.perform([item.id], because: .other, in: $0) }
        try grant(family, try ask(family))
        let new = try #require(try items(family).last)
        #expect(new.status == .held && new.reason == "領収書の確認")
        try family.office.prove()
    }

    @Test("職員が資格を疑って保留した支給は、支払先を変えても解けない。受給者の死亡による保留だけが解ける")
    func doubtStays() throws {
        let family = try widowed()
        let item = try #require(try items(family).last)
        try family.office.gate.perform(
            HoldPayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: "転出の疑い"
        ) { try HoldPayment.perform([item.id], because: .entitlementCheck, in: $0) }
        try grant(family, try ask(family))
        let new = try #require(try items(family).last)
        #expect(new.recipient == Self.father && new.status == .held)
        #expect(new.reasonCode == "entitlement-check" && new.reason == "転出の疑い")
        try family.office.prove()
    }

    @Test("支払先を変えた後の通知は、亡くなった受給者でなく、新しい支払先に出る")
    func lettersToThePayee() throws {
        let family = try widowed(hasAccount: false)
        try grant(family, try ask(family))
        let held = try #require(try items(family).last)
        let terms = IssueLetters.Terms(
            letters: PaymentOffice.letters, directory: family.directory,
            freshness: MemoryFreshness())
        let told = try family.office.gate.perform(
            IssueLetters.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try IssueLetters.perform(AwaitingLetters(), [held.decision], terms, in: $0) }
        #expect(told.letters.map(\.order.recipient) == [Self.father], "\(told.leftOut)")
    }

    @Test("振込不能で戻った支給も、支払先を変えて、次の支払日の支給予定になる")
    func returned() throws {
        let family = try widowed()
        let run = try family.office.propose().run
        try family.office.approve(run.id)
        try family.office.write(run.id)
        family.office.clock.stand(on: date("2025-06-23"))
        let amount = try #require(try items(family).last).amount
        try family.office.results([("2025-06-20", 1, amount.amount, "02")])
        let before = try items(family).map(\.status)
        try #require(before == [.returned])
        try grant(family, try ask(family))
        let both = try items(family)
        #expect(both.map(\.status) == [.rescheduled, .scheduled])
        #expect(both[1].plannedOn > date("2025-06-23"))
        #expect(try family.office.repay(month: "2025-07").rescheduled.isEmpty)
        try family.office.prove()
    }
}
