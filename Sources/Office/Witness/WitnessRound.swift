// SPDX-License-Identifier: Apache-2.0
import Database
import Ledger
import Safeguards
import Synchronization
import Vault
import Vocabulary

/// What the witness last refused; kept while the program runs.
final class WitnessTrouble: Sendable {
    private let text = Mutex<String?>(nil)

    func get() -> String? { text.withLock { $0 } }

    /// - Returns: true when it is another than before.
    func set(_ new: String?) -> Bool {
        text.withLock { old in
            defer { old = new }
            return old != new
        }
    }
}

/// 副署: sends new heads of the log to the witness and keeps its cosignatures.
public enum WitnessRound {
    public enum Outcome: Sendable, Hashable {
        case upToDate
        case cosigned(size: Int)
        /// The witness did not answer, or not now: the next round tries again.
        case unreachable(String)
        /// The witness knows another history: somebody must look at once.
        case refused(String)
    }

    /// One round over both systems.
    public static func run(
        _ office: Installation, peer: WitnessPeer, over line: any WitnessLine
    ) async throws -> [(system: String, outcome: Outcome)] {
        var outcomes: [(system: String, outcome: Outcome)] = []
        for (system, column) in office.columns {
            let gate = system == .casework ? office.casework : office.addressee
            outcomes.append(
                (
                    system.rawValue,
                    try await run(
                        column, gate, office.settings.clock.now(), peer: peer, over: line)
                ))
        }
        return outcomes
    }

    /// One round over System 2 alone.
    public static func run(
        _ office: AddresseeInstallation, peer: WitnessPeer, over line: any WitnessLine
    ) async throws -> Outcome {
        try await run(
            office.column, office.gate, office.settings.clock.now(), peer: peer, over: line)
    }

    private static func run(
        _ column: Column, _ gate: Gate, _ now: Instant, peer: WitnessPeer,
        over line: any WitnessLine
    ) async throws -> Outcome {
        let last = try column.cosigned.read(peer.verifier)
        let known = last?.checkpoint(
            of: column.ledger.origin, signedBy: column.ledger.verifier)
        let outcome = try await send(column, known?.size ?? 0, peer, line, isSecond: false)
        try tell(outcome, last: last, column, gate, at: now)
        return outcome
    }

    private static func send(
        _ column: Column, _ known: Int, _ peer: WitnessPeer, _ line: any WitnessLine,
        isSecond: Bool
    ) async throws -> Outcome {
        let request: WitnessRequest?
        do {
            request = try column.store.read { db in
                try column.ledger.witnessRequest(after: known, in: db)
            }
        } catch let fault as Fault where fault.kind == .database {
            return .refused(fault.detail)
        }
        guard let request else { return .upToDate }
        let answer: (status: Int, body: String)
        do {
            answer = try await line.addCheckpoint(request.body)
        } catch {
            return .unreachable("副署者に届きません")
        }
        switch answer.status {
        case 200:
            guard let note = column.ledger.witnessed(request, by: answer.body, of: peer.verifier)
            else { return .refused("副署が正しくありません") }
            try column.cosigned.write(note)
            return .cosigned(size: request.size)
        case 409:
            // It knows another size: after a restore, or when its answer was lost on the way.
            let size = Int(answer.body.split(separator: "\n").first ?? "")
            guard !isSecond, let size, size != known else {
                return .refused("副署者の知る台帳と違います")
            }
            return try await send(column, size, peer, line, isSecond: true)
        case 422: return .refused("副署者の知る台帳の続きではありません")
        default: return .unreachable("副署者が受け付けません（\(answer.status)）")
        }
    }

    /// The first cosignature of a day and every change of what is wrong stand in the log.
    private static func tell(
        _ outcome: Outcome, last: WitnessedNote?, _ column: Column, _ gate: Gate,
        at now: Instant
    ) throws {
        var words: String?
        switch outcome {
        case .upToDate: return
        case .cosigned(let size):
            let wasWrong = column.witnessTrouble.set(nil)
            if wasWrong || last?.cosignedAt?.dayInJapan != now.dayInJapan {
                words = "cosigned \(size)"
            }
        case .unreachable(let text):
            if column.witnessTrouble.set(text) { words = "unreachable" }
        case .refused(let text):
            if column.witnessTrouble.set(text) { words = "refused by the witness" }
        }
        guard let words else { return }
        try gate.perform(.witnessLog, by: .machine("witness"), for: .maintenance) { scope in
            scope.note(words)
        }
    }
}
