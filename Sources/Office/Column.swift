// SPDX-License-Identifier: Apache-2.0
import Database
import Foundation
import Ledger
import Safeguards
import Vault
import Vocabulary

/// One of the two systems at rest: its database, its keys and its log.
struct Column: Sendable {
    let system: KeyCabinet.System
    let store: any Store
    let ring: Keyring
    let ledger: Ledger
    /// The last checkpoint that the witness has cosigned.
    let cosigned: CosignedFile
    /// What the witness refused last.
    let witnessTrouble = WitnessTrouble()
    /// The keys of persons and the shelf that they lie on.
    let keys: PersonKeys
    let shelf: KeyShelfBook
    /// What seals the cells of this database.
    let cells: SealedCells

    /// - Parameter body: the municipality; a database of another one is refused.
    init(
        _ system: KeyCabinet.System, ring: Keyring, cabinet: KeyCabinet, data: String,
        body: String, random: any RandomBytes,
        reload: (@Sendable () throws -> Keyring)? = nil,
        watching: @Sendable (any Store) -> any Store = { $0 }
    ) throws {
        let folder = URL(fileURLWithPath: data)
        let seed = try ring.withSecret(of: .checkpointSigning) { Array($0) }
        guard let signer = LedgerSigner(name: "hagukumi/\(system.rawValue)", privateKey: seed)
        else { throw Fault(.key, detail: "記録に署名する鍵の長さが違います") }
        self.system = system
        self.ring = ring
        shelf = try KeyShelfBook(path: cabinet.shelfPath(of: system), body: body)
        keys = try PersonKeys(
            ring, shelf: shelf, destroyed: cabinet.destroyed(of: system), random: random,
            reload: reload)
        cells = try SealedCells(system, ring, keys: keys, random: random)
        store = watching(
            try Stores.sqlite(
                at: Column.database(of: system, in: folder).path, body: body, cells: cells))
        ledger = Ledger(
            origin: "\(body)/\(system.rawValue)", signer: signer,
            checkpointFile: CheckpointFile(
                folder.appendingPathComponent("\(system.rawValue).checkpoint")),
            months: MonthKeyFolder(
                folder: "\(cabinet.folder)/\(system.rawValue).log",
                cipher: try ring.cipher(for: .logMonth, random: random), random: random))
        cosigned = CosignedFile(folder.appendingPathComponent("\(system.rawValue).cosigned"))
    }

    func close() throws {
        try store.close()
        try shelf.close()
    }

    static func database(of system: KeyCabinet.System, in folder: URL) -> URL {
        folder.appendingPathComponent("\(system.rawValue).sqlite")
    }

    /// - Parameter sessionsLiveHere: see `Gate`.
    func gate(
        clock: any Clock, sessionsLiveHere: Bool, watches: [any AccessWatch] = [],
        rules: [any GateRule] = []
    ) -> Gate {
        Gate(
            store: store, ledger: ledger, clock: clock, sessionsLiveHere: sessionsLiveHere,
            watches: watches, rules: rules)
    }
}
