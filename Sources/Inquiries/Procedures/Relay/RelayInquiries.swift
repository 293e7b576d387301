// SPDX-License-Identifier: Apache-2.0
public import Addressee
public import Safeguards
import Vocabulary

/// ⑤–⑰ Carries inquiries between the queue of System 2 and the intermediate server.
///
/// Work is taken in one operation, the calls are made outside of any transaction, what they brought is
/// written in another. Killed anywhere, the next run goes on: a call whose end is unknown is first asked
/// after, so that no question is put twice.
public struct RelayInquiries: Sendable {
    public static let operation = OperationCode.relayInquiry
    private static let machine = Principal.machine("inquiry-relay")

    private let gate: Gate
    private let catalogue: InquiryCatalogue
    private let peer: Peer
    private let server: any IntermediateServer
    /// At most so many orders and requests a run, and calls at once.
    private let limit: Int
    private let width: Int

    /// - Parameters:
    ///   - gate: that of System 2.
    ///   - peer: the business that asks, for the exchange of numbers.
    public init(
        gate: Gate, catalogue: InquiryCatalogue, peer: Peer, server: any IntermediateServer,
        limit: Int = 200, width: Int = 8
    ) {
        self.gate = gate
        self.catalogue = catalogue
        self.peer = peer
        self.server = server
        self.limit = limit
        self.width = width
    }

    /// One run for the inquiries of a purpose.
    ///
    /// - Parameter deliver: ⑱ stores an answer in System 1. When it throws, the answer is fetched again
    ///   by a later run; a refusal is reported and holds up no other answer.
    /// - Throws: what the gate throws, a `Fault` of `deliver`.
    public func run(
        for purpose: Purpose, deliver: @Sendable (VerifiedAnswer) async throws -> Void
    ) async throws -> RelayReport {
        let (jobs, taken) = try await perform(purpose) { scope in
            try TakeRelayWork.perform(
                limit: limit, catalogue: catalogue, peer: peer, in: scope)
        }
        guard !jobs.isEmpty else { return taken }
        let outcomes = await call(jobs)
        let (answers, report) = try await perform(purpose) { scope in
            try RecordOutcomes.perform(outcomes, catalogue: catalogue, peer: peer, in: scope)
        }
        var sum = taken + report
        for answer in answers {
            do {
                try await deliver(answer)
            } catch let refusal as any Refusal {
                // One answer that System 1 does not want holds up no other.
                sum.troubles.append("\(answer.number) \(refusal.code) \(refusal.message)")
            }
        }
        return sum
    }

    private func perform<R: Sendable>(
        _ purpose: Purpose, _ body: @escaping @Sendable (Scope) throws -> R
    ) async throws -> R {
        try await gate.performAsync(
            RelayInquiries.operation, by: RelayInquiries.machine, for: purpose, body)
    }

    /// Makes the calls, a few at once; the order of the answers does not matter.
    private func call(_ jobs: [RelayJob]) async -> [RelayOutcome] {
        await withTaskGroup(of: RelayOutcome.self) { group in
            var rest = jobs[...]
            var outcomes: [RelayOutcome] = []
            for job in rest.prefix(width) { group.addTask { await outcome(of: job) } }
            rest = rest.dropFirst(width)
            while let outcome = await group.next() {
                outcomes.append(outcome)
                if let job = rest.popFirst() {
                    group.addTask { await self.outcome(of: job) }
                }
            }
            return outcomes
        }
    }

    private func outcome(of job: RelayJob) async -> RelayOutcome {
        switch job {
        case .register(let order, let message, let isRepeat):
            return await state(order) { () throws(ServerTrouble) in
                if isRepeat, let known = try await server.state(of: message.number) {
                    return known
                }
                return try await server.register(message)
            }
        case .poll(let order):
            return await state(order) { () throws(ServerTrouble) in
                guard let state = try await server.state(of: order.order.number) else {
                    throw .unreadable("送った照会を知らないと答えました")
                }
                return state
            }
        case .withdraw(let order):
            return await state(order) { () throws(ServerTrouble) in
                try await server.withdraw(order.order.number)
            }
        case .fetch(let order):
            do throws(ServerTrouble) {
                return .result(order, try await server.result(of: order.order.number))
            } catch {
                return .orderTrouble(order, error)
            }
        case .requestCode(let request):
            return await code(request) { () throws(ServerTrouble) in
                try await server.requestCode(request.serial, of: request.integrated)
            }
        case .pollCode(let request):
            return await code(request) { () throws(ServerTrouble) in
                guard let state = try await server.codeState(of: request.serial) else {
                    return try await server.requestCode(request.serial, of: request.integrated)
                }
                return state
            }
        }
    }

    private func state(
        _ order: StoredOrder, _ call: () async throws(ServerTrouble) -> InquiryState
    ) async -> RelayOutcome {
        do throws(ServerTrouble) {
            return .state(order, try await call())
        } catch {
            return .orderTrouble(order, error)
        }
    }

    private func code(
        _ request: CodeBook.Request, _ call: () async throws(ServerTrouble) -> CodeState
    ) async -> RelayOutcome {
        do throws(ServerTrouble) {
            return .code(request, try await call())
        } catch {
            return .codeTrouble(request, error)
        }
    }
}
