// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Formats
import Foundation
import Ledger
import PowerCuts
import Safeguards
import Support
import Testing
import Vocabulary

@testable import Payments

/// Two clerks, two heads and a machine at one office with many claims at once: each presses what
/// comes to mind, twice if the answer does not come; the power goes off before any statement; the
/// program is started again; the bank executes every different file once and sends some back.
///
/// One claim with everything that happens to it, in an order drawn by the seed, is one interleaving.
struct Storm {
    let store: CutStore
    private(set) var office: PaymentOffice
    /// The keys of the log, which lie beside the store.
    private let months = MemoryMonthKeys()
    private var chance: Seeded
    let families: Int
    private(set) var claims = 0
    private var dues: [DueReimbursement] = []
    private(set) var owed: [Int: Int] = [:]
    private var versions: [Int: Int] = [:]
    private var runs: [Int64] = []
    private var stops: [Int64] = []
    private(set) var files: [String: [UInt8]] = [:]
    private var answers: [(run: Int64, day: CivilDate, bytes: [UInt8])] = []
    /// Yen that reached each family at the bank.
    private(set) var received: [Int: Int] = [:]
    private(set) var done: [String: Int] = [:]
    private var today = date("2025-06-02")
    private var keys = 0

    /// Whether the clock jumps, forwards and back.
    private let jumps: Bool

    init(
        seed: UInt64, families: Int, jumps: Bool = false,
        rewrite: @escaping @Sendable (String) -> String = { $0 }
    ) throws {
        self.jumps = jumps
        chance = Seeded(seed)
        self.families = families
        store = CutStore(try Stores.memory(), rewrite: rewrite)
        office = try PaymentOffice(store: store, months: months)
        for n in 1...families where n % 7 > 0 { try newAccount(n) }
    }

    private mutating func pick(_ count: Int) -> Int { Int.random(in: 0..<count, using: &chance) }

    private mutating func newAccount(_ n: Int, isConfirmed: Bool = true) throws {
        versions[n, default: 0] += 1
        try office.account(n, digit: n * 1_000 + (versions[n] ?? 0), isConfirmed: isConfirmed)
    }

    /// One act of somebody; refusals and power cuts are allowed, anything else is an error.
    mutating func step() throws {
        let name: String
        // One act in five ends in the dark, before some statement that writes.
        let after = pick(5) == 0 ? pick(24) : nil
        store.cut(after: after)
        defer { store.cut(after: nil) }
        do {
            name = try act()
        } catch let refusal as any Refusal {
            done["refused \(refusal.code)", default: 0] += 1
            return
        } catch is PowerCut {
            done["power cut", default: 0] += 1
            store.cut(after: nil)
            if pick(2) == 0 { try restart() }
            return
        }
        done[name, default: 0] += 1
    }

    /// The program is started again: what it knew is what is in the store.
    private mutating func restart() throws {
        let day = today
        office = try PaymentOffice(day.description, store: store, months: months)
        done["restart", default: 0] += 1
    }

    private mutating func act() throws -> String {
        // What is stopped is soon looked at.
        if !stops.isEmpty, pick(4) == 0 { return try resume() }
        switch pick(36) {
        case 0...2: return try schedule()
        case 3...6: return try propose()
        case 7...13: return try approve()
        case 14:
            try office.sendBack(anyRun())
            return "send back"
        case 15...21: return try write()
        case 22...24: return try takeResults()
        case 25:
            try office.nothingReturned(anyRunWithoutReturns())
            return "nothing returned"
        case 26: return try changeAccounts()
        case 27...28: return try repay()
        case 29: return try holdOrRelease()
        case 30: return try cancel()
        case 31: return try stop()
        case 32: return try otherEnvironment()
        case 33:
            try restart()
            return "restart by hand"
        default:
            if jumps { return jump() }
            today = today.adding(days: pick(9))
            office.clock.stand(on: today)
            return "day"
        }
    }

    /// The clock is set by hand, by a broken time server, or over the end of a month, a fiscal year,
    /// a leap day, an era.
    private mutating func jump() -> String {
        let ends = ["2025-05-31", "2026-03-31", "2026-04-01", "2024-02-29", "2019-05-01"]
        switch pick(4) {
        case 0: today = date(ends[pick(ends.count)])
        case 1: today = date("2025-06-02").adding(days: pick(7_300) - 3_650)
        default: today = today.adding(days: pick(9) - 4)
        }
        office.clock.stand(on: today)
        return "jump"
    }

    private mutating func clerk() -> Principal {
        [PaymentOffice.clerk, PaymentOffice.second, PaymentOffice.machine][pick(3)]
    }

