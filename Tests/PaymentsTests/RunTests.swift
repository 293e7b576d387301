// SPDX-License-Identifier: Apache-2.0
import Entitlement
import Foundation
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("支払処理")
struct RunTests {
    @Test("一つの口座の分は、一つの振込にまとめる")
    func mergedByAccount() throws {
        let office = try PaymentOffice()
        for n in 1...3 { try office.account(n) }
        try office.schedule([
            office.due(1, yen: 100), office.due(2, yen: 200),
            office.due(11, yen: 1_000, parent: 1), office.due(12, yen: 5, parent: 1),
            office.due(3, yen: 9),
        ])
        let run = try office.propose().run
        #expect(run.items == 5)
        #expect(run.transfers == 3)
        #expect(run.total == Yen(1_314))
        let transfers = try office.shown(run.id)
        #expect(transfers.map(\.amount) == [Yen(1_105), Yen(200), Yen(9)])
        #expect(transfers.map(\.items) == [3, 1, 1])
        #expect(transfers[0].number.description == "＊＊＊＊＊01")
        #expect(transfers.allSatisfy { $0.isFirst })
    }

    @Test("別の受給者が同じ口座を使うと、まとめた上で注意を付ける")
    func sharedAccountWarns() throws {
        let office = try PaymentOffice()
        try office.account(1, digit: 5)
        try office.account(2, digit: 5)
        try office.account(3, digit: 5, holder: "ベツメイ ジロウ")
        try office.schedule([office.due(1), office.due(2), office.due(3)])
        let run = try office.propose().run
        #expect(run.transfers == 2)
        #expect(run.warnings == 2)
        let words = try office.shown(run.id).compactMap(\.warning).joined()
        #expect(words.contains("複数の受給者が同じ口座です"))
        #expect(words.contains("同じ口座番号に違う名義があります"))
    }

