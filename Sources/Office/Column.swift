// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Vault
import Vocabulary

/// One of the two systems at rest: its database, its keys and its log.
struct Column: Sendable {
    let store: any Store
    let ring: Keyring
    let ledger: Ledger

    /// - Parameter body: the municipality; a database of another one is refused.
    init(
        _ system: KeyCabinet.System, ring: Keyring, data: String, body: String
    ) throws {
        let folder = URL(fileURLWithPath: data)
        let seed = try ring.withSecret(of: .checkpointSigning) { Array($0) }
        guard let signer = LedgerSigner(name: "hagukumi/\(system.rawValue)", privateKey: seed)
        else { throw Fault(.key, detail: "記録に署名する鍵の長さが違います") }
        self.ring = ring
        store = try Stores.sqlite(
            at: Column.database(of: system, in: folder).path, body: body)
        ledger = Ledger(
            origin: "\(body)/\(system.rawValue)", signer: signer,
            checkpointFile: CheckpointFile(
                folder.appendingPathComponent("\(system.rawValue).checkpoint")))
    }

    static func database(of system: KeyCabinet.System, in folder: URL) -> URL {
        folder.appendingPathComponent("\(system.rawValue).sqlite")
    }

    /// - Parameter sessionsLiveHere: see `Gate`.
    func gate(clock: any Clock, sessionsLiveHere: Bool) -> Gate {
        Gate(store: store, ledger: ledger, clock: clock, sessionsLiveHere: sessionsLiveHere)
    }
}
