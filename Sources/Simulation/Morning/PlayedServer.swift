// SPDX-License-Identifier: Apache-2.0
import Addressee
import Foundation
import Inquiries
import Office
import Synchronization
import Vocabulary

/// The intermediate server and the insurers behind it, played: it fetches who somebody is from
/// System 2 as the real one does, gives a permit, and answers what the town's truth says. It stands
/// for neither the real server nor its interface; that one is tried against `Simulators/`.
final class PlayedServer: IntermediateServer {
    private struct State {
        /// Receipt number and how often each inquiry was asked after.
        var inquiries: [String: (message: InquiryMessage, asked: Int)] = [:]
        var codes: [String: AddresseeNumber] = [:]
    }

    private let office: Installation
    private let clock: any Clock
    private let provisions: [String: TruthFiles.Provision]
    private let state = Mutex(State())

    init(_ office: Installation, clock: any Clock, _ provisions: [TruthFiles.Provision]) {
        self.office = office
        self.clock = clock
        self.provisions = Dictionary(
            provisions.map { ("\($0.name) \($0.born)", $0) },
            uniquingKeysWith: { first, _ in first })
    }

    func register(_ message: InquiryMessage) async throws(ServerTrouble) -> InquiryState {
        state.withLock { state in
            if state.inquiries[message.number] == nil {
                state.inquiries[message.number] = (message, 0)
            }
        }
        return InquiryState(stage: .accepted, receipt: receipt(message.number), at: clock.now())
    }

    /// First the permit, then the answer.
    func state(of number: String) async throws(ServerTrouble) -> InquiryState? {
        let asked = state.withLock { state -> Int? in
            state.inquiries[number]?.asked += 1
            return state.inquiries[number]?.asked
        }
        guard let asked else { return nil }
        return InquiryState(
            stage: asked == 1 ? .permitted : .answered, receipt: receipt(number),
            at: clock.now(), permit: permit(number))
    }

    func result(of number: String) async throws(ServerTrouble) -> InquiryResult {
        guard let message = state.withLock({ $0.inquiries[number]?.message }) else {
            throw .refused(code: "unknown-inquiry")
        }
        guard let found = try provision(of: message.person) else {
            throw .refused(code: "unknown-person")
        }
        return InquiryResult(
            number: number, person: message.person, item: message.item, provider: "医療保険者(検証用)",
            providedAt: clock.now(), permit: permit(number),
            values: [
                .init(field: "insurer", value: found.insurer),
                .init(field: "symbol", value: found.symbol),
                .init(field: "number", value: found.number),
                .init(field: "acquired-on", value: found.acquired.description),
            ])
    }

    func withdraw(_ number: String) async throws(ServerTrouble) -> InquiryState {
        InquiryState(stage: .withdrawn, receipt: receipt(number), at: clock.now())
    }

    func requestCode(
        _ serial: String, of person: AddresseeNumber
    ) async throws(ServerTrouble) -> CodeState {
        state.withLock { $0.codes[serial] = person }
        // Who is not known at System 2 gets no code.
        let isKnown = try provision(of: person) != nil
        return CodeState(stage: isKnown ? .obtained : .failed, at: clock.now())
    }

    func codeState(of serial: String) async throws(ServerTrouble) -> CodeState? {
        state.withLock { $0.codes[serial] } == nil
            ? nil : CodeState(stage: .obtained, at: clock.now())
    }

    /// 0320008: the card of the person, whose name and birthday the insurer knows.
    private func provision(
        of person: AddresseeNumber
    ) throws(ServerTrouble) -> TruthFiles.Provision? {
        guard let peer = office.peers.register.peer(.intermediateServer) else {
            throw .outage("not registered")
        }
        var key: String?
        do {
            _ = try office.peers.disclose(
                [person], PeerCall(peer, reason: "検証用の照会")
            ) { card, _ in
                key = "\(card.items["name"] ?? "") \(card.items["born"] ?? "")"
            }
        } catch {
            throw .outage("\(error)")
        }
        return key.flatMap { provisions[$0] }
    }

    private func receipt(_ number: String) -> String { "検証用-\(number)" }

    private func permit(_ number: String) -> Permit {
        let now = clock.now()
        return Permit(
            id: "許可-\(number)", inquiry: number, issuedAt: now,
            validUntil: now.adding(seconds: 86_400))
    }
}