    @Test("同じ画面から二度抽出しても、支払処理は一つ")
    func proposedOnce() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let first = try office.propose(key: "A")
        let again = try office.propose(key: "A")
        #expect(again.wasKnown)
        #expect(again.run.id == first.run.id)
        #expect(throws: PaymentRefusal.keyUsed) { try office.propose("2025-06-23", key: "A") }
        #expect(throws: PaymentRefusal.nothingToPay(date("2025-06-20"))) {
            try office.propose(key: "B")
        }
    }

    @Test("銀行の休みの日と過ぎた日には払わない")
    func paymentDayIsChecked() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        #expect(throws: PaymentRefusal.notBankDay(date("2025-06-21"))) {
            try office.propose("2025-06-21")
        }
        office.clock.stand(on: date("2025-06-23"))
        #expect(throws: PaymentRefusal.paymentDayPassed(date("2025-06-20"))) {
            try office.propose()
        }
    }

    @Test("起案した本人は決裁できない")
    func fourEyes() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose(by: PaymentOffice.both).run
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try office.approve(run.id, by: PaymentOffice.both)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.approve(run.id, by: PaymentOffice.clerk)
        }
        #expect(try office.approve(run.id).status == .approved)
        #expect(try office.approve(run.id).status == .approved)
    }

    @Test("保留した支払処理は決裁できず、解けば決裁でき、だれがいつかが残る", .measure("R-04"))
    func held() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run.id
        func put(
            _ reason: String, until day: String, by who: Principal = PaymentOffice.head
        ) throws {
            try office.gate.perform(
                HoldRun.operation, by: who, for: .benefit, reason: "確認"
            ) { try HoldRun.perform(run, reason: reason, until: date(day), in: $0) }
        }
        func resume() throws {
            try office.gate.perform(
                ResumeRun.operation, by: PaymentOffice.head, for: .benefit, reason: "済み"
            ) { try ResumeRun.perform(run, reason: "済み", in: $0) }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try put("確認", until: "2030-01-01", by: PaymentOffice.clerk)
        }
        #expect(throws: PaymentRefusal.missingReason) { try put("", until: "2030-01-01") }
        #expect(throws: EntitlementRefusal.dueDayPassed) { try put("確認", until: "2020-01-01") }
        try put("口座の確認", until: "2030-01-01")
        #expect(throws: PaymentRefusal.runHeld) { try office.approve(run) }
        let held = try office.read {
            try RunDetail.load(run, from: $0)
        }
        #expect(held.run.status == .proposed && held.hold?.reason == "口座の確認")
        #expect(try office.status(1) == [.extracted])
        try resume()
        try resume()
        let free = try office.read { try RunDetail.load(run, from: $0) }
        #expect(free.hold == nil && free.holds.map(\.wording) == ["決裁の保留", "決裁の再開"])
        #expect(free.holds.allSatisfy { $0.officer == PaymentOffice.head.officer })
        #expect(try office.approve(run).status == .approved)
        #expect(throws: PaymentRefusal.wrongRunState(.approved)) {
            try put("後", until: "2030-01-01")
        }
    }

    @Test("保留した支払処理も差し戻せ、次の支払処理は保留されていない")
    func heldAndSentBack() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run.id
        try office.gate.perform(
            HoldRun.operation, by: PaymentOffice.head, for: .benefit, reason: "確認"
        ) { try HoldRun.perform(run, reason: "確認", until: date("2030-01-01"), in: $0) }
        try office.sendBack(run)
        #expect(try office.status(1) == [.scheduled])
        let next = try office.propose(key: "K2").run
        #expect(try office.approve(next.id).status == .approved)
    }

    @Test("差し戻すと支給予定に戻り、決裁の後でもファイルを作る前なら差し戻せる")
    func sendBack() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run
        try office.approve(run.id)
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try office.sendBack(run.id, reason: " ")
        }
        try office.sendBack(run.id)
        #expect(try office.status(1) == [.scheduled])
        #expect(throws: PaymentRefusal.wrongRunState(.sentBack)) { try office.approve(run.id) }
        #expect(throws: PaymentRefusal.wrongRunState(.sentBack)) { try office.write(run.id) }
        let next = try office.propose(key: "K2").run
        try office.approve(next.id)
        try office.write(next.id)
        #expect(throws: PaymentRefusal.wrongRunState(.written)) { try office.sendBack(next.id) }
        #expect(try office.balance()[.transit] == Yen(1_000))
    }

    @Test("抽出の後に口座が変わったら、決裁もファイルの作成もしない")
    func accountChangedAfterProposal() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run
        try office.approve(run.id)
        try office.account(1, digit: 77)
        #expect(throws: PaymentRefusal.accountsChanged(count: 1)) { try office.write(run.id) }
        try office.sendBack(run.id)
        let next = try office.propose(key: "K2").run
        try office.approve(next.id)
        #expect(try office.write(next.id).record.total == Yen(1_000))
    }

    @Test("前月との差は、件数・金額・増減の大きいもの・新しい口座・なくなった口座を示す")
    func differenceFromLastMonth() throws {
        let office = try PaymentOffice()
        for n in 1...4 { try office.account(n) }
        try office.pay([
            office.due(1, yen: 100), office.due(2, yen: 200), office.due(3, yen: 300),
        ])
        office.clock.stand(on: date("2025-07-01"))
        try office.schedule(
            [
                office.due(21, yen: 150, parent: 1), office.due(22, yen: 5_200, parent: 2),
                office.due(24, yen: 40, parent: 4),
            ], month: "2025-07")
        let run = try office.propose("2025-07-22", key: "K2").run
        let detail = try office.read {
            try RunDetail.load(run.id, from: $0)
        }
        let difference = detail.difference
        #expect(difference.transfersBefore == 3)
        #expect(difference.totalBefore == Yen(600))
        #expect(difference.totalNow == Yen(5_390))
        #expect(difference.newAccounts == 1)
        #expect(difference.droppedAccounts == 1)
        #expect(difference.firstPayments == 1)
        #expect(
            difference.changes.map(\.difference) == [Yen(5_000), Yen(-300), Yen(50), Yen(40)])
    }

    @Test("窓口の職員は支払の操作も照会もできない")
    func permissions() throws {
        let office = try PaymentOffice()
        let counter = PaymentOffice.counter
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.schedule([], by: counter)
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try office.propose(by: counter) }
        #expect(throws: SafeguardRefusal.notPermitted) { try office.approve(1, by: counter) }
        #expect(throws: SafeguardRefusal.notPermitted) { try office.sendBack(1, by: counter) }
        #expect(throws: SafeguardRefusal.notPermitted) { try office.write(1, by: counter) }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.results([], by: counter)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.repay(month: "2025-07", by: counter)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.write(1, by: PaymentOffice.head)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(.holdPayment, by: counter, for: .benefit, reason: "理由") { _ in }
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try office.gate.perform(.recordRecovery, by: counter, for: .benefit) { _ in }
        }
    }
}
