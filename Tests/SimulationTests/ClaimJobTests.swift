// SPDX-License-Identifier: Apache-2.0
import Benefits
import Database
import Foundation
import Jobs
import Ledger
import PowerCuts
import Safeguards
import Simulation
import Support
import Synchronization
import Testing
import Town
import Vocabulary

/// U13: a large import as a stored job: progress at once, an estimate that holds, and after a kill
/// the very same result.
@Suite("レセプトの取込のジョブ", .serialized)
struct ClaimJobTests {
    private static let environment = ProcessInfo.processInfo.environment
    private static let isSoak = environment["HAGUKUMI_SOAK"] == "1"
    private static let payer = Principal(
        officer: "U002", name: "U002", roles: [.payment], session: "measure", terminal: "T1")

    /// A clock that goes on from the moment of the office.
    private final class GoingClock: Vocabulary.Clock {
        private let from: Instant
        private let start = ContinuousClock.now
        init(_ from: Instant) { self.from = from }
        var seconds: Double {
            Double((ContinuousClock.now - start).components.attoseconds) / 1e18
                + Double((ContinuousClock.now - start).components.seconds)
        }
        func now() -> Instant {
            Instant(microseconds: from.microseconds + Int64(seconds * 1_000_000))
        }
    }

    /// One office with its claims handed to a job.
    private struct Bench {
        let folder: TemporaryFolder
        let office: ClaimMonth
        let store: CountingStore
        let order: JobOrder
        let claims: Int
        let clock: GoingClock

