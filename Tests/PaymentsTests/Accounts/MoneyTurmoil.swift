// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Entitlement
import Formats
import Foundation
import PowerCuts
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

/// Clerks, heads, a bank and families at the counter who do everything in any order: payments by
/// bank and in cash, claims, netting, instalments, losses; with power cuts. What really left the
/// house is counted beside the program.
struct MoneyTurmoil {
    let office: PaymentOffice
    private var chance: Seeded
    let families = 4
    private var nextDecision = 1
    private var dues: [DueReimbursement] = []
    private var runs: [Int64] = []
    private var keys = 0
    private var files: [Int64: (day: String, raw: RawTransfers)] = [:]
    /// Yen decided, and yen that really reached each family.
    private(set) var owed: [Int: Int] = [:]
    private(set) var received: [Int: Int] = [:]
    /// Yen claimed back, and yen that families really brought.
    private(set) var claimed: [Int: Int] = [:]
    private(set) var brought: [Int: Int] = [:]
    private var recoveries: [(id: Int64, family: Int)] = []
    private(set) var done: [String: Int] = [:]
    private(set) var balances: [(at: Instant, balance: MoneyBalance)] = []
    private var today = date("2025-06-02")

    init(seed: UInt64) throws {
        chance = Seeded(seed)
        office = try PaymentOffice()
        for n in 1...families where n > 1 { try office.account(n, digit: n * 1_000) }
        // Every family owes something and is owed something from the beginning.
        for _ in 0..<3 { for family in 1...families { try claim(of: family) } }
        for _ in 0..<4 { _ = try schedule() }
        try netOnce()
    }

