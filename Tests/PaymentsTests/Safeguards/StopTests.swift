// SPDX-License-Identifier: Apache-2.0
import Database
import Entitlement
import Foundation
import Ledger
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

@Suite("緊急停止", .measure("R-05"))
struct StopTests {
    @discardableResult
    private func stop(
        _ office: PaymentOffice, _ area: WorkStop.Area, by who: Principal = PaymentOffice.clerk,
        reason: String? = "二重払いの疑い"
    ) throws -> Int64 {
        try office.gate.perform(
            StopWork.operation, by: who, for: .maintenance, reason: reason
        ) { try StopWork.perform(area, in: $0) }
    }

    private func resume(
        _ office: PaymentOffice, _ id: Int64, by who: Principal, reason: String? = "原因が分かった"
    ) throws {
        try office.gate.perform(
            ResumeWork.operation, by: who, for: .maintenance, reason: reason
        ) { try ResumeWork.perform(id, in: $0) }
    }

    private func approvedRun(_ office: PaymentOffice) throws -> Int64 {
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run.id
        try office.approve(run)
        return run
    }

    @Test("停止の間は決裁も振込データの作成も断られ、解除の後は続きからできる")
    func stopsPayments() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run.id
        let first = try stop(office, .payments)
        #expect(throws: PaymentRefusal.workStopped(.payments)) { try office.approve(run) }
        try resume(office, first, by: PaymentOffice.head)
        try office.approve(run)
        let second = try stop(office, .all, by: PaymentOffice.administrator)
        #expect(throws: PaymentRefusal.workStopped(.all)) { try office.write(run) }
        #expect(throws: PaymentRefusal.workStopped(.all)) {
            try office.repay(month: "2025-07")
        }
        #expect(try office.status(1) == [.extracted])
        try resume(office, second, by: PaymentOffice.head)
        let file = try office.write(run)
        #expect(RawTransfers(file.bytes).payments.count == 1)
        // What was handed out before is not handed out again either.
        try stop(office, .payments)
        #expect(throws: PaymentRefusal.workStopped(.payments)) { try office.write(run) }
    }

    @Test("押した人は解除できず、解除した停止は二度解除できない。理由のない停止も解除もない")
    func anotherEndsIt() throws {
        let office = try PaymentOffice()
        let mine = try stop(office, .payments, by: PaymentOffice.both)
        #expect(throws: SafeguardRefusal.sameOfficer) {
            try resume(office, mine, by: PaymentOffice.both)
        }
        for who in [PaymentOffice.clerk, PaymentOffice.administrator, PaymentOffice.machine] {
            #expect(throws: SafeguardRefusal.notPermitted) { try resume(office, mine, by: who) }
        }
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try resume(office, mine, by: PaymentOffice.head, reason: " ")
        }
        try resume(office, mine, by: PaymentOffice.head)
        #expect(throws: PaymentRefusal.stopEnded) {
            try resume(office, mine, by: PaymentOffice.head)
        }
        #expect(throws: PaymentRefusal.unknownStop) {
            try resume(office, 99, by: PaymentOffice.head)
        }
        #expect(throws: SafeguardRefusal.reasonMissing) {
            try stop(office, .all, reason: nil)
        }
        for who in [PaymentOffice.counter, PaymentOffice.machine] {
            #expect(throws: SafeguardRefusal.notPermitted) { try stop(office, .all, by: who) }
        }
    }

    @Test("二人が別々に止めたら、両方が解除されるまで始まらない")
    func bothMustEnd() throws {
        let office = try PaymentOffice()
        let run = try approvedRun(office)
        let one = try stop(office, .payments)
        let two = try stop(office, .all, by: PaymentOffice.administrator)
        try resume(office, one, by: PaymentOffice.head)
        #expect(throws: PaymentRefusal.workStopped(.all)) { try office.write(run) }
        try resume(office, two, by: PaymentOffice.head)
        #expect(try office.write(run).wasWritten == false)
        let history = try office.read { try StopBook.history(from: $0) }
        #expect(history.map(\.id) == [two, one])
        #expect(history.allSatisfy { $0.end?.officer == "H001" })
    }

    @Test("通知だけの停止は支払を止めず、支払だけの停止は通知を止めない。受付・保留・取込は続く")
    func areas() throws {
        for operation in OperationCode.allCases {
            let letters: Set<OperationCode> = [
                .issueCertificate, .reissueCertificate, .printLetters, .writeInquiryLetter,
                .releaseHeldLetter, .reprintLetter,
            ]
            let money: Set<OperationCode> = [
                .approveRun, .writeTransferFile, .repay, .payAtCounter, .confirmCounterPayment,
            ]
            #expect(WorkStop.Area.letters.stops(operation) == letters.contains(operation))
            #expect(WorkStop.Area.payments.stops(operation) == money.contains(operation))
            #expect(
                WorkStop.Area.all.stops(operation)
                    == (letters.contains(operation) || money.contains(operation)))
        }
        let office = try PaymentOffice()
        try stop(office, .letters)
        let run = try approvedRun(office)
        try office.write(run)
        try stop(office, .payments)
        try office.account(2)
        try office.schedule([office.due(2)], month: "2025-07")
        #expect(try office.status(2) == [.scheduled])
        #expect(throws: PaymentRefusal.workStopped(.letters)) {
            try office.gate.perform(
                .printLetters, by: PaymentOffice.clerk, for: .benefit
            ) { _ in }
        }
    }

    @Test("停止は別の処理装置にもすぐ届き、まとめ処理は次の区切りで止まる")
    func everyNode() throws {
        let office = try PaymentOffice()
        let other = Gate(
            store: office.store, ledger: office.ledger, clock: office.clock, rules: [StopRule()])
        var printed = 0
        func letters() throws {
            for _ in 0..<10 {
                try other.perform(.printLetters, by: PaymentOffice.machine, for: .benefit) { _ in
                    printed += 1
                }
                if printed == 4 { try stop(office, .letters) }
            }
        }
        let clock = ContinuousClock()
        let begun = clock.now
        #expect(throws: PaymentRefusal.workStopped(.letters)) { try letters() }
        #expect(printed == 4)
        #expect(QuietMachine.allows(clock.now - begun, within: .seconds(1)))
        #expect(throws: PaymentRefusal.workStopped(.letters)) {
            try other.group { group in
                try group.perform(
                    .printLetters, by: PaymentOffice.machine, for: .benefit
                ) { _ in printed += 1 }
            }
        }
        #expect(printed == 4)
    }

    @Test("停止と解除は、だれが・なぜを記録に残す")
    func isLogged() throws {
        let office = try PaymentOffice()
        let id = try stop(office, .payments)
        try resume(office, id, by: PaymentOffice.head)
        let reasons = try office.read { db in
            try db.rows(
                "SELECT code, officer, reason FROM operation WHERE reason IS NOT NULL ORDER BY id"
            ) { "\($0.text(0)) \($0.text(1)) \($0.text(2))" }
        }
        #expect(reasons == ["stopWork P001 二重払いの疑い", "resumeWork H001 原因が分かった"])
        #expect(try office.ledger.verify(office.store).ok)
    }
}
