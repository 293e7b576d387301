// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import Ledger
import PowerCuts
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

/// Clerks and heads who press everything in any order, with what they remember from earlier pages,
/// and a bank that executes every different file once and sends some transfers back.
struct Turmoil {

    let office: PaymentOffice
    private var chance: Seeded
    let families = 6
    var nextDecision = 1
    var dues: [DueReimbursement] = []
    var owed: [Int: Int] = [:]
    var versions: [Int: Int] = [:]
    var runs: Set<Int64> = []
    var files: [Int64: (digest: String, day: String, raw: RawTransfers)] = [:]
    var answers: [(run: Int64, bytes: [UInt8])] = []
    /// Yen that reached each family at the bank.
    var received: [Int: Int] = [:]
    var done: [String: Int] = [:]
    var today = date("2025-06-02")

    init(seed: UInt64) throws {
        chance = Seeded(seed)
        office = try PaymentOffice()
        for n in 1...families where n > 1 { try newAccount(n) }
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &chance) }

    mutating func newAccount(_ n: Int) throws {
        versions[n, default: 0] += 1
        try office.account(n, digit: n * 1_000 + (versions[n] ?? 0))
    }

    /// One act of somebody; refusals are allowed, anything else is an error of the program.
    mutating func step() throws {
        let name: String
        do {
            name = try act()
        } catch let refusal as any Refusal {
            done["refused \(refusal.code)", default: 0] += 1
            return
        } catch is PowerCut {
            done["power cut", default: 0] += 1
            return
        }
        done[name, default: 0] += 1
    }

    /// The month of the next payment day.
    var month: YearMonth {
        let month = today.yearMonth
        let day = try? PaymentOffice.days.day(of: month)
        return day.map { $0 >= today } ?? false ? month : month.next
    }
    func paymentDay() throws -> CivilDate { try PaymentOffice.days.day(of: month) }

    private mutating func act() throws -> String {
        switch pick(23) {
        case 0...2: return try schedule()
        case 3...5:
            let day = try paymentDay()
            runs.insert(try office.propose(day.description, key: "K\(pick(40))").run.id)
            return "propose"
        case 6...8:
            try office.approve(anyRun(), by: pick(4) == 0 ? PaymentOffice.both : PaymentOffice.head)
            return "approve"
        case 9:
            try office.sendBack(anyRun())
            return "send back"
        case 10...13: return try write()
        case 14...15: return try takeResults()
        case 16:
            try office.nothingReturned(anyRunWithoutReturns())
            return "nothing returned"
        case 17:
            if pick(3) == 0 { try newAccount(pick(families) + 1) }
            return "account"
        case 18...19: return try repay()
        case 20: return try holdOrRelease()
        default:
            today = today.adding(days: pick(5))
            office.clock.stand(on: today)
            return "day"
        }
    }

    private mutating func anyRun() -> Int64 {
        let list = runs.sorted()
        // Mostly the page that was opened last.
        guard let newest = list.last else { return 1 }
        return pick(3) > 0 ? newest : list[pick(list.count)]
    }

    private mutating func anyRunWithoutReturns() -> Int64 {
        let run = anyRun()
        // The bank would not say so of a run of which it sent something back.
        return answers.contains { $0.run == run } ? 1 : run
    }

    private mutating func schedule() throws -> String {
        for _ in 0..<pick(4) {
            let family = pick(families) + 1
            let yen = 1 + pick(5_000)
            dues.append(office.due(nextDecision, yen: yen, parent: family))
            owed[family, default: 0] += yen
            nextDecision += 1
        }
        let isCut = pick(5) == 0
        let list = dues
        let month = month
        try office.gate.perform(ScheduleMonth.operation, by: PaymentOffice.machine, for: .benefit) {
            _ = try ScheduleMonth.perform(
                month, days: PaymentOffice.days, due: list, in: $0)
            if isCut { throw PowerCut() }
        }
        return "schedule"
    }

    private mutating func write() throws -> String {
        let run = anyRun()
        let isCut = pick(4) == 0
        let day = try office.read { try RunBook.run(run, from: $0) }?.paymentDay ?? today
        let file = try office.gate.perform(
            WriteTransferFile.operation, by: PaymentOffice.clerk, for: .benefit
        ) { scope in
            let file = try WriteTransferFile.perform(
                run, order: office.order(day.description), audience: .trial,
                directory: MemoryAddresseeDirectory(), in: scope)
            if isCut { throw PowerCut() }
            return file
        }
        if let known = files[run] {
            #expect(known.digest == file.record.digest && file.wasWritten)
            return "write again"
        }
        let raw = RawTransfers(file.bytes)
        files[run] = (file.record.digest, day.description, raw)
        execute(run, day.description, raw)
        return "write"
    }

    /// The bank pays, and sends some of it back.
    mutating func execute(_ run: Int64, _ day: String, _ raw: RawTransfers) {
        var text = "\u{FEFF}検証用表示,振込日,データレコード順番,金額,事由\r\n"
        var isSome = false
        for (index, payment) in raw.payments.enumerated() {
            let family = (Int(payment.account.suffix(7)) ?? 0) % 1_000_000 / 1_000
            if pick(3) == 0 {
                isSome = true
                text += "検証用,\(day.filter { $0 != "-" }),\(index + 1),\(payment.amount),解約\r\n"
            } else {
                received[family, default: 0] += payment.amount
            }
        }
        if isSome { answers.append((run, Array(text.utf8))) }
    }

    private mutating func takeResults() throws -> String {
        guard !answers.isEmpty else { return "no answer" }
        let answer = answers[pick(answers.count)]
        try office.results(bytes: answer.bytes, run: pick(3) == 0 ? nil : answer.run)
        return "results"
    }

    private mutating func repay() throws -> String {
        let month = month
        let isCut = pick(4) == 0
        try office.gate.perform(Repay.operation, by: PaymentOffice.clerk, for: .benefit) {
            try Repay.perform(.ready, month: month, days: PaymentOffice.days, in: $0)
            if isCut { throw PowerCut() }
        }
        return "repay"
    }

    private mutating func holdOrRelease() throws -> String {
        guard nextDecision > 1 else { return "nothing" }
        let ids = try office.items(1 + pick(nextDecision - 1))
        let isHold = pick(2) == 0
        try office.gate.perform(
            isHold ? HoldPayment.operation : ReleasePayment.operation, by: PaymentOffice.clerk,
            for: .benefit, reason: "確認"
        ) { scope in
            if isHold {
                try HoldPayment.perform(ids, because: .doubleSuspected, in: scope)
            } else {
                try ReleasePayment.perform(ids, in: scope)
            }
        }
        return "hold"
    }

    /// Nobody may ever have received more than was decided.
    func checkNobodyIsOverpaid() {
        for (family, yen) in received { #expect(yen <= owed[family] ?? 0, "世帯\(family)") }
    }
}
