// SPDX-License-Identifier: Apache-2.0
import Office
import Retention
import Safeguards

/// 3060: what is kept how long, what is due, lists and their release, certificates, holds.
enum RetentionScreens: ScreenArea {
    static func bind(in book: inout RouteBook) {
        book.bind(.retention, to: RetentionScreen.show)
        book.bind(.retentionCandidates, to: RetentionCandidates.show)
        book.bind(.retentionInventory, to: RetentionInventory.show)
        book.bind(.proposePurge, to: RetentionSteps.propose, again: RetentionScreen.page)
        book.bind(.proposeLogEnd, to: LogEndSteps.propose, again: RetentionScreen.page)
        book.bind(.decideLogEnd, to: LogEndSteps.decide, again: RetentionScreen.page)
        book.bind(.purgeList, to: PurgeListScreen.show)
        book.bind(.decidePurge, to: RetentionSteps.decide, again: PurgeListScreen.page)
        book.bind(.erasePurge, to: RetentionSteps.erase, again: PurgeListScreen.page)
        book.bind(.erasureCertificate, to: CertificateScreen.show)
        book.bind(.holdRecords, to: RetentionSteps.hold, again: RetentionScreen.page)
        book.bind(.releaseRecords, to: RetentionSteps.release, again: RetentionScreen.page)
    }
}

extension Visit {
    /// The system that the address names.
    func retentionSystem() throws -> RetentionSystem {
        guard let system = RetentionSystem(rawValue: parameters["system"] ?? "") else {
            throw DeskRefusal.notFound
        }
        return system
    }

    /// Carries out an operation behind the gate of a system. What is written in System 2 passes the
    /// gate of System 1 first: there the log-in is known and the fresh proof is asked for.
    func perform<R: Sendable>(
        in system: RetentionSystem, _ operation: OperationCode, reason: String? = nil,
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        guard system == .addressee else {
            return try await perform(operation, reason: reason, body)
        }
        try await perform(operation, reason: reason) { $0.note("addressee") }
        return try await performInAddressee(operation, reason: reason, body)
    }
}
