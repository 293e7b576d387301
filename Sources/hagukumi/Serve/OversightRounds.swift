// SPDX-License-Identifier: Apache-2.0
import Foundation
import Office
import Vocabulary

/// Runs the rules over the log while the desk is open: what is missing of the past days at once, and
/// today again every hour, so that the head sees it the same day.
struct OversightRounds: Sendable {
    let office: Installation
    private let pause: Duration = .seconds(3_600)

    /// Runs until it is cancelled.
    /// - Throws: a `Fault` whose outcome is unknown: the program must stop.
    func run() async throws {
        while true {
            do {
                let new = try DailyWatch.run(office)
                if new > 0 { Output.complain("ログの分析: 新しい警報 \(new)件") }
            } catch let fault as Fault where fault.kind != .unknownOutcome {
                Output.complain("ログの分析: 障害(\(fault.kind.rawValue))。次の回にやり直します。")
            } catch let refusal as any Refusal {
                Output.complain("ログの分析: \(refusal.code) \(refusal.message)")
            }
            try await Task.sleep(for: pause)
        }
    }
}
