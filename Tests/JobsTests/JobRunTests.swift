// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import PowerCuts
import Safeguards
import Support
import Synchronization
import Testing
import Vocabulary

@testable import Jobs

@Suite("ジョブの実行")
struct JobRunTests {
    private let bench: JobBench

    init() throws { bench = try JobBench() }

    @Test("試行は人数と金額だけを残し、仕事は何も残さない")
    func trialLeavesNothing() throws {
        let engine = try bench.engine([ToyWork()])
        let id = try bench.start(engine, .trial)
        let run = try engine.run(id, by: JobBench.payer)
        #expect(run.status == .finished && run.isTrial)
        #expect(run.totals == JobTotals(persons: 40, items: 40, amount: Yen(4_000)))
        #expect(try bench.toys.isEmpty)
    }

    @Test("金額の動くジョブは、今日の試行がなければ始まらない")
    func needsTrial() throws {
        let engine = try bench.engine([ToyWork()])
        #expect(throws: JobRefusal.trialNeeded) { try bench.start(engine, .real) }
        try engine.run(bench.start(engine, .trial), by: JobBench.payer)
        bench.clock.pass(seconds: 86_400)
        #expect(throws: JobRefusal.trialNeeded, "昨日の試行は古い") { try bench.start(engine, .real) }
        #expect(throws: JobRefusal.trialNeeded, "別の月の試行は違う") {
            try bench.start(engine, .real, occasion: "2025-07-10")
        }
    }

    @Test("終わりまで進み、数と金額と経過が残る。もう一度しても増えない")
    func runsOnce() throws {
        let engine = try bench.engine([ToyWork()])
        let id = try bench.begin(engine)
        var seen: [Int] = []
        let run = try engine.run(id, by: JobBench.payer) { seen.append($0.done) }
        #expect(seen == [10, 20, 30, 40])
        #expect(run.status == .finished && run.percent == 100 && run.failed == 0)
        #expect(run.totals.amount == Yen(4_000))
        #expect(try bench.events(id) == [.started, .finished])
        let again = try engine.run(bench.begin(engine), by: JobBench.payer)
        #expect(again.totals == JobTotals(known: 40))
        #expect(try bench.toys == Array(1...40))
        #expect(throws: JobRefusal.wrongState(.finished)) {
            try engine.run(id, by: JobBench.payer)
        }
    }

    @Test("区切りの確定の前に置くものは、試行では置かれず、置けなければその区切りは残らず、再開して置き直す")
    func placesBeforehand() throws {
        struct Full: Error {}
        let asked = Mutex(0)
        var work = ToyWork()
        work.beforehand = { scope, run in
            let count = asked.withLock { asked -> Int in
                asked += 1
                return asked
            }
            if count == 3 { throw Full() }
        }
        let engine = try bench.engine([work])
        let trial = try bench.start(engine, .trial)
        try engine.run(trial, by: JobBench.payer)
        #expect(asked.withLock { $0 } == 0, "試行は何も置かない")
        let id = try bench.start(engine, .real)
        #expect(throws: Full.self) { try engine.run(id, by: JobBench.payer) }
        #expect(try bench.toys == Array(1...20) && bench.look(id).done == 20)
        let run = try engine.run(id, by: JobBench.payer)
        #expect(run.status == .finished && run.totals.items == 40)
        #expect(try bench.toys == Array(1...40))
        #expect(asked.withLock { $0 } == 5)
    }

    @Test("停止の指示で区切りに止まり、離れて戻っても、再開すると残りだけをする")
    func stopsAndResumes() throws {
        let engine = try bench.engine([ToyWork()])
        let id = try bench.begin(engine)
        let stopped = try engine.run(id, by: JobBench.payer) { run in
            guard run.done == 20 else { return }
            try? bench.gate.perform(.startJob, by: JobBench.other, for: .maintenance) {
                try StopJob.perform(id, engine: engine, in: $0)
            }
        }
        #expect(stopped.status == .stopped && stopped.done == 30)
        #expect(try bench.toys == Array(1...30))
        #expect(throws: JobRefusal.underWay(job: "おもちゃ"), "止まった実行は、始め直さず再開する") {
            try bench.start(engine, .real)
        }
        // Another process of another machine goes on with it.
        let there = try bench.engine([ToyWork()], token: "b", node: "n2")
        let run = try there.run(id, by: JobBench.other)
        #expect(run.status == .finished && run.done == 40 && run.total == 40)
        #expect(try bench.toys == Array(1...40))
        #expect(
            try bench.events(id) == [.started, .stopAsked, .stopped, .resumed, .finished])
    }

    @Test("どの書込みの前に電源が切れても、再開すると、どれも一度だけ行われている")
    func everyPowerCut() throws {
        // The statements of a whole run, counted once.
        let whole = try JobBench()
        let plain = try whole.engine([ToyWork()])
        let first = try whole.begin(plain)
        whole.store.forgetStatements()
        try plain.run(first, by: JobBench.payer)
        let statements = whole.store.statements
        #expect(statements > 20)
        for cut in 0..<statements {
            let bench = try JobBench()
            let engine = try bench.engine([ToyWork()])
            let id = try bench.begin(engine)
            bench.store.cut(after: cut)
            _ = try? engine.run(id, by: JobBench.payer)
            bench.store.cut(after: nil)
            let next = try bench.engine([ToyWork()], token: "next")
            try next.recover()
            let run = try bench.look(id)
            #expect(run.done == (try bench.toys.count), "切れた所 \(cut)")
            if run.status != .finished { try next.run(id, by: JobBench.payer) }
            let done = try bench.look(id)
            #expect(done.status == .finished && done.done == 40, "切れた所 \(cut)")
            #expect(done.totals.amount == Yen(4_000), "切れた所 \(cut)")
            #expect(try bench.toys.sorted() == Array(1...40), "切れた所 \(cut)")
        }
    }

    @Test("処理が黙って消えた実行は、時間が過ぎるまで別の処理に渡らず、過ぎれば渡る")
    func lease() throws {
        let engine = try bench.engine([ToyWork()])
        let id = try bench.begin(engine)
        let bench = bench
        let there = try bench.engine([ToyWork()], token: "b", node: "n2")
        func meanwhile(_ run: JobRun) {
            guard run.done == 10 else { return }
            #expect(throws: JobRefusal.wrongState(.running)) {
                try there.run(id, by: JobBench.other)
            }
            // Silent for longer than the lease: the other one takes it to its end.
            bench.clock.pass(seconds: 2_000)
            #expect(throws: Never.self) { try there.run(id, by: JobBench.other) }
        }
        var end: JobRefusal?
        do {
            try engine.run(id, by: JobBench.payer, seen: meanwhile)
        } catch let refusal as JobRefusal { end = refusal }
        #expect(end == .takenOver, "奪われた処理は続けられない")
        #expect(try bench.toys == Array(1...40))
        #expect(try bench.look(id).done == 40)
    }

    @Test("人数・金額が前回と大きく違うときは始まらず、始めた本人でない二人目の承認で続く")
    func thresholdAsks() throws {
        let engine = try bench.engine([ToyWork(count: 20)])
        try engine.run(bench.begin(engine), by: JobBench.payer)
        // A month later: 60 where 20 stood.
        bench.clock.pass(seconds: 86_400 * 30)
        let large = try bench.engine([ToyWork(count: 60)])
        let id = try bench.begin(large, occasion: "2025-07-10")
        let asked = try large.run(id, by: JobBench.payer)
        #expect(asked.status == .asking && asked.done == 0)
        #expect(asked.message == "前回との金額の差が100％で、基準の50％（プログラムの表）を超えました")
        #expect(try bench.toys.count == 20)
        #expect(throws: JobRefusal.wrongState(.asking)) { try large.run(id, by: JobBench.payer) }
        func consent(by officer: Principal) throws {
            try bench.gate.perform(
                .consentJob, by: officer, for: .maintenance, reason: "対象者が増えた月"
            ) { try ConsentJob.perform(id, in: $0) }
        }
        #expect(throws: SafeguardRefusal.notPermitted) { try consent(by: JobBench.other) }
        let both = Principal(
            officer: "kyufu", name: "", roles: [.payment, .head], session: "t", terminal: "T")
        #expect(throws: SafeguardRefusal.sameOfficer) { try consent(by: both) }
        #expect(throws: SafeguardRefusal.notPermitted, "機械は承認しない") {
            try consent(by: .machine("jobs"))
        }
        try consent(by: JobBench.head)
        let run = try large.run(id, by: JobBench.payer)
        #expect(run.status == .finished)
        #expect(try bench.toys.count == 60)
        #expect(try bench.events(id) == [.asked, .consented, .started, .finished])
    }

    @Test("途中で失敗が基準を超えたら、次の区切りで止まって尋ねる")
    func failuresAsk() throws {
        let engine = try bench.engine([ToyWork()])
        let id = try bench.begin(engine)
        // What the trial did not meet.
        let broken = try bench.engine([ToyWork(broken: [2, 3, 4, 5])])
        let run = try broken.run(id, by: JobBench.payer)
        #expect(run.status == .asking && run.done == 10 && run.failed == 4)
        #expect(run.message == "失敗の件数が4件で、基準の3件（プログラムの表）を超えました")
    }

    /// Work that has no trial: its list, and what it moves.
    private func files(_ count: Int64, yen: Int = 100) -> ToyWork {
        ToyWork(code: "files", needsTrial: false, count: count, yen: yen)
    }

    private func consent(_ id: Int64) throws {
        try bench.gate.perform(
            .consentJob, by: JobBench.head, for: .maintenance, reason: "確かめた"
        ) { try ConsentJob.perform(id, in: $0) }
    }

    @Test("試行のない仕事は、名簿の件数が基準を超えれば何もしないうちに、ちょうどなら止まらずに行う")
    func listAsks() throws {
        let fits = try bench.engine([files(60)])
        let one = try bench.start(fits, .real, job: "files")
        #expect(try fits.run(one, by: JobBench.payer).status == .finished)
        let large = try bench.engine([files(62)])
        let id = try bench.start(large, .real, job: "files")
        let asked = try large.run(id, by: JobBench.payer)
        #expect(asked.status == .asking && asked.done == 0)
        #expect(asked.message == "件数が62件で、基準の60件（プログラムの表）を超えました")
        #expect(try bench.toys.count == 60)
        try consent(id)
        let run = try large.run(id, by: JobBench.payer)
        #expect(run.status == .finished && run.totals.items == 2 && run.totals.known == 60)
    }

    @Test("試行のない仕事の額が前回の倍になると、その区切りを何も残さずに止まり、二人目の承認の後に一度だけ行う")
    func doubleAmountAsks() throws {
        let engine = try bench.engine([files(20)])
        let first = try bench.start(engine, .real, job: "files")
        try engine.run(first, by: JobBench.payer)
        // A month later as many again, of twice the yen: 10 fit, 20 are 200 %.
        let large = try bench.engine([MoreFiles(inner: files(20, yen: 200))])
        let id = try bench.start(large, .real, job: "files", occasion: "2025-07-10")
        let asked = try large.run(id, by: JobBench.payer)
        #expect(asked.status == .asking && asked.done == 10)
        #expect(asked.message == "前回との金額の差が100％で、基準の50％（プログラムの表）を超えました")
        #expect(try bench.toys.count == 30, "止まった区切りは残らない")
        #expect(throws: JobRefusal.wrongState(.asking)) { try large.run(id, by: JobBench.payer) }
        try consent(id)
        let run = try large.run(id, by: JobBench.payer)
        #expect(run.status == .finished && run.totals.amount == Yen(4_000))
        #expect(try bench.toys.count == 40)
        #expect(
            try bench.events(id) == [.started, .asked, .consented, .resumed, .finished])
    }

    @Test("計画した人だけでなく、動かした人も、続行を承認できない")
    func whoRanItDoesNotConsent() throws {
        let engine = try bench.engine([ToyWork()])
        let id = try bench.begin(engine)
        let broken = try bench.engine([ToyWork(broken: [2, 3, 4, 5])])
        let second = Principal(
            officer: "kyufu9", name: "", roles: [.payment, .head], session: "t", terminal: "T")
        #expect(try broken.run(id, by: second).status == .asking)
        func consent(by officer: Principal) throws {
            try bench.gate.perform(
                .consentJob, by: officer, for: .maintenance, reason: "確かめた"
            ) { try ConsentJob.perform(id, in: $0) }
        }
        #expect(throws: SafeguardRefusal.sameOfficer) { try consent(by: second) }
        try consent(by: JobBench.head)
    }

    @Test("失敗だけをやり直すと、失敗したものだけをする。失敗がなければ断る")
    func failedOnly() throws {
        let engine = try bench.engine([ToyWork(broken: [3, 25])])
        let id = try bench.begin(engine)
        let run = try engine.run(id, by: JobBench.payer)
        #expect(run.status == .finished && run.failed == 2)
        let failures = try bench.store.read { try JobBook.failures(of: id, limit: 10, from: $0) }
        #expect(failures.map(\.failure.place) == ["/toys/3", "/toys/25"])
        let mended = try bench.engine([ToyWork()])
        let again = try mended.run(
            bench.start(mended, .failedOnly(of: id)), by: JobBench.payer)
        #expect(again.total == 2 && again.done == 2 && again.totals.items == 2)
        #expect(try bench.toys.count == 40)
        #expect(throws: JobRefusal.nothingFailed) {
            try bench.start(mended, .failedOnly(of: again.id))
        }
    }

    @Test("仕事の拒否で終わった実行は、理由を言い、済んだ分を残して、再開できる")
    func refusalEnds() throws {
        let count = Mutex(0)
        let work = ToyWork { _ in
            let step = count.withLock { count -> Int in
                count += 1
                return count
            }
            if step == 3 { throw JobRefusal.occasionUnreadable("x") }
        }
        let engine = try bench.engine([work])
        let id = try bench.begin(try bench.engine([ToyWork()]))
        let run = try engine.run(id, by: JobBench.payer)
        #expect(run.status == .failed && run.done == 20)
        #expect(run.message?.hasSuffix("［E-JOB-004］") ?? false)
        #expect(try engine.run(run.id, by: JobBench.payer).status == .finished)
        #expect(try bench.toys.count == 40)
    }

    @Test("仕事をする権限のない職員は始められず、機械は年の表の許すものだけを始める")
    func permission() throws {
        let engine = try bench.engine([ToyWork()])
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.start(engine, .trial, by: JobBench.counter)
        }
        #expect(throws: SafeguardRefusal.notPermitted) {
            try bench.start(engine, .trial, by: JobBench.head)
        }
        #expect(throws: JobRefusal.notForMachines("おもちゃ")) {
            try bench.start(engine, .trial, by: .machine("jobs"))
        }
        #expect(throws: JobRefusal.unknownJob("dolls")) {
            try bench.start(engine, .trial, job: "dolls")
        }
        let id = try bench.begin(engine)
        #expect(throws: SafeguardRefusal.notPermitted, "始まったものを引き継ぐにも権限が要る") {
            try engine.run(id, by: JobBench.counter)
        }
        #expect(throws: JobRefusal.unknownRun) { try engine.run(9_999, by: JobBench.payer) }
    }

    @Test("残り時間は、二十分の一が済むまでは前の実行の中央値から、それからは実際の速さから出す")
    func remaining() throws {
        let clock = bench.clock
        let slow = ToyWork(batch: 1) { _ in clock.pass(seconds: 3) }
        let engine = try bench.engine([slow])
        let id = try bench.begin(engine)
        var seen: [Int?] = []
        try engine.run(id, by: JobBench.payer) { run in
            if run.done <= 4 { seen.append(run.remaining(usual: 2_000_000)) }
        }
        #expect(seen.first == .some(78), "一件目は、前の実行の毎件2秒から")
        // Four done in twelve seconds: 36 are left.
        #expect(seen.last == .some(108), "四件目は、測った速さから")
        let usual = try bench.store.read { try JobBook.usual(of: "toys", from: $0) }
        #expect(usual.map { $0 > 2_000_000 } ?? false)
    }

    @Test("重さのある項目は重さの合計で区切られ、進みも重さで数える。区切りの中の進みは記録されない")
    func weights() throws {
        let engine = try bench.engine([HeavyToys()])
        let id = try bench.begin(engine)
        var seen: [Int] = []
        let run = try engine.run(id, by: JobBench.payer) { seen.append($0.done) }
        // 5+5, then 30 alone, then 1: each is told half-way, and written at its end.
        #expect(seen == [5, 10, 25, 40, 40, 41])
        let written = try bench.store.read {
            try $0.rows("SELECT done FROM job_step WHERE run_id = ? ORDER BY id", [id]) {
                $0.int(0)
            }
        }
        #expect(written == [10, 30, 1])
        #expect(run.total == 41 && run.done == 41 && run.status == .finished)
        #expect(try bench.toys == [1, 2, 3, 4])
    }

    @Test("庫の外で行う仕事は試せず、どの書込みの前で切れても、再開の後に一度ずつ済んでいる")
    func outside() throws {
        let whole = try JobBench()
        let plain = try whole.engine([OutsideToys(gate: whole.gate)])
        #expect(throws: JobRefusal.noTrial) { try whole.start(plain, .trial) }
        let first = try whole.start(plain, .real)
        whole.store.forgetStatements()
        try plain.run(first, by: JobBench.payer)
        let statements = whole.store.statements
        for cut in stride(from: 0, to: statements, by: 3) {
            let bench = try JobBench()
            let works = [OutsideToys(gate: bench.gate)]
            let engine = try bench.engine(works)
            let id = try bench.start(engine, .real)
            bench.store.cut(after: cut)
            _ = try? engine.run(id, by: JobBench.payer)
            bench.store.cut(after: nil)
            let next = try bench.engine(works, token: "next")
            try next.recover()
            if try bench.look(id).status != .finished { try next.run(id, by: JobBench.payer) }
            #expect(try bench.look(id).status == .finished, "切れた所 \(cut)")
            #expect(try bench.toys.sorted() == Array(1...20), "切れた所 \(cut)")
        }
    }

    @Test("自分の画面を持つ仕事は、前のものの後ろにいくつでも並べられ、始めた数だけ実行がある")
    func severalStandBehindEachOther() throws {
        let engine = try bench.engine([OutsideToys(gate: bench.gate)])
        let one = try bench.start(engine, .real)
        let two = try bench.start(engine, .real)
        #expect(one != two)
        try engine.run(two, by: JobBench.payer)
        try engine.run(one, by: JobBench.payer)
        #expect(try bench.toys.sorted() == Array(1...20))
    }
}

