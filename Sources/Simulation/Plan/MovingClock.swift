// SPDX-License-Identifier: Apache-2.0
import Synchronization
public import Vocabulary

/// A clock that stands where it is put (law 7): a year passes in a minute. At the end it may begin
/// to run, so that the desk goes on from the last day of the story.
public final class MovingClock: Clock {
    private struct State {
        var moment: Instant
        /// The other clock, and what it showed when this one began to run with it.
        var running: (with: any Clock, since: Instant)?
    }

    private let state: Mutex<State>

    /// Stands at midday in Japan of a day.
    public init(_ day: CivilDate) {
        state = Mutex(State(moment: Instant(noonInJapan: day)))
    }

    public func now() -> Instant {
        state.withLock { state in
            guard let running = state.running else { return state.moment }
            return state.moment.adding(
                seconds: running.since.seconds(until: running.with.now()))
        }
    }

    /// Puts the clock to a time of a day in Japan; it never goes back.
    public func stand(on day: CivilDate, hour: Int, minute: Int = 0) {
        let seconds = (Int64(hour) - 12) * 3_600 + Int64(minute) * 60
        let goal = Instant(noonInJapan: day).adding(seconds: seconds)
        state.withLock { state in
            precondition(goal >= state.moment, "時計は戻りません: \(day) \(hour):\(minute)")
            state.moment = goal
        }
    }

    /// Lets minutes pass.
    public func pass(minutes: Int) {
        state.withLock { $0.moment = $0.moment.adding(seconds: Int64(minutes) * 60) }
    }

    /// From now on the clock runs as fast as another one.
    public func run(with clock: any Clock) {
        state.withLock { $0.running = (clock, clock.now()) }
    }
}
