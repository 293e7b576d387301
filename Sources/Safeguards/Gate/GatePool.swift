// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A few threads for work that waits for the disk. More would not help: there is one writer.
final class GatePool: Sendable {
    private let queue: OperationQueue

    init(threads: Int = 8) {
        queue = OperationQueue()
        queue.name = "hagukumi.gate"
        queue.maxConcurrentOperationCount = threads
    }

    func run<R: Sendable>(_ work: @escaping @Sendable () throws -> R) async throws -> R {
        try await withCheckedThrowingContinuation { continuation in
            queue.addOperation {
                continuation.resume(with: Result { try work() })
            }
        }
    }
}
