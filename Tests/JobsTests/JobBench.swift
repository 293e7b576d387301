// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import PowerCuts
import Safeguards
import Support
import Synchronization
import Vocabulary

@testable import Jobs

/// An office whose work is a row of toys: one row for each key, each of them once.
final class JobBench {
    final class MovingClock: Clock {
        private let moment: Mutex<Instant>
        init(_ day: CivilDate) { moment = Mutex(Instant(noonInJapan: day)) }
        func now() -> Instant { moment.withLock { $0 } }
        func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
    }

    static let payer = officer("kyufu", .payment)
    static let other = officer("kyufu2", .payment)
    static let head = officer("kacho", .head)
    static let counter = officer("uketsuke", .counter)
    static let year = """
        toys\tおもちゃ\tmonthly 10\tnext-office\tofficer\t-\t3140\t試験\tunverified
        night\t夜の仕事\tdaily\t-\tmachine\t-\t3140\t試験\tverified
        after\t夜の後の仕事\tdaily\t-\tmachine\tnight\t3140\t試験\tverified
        files\t試行のない仕事\tmonthly 10\t-\tpeople\t-\t3140\t試験\tverified
        """
    static let limits = """
        toys\tamount\t5000\t試験\tunverified
        toys\tamount-change\t50\t試験\tunverified
        toys\tfailed\t3\t試験\tunverified
        files\titems\t60\t試験\tunverified
        files\tamount-change\t50\t試験\tunverified
        """

    let folder: TemporaryFolder
    let store: CutStore
    let gate: Gate
    let clock = MovingClock(day("2025-06-10"))

    /// - Parameter areas: besides those of the jobs.
    init(_ areas: [MigrationSet] = []) throws {
        folder = try TemporaryFolder("jobs")
        let toys = folder.file("toys")
        try FileManager.default.createDirectory(at: toys, withIntermediateDirectories: true)
        try """
        CREATE TABLE toy (
            id INTEGER PRIMARY KEY,
            operation_id INTEGER NOT NULL REFERENCES operation (id),
            recorded_at INTEGER NOT NULL,
            number INTEGER NOT NULL UNIQUE
        ) STRICT;
        -- append-only: toy
        """.write(to: toys.appending(path: "0001-toy.sql"), atomically: true, encoding: .utf8)
        store = CutStore(
            try AskedEngine.postgres().map {
                try Stores.postgres($0.connection, schema: $0.schema, body: "")
            } ?? Stores.memory())
        try store.migrate(
            [
                try LedgerSchema.migrations(), try SafeguardsSchema.migrations(),
            ] + areas + [
                try JobsSchema.migrations(), try MigrationSet(area: "toys", directory: toys),
            ])
        guard let signer = LedgerSigner(name: "test", privateKey: Array(repeating: 7, count: 32))
        else { preconditionFailure("signer") }
        gate = Gate(
            store: store, ledger: Ledger(origin: "test", signer: signer), clock: clock)
    }

    static func officer(_ id: String, _ role: Role) -> Principal {
        Principal(officer: id, name: id, roles: [role], session: "test", terminal: "T1")
    }

    func engine(_ works: [any JobWork], token: String = "a", node: String = "n1") throws
        -> JobEngine
    {
        JobEngine(
            gate: gate, year: try OfficeYear(entries: Self.year, thresholds: Self.limits),
            works: works, node: node, token: token)
    }

    /// Starts something as an officer.
    func start(
        _ engine: JobEngine, _ kind: StartJob.Kind, job: String = "toys",
        occasion: String = "2025-06-10", by officer: Principal = JobBench.payer
    ) throws -> Int64 {
        try gate.perform(.startJob, by: officer, for: .maintenance) {
            try StartJob.perform(
                JobOrder(job: job, occasion: occasion), kind, engine: engine, in: $0)
        }
    }

    /// A trial, and the real run that rests on it.
    func begin(
        _ engine: JobEngine, occasion: String = "2025-06-10"
    ) throws -> Int64 {
        let trial = try start(engine, .trial, occasion: occasion)
        try engine.run(trial, by: Self.payer)
        return try start(engine, .real, occasion: occasion)
    }

    func look(_ id: Int64) throws -> JobRun {
        guard let run = try store.read({ try JobBook.run(id, from: $0) }) else {
            preconditionFailure("no run \(id)")
        }
        return run
    }

    var toys: [Int64] {
        get throws { try store.read { try $0.rows("SELECT number FROM toy") { $0.int64(0) } } }
    }

    func events(_ id: Int64) throws -> [JobEvent] {
        try store.read { try JobBook.history(of: id, from: $0) }.map(\.event)
    }
}

/// Makes toys, each for 100 yen; some numbers cannot be made.
struct ToyWork: JobWork {
    var code = "toys"
    var operation = OperationCode.scheduleMonth
    var purpose = Purpose.benefit
    var batch = 10
    var needsTrial = true
    var count: Int64 = 40
    var broken: Set<Int64> = []
    var yen = 100
    /// Called before every step.
    var before: @Sendable (Scope) throws -> Void = { _ in }
    /// Called before every step is durable.
    var beforehand: (@Sendable (Scope, JobRun) throws -> Void)?

    func plan(_ order: JobOrder, in scope: Scope) throws -> JobPlan {
        JobPlan([
            .init("はじめ", Array(1...(count / 2))), .init("おわり", Array((count / 2 + 1)...count)),
        ])
    }

    func step(
        _ order: JobOrder, phase: Int, keys: [Int64], in scope: Scope
    ) throws -> JobOutcome {
        try before(scope)
        let known = Set(try scope.db.rows("SELECT number FROM toy") { $0.int64(0) })
        let fresh = keys.filter { !known.contains($0) && !broken.contains($0) }
        for number in fresh { try scope.facts.append("toy", ["number": number]) }
        return JobOutcome(
            JobTotals(
                persons: fresh.count, items: fresh.count, amount: Yen(yen * fresh.count),
                known: keys.count { known.contains($0) }),
            failures: keys.filter { broken.contains($0) && !known.contains($0) }.map {
                JobFailure(key: $0, JobRefusal.unknownRun, place: "/toys/\($0)")
            }, beforehand: beforehand)
    }
}

func day(_ text: String) -> CivilDate {
    guard let day = CivilDate(iso: text) else { preconditionFailure("日付ではありません: \(text)") }
    return day
}
