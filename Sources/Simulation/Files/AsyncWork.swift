// SPDX-License-Identifier: Apache-2.0
import Foundation
import Synchronization

/// Waits in the story for what the office does asynchronously. The work runs on a thread of its
/// own: whoever waits holds a thread of the pool, and others may be waiting there as well.
enum AsyncWork {
    private static let executor = OwnThreads()

    static func wait<R: Sendable>(_ body: @escaping @Sendable () async throws -> R) throws -> R {
        let done = DispatchSemaphore(value: 0)
        let box = Box<R>()
        Task(executorPreference: executor) {
            do {
                let value = try await body()
                box.answer.withLock { $0 = .success(value) }
            } catch {
                box.answer.withLock { $0 = .failure(error) }
            }
            done.signal()
        }
        done.wait()
        guard let result = box.answer.withLock({ $0 }) else { preconditionFailure("it is done") }
        return try result.get()
    }

    /// What both sides hold.
    private final class Box<R: Sendable>: Sendable {
        let answer = Mutex<Result<R, any Error>?>(nil)
    }
}

/// Threads beside the common pool.
private final class OwnThreads: TaskExecutor {
    private let queue = DispatchQueue(label: "hagukumi.simulation", attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let me = asUnownedTaskExecutor()
        queue.async { job.runSynchronously(on: me) }
    }
}