        init(_ children: Int) throws {
            folder = try TemporaryFolder("claim-job")
            let root = URL(filePath: #filePath).deletingLastPathComponent()
                .deletingLastPathComponent().deletingLastPathComponent()
            let made = Mutex<CountingStore?>(nil)
            office = try ClaimMonth(
                folder: folder.url, schemes: root.appending(path: "Schemes").path,
                layouts: root.appending(path: "Layouts").path
            ) { store in
                let counted = CountingStore(store)
                made.withLock { $0 = counted }
                return counted
            }
            store = try #require(made.withLock { $0 })
            try office.entitle(children)
            let files = try office.files()
            let waiting = ClaimFolder(data: folder.url.path)
            var staged: [StageClaimFiles.File] = []
            for file in files {
                let digest = Digest.of(file.bytes).description
                let path = folder.file(file.name)
                try Data(file.bytes).write(to: path)
                try waiting.take(path.path, digest: digest)
                staged.append(
                    StageClaimFiles.File(
                        name: file.name, digest: digest, sender: .paymentFund,
                        billingMonth: office.now.dayInJapan.yearMonth, claims: file.claims))
            }
            claims = files.reduce(0) { $0 + $1.claims }
            clock = GoingClock(office.now)
            let ids = try office.gate(by: clock).perform(
                .importClaims, by: ClaimJobTests.payer, for: .benefit
            ) { try StageClaimFiles.perform(staged, in: $0) }
            order = ImportClaimsWork.order(
                try #require(ids), on: office.now.dayInJapan.description)
        }

        func engine(_ token: String, batch: Int) throws -> JobEngine {
            JobEngine(
                gate: office.gate(by: clock), year: try OfficeYear.standard(),
                works: [
                    ImportClaimsWork(
                        law: office.law, layouts: office.layouts,
                        folder: ClaimFolder(data: folder.url.path), batch: batch)
                ], node: "n1", token: token)
        }

        func start(_ engine: JobEngine) throws -> Int64 {
            try office.gate(by: clock).perform(
                .startJob, by: ClaimJobTests.payer, for: .maintenance
            ) { try StartJob.perform(order, .real, engine: engine, in: $0) }
        }

        /// Everything that came of the files but the numbers of rows, in an order of its own.
        func content() throws -> Digest {
            let sql = [
                """
                SELECT f.digest, c.line, c.child, c.recipient, c.recipient_number, c.funder,
                c.billing_month, c.treatment_month, c.data_kind, c.insurance_kind,
                c.institution_name, c.institution, c.setting, c.burden_tenths, c.source, c.days,
                c.decided_cost, c.self_payment, c.payable, c.high_cost, c.points, c.total_cost,
                c.burden, c.other_funds, c.meals, c.meals_paid, c.form_numbers, m.digest
                FROM claim c JOIN claim_file f ON f.id = c.file_id
                JOIN computation_form m ON m.id = c.form_id ORDER BY 1, 2
                """,
                """
                SELECT f.digest, c.line, u.position, u.funder, u.covered_cost, u.copayment
                FROM claim_fund u JOIN claim c ON c.id = u.claim_id
                JOIN claim_file f ON f.id = c.file_id ORDER BY 1, 2, 3
                """,
                """
                SELECT f.digest, e.line, e.code, e.message, e.reason FROM claim_error e
                JOIN claim_file f ON f.id = e.file_id ORDER BY 1, 2
                """,
                "SELECT digest, claims, accepted, rejected, payable FROM claim_file ORDER BY 1",
            ]
            return try office.store.read { db in
                try Digest.ofPieces { feed in
                    for question in sql {
                        try db.forEachRow(question, []) { row in
                            let line = (0..<row.count).map { "\(row.value($0))" }
                            try Array((line.joined(separator: "|") + "\n").utf8)
                                .withUnsafeBytes { try feed($0) }
                        }
                    }
                }
            }
        }
    }

    @Test("取込は1秒以内に進みを示し、1割の後の見込みは3割まで外れない。どの書込みの前に切れても、再開の結果は同じ")
    func killed() throws {
        let children = Self.isSoak ? 100_000 : 24
        let batch = Self.isSoak ? 4_000 : 8
        let whole = try Bench(children)
        defer { try? whole.office.close() }
        let engine = try whole.engine("a", batch: batch)
        let first = try whole.start(engine)
        whole.store.forget()
        let begun = whole.clock.seconds
        var firstSeen: Double?
        var guesses: [(at: Double, left: Int)] = []
        let run = try engine.run(first, by: Self.payer) { run in
            firstSeen = firstSeen ?? whole.clock.seconds
            if run.done * 10 >= run.total, run.done < run.total,
                let left = run.remaining(usual: nil)
            {
                guesses.append((whole.clock.seconds, left))
            }
        }
        let end = whole.clock.seconds
        let statements = whole.store.statements.count
        #expect(run.status == .finished && run.done == whole.claims && run.failed == 0)
        #expect(run.totals.items == whole.claims && run.totals.amount > .zero)
        #expect(ClaimFolder(data: whole.folder.url.path).digests.isEmpty, "取り込んだファイルは残らない")
        if Self.isSoak {
            let seen = (firstSeen ?? end) - begun
            print(
                "soak: \(whole.claims)件を\(((end - begun) * 10).rounded() / 10)秒、初めの進み\((seen * 100).rounded() / 100)秒"
            )
            #expect(seen < 1, "\(seen)")
            for guess in guesses where end - guess.at > 2 {
                let real = end - guess.at
                // Whole seconds are shown: one is given for rounding.
                #expect(
                    abs(Double(guess.left) - real) <= real * 0.3 + 1, "\(guess) \(real)")
            }
        } else {
            #expect(guesses.count > 0, "1割の後には見込みがある")
        }
        let expected = try whole.content()

        for cut in Self.isSoak ? [statements / 2] : [statements / 3, statements - 4] {
            let bench = try Bench(children)
            defer { try? bench.office.close() }
            let one = try bench.engine("a", batch: batch)
            let id = try bench.start(one)
            bench.store.die(after: cut)
            #expect(throws: (any Error).self) { try one.run(id, by: Self.payer) }
            bench.store.die(after: nil)
            // Another process of the machine, after the restart.
            let next = try bench.engine("b", batch: batch)
            try next.recover()
            let left = try #require(
                try bench.office.store.read { try JobBook.run(id, from: $0) })
            #expect(![.running, .finished].contains(left.status), "切れた所 \(cut)")
            let again = try next.run(id, by: Self.payer)
            #expect(again.status == .finished && again.done == whole.claims, "切れた所 \(cut)")
            #expect(again.totals == run.totals, "切れた所 \(cut)")
            #expect(try bench.content() == expected, "切れた所 \(cut)")
        }
    }

