// SPDX-License-Identifier: Apache-2.0
public import Addressee
public import Safeguards
import Vocabulary

/// PMHへの登録: bundles in, one result each out.
///
/// Prepare (logged, numbers opened) → send → wipe → record. Where one row of a request is refused the
/// others go out again without it, at once; where nobody says which row it is, the request is halved
/// until it is known.
public struct SendToHub: Sendable {
    public static let operation = OperationCode.sendToHub

    private let gate: Gate
    private let channel: any HubChannel
    private let layout: HubLayout
    private let preparing: PrepareHubRequest

    /// - Parameters:
    ///   - gate: of System 2.
    ///   - isRehearsal: fictional people only.
    /// - Throws: `HubRefusal.unverified` where real numbers would go through a form that nobody has
    ///   confirmed; what reading the layout throws.
    public init(
        gate: Gate, numbers: HubNumbers, profile: HubProfile, channel: any HubChannel,
        isRehearsal: Bool
    ) throws {
        layout = try HubLayout.standard(profile.form)
        guard isRehearsal || layout.unverified.isEmpty else {
            throw HubRefusal.unverified(items: layout.unverified.count)
        }
        self.gate = gate
        self.channel = channel
        preparing = PrepareHubRequest(profile: profile, layout: layout, numbers: numbers)
    }

    /// - Throws: `HubRefusal.off`; a fault of System 2's own store.
    public func perform(_ bundles: [HubBundle]) async throws -> [HubResult] {
        guard !bundles.isEmpty else { return [] }
        let prepared = try await gate.performAsync(
            SendToHub.operation, by: .machine("hub"), for: .registration,
            about: bundles.map(\.child)
        ) { [preparing] scope in try preparing.perform(bundles, in: scope) }
        var results: [HubResult?] = bundles.indices.map { place in
            prepared.problems[place].map {
                HubResult(.refused(field: $0.field, rule: $0.rule.rawValue))
            }
        }
        if let request = prepared.id {
            let reply = try await exchange(prepared, as: request)
            try await settle(reply, prepared, request, bundles, &results)
        }
        return results.map { $0 ?? HubResult(.failed("unsent")) }
    }

    private typealias Exchanged = (meaning: HubAnswerReading.Meaning, status: Int?)

    /// Sends, wipes whatever happens, and writes down what came back.
    private func exchange(
        _ prepared: PreparedRequest, as request: Int64
    ) async throws -> Exchanged {
        defer { prepared.body.wipe() }
        let answered: Exchanged
        do {
            let reply = try await channel.post(prepared.body, to: layout.path)
            answered = (
                HubAnswerReading(layout: layout)
                    .meaning(of: reply, rows: prepared.owners.count), reply.status
            )
        } catch {
            answered = (.failed((error as? HubSilence ?? .unreachable).rawValue), nil)
        }
        let (outcome, why) = words(of: answered.meaning)
        try await gate.performAsync(
            SendToHub.operation, by: .machine("hub"), for: .registration
        ) { scope in
            try HubRequestBook.answer(
                request, outcome, status: answered.status, why: why, in: scope)
        }
        return answered
    }

    private func words(
        of meaning: HubAnswerReading.Meaning
    ) -> (outcome: String, why: String?) {
        switch meaning {
        case .accepted: ("accepted", nil)
        case .refused(let rows): ("refused", "\(rows.count)件")
        case .unclear: ("refused", nil)
        case .failed(let why): ("failed", why)
        }
    }

    private func settle(
        _ exchanged: Exchanged, _ prepared: PreparedRequest, _ request: Int64,
        _ bundles: [HubBundle], _ results: inout [HubResult?]
    ) async throws {
        let sent = Set(prepared.owners).sorted()
        func put(_ outcome: HubResult.Outcome, _ place: Int) {
            results[place] = HubResult(outcome, status: exchanged.status, request: request)
        }
        switch exchanged.meaning {
        case .accepted: for place in sent { put(.accepted, place) }
        case .failed(let why): for place in sent { put(.failed(why), place) }
        case .refused(let rows):
            for (row, outcome) in rows { put(outcome, prepared.owners[row]) }
            let rest = sent.filter { results[$0] == nil }
            try await again(rest, bundles, &results)
        case .unclear(let status):
            guard sent.count > 1 else {
                for place in sent { put(.refused(field: "?", rule: "status-\(status)"), place) }
                return
            }
            try await again(Array(sent[..<(sent.count / 2)]), bundles, &results)
            try await again(Array(sent[(sent.count / 2)...]), bundles, &results)
        }
    }

    private func again(
        _ places: [Int], _ bundles: [HubBundle], _ results: inout [HubResult?]
    ) async throws {
        let found = try await perform(places.map { bundles[$0] })
        for (place, result) in zip(places, found) { results[place] = result }
    }
}
