// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A few threads for work outside the gate that waits: log-in, passwords, printing.
final class DeskThreads: Sendable {
    private let queue: OperationQueue

    init(threads: Int = 4) {
        queue = OperationQueue()
        queue.name = "hagukumi.desk"
        queue.maxConcurrentOperationCount = threads
    }

    func run<R: Sendable>(_ work: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            queue.addOperation { continuation.resume(with: Result { try work() }) }
        }
    }
}
