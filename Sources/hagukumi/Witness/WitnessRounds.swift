// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Vocabulary

/// Sends new heads of the log to the witness while the program serves, every few seconds, so that
/// none waits longer than the limit of G-06.
struct WitnessRounds: Sendable {
    typealias Outcomes = [(system: String, outcome: WitnessRound.Outcome)]
    private let peer: WitnessPeer
    private let round: @Sendable (WitnessPeer, WitnessHTTPLine) async throws -> Outcomes
    private let pause: Duration = .seconds(10)

    /// `nil` where no witness is set up.
    /// - Throws: `InstallationRefusal` for settings that cannot be used.
    init?(_ office: Installation) throws {
        guard let peer = try WitnessPeer.read(keysDirectory: office.settings.keysDirectory)
        else { return nil }
        self.peer = peer
        round = { try await WitnessRound.run(office, peer: $0, over: $1) }
    }

    /// The same for System 2 alone.
    init?(_ office: AddresseeInstallation) throws {
        guard let peer = try WitnessPeer.read(keysDirectory: office.settings.keysDirectory)
        else { return nil }
        self.peer = peer
        round = { [("addressee", try await WitnessRound.run(office, peer: $0, over: $1))] }
    }

    /// Runs until it is cancelled.
    /// - Throws: a `Fault` whose outcome is unknown: the program must stop.
    func run() async throws {
        let line = WitnessHTTPLine(address: peer.address)
        var told: Set<String> = []
        while true {
            do {
                for (system, outcome) in try await round(peer, line) {
                    switch outcome {
                    case .upToDate, .cosigned: told.remove(system)
                    case .unreachable(let text), .refused(let text):
                        if told.insert(system).inserted {
                            Output.complain("副署(\(system)): \(text)")
                        }
                    }
                }
            } catch let fault as Fault where fault.kind != .unknownOutcome {
                Output.complain("副署: 障害(\(fault.kind.rawValue))。次の回にやり直します。")
            }
            try await Task.sleep(for: pause)
        }
    }
}
