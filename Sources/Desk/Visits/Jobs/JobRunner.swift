// SPDX-License-Identifier: Apache-2.0
import Jobs
import Safeguards
import Synchronization
import Vocabulary

/// Carries out the stored jobs of this process, one after the other: there is one writer. Where a
/// run stands is in the books; here is only what runs now, for the progress between its steps.
final class JobRunner: Sendable {
    private struct Content {
        var seen: [Int64: JobRun] = [:]
        /// Runs that wait here or are under way.
        var taken: Set<Int64> = []
        /// Runs that the ceiling of an hour stopped: when they go on, and for whom.
        var paused: [Int64: (until: Instant, officer: Principal)] = [:]
        var last: Task<Void, Never>?
        var isClosing = false
    }

    private let content = Mutex(Content())
    private let threads = DeskThreads(threads: 1)

    /// Goes on with a run behind the pages; nothing where it waits here already.
    func start(
        _ id: Int64, engine: JobEngine, by officer: Principal, after: @escaping @Sendable () -> Void
    ) {
        content.withLock { content in
            guard content.taken.insert(id).inserted else { return }
            content.paused[id] = nil
            let before = content.last
            content.last = Task.detached { [self] in
                await before?.value
                guard !isClosing else { return forget(id) }
                do {
                    try await threads.run { [self] in
                        let run = try engine.run(
                            id, by: officer, seen: { self.note($0) },
                            paused: { self.pause(id, until: $0, officer) },
                            halt: { self.isClosing })
                        note(run)
                    }
                } catch {
                    // The run itself says what ended it, where that could be written.
                    Journal.write("job \(id) \(type(of: error))")
                }
                // A press from now on is a new one, whatever is still tidied up behind this one.
                forget(id)
                after()
            }
        }
    }

    /// How far a run is that this process works on; `nil` for every other.
    func seen(_ id: Int64) -> JobRun? { content.withLock { $0.seen[id] } }

    /// Whether this process works on a run, or will when those before it are through.
    func isTaken(_ id: Int64) -> Bool { content.withLock { $0.taken.contains(id) } }

    /// Runs whose hour has come, with those for whom they go on.
    func due(at now: Instant) -> [(run: Int64, officer: Principal)] {
        content.withLock { content in
            content.paused.filter { $0.value.until <= now }
                .map { (run: $0.key, officer: $0.value.officer) }.sorted { $0.run < $1.run }
        }
    }

    /// A run that was stopped before this process was there goes on by itself when its hour comes.
    func takeUp(_ id: Int64, until moment: Instant, for officer: Principal) {
        content.withLock { content in
            guard !content.taken.contains(id), content.paused[id] == nil else { return }
            content.paused[id] = (moment, officer)
        }
    }

    /// A run does not go on by itself any more.
    func giveUp(_ id: Int64) { content.withLock { $0.paused[id] = nil } }

    /// Ends what is under way at its next safe point, and waits for it.
    func drain() async {
        let last = content.withLock { content in
            content.isClosing = true
            return content.last
        }
        await last?.value
    }

    /// Waits until nothing is under way.
    func settle() async {
        let last = content.withLock { $0.last }
        await last?.value
    }

    private var isClosing: Bool { content.withLock { $0.isClosing } }

    private func forget(_ id: Int64) {
        content.withLock { content in
            content.seen[id] = nil
            content.taken.remove(id)
        }
    }

    private func pause(_ id: Int64, until moment: Instant, _ officer: Principal) {
        content.withLock { $0.paused[id] = (moment, officer) }
    }

    private func note(_ run: JobRun) { content.withLock { $0.seen[run.id] = run } }
}
