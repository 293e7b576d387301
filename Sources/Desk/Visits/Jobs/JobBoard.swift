// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Vault
import Vocabulary

/// The jobs of this desk, one after the other: there is one writer. In memory only; what a job has
/// written stands in the books and says so itself when it is started again.
final class JobBoard: Sendable {
    private struct Content {
        var jobs: [String: Job] = [:]
        var order: [String] = []
        var last: Task<Void, Never>?
        var isClosing = false
    }

    private let content = Mutex(Content())
    private let clock: any Clock
    private let random: any RandomBytes
    private static let most = 200

    init(clock: any Clock, random: any RandomBytes) {
        self.clock = clock
        self.random = random
    }

    /// Starts a job after those that run.
    /// - Parameter work: reports through the handle and returns at a stop; what it throws ends it.
    /// - Returns: its id.
    func start(
        _ title: String, by officer: String, named name: String, total: Int, unit: String,
        _ work: @escaping @Sendable (JobHandle) async throws -> Void
    ) -> String {
        let job = Job(
            id: randomKey(random), title: title, officer: officer, officerName: name,
            startedAt: clock.now(), unit: unit, total: total)
        content.withLock { content in
            content.jobs[job.id] = job
            content.order.append(job.id)
            while content.order.count > Self.most {
                content.jobs[content.order.removeFirst()] = nil
            }
            let before = content.last
            content.last = Task.detached { [self] in
                await before?.value
                await run(job.id, work)
            }
        }
        return job.id
    }

    func job(_ id: String) -> Job? { content.withLock { $0.jobs[id] } }

    /// Newest first.
    var all: [Job] {
        content.withLock { content in content.order.reversed().compactMap { content.jobs[$0] } }
    }

    /// Asks a job to end at the next safe point.
    func askToStop(_ id: String) { change(id) { $0.isStopAsked = true } }

    /// Asks every job to end, and waits until nothing is under way.
    func drain() async {
        let last = content.withLock { content in
            content.isClosing = true
            for id in content.order { content.jobs[id]?.isStopAsked = true }
            return content.last
        }
        await last?.value
    }

    private func run(
        _ id: String, _ work: @Sendable (JobHandle) async throws -> Void
    ) async {
        let handle = JobHandle(id: id, board: self)
        var end = Job.State.stopped
        if !handle.isStopAsked {
            change(id) { $0.state = .running }
            do {
                try await work(handle)
                end =
                    handle.isStopAsked && (job(id).map { $0.done < $0.total } ?? true)
                    ? .stopped : .finished
            } catch let refusal as any Refusal {
                end = .failed("\(refusal.message)［\(refusal.code)］")
            } catch {
                Journal.write("\(clock.now().textInJapan) job \(type(of: error))")
                end = .failed("処理を終えられませんでした。終えた分はそのまま残っています。状況を確かめて、もう一度始めてください。")
            }
        }
        let now = clock.now()
        change(id) { job in
            job.state = end
            job.endedAt = now
        }
    }

    fileprivate func change(_ id: String, _ change: (inout Job) -> Void) {
        content.withLock { content in
            guard var job = content.jobs[id] else { return }
            change(&job)
            content.jobs[id] = job
        }
    }
}

/// What a running job holds to say how far it is.
struct JobHandle: Sendable {
    fileprivate let id: String
    fileprivate let board: JobBoard

    var isStopAsked: Bool { board.job(id)?.isStopAsked ?? true }

    func phase(_ words: String) { board.change(id) { $0.phase = words } }

    /// Adds what was done.
    func advance(_ count: Int) { board.change(id) { $0.done += count } }
}
