// SPDX-License-Identifier: Apache-2.0
import Database
import Formats
import PowerCuts
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

/// Families that pay too much, officers who give it back in any order, twice and with power cuts. What
/// families really brought and really got is counted beside the program.
private struct ExcessTurmoil {
    let office: PaymentOffice
    private var chance: Seeded
    private var claims: [Int64] = []
    private var today = date("2025-06-02")
    private var keys = 0
    private(set) var brought = 0
    private(set) var given = 0
    private var sent: [Int64: Int] = [:]

    init(seed: UInt64) throws {
        chance = Seeded(seed)
        office = try PaymentOffice()
        for n in 1...2 {
            try office.account(n)
            for _ in 0..<2 {
                claims.append(try office.claim(200 + pick(800), of: n, key: key()))
            }
        }
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &chance) }
    private mutating func any<T>(_ list: [T]) -> T? { list.isEmpty ? nil : list[pick(list.count)] }
    private mutating func key() -> String {
        keys += 1
        return "X\(keys)"
    }

    mutating func step() throws {
        do { try act() } catch is any Refusal {} catch is PowerCut {}
    }

    private mutating func act() throws {
        switch pick(10) {
        case 0...2: try pay()
        case 3...5: try decide()
        case 6: try write()
        case 7: try hear()
        case 8: try fetch()
        default:
            today = today.adding(days: 1 + pick(20))
            office.clock.stand(on: today)
        }
    }

    private mutating func pay() throws {
        guard let id = any(claims) else { return }
        let (yen, key) = (1 + pick(700), key())
        for _ in 0..<(1 + pick(2)) {
            try office.overpay(yen, for: id, on: today.description, key: key)
        }
        brought += yen
    }

    private mutating func decide() throws {
        let all = try office.read { try OverpaymentBook.waiting(from: $0) }
        guard let excess = any(all), let target = any(claims) else { return }
        let yen = Yen(1 + pick(excess.amount.amount + 2))
        let way: RefundWay = pick(2) == 0 ? .transfer : .counter
        let act: RecoveryAct =
            pick(3) == 0
            ? .credit(of: excess.id, yen, to: target, .notice, agreedOn: nil)
            : .refund(of: excess.id, yen, way)
        let request = try office.ask(act, about: excess.recovery, key: key())
        let isCut = pick(4) == 0
        for _ in 0..<(1 + pick(2)) {
            try office.gate.perform(
                ApproveRecoveryAct.operation, by: PaymentOffice.head, for: .benefit
            ) { scope in
                try ApproveRecoveryAct.perform(
                    request, law: PaymentOffice.recoveryLaw, in: scope)
                if isCut { throw PowerCut() }
            }
        }
    }

    private mutating func write() throws {
        let day = try PaymentOffice.days.day(of: today.yearMonth)
        let key = key()
        for _ in 0..<(1 + pick(2)) {
            let file = try office.refundFile(day.description, key: key)
            guard !file.wasWritten else { continue }
            given += RawTransfers(file.bytes).payments.reduce(0) { $0 + $1.amount }
        }
    }

    private mutating func hear() throws {
        let all = try office.read { try RefundBook.underWay(from: $0) }
            .filter { $0.state == .sent }
        guard let refund = any(all) else { return }
        let isBack = pick(2) == 0
        for _ in 0..<(1 + pick(2)) {
            try office.result(refund.request, returned: isBack ? .closed : nil)
        }
        if isBack { given -= refund.amount.amount }
    }

    private mutating func fetch() throws {
        let all = try office.read { try RefundBook.underWay(from: $0) }
        guard let refund = any(all) else { return }
        try office.identify(refund: refund.request)
        for _ in 0..<(1 + pick(2)) where try office.handOver(refund: refund.request) {
            given += refund.amount.amount
        }
    }

    /// What really came in and went out, to the yen.
    func check() throws {
        try office.prove()
        let balance = try office.balance()
        let gone = balance[.refunding] + balance[.refunded]
        #expect(gone == Yen(given))
        // What was set off is a receipt of the other claim, and was brought once.
        #expect(balance[.recovered] + balance[.excess] + gone == Yen(brought))
        for id in claims {
            #expect(try office.excesses(id).allSatisfy { $0.free >= .zero })
        }
    }
}

@Suite("過誤納の嵐")
struct ExcessTurmoilTests {
    @Test("どの順でも、二度でも、電源が切れても、入った金と出た金が円まで合い、過誤納より多くは出ない", arguments: 1...12)
    func storm(seed: Int) throws {
        var turmoil = try ExcessTurmoil(seed: UInt64(seed) &+ 20_261_100)
        for step in 1...120 {
            try turmoil.step()
            if step.isMultiple(of: 30) { try turmoil.check() }
        }
        #expect(turmoil.brought > 0)
    }
}
