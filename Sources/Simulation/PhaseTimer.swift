// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Vocabulary

/// Says what is going on, and adds up where the time went.
final class PhaseTimer: Sendable {
    private struct State {
        var done = 0
        var totals: [(name: String, seconds: Double)] = []
    }

    private let state = Mutex(State())
    private let clock = ContinuousClock()
    private let start: ContinuousClock.Instant
    private let say: @Sendable (String) -> Void
    private let steps: Int
    private let progress: @Sendable (YearProgress) -> Void

    /// - Parameter steps: how many notes there will be.
    init(
        steps: Int, _ say: @escaping @Sendable (String) -> Void,
        progress: @escaping @Sendable (YearProgress) -> Void
    ) {
        self.say = say
        self.steps = steps
        self.progress = progress
        start = clock.now
    }

    /// Seconds since the beginning.
    var elapsed: Double { (clock.now - start) / .seconds(1) }

    /// One line for whoever waits: a step begins.
    func note(_ text: String) {
        let done = state.withLock { state in
            defer { state.done += 1 }
            return state.done
        }
        progress(YearProgress(done: done, steps: max(steps, done), seconds: elapsed, what: text))
        say("\(padding(elapsed)) \(text)")
    }

    /// Measures one step under the name of its phase.
    func measure<R>(_ phase: String, _ body: () throws -> R) rethrows -> R {
        let begun = clock.now
        defer { add((clock.now - begun) / .seconds(1), to: phase) }
        return try body()
    }

    private func add(_ seconds: Double, to phase: String) {
        state.withLock { state in
            if let index = state.totals.firstIndex(where: { $0.name == phase }) {
                state.totals[index].seconds += seconds
            } else {
                state.totals.append((phase, seconds))
            }
        }
    }

    /// Where the time went, the longest first.
    func report() {
        let totals = state.withLock { $0.totals }.sorted { $0.seconds > $1.seconds }
        for total in totals { say("  \(padding(total.seconds)) \(total.name)") }
    }

    private func padding(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        let text = "\(tenths / 10).\(tenths % 10)秒"
        return String(repeating: " ", count: max(0, 8 - text.count)) + text
    }
}
