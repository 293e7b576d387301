// SPDX-License-Identifier: Apache-2.0
import Synchronization
import Vocabulary

/// A clock that a test moves by seconds.
final class MovingClock: Clock {
    private let moment: Mutex<Instant>
    init(_ start: Instant) { moment = Mutex(start) }
    func now() -> Instant { moment.withLock { $0 } }
    func pass(seconds: Int64) { moment.withLock { $0 = $0.adding(seconds: seconds) } }
}