    @Test("前の月の倍を超えるレセプトの月は、何も取り込まずに止まり、始めた人でない二人目の承認の後に一度だけ取り込む")
    func doubleMonth() throws {
        let folder = try TemporaryFolder("double")
        let root = URL(filePath: #filePath).deletingLastPathComponent()
            .deletingLastPathComponent().deletingLastPathComponent()
        let office = try ClaimMonth(
            folder: folder.url, schemes: root.appending(path: "Schemes").path,
            layouts: root.appending(path: "Layouts").path)
        defer { try? office.close() }
        try office.entitle(60)
        let waiting = ClaimFolder(data: folder.url.path)
        let gate = office.gate(by: GoingClock(office.now.adding(seconds: 40 * 86_400)))
        let engine = JobEngine(
            gate: gate, year: try OfficeYear.standard(),
            works: [ImportClaimsWork(law: office.law, layouts: office.layouts, folder: waiting)],
            node: "n1", token: "a")
        func month(_ later: Int, of children: Int) throws -> JobRun {
            let billed = try #require(YearMonth(iso: later == 0 ? "2025-07" : "2025-08"))
            var staged: [StageClaimFiles.File] = []
            for file in try office.files(later: later, first: children) {
                let digest = Digest.of(file.bytes).description
                let path = folder.file("\(later)-\(file.name)")
                try Data(file.bytes).write(to: path)
                try waiting.take(path.path, digest: digest)
                staged.append(
                    StageClaimFiles.File(
                        name: file.name, digest: digest, sender: .paymentFund,
                        billingMonth: billed, claims: file.claims))
            }
            let ids = try gate.perform(.importClaims, by: Self.payer, for: .benefit) {
                try StageClaimFiles.perform(staged, in: $0)
            }
            let order = ImportClaimsWork.order(try #require(ids), on: "\(billed.firstDay)")
            let id = try gate.perform(.startJob, by: Self.payer, for: .maintenance) {
                try StartJob.perform(order, .real, engine: engine, in: $0)
            }
            return try engine.run(id, by: Self.payer)
        }
        func taken(_ iso: String) throws -> Int {
            let month = try #require(YearMonth(iso: iso))
            return try office.store.read {
                try ClaimFileBook.sums(billing: [month], from: $0).claims
            }
        }
        #expect(try month(0, of: 20).status == .finished)
        #expect(try taken("2025-07") == 20)
        let asked = try month(1, of: 60)
        #expect(asked.status == .asking && asked.done == 0)
        #expect(asked.message?.contains("前回との金額の差") ?? false, "\(asked.message ?? "")")
        #expect(try taken("2025-08") == 0 && !waiting.digests.isEmpty, "ファイルは残って待つ")
        func consent(_ officer: String) throws {
            let head = Principal(
                officer: officer, name: officer, roles: [.head], session: "measure",
                terminal: "T2")
            try gate.perform(.consentJob, by: head, for: .maintenance, reason: "新しい対象年齢") {
                try ConsentJob.perform(asked.id, in: $0)
            }
        }
        #expect(throws: SafeguardRefusal.sameOfficer) { try consent(Self.payer.officer) }
        try consent("U003")
        let run = try engine.run(asked.id, by: Self.payer)
        #expect(run.status == .finished && run.totals.items == 60)
        #expect(try taken("2025-08") == 60 && waiting.digests.isEmpty)
    }

    @Test("試行は件数と金額を言い、何も残さず、待っているファイルも消さない。同じファイルの本番はその数になる")
    func trial() throws {
        let bench = try Bench(20)
        defer { try? bench.office.close() }
        let engine = try bench.engine("a", batch: 10)
        let gate = bench.office.gate(by: bench.clock)
        let id = try gate.perform(.startJob, by: Self.payer, for: .maintenance) {
            try StartJob.perform(bench.order, .trial, engine: engine, in: $0)
        }
        let tried = try engine.run(id, by: Self.payer)
        #expect(tried.status == .finished && tried.totals.items == bench.claims)
        #expect(try bench.office.store.read { try ClaimFileBook.newest(1, from: $0) }.isEmpty)
        let real = try engine.run(try bench.start(engine), by: Self.payer)
        #expect(real.totals == tried.totals)
        // Twice is once: the bytes are gone, and what is in the books is known.
        let again = try engine.run(try bench.start(engine), by: Self.payer)
        #expect(again.failed == 0 && again.totals.items == 0 && again.totals.known > 0)
    }

    @Test("なくなったファイルは失敗として残り、ほかのファイルは取り込まれる")
    func missing() throws {
        let bench = try Bench(20)
        defer { try? bench.office.close() }
        let folder = ClaimFolder(data: bench.folder.url.path)
        folder.remove(folder.digests.prefix(1))
        let engine = try bench.engine("a", batch: 5)
        let run = try engine.run(try bench.start(engine), by: Self.payer)
        #expect(run.status == .finished && run.failed == 1 && run.totals.items > 0)
        let failure = try #require(
            try bench.office.store.read { try JobBook.failures(of: run.id, limit: 9, from: $0) }
                .first)
        #expect(failure.failure.code == BenefitsRefusal.uploadMissing.code)
    }
}
