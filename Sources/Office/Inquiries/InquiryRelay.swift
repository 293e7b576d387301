// SPDX-License-Identifier: Apache-2.0
import Addressee
public import Inquiries
import Links
import Safeguards
import Vocabulary

/// Carries inquiries all the way: from System 1 over System 2 to the intermediate server, and answers
/// back. The command, the server's own clock and rehearsals all call this.
public struct InquiryRelay: Sendable {
    private static let machine = Principal.machine("inquiry-relay")
    /// So many calls an inquiry at most in one run: news, then the answer.
    private static let passes = 4

    private let office: Installation
    private let relay: RelayInquiries

    /// - Throws: what is wrong with the catalogue (`InquiryRefusal`).
    public init(_ office: Installation, server: any IntermediateServer) throws {
        guard let peer = office.peers.register.peer(.welfare) else {
            throw AddresseeRefusal.notRegisteredForRequest
        }
        let catalogue = try office.settings.inquiryCatalogue()
        // Both systems must go by one catalogue; a new one counts from the next opening.
        guard office.inquiries.choices.version == catalogue.name else {
            throw InquiryRefusal.catalogueUnreadable("開いた後に目録が変わりました。起動し直してください")
        }
        self.office = office
        relay = RelayInquiries(
            gate: office.addressee, catalogue: catalogue, peer: peer, server: server)
    }

    /// One run with the server that the installation is set up with.
    /// - Throws: `InquiryRefusal.noServer`, `.settingsUnreadable`, what the gates throw.
    public static func run(once office: Installation) async throws -> RelayReport {
        let server = try HTTPIntermediateServer(try office.settings.intermediateServer())
        let report: RelayReport
        do {
            report = try await InquiryRelay(office, server: server).runOnce()
        } catch {
            try? await server.close()
            throw error
        }
        try await server.close()
        return report
    }

    /// One run for the inquiries of all purposes. Killed anywhere, the next one goes on.
    public func runOnce() async throws -> RelayReport {
        var sum = RelayReport()
        for purpose in [Purpose.registration, .change, .benefit] {
            // News are taken before the next call, so that System 1 sees every step in its order.
            for _ in 0..<Self.passes {
                try await exchange(purpose)
                let report = try await relay.run(for: purpose, deliver: deliver)
                sum = sum + report
                guard report.calls > 0 else { break }
            }
        }
        return sum
    }

    private func exchange(_ purpose: Purpose) async throws {
        let gateway = office.inquiries
        _ = try await office.casework.performAsync(
            ExchangeInquiries.operation, by: Self.machine, for: purpose,
            reason: ExchangeInquiries.reason
        ) { try ExchangeInquiries.perform(through: gateway, in: $0) }
    }

    /// ⑱
    @Sendable private func deliver(_ answer: VerifiedAnswer) async throws {
        let choices = office.inquiries.choices
        _ = try await office.casework.performAsync(
            StoreInquiryResult.operation, by: Self.machine, for: answer.purpose,
            about: [answer.addressee], reason: ExchangeInquiries.reason
        ) { scope in
            try StoreInquiryResult.perform(
                answer.number,
                answer.values.map { InquiryValue(label: $0.title, value: $0.value) },
                from: answer.provider, choices: choices, in: scope)
        }
    }
}
