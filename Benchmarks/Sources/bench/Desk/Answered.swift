// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// Hands the answer of a task to the thread that waits for it.
final class Answered<R: Sendable>: Sendable {
    private let answer = Mutex<Result<R, any Error>?>(nil)
    private let ready = DispatchSemaphore(value: 0)

    func put(_ given: Result<R, any Error>) {
        answer.withLock { $0 = given }
        ready.signal()
    }

    func take() throws -> R {
        ready.wait()
        guard let given = answer.withLock({ $0 }) else { throw BenchError("答えがありません") }
        return try given.get()
    }
}
