// SPDX-License-Identifier: Apache-2.0
import Benefits
import Entitlement
import Formats
import Foundation
import PowerCuts
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

/// A reader of 総合振込 that shares nothing with the program: places of the standard, raw bytes.
struct RawTransfers {
    var payments: [(account: String, amount: Int)] = []
    var trailerCount = 0
    var trailerTotal = 0
    var kinds = ""

    init(_ bytes: [UInt8]) {
        let body = bytes.filter { $0 != 0x0D && $0 != 0x0A }
        for start in stride(from: 0, to: body.count, by: 120) {
            let record = Array(body[start..<min(start + 120, body.count)])
            func text(_ from: Int, _ through: Int) -> String {
                String(decoding: record[(from - 1)..<through], as: UTF8.self)
            }
            kinds += text(1, 1)
            switch record[0] {
            case 0x32:
                payments.append(
                    (text(2, 5) + text(21, 23) + text(43, 50), Int(text(81, 90)) ?? -1))
            case 0x38:
                trailerCount = Int(text(2, 7)) ?? -1
                trailerTotal = Int(text(8, 19)) ?? -1
            default: break
            }
        }
    }
}

@Suite("振込データ")
struct TransferFileTests {
    @Test("別に書いた小さな読み手が生のバイトから読む振込は、支払処理の計画と同じ", .measure("R-05"))
    func rawBytesEqualThePlan() throws {
        let office = try PaymentOffice()
        var due: [String: Int] = [:]
        for n in 1...40 {
            try office.account(n, digit: n % 31 + 1, type: n % 5 == 0 ? .savings : .ordinary)
        }
        let list = (1...40).map { office.due($0, yen: $0 * 37 + 1) }
        for (n, item) in zip(1...40, list) {
            let type = n % 5 == 0 ? "4" : "1"
            due["9001001\(type)\(9_000_000 + n % 31 + 1)", default: 0] += item.amount.amount
        }
        let (run, file) = try office.pay(list)
        let raw = RawTransfers(file.bytes)
        #expect(raw.kinds == "1" + String(repeating: "2", count: run.transfers) + "89")
        #expect(raw.payments.count == due.count)
        for payment in raw.payments { #expect(due[payment.account] == payment.amount) }
        #expect(raw.trailerCount == run.transfers)
        #expect(raw.trailerTotal == run.total.amount)
        #expect(
            raw.payments.reduce(0) { $0 + $1.amount } == list.reduce(0) { $0 + $1.amount.amount })
        #expect(try office.balance()[.transit] == run.total)
        #expect(file.record.digest.count == 64)
    }

    @Test("決裁の済まない支払処理の振込データは作らない")
    func onlyApproved() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run
        #expect(throws: PaymentRefusal.wrongRunState(.proposed)) { try office.write(run.id) }
        #expect(throws: PaymentRefusal.unknownRun) { try office.write(run.id + 1_000) }
        try office.approve(run.id)
        #expect(throws: PaymentRefusal.otherValueDate(date("2025-06-20"))) {
            try office.write(run.id, day: "2025-06-23")
        }
        #expect(try office.balance()[.transit] == .zero)
    }

    @Test("もう一度作ると一バイトも違わない同じファイルで、お金は動かない")
    func againTheSameBytes() throws {
        let office = try PaymentOffice()
        try office.account(1)
        let (run, file) = try office.pay([office.due(1, yen: 3_456)])
        let before = try office.balance()
        // Not even another payer or a later day changes what was handed to the bank.
        office.clock.stand(on: date("2025-06-30"))
        let again = try office.write(run.id, day: "2025-06-30", framing: .none)
        #expect(again.wasWritten)
        #expect(again.bytes == file.bytes)
        #expect(again.record.digest == file.record.digest)
        #expect(try office.balance() == before)
        #expect(try office.status(1) == [.sent])
    }

    @Test("支払日を過ぎたら新しい振込データは作らない")
    func notAfterTheDay() throws {
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run
        try office.approve(run.id)
        office.clock.stand(on: date("2025-06-23"))
        #expect(throws: PaymentRefusal.paymentDayPassed(date("2025-06-20"))) {
            try office.write(run.id)
        }
    }

    @Test("途中で倒れた作成は何も残さず、やり直せば一度だけ送られる")
    func allOrNothing() throws {
        struct PowerCut: Error {}
        let office = try PaymentOffice()
        try office.account(1)
        try office.schedule([office.due(1)])
        let run = try office.propose().run
        try office.approve(run.id)
        #expect(throws: PowerCut.self) {
            try office.gate.perform(
                WriteTransferFile.operation, by: PaymentOffice.clerk, for: .benefit
            ) { scope in
                _ = try WriteTransferFile.perform(
                    run.id, order: office.order("2025-06-20"), audience: .trial,
                    directory: MemoryAddresseeDirectory(), in: scope)
                throw PowerCut()
            }
        }
        #expect(try office.status(1) == [.extracted])
        #expect(try office.balance()[.transit] == .zero)
        #expect(try office.write(run.id).wasWritten == false)
        #expect(try office.balance()[.transit] == Yen(1_000))
    }

    @Test("初めて払う口座の新規コードは1、二度目からは0")
    func newCode() throws {
        let office = try PaymentOffice()
        try office.account(1)
        func code(_ bytes: [UInt8]) -> UInt8 { bytes[122 + 90] }
        let first = try office.pay([office.due(1)])
        #expect(code(first.file.bytes) == 0x31)
        office.clock.stand(on: date("2025-07-01"))
        let second = try office.pay(
            [office.due(2, parent: 1)], month: "2025-07", day: "2025-07-22", key: "K2")
        #expect(code(second.file.bytes) == 0x30)
    }
}