/// Toys of other numbers than those of the month before; only a month that is more is compared.
private struct MoreFiles: JobWork {
    let inner: ToyWork
    var code: String { inner.code }
    var operation: OperationCode { inner.operation }
    var purpose: Purpose { inner.purpose }
    var batch: Int { inner.batch }
    let needsTrial = false

    func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        JobPlan("ファイル", (101...(100 + inner.count)).map { $0 })
    }

    func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome { try inner.step(order, phase: phase, keys: keys, in: scope) }

    func compared(
        _ order: JobOrder, now: JobTotals, before: JobTotals?, in scope: Scope
    ) throws -> JobDifference {
        let isMore = before.map { now.amount > $0.amount } ?? false
        return JobDifference(now: now, before: isMore ? before : nil)
    }
}

/// Four toys of different weights.
private struct HeavyToys: JobWork {
    let code = "toys"
    let operation = OperationCode.scheduleMonth
    let purpose = Purpose.benefit
    let batch = 10

    func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        let weights = [5, 5, 30, 1]
        return JobPlan([
            JobPlan.Phase(
                "重い", items: weights.enumerated().map { .init(key: Int64($0 + 1), weight: $1) })
        ])
    }

    func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        for key in keys { try scope.facts.append("toy", ["number": key]) }
        return JobOutcome(JobTotals(items: keys.count))
    }

    func step(
        _ order: JobOrder, phase: Int, keys: [Int64], told: (Int) -> Void, in scope: Scope
    ) throws -> JobOutcome {
        let outcome = try step(order, phase: phase, keys: keys, in: scope)
        let weight = keys.reduce(0) { $0 + [5, 5, 30, 1][Int($1) - 1] }
        told(weight / 2)
        return outcome
    }
}

/// Twenty toys, each made through a gate of its own: the next that are missing.
private struct OutsideToys: OutsideWork {
    let code = "toys"
    let operation = OperationCode.scheduleMonth
    let purpose = Purpose.benefit
    let batch = 5
    let needsTrial = false
    let hasOwnScreen = true
    let gate: Gate

    func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        JobPlan([.init("外", Array(1...20)), .init("おわり", [1])])
    }

    func open(_ order: JobOrder, by worker: Principal, reason: String) throws -> Steps {
        { phase, keys, told in
            var done = 0
            while phase == 1 || done < keys.count {
                let isMade = try gate.perform(
                    .scheduleMonth, by: worker, for: .benefit, reason: reason
                ) { scope -> Bool in
                    let last = try scope.db.first("SELECT COUNT(*) FROM toy") { $0.int64(0) } ?? 0
                    guard last < 20 else { return false }
                    try scope.facts.append("toy", ["number": last + 1])
                    return true
                }
                guard isMade else { break }
                done += 1
                told(done)
            }
            return JobOutcome(JobTotals(items: done))
        }
    }
}
