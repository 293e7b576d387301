// SPDX-License-Identifier: Apache-2.0
import Database
import Vault
import Vocabulary

/// The keys of one system as the seal of its database: cells of an owner under a key of the owner,
/// the others under the key of their class.
struct SealedCells: CellSeal {
    let keys: PersonKeys
    private let ciphers: [KeyClass: CellCipher]
    private let accounts: BlindIndex?
    private let indexClass: KeyClass
    /// Classes of cells without an owner, as they were written from the first release on.
    private let classOf: @Sendable (_ column: String) -> KeyClass

    init(
        _ system: KeyCabinet.System, _ ring: Keyring, keys: PersonKeys, random: any RandomBytes
    ) throws {
        self.keys = keys
        var ciphers: [KeyClass: CellCipher] = [:]
        for keyClass in KeyClass.ofPersons where ring.currentVersion(of: keyClass) != nil {
            ciphers[keyClass] = try ring.cipher(for: keyClass, random: random)
        }
        self.ciphers = ciphers
        accounts = system == .casework ? try ring.accountIndex() : nil
        indexClass = system.indexClass
        classOf = { system == .casework ? SealedCells.caseworkClass($0) : .protectedAddress }
    }

    /// The columns whose cells the store seals; the cells of 個人番号 are sealed by System 2 itself.
    static let columns: Set<String> = accountColumns.union([
        "postal_area", "postal_local", "address", "building", "phone", "sealed_address",
        "provided_value", "sealed_value", "sealed_note", "sealed_name", "sealed_content", "place",
        "words",
    ])

    private static let accountColumns: Set<String> = [
        "account_number", "holder_kana", "holder_kanji", "payee",
    ]
    private static let accountTables: Set<String> = [
        "account_register", "account_use", "bank_transfer", "payment_row",
        "refund_payout",
    ]
    private static let addressTables: Set<String> = [
        "person_snapshot", "residence_fact", "mailing_address_fact", "resident_fact",
        "resident_waiting", "match_case",
    ]

    private static func caseworkClass(_ column: String) -> KeyClass {
        if accountColumns.contains(column) { return .account }
        return column == "provided_value" ? .sensitive : .protectedAddress
    }

    /// The class of an owner's cells: that of their table.
    private static func ownedClass(_ table: String) -> KeyClass {
        if accountTables.contains(table) { return .account }
        if addressTables.contains(table) { return .protectedAddress }
        return .sensitive
    }

    func seal(_ text: String, table: String, column: String, row: Int64) -> [UInt8] {
        guard let cipher = ciphers[classOf(column)] else {
            preconditionFailure("鍵のない庫は項目を書きません")
        }
        return cipher.seal(text, at: CellAddress(table: table, column: column, row: row))
    }

    func open(_ cell: [UInt8], table: String, column: String, row: Int64) throws -> String {
        let address = CellAddress(table: table, column: column, row: row)
        if OwnedCell.key(of: cell) != nil {
            return String(decoding: try keys.open(cell, at: address), as: UTF8.self)
        }
        guard let cipher = ciphers[classOf(column)] else {
            throw Fault(.key, detail: "この項目を開く鍵がありません: \(table).\(column)")
        }
        return try cipher.openText(cell, at: address)
    }

    func prepare(_ owners: [CellOwner], table: String) throws {
        try keys.prepare(owners.map(\.name), of: SealedCells.ownedClass(table))
    }

    func seal(
        _ text: String, table: String, column: String, row: Int64, owner: CellOwner
    ) -> [UInt8] {
        let address = CellAddress(table: table, column: column, row: row)
        do {
            return try keys.seal(
                Array(text.utf8), at: address, owner: owner.name,
                of: SealedCells.ownedClass(table))
        } catch {
            // The key was prepared and durable: only a failing disk brings us here. Nothing may be
            // written without it, so the process stops and the transaction with it.
            preconditionFailure("項目の鍵が読めません: \(table).\(column)（\(error)）")
        }
    }

    func destroy(owners: [CellOwner]) throws -> Int {
        try keys.destroy(owners: owners.map(\.name))
    }

    func destroy(keysOf cells: [[UInt8]]) throws -> Int { try keys.destroy(keysOf: cells) }

    func index(of text: String) -> [UInt8] {
        guard let accounts else { preconditionFailure("システム2は口座を持ちません") }
        return accounts.value(of: Array(text.utf8))
    }

    func raise(_ index: [UInt8], from version: Int, to newer: Int) throws -> [UInt8] {
        guard version < newer else { return index }
        return try keys.raised(index, indexClass, from: version, to: newer)
    }
}

extension KeyCabinet.System {
    /// The key of the system's indexes.
    var indexClass: KeyClass { self == .casework ? .accountIndex : .blindIndex }
}
