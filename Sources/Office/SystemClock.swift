// SPDX-License-Identifier: Apache-2.0
import Foundation
public import Vocabulary

/// The clock of the machine: the one place where a real installation learns what time it is.
public struct SystemClock: Clock {
    public init() {}

    public func now() -> Instant {
        Instant(microseconds: Int64(Date().timeIntervalSince1970 * 1_000_000))
    }
}
