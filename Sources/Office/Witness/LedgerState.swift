// SPDX-License-Identifier: Apache-2.0
import Database
public import Ledger
import Vault
import Vocabulary

/// How the log of one system stands, for the screen and the alarm.
public struct LedgerState: Sendable {
    public let system: String
    /// The root of the newest signed head, in hexadecimal.
    public let root: String
    public let lag: WitnessLag
    /// The name of the witness; `nil` where none is set up.
    public let witness: String?
    /// True when heads wait for the witness longer than they may (G-06).
    public let isLate: Bool
    /// What the witness refused, until it agrees again.
    public let trouble: String?
}

extension Installation {
    /// So many seconds may a head wait for the witness: the design's own limit, G-06.
    public static let witnessLimit: Int64 = 60

    /// How the logs of both systems stand.
    public func ledgerStates() throws -> [LedgerState] {
        let witness = try WitnessPeer.read(keysDirectory: settings.keysDirectory)
        return try columns.map { system, column in
            let last = try witness.flatMap { try column.cosigned.read($0.verifier) }
            let (lag, head) = try column.store.read { db in
                (
                    try column.ledger.witnessLag(last, at: settings.clock.now(), in: db),
                    try column.ledger.head(in: db)
                )
            }
            return LedgerState(
                system: system.rawValue, root: head?.checkpoint.root.description ?? "",
                lag: lag, witness: witness?.verifier.name,
                isLate: witness != nil && lag.seconds > Installation.witnessLimit,
                trouble: column.witnessTrouble.get())
        }
    }

    /// The logs of both systems against what the witness cosigned last, as it is known here.
    ///
    /// - Parameter notes: by system the note from the witness's own host, which proves more.
    public func verify(
        witnessed notes: [String: String]
    ) throws -> [(system: String, report: LedgerReport)] {
        let witness = try WitnessPeer.read(keysDirectory: settings.keysDirectory)
        return try columns.map { system, column in
            var note: WitnessedNote?
            if let verifier = witness?.verifier {
                note =
                    try notes[system.rawValue].map { WitnessedNote($0, witness: verifier) }
                    ?? column.cosigned.read(verifier)
            }
            return (
                system.rawValue, try column.ledger.verify(column.store, witnessed: note)
            )
        }
    }
}