    /// Whether the answer seems lost or the button is hit twice.
    private mutating func isTwice() -> Bool {
        let isTwice = pick(3) == 0
        if isTwice { done["twice", default: 0] += 1 }
        return isTwice
    }

    /// Does something, and does it again.
    @discardableResult
    private func act<R>(twice: Bool, _ body: () throws -> R) throws -> R {
        let first = try body()
        if twice { _ = try? body() }
        return first
    }

    private var month: YearMonth {
        let month = today.yearMonth
        let day = try? PaymentOffice.days.day(of: month)
        return day.map { $0 >= today } ?? false ? month : month.next
    }
    private func paymentDay() throws -> CivilDate { try PaymentOffice.days.day(of: month) }

    private mutating func anyRun() -> Int64 {
        guard let newest = runs.last else { return 1 }
        return pick(4) > 0 ? newest : runs[pick(runs.count)]
    }

    private mutating func anyRunWithoutReturns() -> Int64 {
        let run = anyRun()
        // The bank would not say so of a run of which it sent something back.
        return answers.contains { $0.run == run } ? 1 : run
    }

    private mutating func schedule() throws -> String {
        for _ in 0..<pick(families / 2 + 1) {
            let family = pick(families) + 1
            let yen = 1 + pick(5_000)
            claims += 1
            dues.append(office.due(claims, yen: yen, parent: family))
            owed[family, default: 0] += yen
        }
        let (list, month, who) = (dues, month, clerk())
        let again = isTwice()
        try act(twice: again) {
            try office.schedule(list, month: month.description, by: who)
        }
        return "schedule"
    }

    private mutating func propose() throws -> String {
        let day = try paymentDay()
        // An old form is sent again with its old key.
        if pick(4) > 0 { keys += 1 }
        let (key, who) = ("K\(max(keys, 1))", clerk())
        let again = isTwice()
        let run = try act(twice: again) {
            try office.propose(day.description, key: key, by: who).run.id
        }
        if !runs.contains(run) { runs.append(run) }
        return "propose"
    }

    private mutating func approve() throws -> String {
        let run = anyRun()
        let who = [PaymentOffice.head, PaymentOffice.chief, PaymentOffice.both][pick(3)]
        let again = isTwice()
        try act(twice: again) { try office.approve(run, by: who) }
        return "approve"
    }

    private mutating func write() throws -> String {
        let run = anyRun()
        let day = try office.read { try RunBook.run(run, from: $0) }?.paymentDay ?? today
        let who = pick(2) == 0 ? clerk() : PaymentOffice.both
        var written: [WrittenTransferFile] = []
        let again = isTwice()
        let file = try act(twice: again) {
            let file = try office.write(run, day: day.description, by: who)
            written.append(file)
            return file
        }
        #expect(Set(written.map(\.bytes)).count == 1)
        return hand(file, of: run, on: day) ? "write" : "write again"
    }

    /// The file goes to the bank, which knows what it has executed.
    @discardableResult
    private mutating func hand(
        _ file: WrittenTransferFile, of run: Int64, on day: CivilDate
    ) -> Bool {
        // ｹﾝｼﾖｳﾖｳ, as CP932 writes it.
        let mark: [UInt8] = [0xB9, 0xDD, 0xBC, 0xD6, 0xB3, 0xD6, 0xB3]
        #expect(file.bytes.prefix(120).firstRange(of: mark) != nil, "検証用の印がありません")
        guard files.updateValue(file.bytes, forKey: file.record.digest) == nil else {
            return false
        }
        var text = "\u{FEFF}検証用表示,振込日,データレコード順番,金額,事由\r\n"
        var isSome = false
        for (index, payment) in RawTransfers(file.bytes).payments.enumerated() {
            if pick(4) == 0 {
                isSome = true
                text +=
                    "検証用,\(day.description.filter { $0 != "-" }),\(index + 1),\(payment.amount),解約\r\n"
            } else {
                received[family(payment.account), default: 0] += payment.amount
            }
        }
        if isSome { answers.append((run, day, Array(text.utf8))) }
        return true
    }

    private func family(_ account: String) -> Int {
        (Int(account.suffix(7)) ?? 0) % 1_000_000 / 1_000
    }

    private mutating func takeResults() throws -> String {
        guard !answers.isEmpty else { return "no answer" }
        let answer = answers[pick(answers.count)]
        let run = pick(3) == 0 ? nil : answer.run
        let again = isTwice()
        try act(twice: again) { try office.results(bytes: answer.bytes, run: run) }
        return "results"
    }

