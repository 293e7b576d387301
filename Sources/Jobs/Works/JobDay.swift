// SPDX-License-Identifier: Apache-2.0
import Safeguards
public import Vocabulary

/// What became of one line of the year on its day.
public struct JobDayLine: Hashable, Sendable {
    public enum Result: Hashable, Sendable {
        case ran(run: Int64, JobStatus)
        /// It was begun before; it stands there.
        case known(run: Int64, JobStatus)
        /// What it stands behind is not finished.
        case waits(for: String)
        case refused(code: String, message: String)
    }

    public let job: String
    public let occasion: CivilDate
    public let result: Result
}

/// 機械の一日: starts by itself what the year lets a machine start on this day, and nothing else.
/// Never an approval: a run that passes a threshold waits for an officer.
public struct JobDay: Sendable {
    private let engine: JobEngine
    private let days: YearDays
    /// Days that are looked back to for what stands on one day of a month or a year, after the
    /// machine was off.
    static let mostDays = 35

    public init(_ engine: JobEngine, days: YearDays) {
        self.engine = engine
        self.days = days
    }

    /// Carries out what stands on a day and what was missed before it; twice on a day is once.
    /// - Throws: `Fault`; what a job refuses stands in its line.
    public func run(
        on today: CivilDate, halt: () -> Bool = { false }
    ) throws -> [JobDayLine] {
        var lines: [JobDayLine] = []
        for due in due(on: today) where !halt() {
            lines.append(try carryOut(due, lines, halt: halt))
        }
        return lines
    }

    /// The lines of the year that a machine starts today, in the order of the year.
    private func due(on today: CivilDate) -> [YearDay] {
        let first = today.adding(days: -Self.mostDays)
        var months: [YearMonth] = []
        // Closed days may have moved a line out of its month.
        var month = first.yearMonth.previous
        while month <= today.yearMonth.next {
            months.append(month)
            month = month.next
        }
        var found = months.flatMap { engine.year.month($0, days: days).days }
            .filter { $0.entry.starter == .machine && engine.works[$0.entry.code] != nil }
            .filter { $0.entry.rule == .daily ? $0.day == today : (first...today).contains($0.day) }
        let place = Dictionary(
            engine.year.entries.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { $1 })
        found.sort {
            ($0.day, place[$0.entry.code] ?? 0) < ($1.day, place[$1.entry.code] ?? 0)
        }
        return found
    }

    private func carryOut(
        _ due: YearDay, _ before: [JobDayLine], halt: () -> Bool
    ) throws -> JobDayLine {
        let machine = Principal.machine("job-\(due.entry.code)")
        func line(_ result: JobDayLine.Result) -> JobDayLine {
            JobDayLine(job: due.entry.code, occasion: due.occasion, result: result)
        }
        if let waits = due.entry.after.first(where: { !isDone($0, in: before) }) {
            return line(.waits(for: waits))
        }
        do {
            let order = due.order
            if let known = try known(order, by: machine) {
                // What the machine left in the middle, it takes up again.
                guard [.interrupted, .ready].contains(known.status) else {
                    return line(.known(run: known.run, known.status))
                }
                let run = try engine.run(known.run, by: machine, halt: halt)
                return line(.ran(run: run.id, run.status))
            }
            if try engine.work(order.job).needsTrial {
                let trial = try start(order, .trial, by: machine)
                let run = try engine.run(trial, by: machine, halt: halt)
                guard run.status == .finished else {
                    return line(.ran(run: run.id, run.status))
                }
            }
            let id = try start(order, .real, by: machine)
            let run = try engine.run(id, by: machine, halt: halt)
            return line(.ran(run: run.id, run.status))
        } catch let refusal as any Refusal {
            return line(.refused(code: refusal.code, message: refusal.message))
        }
    }

    /// Whether a job that another one stands behind is done, where the machine does it.
    private func isDone(_ job: String, in before: [JobDayLine]) -> Bool {
        let lines = before.filter { $0.job == job }
        return lines.allSatisfy { line in
            switch line.result {
            case .ran(_, let status), .known(_, let status): status == .finished
            case .waits, .refused: false
            }
        }
    }

    private func known(
        _ order: JobOrder, by machine: Principal
    ) throws -> (run: Int64, status: JobStatus)? {
        try engine.gate.perform(.startJob, by: machine, for: .maintenance) { scope in
            try JobBook.newest(50, of: order.job, from: scope.db).first {
                !$0.isTrial && $0.retries == nil && $0.order.occasion == order.occasion
            }.map { ($0.id, $0.status(at: scope.now)) }
        }
    }

    private func start(
        _ order: JobOrder, _ kind: StartJob.Kind, by machine: Principal
    ) throws -> Int64 {
        try engine.gate.perform(.startJob, by: machine, for: .maintenance) {
            try StartJob.perform(order, kind, engine: engine, in: $0)
        }
    }
}
