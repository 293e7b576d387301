// SPDX-License-Identifier: Apache-2.0
import Foundation
import Jobs
import Office
import Vault
import Vocabulary

/// Starts by itself, while the desk is open, what the office's year lets a machine start on its day;
/// what was done stands in the books, and the next round finds it there.
struct JobRounds: Sendable {
    let office: Installation
    private let pause: Duration = .seconds(3_600)

    /// Runs until it is cancelled.
    /// - Throws: a `Fault` whose outcome is unknown: the program must stop.
    func run() async throws {
        let token = office.settings.random.bytes(9).map { String($0, radix: 16) }.joined()
        let engine = office.jobs(node: "\(Installation.machineName)/rounds", token: token)
        var isBegun = false
        while true {
            // Without the keys nothing of persons can be worked on.
            guard !office.isLocked else {
                try await Task.sleep(for: pause)
                continue
            }
            do {
                if !isBegun { try engine.recover() }
                isBegun = true
                let lines = try JobDay(engine, days: office.yearDays).run(
                    on: office.settings.clock.today(), halt: { Task.isCancelled })
                for line in lines { say(line, engine) }
            } catch let fault as Fault where fault.kind != .unknownOutcome {
                Output.complain("業務暦: 障害(\(fault.kind.rawValue))。次の回にやり直します。")
            } catch let refusal as any Refusal {
                Output.complain("業務暦: \(refusal.code) \(refusal.message)")
            }
            try await Task.sleep(for: pause)
        }
    }

    private func say(_ line: JobDayLine, _ engine: JobEngine) {
        let title = engine.title(of: line.job)
        switch line.result {
        case .ran(let run, let status) where status != .finished:
            Output.complain("業務暦: \(title) 実行\(run) は「\(status.title)」です。画面3140を開いてください。")
        case .refused(let code, let message): Output.complain("業務暦: \(title) \(code) \(message)")
        case .ran, .known, .waits: break
        }
    }
}
