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
        _ system: KeyCabinet.System, ring: Keyring, data: String, body: String,
        random: any RandomBytes
    ) throws {
        let folder = URL(fileURLWithPath: data)
        let seed = try ring.withSecret(of: .checkpointSigning) { Array($0) }
        guard let signer = LedgerSigner(name: "hagukumi/\(system.rawValue)", privateKey: seed)
        else { throw Fault(.key, detail: "記録に署名する鍵の長さが違います") }
        self.ring = ring
        store = try Stores.sqlite(
            at: Column.database(of: system, in: folder).path, body: body,
            cells: try Column.cells(of: system, ring, random))
        ledger = Ledger(
            origin: "\(body)/\(system.rawValue)", signer: signer,
            checkpointFile: CheckpointFile(
                folder.appendingPathComponent("\(system.rawValue).checkpoint")))
    }

    /// Accounts, addresses and results of inquiries rest sealed in System 1; System 2 seals its numbers
    /// itself.
    private static func cells(
        of system: KeyCabinet.System, _ ring: Keyring, _ random: any RandomBytes
    ) throws -> any CellSeal {
        switch system {
        case .casework:
            CaseworkSeal(
                accounts: try ring.cipher(for: .account, random: random),
                addresses: try ring.cipher(for: .protectedAddress, random: random),
                details: try ring.cipher(for: .sensitive, random: random))
        case .addressee:
            AddresseeSeal(addresses: try ring.cipher(for: .protectedAddress, random: random))
        }
    }

    static func database(of system: KeyCabinet.System, in folder: URL) -> URL {
        folder.appendingPathComponent("\(system.rawValue).sqlite")
    }

    /// - Parameter sessionsLiveHere: see `Gate`.
    func gate(clock: any Clock, sessionsLiveHere: Bool) -> Gate {
        Gate(store: store, ledger: ledger, clock: clock, sessionsLiveHere: sessionsLiveHere)
    }
}

/// The keys of System 1 as the seal of its database: one class of cells, one key.
private struct CaseworkSeal: CellSeal {
    let accounts: CellCipher
    let addresses: CellCipher
    let details: CellCipher
    private static let accountColumns: Set<String> = [
        "account_number", "holder_kana", "holder_kanji", "payee",
    ]

    /// Results of inquiries: tax, welfare, insurance, accounts.
    private static let detailColumns: Set<String> = ["provided_value"]

    private func cipher(_ column: String) -> CellCipher {
        if CaseworkSeal.accountColumns.contains(column) { return accounts }
        return CaseworkSeal.detailColumns.contains(column) ? details : addresses
    }

    func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8] {
        cipher(column).seal(text, at: CellAddress(table: table, column: column, row: row))
    }

    func open(_ cell: [UInt8], table: String, column: String, row: Int64) throws -> String {
        try cipher(column)
            .openText(cell, at: CellAddress(table: table, column: column, row: row))
    }
}

/// The key of System 2 as the seal of its database.
private struct AddresseeSeal: CellSeal {
    let addresses: CellCipher

    func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8] {
        addresses.seal(text, at: CellAddress(table: table, column: column, row: row))
    }

    func open(_ cell: [UInt8], table: String, column: String, row: Int64) throws -> String {
        try addresses.openText(cell, at: CellAddress(table: table, column: column, row: row))
    }
}