    private mutating func repay() throws -> String {
        let (month, who) = (month, clerk())
        let again = isTwice()
        try act(twice: again) { try office.repay(month: month.description, by: who) }
        return "repay"
    }

    private mutating func changeAccounts() throws -> String {
        try newAccount(pick(families) + 1, isConfirmed: pick(3) > 0)
        return "accounts"
    }

    private mutating func holdOrRelease() throws -> String {
        guard claims > 0 else { return "nothing" }
        let ids = try office.items(1 + pick(claims))
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
        return isHold ? "hold" : "release"
    }

    /// A decision is withdrawn: what is not paid yet is never paid.
    private mutating func cancel() throws -> String {
        guard claims > 0 else { return "nothing" }
        let n = 1 + pick(claims)
        let outcome = try office.gate.perform(
            .approveReimbursement, by: PaymentOffice.head, for: .benefit
        ) { try CancelledDecisions().cancel(9_000 + Int64(n), reason: "取消", in: $0) }
        guard case .ended = outcome else { return "claimed back" }
        let due = dues[n - 1]
        owed[Int(due.recipient.value - 920_000_000), default: 0] -= due.amount.amount
        return "cancel"
    }

    private mutating func resume() throws -> String {
        if let stop = stops.last {
            try office.gate.perform(
                ResumeWork.operation, by: PaymentOffice.head, for: .maintenance, reason: "確認済み"
            ) { try ResumeWork.perform(stop, in: $0) }
            stops.removeLast()
        }
        return "resume"
    }

    private mutating func stop() throws -> String {
        stops.append(
            try office.gate.perform(
                StopWork.operation, by: PaymentOffice.clerk, for: .maintenance, reason: "疑い"
            ) { try StopWork.perform(.payments, in: $0) })
        return "stop"
    }

    /// Somebody opened the office as if it were in live use.
    private mutating func otherEnvironment() throws -> String {
        guard !files.isEmpty else { return "nothing" }
        let run = anyRun()
        let day = try office.read { try RunBook.run(run, from: $0) }?.paymentDay ?? today
        _ = try office.write(run, day: day.description, audience: .realPeer)
        Issue.record("検証環境の庫から本番の振込データができました")
        return "other environment"
    }

    // MARK: The end

    /// Finishes everything in good order; afterwards everybody has exactly what was decided.
    mutating func finish() throws {
        store.cut(after: nil)
        for stop in stops {
            try office.gate.perform(
                ResumeWork.operation, by: PaymentOffice.head, for: .maintenance, reason: "終わり"
            ) { try ResumeWork.perform(stop, in: $0) }
        }
        stops = []
        // Somebody has set the clock right again.
        if jumps { today = date("2025-06-02") }
        for run in runs {
            let day = try office.read { try RunBook.run(run, from: $0) }?.paymentDay
            today = max(today, day ?? today)
        }
        // What was planned while the clock was years ahead is paid when its month has come.
        for item in try office.read({
            try ItemBook.items(in: .scheduled, from: $0) + ItemBook.items(in: .held, from: $0)
        }) {
            today = max(today, item.plannedOn)
        }
        office.clock.stand(on: today)
        for round in 0..<14 {
            for answer in answers {
                today = max(today, answer.day)
                office.clock.stand(on: today)
                try office.results(bytes: answer.bytes, run: answer.run)
            }
            try settleRuns()
            for n in 1...families { try newAccount(n, isConfirmed: false) }
            try office.confirmAccounts()
            today = today.yearMonth.next.firstDay
            office.clock.stand(on: today)
            try releaseAll()
            try office.schedule(dues, month: month.description)
            try office.repay(month: month.description)
            let day = try paymentDay()
            guard try !office.read({ try ItemBook.items(in: .scheduled, from: $0) }).isEmpty
            else { break }
            let run: PaymentRun
            do {
                run = try office.propose(day.description, key: "F\(round)").run
            } catch PaymentRefusal.nothingToPay {
                // What is left is planned for a later month; at the end every yen is counted.
                continue
            }
            runs.append(run.id)
            try office.approve(run.id)
            let file = try office.write(run.id, day: day.description)
            if round > 4 {
                // At last the bank sends nothing back.
                files[file.record.digest] = file.bytes
                for payment in RawTransfers(file.bytes).payments {
                    received[family(payment.account), default: 0] += payment.amount
                }
            } else {
                hand(file, of: run.id, on: day)
            }
        }
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
        guard !held.isEmpty else { return }
        try office.gate.perform(
            ReleasePayment.operation, by: PaymentOffice.clerk, for: .benefit
        ) { try ReleasePayment.perform(held, in: $0) }
    }
}
