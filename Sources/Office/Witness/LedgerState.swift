// SPDX-License-Identifier: Apache-2.0
import Database
public import Ledger
import Vault
public import Vocabulary

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

/// The newest head of a log with its signature (署名の控え): whoever keeps it can show later that the
/// log was not written anew.
public struct SignedHead: Sendable {
    public let system: String
    /// The whole note: what the signature is over, and the signature.
    public let note: String
    public let size: Int
    /// In hexadecimal.
    public let root: String
    public let at: Instant
    /// What the witness had cosigned then; `nil` without one.
    public let cosignedSize: Int?
}

extension Installation {
    /// So many seconds may a head wait for the witness: the design's own limit, G-06.
    public static let witnessLimit: Int64 = 60

    /// How the logs of both systems stand.
    public func ledgerStates() throws -> [LedgerState] {
        let witness = try witness()
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
    /// - Parameters:
    ///   - notes: by system the note from the witness's own host, which proves more.
    ///   - kept: heads that somebody kept (紙の控え), of either system.
    public func verify(
        witnessed notes: [String: String], kept: [String] = []
    ) throws -> [(system: String, report: LedgerReport)] {
        let witness = try witness()
        return try columns.map { system, column in
            var note: WitnessedNote?
            if let verifier = witness?.verifier {
                note =
                    try notes[system.rawValue].map { WitnessedNote($0, witness: verifier) }
                    ?? column.cosigned.read(verifier)
            }
            return (
                system.rawValue,
                try column.ledger.verify(
                    column.store, witnessed: note,
                    kept: kept.filter { isHead($0, of: system) })
            )
        }
    }

    /// Who cosigns the heads; `nil` where no witness is set up.
    private func witness() throws -> WitnessPeer? {
        try WitnessPeer.read(keysDirectory: settings.keysDirectory)
    }

    /// Whether the first line of a head names the log of this system.
    private func isHead(_ note: String, of system: KeyCabinet.System) -> Bool {
        note.split(separator: "\n", maxSplits: 1).first == "\(body)/\(system.rawValue)"
    }

    /// The system whose log a kept head belongs to; `nil` for a head of another ledger.
    public func system(ofHead note: String) -> String? {
        columns.first { isHead(note, of: $0.0) }?.0.rawValue
    }

    /// The newest signed head of each log, for third parties to keep.
    public func signedHeads() throws -> [SignedHead] {
        let witness = try witness()
        return try columns.compactMap { system, column in
            guard let head = try column.store.read({ try column.ledger.head(in: $0) }) else {
                return nil
            }
            let seen = try witness.flatMap { try column.cosigned.read($0.verifier) }
                .flatMap {
                    $0.checkpoint(
                        of: column.ledger.origin, signedBy: column.ledger.verifier)
                }
            return SignedHead(
                system: system.rawValue, note: head.note, size: head.checkpoint.size,
                root: head.checkpoint.root.description, at: head.checkpoint.recordedAt,
                cosignedSize: seen?.size)
        }
    }
}
