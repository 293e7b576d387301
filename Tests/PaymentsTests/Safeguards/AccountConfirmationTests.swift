// SPDX-License-Identifier: Apache-2.0
import Database
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Entitlement
@testable import Payments

@Suite("口座の確認", .measure("R-08"))
struct AccountConfirmationTests {
    private func waiting(_ office: PaymentOffice) throws -> [Int64] {
        try office.read { try AccountConfirmations.waiting(from: $0) }.map(\.use)
    }

    private func confirm(
        _ office: PaymentOffice, _ uses: [Int64], by who: Principal
    ) throws {
        try office.gate.perform(ConfirmAccounts.operation, by: who, for: .change) {
            try ConfirmAccounts.perform(uses, in: $0)
        }
    }

    private func refuse(
        _ office: PaymentOffice, _ use: Int64, by who: Principal, reason: String = "通帳と違う"
    ) throws {
        try office.gate.perform(RefuseAccount.operation, by: who, for: .change) {
            try RefuseAccount.perform(use, reason: reason, in: $0)
        }
    }

    @Test("一人で登録した口座には振り込まれず、二人目が確認すると振り込まれる")
    func waits() throws {
        let office = try PaymentOffice()
        try office.account(1, isConfirmed: false)
        let report = try office.schedule([office.due(1)])
        #expect(report.held == [.unconfirmedAccount: 1])
        #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-20"))) { try office.propose() }
        try confirm(office, waiting(office), by: PaymentOffice.head)
        #expect(try office.schedule([office.due(1)]).released.count == 1)
        #expect(try office.propose().run.transfers == 1)
    }

    @Test("登録した本人と機械は確認できず、認めないこともできない")
    func sameOfficer() throws {
        let office = try PaymentOffice()
        try office.account(1, isConfirmed: false)
        let uses = try waiting(office)
        let me = PaymentOffice.officer("P001", [.payment, .head])
        for who in [PaymentOffice.clerk, me, PaymentOffice.machine] {
            #expect(throws: SafeguardRefusal.sameOfficer) {
                try confirm(office, uses, by: who)
            }
            #expect(throws: SafeguardRefusal.sameOfficer) {
                try refuse(office, uses[0], by: who)
            }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try confirm(office, uses, by: PaymentOffice.counter)
        }
        #expect(try waiting(office) == uses)
        #expect(throws: EntitlementRefusal.missingReason) {
            try refuse(office, uses[0], by: PaymentOffice.head, reason: "")
        }
    }

    @Test("決裁の後に一人で口座を変えても、その口座には払われない")
    func divert() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run.id
        try office.approve(run)
        // Somebody with every role changes the account between approval and file.
        try office.account(1, digit: 666, isConfirmed: false)
        #expect(throws: PaymentRefusal.accountsChanged(count: 1)) { try office.write(run) }
        try office.sendBack(run)
        let again = try? office.propose(key: "K2").run
        #expect(again == nil)
        #expect(try office.status(1) == [.scheduled])
    }

    @Test("認めなかった口座は使われず、前の口座が生きる。確認は一度だけ")
    func refused() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.account(1, digit: 666, isConfirmed: false)
        let use = try #require(try waiting(office).first)
        try refuse(office, use, by: PaymentOffice.head)
        #expect(throws: EntitlementRefusal.accountSettled) {
            try confirm(office, [use], by: PaymentOffice.chief)
        }
        let parent = PaymentOffice.parent(1)
        let current = try office.read {
            try AccountBook.current(recipients: [parent], on: date("2025-06-02"), from: $0)
        }[parent]
        #expect(current?.number == "9000001" && current?.isConfirmed == true)
        try office.schedule([office.due(1)])
        #expect(try office.propose().run.transfers == 1)
    }

    @Test("どの日の口座も、登録された日までさかのぼって引ける。平文はどこにもない")
    func history() throws {
        let office = try PaymentOffice()
        try office.account(1)
        office.clock.stand(on: date("2025-06-09"))
        try office.account(1, digit: 71)
        let parent = PaymentOffice.parent(1)
        func number(_ day: String, asOf moment: String? = nil) throws -> String? {
            try office.read {
                try AccountBook.current(
                    recipients: [parent], on: date(day),
                    asOf: moment.map { Instant(noonInJapan: date($0)) }, from: $0)
            }[parent]?.number
        }
        #expect(try number("2025-06-10") == "9000071")
        #expect(try number("2025-06-10", asOf: "2025-06-03") == "9000001")
        #expect(try number("2025-03-31") == nil)
    }

    @Test("待ちの一覧は、口座の登録と確認の記録から作り直したものと同じ")
    func readModel() throws {
        let office = try PaymentOffice()
        for n in 1...6 { try office.account(n, isConfirmed: false) }
        let uses = try waiting(office)
        try confirm(office, [uses[0], uses[2], uses[2]], by: PaymentOffice.head)
        try refuse(office, uses[4], by: PaymentOffice.head)
        let rebuilt = try office.read { db in
            try db.rows(
                """
                SELECT u.id FROM account_use u WHERE NOT EXISTS
                (SELECT 1 FROM account_confirmation c WHERE c.use_id = u.id) ORDER BY u.id
                """
            ) { $0.int64(0) }
        }
        #expect(try waiting(office) == rebuilt)
        #expect(rebuilt.count == 3)
    }

    @Test("申請の口座は、申請を受け付けた人ではない人の決裁で確認済みになる")
    func withApplication() throws {
        let family = try Family()
        #expect(try waiting(family.office).isEmpty)
        let basis = try family.office.read { db in
            try db.rows("SELECT basis, officer FROM account_confirmation") {
                "\($0.text(0)) \($0.text(1))"
            }
        }
        #expect(basis == ["decision H001"])
    }

    @Test("受け付けた本人の決裁では、申請の口座は確認済みにならない")
    func notByTheReceiver() throws {
        let family = try Family()
        let office = family.office
        var form = try family.form()
        form.receipt = "A-2"
        form.kind = .change
        form.reason = .accountChange
        form.appliedOn = date("2025-06-02")
        form.causeOn = date("2025-06-02")
        form.insurance = nil
        form.account = AccountInput(
            bank: "9002", branch: "002", type: .ordinary, number: "9000002",
            holderKana: "ケンショウ ハナコ")
        let changed = form
        let application = try office.gate.perform(
            ReceiveApplication.operation, by: PaymentOffice.counter, for: .registration
        ) {
            try ReceiveApplication.perform(
                changed, directory: family.directory,
                terms: IntakeTerms(paperDays: 30, residentCheckHours: 24), in: $0)
        }
        let uses = try waiting(office)
        #expect(uses.count == 1)
        // Behind the rule that who received a form does not decide about it stands this one.
        func decide(_ approver: Principal) throws {
            try office.gate.perform(
                ApproveDecisions.operation, by: PaymentOffice.head, for: .registration
            ) {
                try $0.confirmAccounts(
                    broughtBy: [application.id], approver: approver.officer)
            }
        }
        try decide(PaymentOffice.counter)
        #expect(try waiting(office) == uses)
        try decide(PaymentOffice.head)
        #expect(try waiting(office).isEmpty)
    }
}
