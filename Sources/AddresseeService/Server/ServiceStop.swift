// SPDX-License-Identifier: Apache-2.0
import NIOCore
import Synchronization
import Vocabulary

#if canImport(Glibc)
    import Glibc
#endif

/// Set once a commit ended with an unknown outcome: the process must stop and reconcile.
final class ServiceStop: Sendable {
    private let hasStopped = Mutex(false)

    /// Notes what a request met.
    func note(_ error: any Error) {
        guard let fault = error as? Fault, fault.kind == .unknownOutcome else { return }
        hasStopped.withLock { $0 = true }
    }

    /// Waits until the service must stop.
    /// - Throws: `Fault(.unknownOutcome)`, `CancellationError`.
    func wait() async throws {
        while true {
            if hasStopped.withLock({ $0 }) {
                throw Fault(.unknownOutcome, detail: "連携の受付は、書込みの結果が分からないため止まりました")
            }
            try await Task.sleep(for: .milliseconds(200))
        }
    }
}

extension ListenProblem {
    /// What the system said when the server wanted to listen; `nil` for anything else.
    init?(_ error: IOError) {
        switch error.errnoCode {
        case EADDRINUSE: self = .portTaken
        case EACCES, EPERM: self = .notAllowed
        case EADDRNOTAVAIL: self = .notOfThisMachine
        default: return nil
        }
    }
}
