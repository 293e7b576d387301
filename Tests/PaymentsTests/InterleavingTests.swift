// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Foundation
import Ledger
import Safeguards
import Testing
import Vocabulary

@testable import Payments

/// Random numbers that come again from their seed (SplitMix64).
struct Seeded: RandomNumberGenerator {
    private var state: UInt64
    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// Clerks and heads who press everything in any order, with what they remember from earlier pages,
/// and a bank that executes every different file once and sends some transfers back.
struct Turmoil {
    struct PowerCut: Error {}

    let office: PaymentOffice
    private var chance: Seeded
    private let families = 6
    private var nextDecision = 1
    private var dues: [DueReimbursement] = []
    private var owed: [Int: Int] = [:]
    private var versions: [Int: Int] = [:]
    private var runs: Set<Int64> = []
    private var files: [Int64: (digest: String, day: String, raw: RawTransfers)] = [:]
    private var answers: [(run: Int64, bytes: [UInt8])] = []
    /// Yen that reached each family at the bank.
    private(set) var received: [Int: Int] = [:]
    private(set) var done: [String: Int] = [:]
    private var today = date("2025-06-02")

    init(seed: UInt64) throws {
        chance = Seeded(seed)
        office = try PaymentOffice()
        for n in 1...families where n > 1 { try newAccount(n) }
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &chance) }

    private mutating func newAccount(_ n: Int) throws {
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
    private var month: YearMonth {
        let month = today.yearMonth
        let day = try? PaymentOffice.days.day(of: month)
        return day.map { $0 >= today } ?? false ? month : month.next
    }
    private func paymentDay() throws -> CivilDate { try PaymentOffice.days.day(of: month) }

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
                run, order: office.order(day.description), audience: .trial, in: scope)
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
    private mutating func execute(_ run: Int64, _ day: String, _ raw: RawTransfers) {
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

    /// Finishes everything in good order; afterwards everybody has exactly what was decided.
    mutating func finish() throws {
        if versions[1] == nil { try newAccount(1) }
        for round in 0..<12 {
            for answer in answers {
                today = max(today, date(files[answer.run]?.day ?? "2025-06-02"))
                office.clock.stand(on: today)
                try office.results(bytes: answer.bytes, run: answer.run)
            }
            try settleRuns()
            for n in 1...families { try newAccount(n) }
            today = today.yearMonth.next.firstDay
            office.clock.stand(on: today)
            try releaseAll()
            try office.schedule(dues, month: month.description)
            try office.repay(month: month.description)
            let day = try paymentDay()
            let open = try office.read { try ItemBook.items(in: .scheduled, from: $0) }
            if open.isEmpty { break }
            let run = try office.propose(day.description, key: "F\(round)-\(runs.count)").run
            try office.approve(run.id)
            let file = try office.write(run.id, day: day.description)
            runs.insert(run.id)
            let raw = RawTransfers(file.bytes)
            files[run.id] = (file.record.digest, day.description, raw)
            if round < 4 {
                execute(run.id, day.description, raw)
            } else {
                for payment in raw.payments {
                    let family = (Int(payment.account.suffix(7)) ?? 0) % 1_000_000 / 1_000
                    received[family, default: 0] += payment.amount
                }
            }
        }
        for (family, yen) in owed { #expect(received[family] ?? 0 == yen, "世帯\(family)") }
        let balance = try office.balance()
        #expect(balance[.paid].amount + balance[.transit].amount == owed.values.reduce(0, +))
    }

    private mutating func settleRuns() throws {
        for run in runs {
            guard let found = try office.read({ try RunBook.run(run, from: $0) }) else { continue }
            switch found.status {
            case .proposed, .approved: try office.sendBack(run)
            case .written:
                today = max(today, found.paymentDay)
                office.clock.stand(on: today)
                try office.nothingReturned(run)
            case .sentBack, .settled: break
            }
        }
    }

    private func releaseAll() throws {
        let held = try office.read { try ItemBook.items(in: .held, from: $0) }.map(\.id)
        try office.gate.perform(
            ReleasePayment.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ReleasePayment.perform(held, in: $0) }
    }
}

@Suite("二重払いのないこと")
struct InterleavingTests {
    @Test("どんな順で誰が何を押しても、決定より多くも少なくも払われない", arguments: 2...9)
    func noDoublePayment(seed: Int) throws {
        var turmoil = try Turmoil(seed: UInt64(seed))
        for step in 0..<150 {
            try turmoil.step()
            turmoil.checkNobodyIsOverpaid()
            if step % 30 == 0 { try check(turmoil) }
        }
        try turmoil.finish()
        turmoil.checkNobodyIsOverpaid()
        try check(turmoil)
        try checkReadModels(turmoil.office)
        let office = turmoil.office
        let report = try office.ledger.verify(office.store)
        #expect(report.ok, "\(report.problems)")
        #expect(turmoil.done["write", default: 0] > 0, "\(turmoil.done)")
    }

    /// The ledger of money is whole and agrees with the states.
    private func check(_ turmoil: Turmoil) throws {
        #expect(try turmoil.office.balance().sum == .zero)
        #expect(try turmoil.office.imbalances().isEmpty)
    }

    /// The read models are what their events say.
    private func checkReadModels(_ office: PaymentOffice) throws {
        try office.read { db in
            var events: [Int64: [PaymentItemEvent]] = [:]
            try db.forEachRow(
                "SELECT item_id, event FROM payment_item_event ORDER BY id", []
            ) { events[$0.int64(0), default: []].append($0.code(1)) }
            var states: [Int64: PaymentItemStatus] = [:]
            try db.forEachRow("SELECT item_id, status FROM payment_item_status", []) {
                states[$0.int64(0)] = $0.code(1)
            }
            #expect(states.count == events.count)
            for (item, list) in events {
                #expect(PaymentItemEvent.state(after: list) == states[item])
            }
            var runs: [Int64: PaymentRunStatus] = [:]
            try db.forEachRow("SELECT run_id, event FROM payment_run_event ORDER BY id", []) {
                runs[$0.int64(0)] = $0.code(1, PaymentRunEvent.self).to
            }
            for run in try RunBook.runs(limit: 1_000, from: db) {
                #expect(run.status == runs[run.id])
            }
        }
    }

    @Test("二人が同時に同じ支払処理を進めても、振込は一度だけ")
    func atTheSameTime() async throws {
        let office = try PaymentOffice()
        for n in 1...5 { try office.account(n) }
        try office.schedule((1...5).map { office.due($0) })
        let keys = await withTaskGroup(of: Int64?.self) { group in
            for n in 0..<8 { group.addTask { try? office.propose(key: "K\(n)").run.id } }
            return await group.reduce(into: Set<Int64>()) { $0.formUnion([$1].compactMap(\.self)) }
        }
        let run = try #require(keys.first)
        #expect(keys.count == 1)
        try office.approve(run)
        let files = await withTaskGroup(of: WrittenTransferFile?.self) { group in
            for _ in 0..<8 { group.addTask { try? office.write(run) } }
            return await group.reduce(into: [WrittenTransferFile]()) {
                $0 += [$1].compactMap(\.self)
            }
        }
        #expect(files.count == 8)
        #expect(files.filter { !$0.wasWritten }.count == 1)
        #expect(Set(files.map(\.record.digest)).count == 1)
        #expect(try office.balance()[.transit] == Yen(5_000))
    }
}
