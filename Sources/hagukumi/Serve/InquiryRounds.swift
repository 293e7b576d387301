// SPDX-License-Identifier: Apache-2.0
import Foundation
import Inquiries
import Office
import Vocabulary

/// Carries inquiries while the desk is open: one run of the relay after the other, at the pace that the
/// catalogue names.
struct InquiryRounds: Sendable {
    let office: Installation
    private let pause: Duration

    /// `nil` where the installation has no intermediate server: then nothing is carried.
    /// - Throws: what is wrong with the catalogue or the settings (`InquiryRefusal`).
    init?(_ office: Installation) throws {
        do {
            _ = try office.settings.intermediateServer()
        } catch InquiryRefusal.noServer {
            return nil
        }
        let terms = try office.settings.inquiryCatalogue().terms
        self.office = office
        pause = .seconds(terms.firstPollSeconds)
    }

    /// Runs until it is cancelled.
    /// - Throws: a `Fault` whose outcome is unknown: the program must stop.
    func run() async throws {
        while true {
            do {
                let report = try await InquiryRelay.run(once: office)
                for trouble in report.troubles { Output.complain("情報照会: \(trouble)") }
            } catch let refusal as any Refusal {
                Output.complain("情報照会: \(refusal.code) \(refusal.message)")
            } catch let fault as Fault where fault.kind != .unknownOutcome {
                Output.complain("情報照会: 障害(\(fault.kind.rawValue))。次の回にやり直します。")
            }
            try await Task.sleep(for: pause)
        }
    }
}