    /// One netting at least stands before everything else happens.
    private mutating func netOnce() throws {
        for _ in 0..<60 where done["offset"] == nil {
            do {
                done[try act(on: recoveries), default: 0] += 1
            } catch is any Refusal {
                continue
            } catch is PowerCut {
                continue
            }
        }
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &chance) }
    private mutating func any<T>(_ list: [T]) -> T? { list.isEmpty ? nil : list[pick(list.count)] }
    private mutating func key() -> String {
        keys += 1
        return "M\(keys)"
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

    mutating func remember() throws {
        balances.append((office.clock.now(), try office.balance()))
    }

    private mutating func act() throws -> String {
        switch pick(24) {
        case 0...2: return try schedule()
        case 3...5: return try bankRun()
        case 6...7: return try results()
        case 8...10: return try counter()
        case 11...13: return try atTheWindow()
        case 14: return try claim()
        case 15...17: return try act(on: recoveries)
        case 18: return try receive()
        case 19: return try withdraw()
        case 20: return try repay()
        case 21: return try hold()
        default:
            today = today.adding(days: pick(6))
            office.clock.stand(on: today)
            return "day"
        }
    }

    private var month: YearMonth {
        let day = try? PaymentOffice.days.day(of: today.yearMonth)
        return day.map { $0 >= today } ?? false ? today.yearMonth : today.yearMonth.next
    }

    private mutating func schedule() throws -> String {
        for _ in 0..<pick(3) {
            let family = pick(families) + 1
            let yen = 1 + pick(5_000)
            dues.append(
                office.due(
                    nextDecision, yen: yen, parent: family,
                    method: pick(4) == 0 ? .counter : .transfer))
            owed[family, default: 0] += yen
            nextDecision += 1
        }
        try office.schedule(dues, month: month.description)
        return "schedule"
    }

    private mutating func bankRun() throws -> String {
        let day = try PaymentOffice.days.day(of: month).description
        let run = try office.propose(day, key: key()).run.id
        runs.append(run)
        if pick(6) == 0 {
            try office.sendBack(run)
            return "send back"
        }
        try office.approve(run)
        let isCut = pick(4) == 0
        let file = try office.gate.perform(
            WriteTransferFile.operation, by: PaymentOffice.clerk, for: .benefit
        ) { scope in
            let file = try WriteTransferFile.perform(
                run, order: office.order(day), audience: .trial,
                directory: MemoryAddresseeDirectory(), in: scope)
            if isCut { throw PowerCut() }
            return file
        }
        files[run] = (day, RawTransfers(file.bytes))
        return "file"
    }

    /// The bank pays, and sends some of it back.
    private mutating func results() throws -> String {
        guard let (run, file) = files.min(by: { $0.key < $1.key }) else { return "no file" }
        today = max(today, date(file.day))
        office.clock.stand(on: today)
        var rows: [(day: String, sequence: Int, amount: Int, reason: String)] = []
        for (index, payment) in file.raw.payments.enumerated() {
            let family = (Int(payment.account.suffix(7)) ?? 0) % 1_000_000 / 1_000
            if pick(3) == 0 {
                rows.append((file.day, index + 1, payment.amount, "入金停止"))
            } else {
                received[family, default: 0] += payment.amount
            }
        }
        files[run] = nil
        if rows.isEmpty {
            try office.nothingReturned(run)
        } else {
            try office.results(rows, run: run)
        }
        return "results"
    }

    private mutating func counter() throws -> String {
        let items = try office.read { try CashBook.payable(limit: 10_000, in: $0) }.map(\.id)
        let chosen = items.filter { _ in pick(2) == 0 }
        let run = try office.proposeCash(
            chosen, on: today.adding(days: pick(3)).description, key: key())
        try office.approve(run.id)
        try office.draw(run.id)
        return "cash run"
    }

    private mutating func atTheWindow() throws -> String {
        let open = try office.read { db in
            try RunBook.runs(in: [.written], from: db).filter { $0.kind == .cash }
        }
        guard let run = any(open) else { return "nobody" }
        if pick(5) == 0 {
            try office.closeCounter(run.id)
            return "close"
        }
        guard let voucher = any(try office.vouchers(run.id)) else { return "nobody" }
        try office.identify(voucher.id)
        let isCut = pick(4) == 0
        let moved = try office.gate.perform(
            HandOverCash.operation, by: PaymentOffice.second, for: .benefit
        ) { scope in
            let moved = try HandOverCash.perform(voucher.id, in: scope)
            if isCut { throw PowerCut() }
            return moved
        }
        if moved {
            let family = Int(voucher.recipient.value - 920_000_000)
            received[family, default: 0] += voucher.amount.amount
        }
        return "hand over"
    }

    private mutating func claim() throws -> String {
        try claim(of: pick(families) + 1)
        return "claim"
    }

    private mutating func claim(of family: Int) throws {
        let yen = 1 + pick(4_000)
        let id = try office.claim(yen, of: family, key: key())
        recoveries.append((id, family))
        claimed[family, default: 0] += yen
    }

    /// Netting, instalments and losses, proposed and mostly approved.
    private mutating func act(on list: [(id: Int64, family: Int)]) throws -> String {
        guard let (id, family) = any(list) else { return "no claim" }
        let outstanding = try office.file(id).recovery.outstanding
        let act: RecoveryAct
        switch pick(12) {
        case 0: act = .writeOff(.death)
        case 1:
            act = .plan(
                InstalmentPlan.even(
                    outstanding, count: 2 + pick(3), first: today.adding(days: 20)),
                signedOn: today)
        default:
            let items = try office.read {
                try ItemBook.items(recipient: PaymentOffice.parent(family), from: $0)
            }.filter { pick(4) == 0 || PaymentItemEvent.rescheduled.from.contains($0.status) }
            guard let item = any(items) else { return "no payment" }
            let most = min(item.amount.amount, max(outstanding.amount, 1))
            act = .offset(item: item.id, Yen(1 + pick(most + 2)), agreedOn: today)
        }
        let request = try office.ask(act, about: id, key: key())
        guard pick(5) > 0 else { return "asked" }
        let isCut = pick(4) == 0
        try office.gate.perform(
            ApproveRecoveryAct.operation, by: PaymentOffice.head, for: .benefit
        ) { scope in
            try ApproveRecoveryAct.perform(request, law: PaymentOffice.recoveryLaw, in: scope)
            if isCut { throw PowerCut() }
        }
        return act.kind.rawValue
    }

    private mutating func receive() throws -> String {
        guard let (id, family) = any(recoveries) else { return "no claim" }
        let yen = 1 + pick(1_500)
        let key = key()
        for _ in 0..<(1 + pick(2)) {
            try office.receive(yen, for: id, on: today.description, key: key)
        }
        brought[family, default: 0] += yen
        return "receive"
    }

    private mutating func withdraw() throws -> String {
        guard pick(4) == 0, let (id, _) = any(recoveries) else { return "keep" }
        let key = key()
        try office.gate.perform(
            RecordRecovery.operation, by: PaymentOffice.second, for: .benefit
        ) { try RecordRecovery.withdraw(id, key: key, in: $0) }
        return "withdraw"
    }

    private mutating func repay() throws -> String {
        let back = try office.read { try ItemBook.items(in: .returned, from: $0) }.map(\.id)
        guard !back.isEmpty else { return "nothing back" }
        let isCash = pick(2) == 0
        try office.repay(
            isCash ? .atCounter(back) : .confirmed(back), month: month.description,
            reason: "解除を確認")
        return "repay"
    }

    private mutating func hold() throws -> String {
        let ids = try office.read { try ItemBook.items(in: .scheduled, from: $0) }.map(\.id)
        guard let id = any(ids) else { return "nothing" }
        try office.gate.perform(
            HoldPayment.operation, by: PaymentOffice.clerk, for: .benefit, reason: "確認"
        ) { try HoldPayment.perform([id], because: .doubleSuspected, in: $0) }
        return "hold"
    }

    /// Nobody may ever have got more than was decided, and a claim takes no more than it asks for.
    func checkFamilies() throws {
        let netted = try office.read { db in
            try RecoveryRequestBook.netted(dues.map(\.decision), from: db)
        }
        // What was decided and taken up stands in the ledger to the yen, whatever happened to it.
        let decided = try office.read { db in
            try db.first("SELECT COALESCE(SUM(amount), 0) FROM payment_item WHERE attempt = 0", [])
            { $0.yen(0) }
        }
        let obligation = try office.balance()[.obligation]
        #expect(decided == -obligation)
        var taken: [Int: Int] = [:]
        for due in dues {
            let family = Int(due.recipient.value - 920_000_000)
            taken[family, default: 0] += netted[due.decision]?.amount ?? 0
        }
        for family in 1...families {
            let got = (received[family] ?? 0) + (taken[family] ?? 0)
            #expect(got <= owed[family] ?? 0, "世帯\(family)")
            let back = (brought[family] ?? 0) + (taken[family] ?? 0)
            #expect(back <= claimed[family] ?? 0, "世帯\(family)の返還")
        }
    }
}
