// SPDX-License-Identifier: Apache-2.0
public import Entitlement
public import Safeguards
public import Scheme
import Vocabulary

/// PMHへの登録: queues what is new and hands it to System 2, stretch by stretch, until nothing is due.
///
/// Nothing is held open while the peer is asked: a stretch is claimed, sent, and its answers are
/// written down. Killed in between, the claim ends after a while and the same rows go out again under
/// the same 履歴キー.
public struct DeliverToHub: Sendable {
    public static let operation = OperationCode.queueForHub

    private let gate: Gate
    private let gateway: any HubGateway
    private let directory: any AddresseeDirectory
    private let funder: DatedValues<FunderTerms>
    private let principal: Principal
    private let batch: Int

    /// - Parameters:
    ///   - gate: of System 1.
    ///   - funder: the number of the payer by day (`funder` of the book).
    ///   - batch: entitlements a request.
    public init(
        gate: Gate, gateway: any HubGateway, directory: any AddresseeDirectory,
        funder: DatedValues<FunderTerms>, by principal: Principal = .machine("hub"),
        batch: Int = 100
    ) {
        self.gate = gate
        self.gateway = gateway
        self.directory = directory
        self.funder = funder
        self.principal = principal
        self.batch = batch
    }

    /// - Throws: `SafeguardRefusal`; a fault of System 2. That a peer cannot be reached is no fault:
    ///   it is in the report.
    public func run() async throws -> HubRunReport {
        var report = HubRunReport()
        let state = try gateway.state()
        guard state.isOn else {
            report.isOff = true
            return report
        }
        report.queued = try await perform { [directory, funder] scope in
            try QueueForHub.perform(state, directory: directory, funder: funder, in: scope)
        }
        while true {
            let (claims, settled) = try await perform { [funder, batch] scope in
                try ClaimForHub(funder: funder, scope: scope).perform(limit: batch)
            }
            report.count(settled)
            if claims.isEmpty, settled.isEmpty { return report }
            guard !claims.isEmpty else { continue }
            try await send(claims, &report)
        }
    }

    private func send(_ claims: [HubClaim], _ report: inout HubRunReport) async throws {
        let answers: [HubAnswer]
        do {
            answers = try await gateway.send(claims.map(\.parcel))
        } catch {
            try await perform { try RecordHubAnswers(scope: $0).release(claims) }
            throw error
        }
        precondition(answers.count == claims.count, "答えの数は送った数と同じです")
        let pairs = zip(claims, answers).map { (claim: $0, answer: $1) }
        try await perform { try RecordHubAnswers(scope: $0).perform(pairs) }
        for (claim, answer) in pairs { report.count(answer, claim.orders.count) }
    }

    private func perform<R: Sendable>(
        _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        try await gate.performAsync(
            DeliverToHub.operation, by: principal, for: .registration, body)
    }
}

extension HubRunReport {
    fileprivate mutating func count(_ answer: HubAnswer, _ orders: Int) {
        switch answer.outcome {
        case .accepted: accepted += orders
        case .refused: refused += orders
        case .failed: failed += orders
        }
    }

    fileprivate mutating func count(_ settled: [HubAnswerRow]) {
        for row in settled {
            switch row.outcome {
            case .withheld: withheld += 1
            case .notNeeded: notNeeded += 1
            case .refused: refused += 1
            case .accepted, .failed, .released, .resent: break
            }
        }
    }
}
