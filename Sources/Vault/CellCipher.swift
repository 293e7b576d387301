// SPDX-License-Identifier: Apache-2.0
import Crypto
import Foundation
// SPDX-License-Identifier: Apache-2.0
public import Vocabulary

/// The place of a cell in a database. It is bound into the ciphertext: a value moved to another
/// row, column, table or municipality no longer opens.
public struct CellAddress: Hashable, Sendable {
    public let table: String
    public let column: String
    public let row: String

    public init(table: String, column: String, row: String) {
        self.table = table
        self.column = column
        self.row = row
    }

    public init(table: String, column: String, row: Int64) {
        self.init(table: table, column: column, row: String(row))
    }
}

/// Seals and opens the cells of one class: AES-256-GCM, bound to
/// body‖table‖column‖row‖key version (`security.md` §4).
public struct CellCipher: Sendable {
    private let body: String
    private let keys: [Int: SymmetricKey]
    private let current: Int
    private let random: any RandomBytes
    private static let form: UInt8 = 1

    init(body: String, keys: [Int: SymmetricKey], current: Int, random: any RandomBytes) {
        self.body = body
        self.keys = keys
        self.current = current
        self.random = random
    }

    /// Seals bytes for a place: form (1), key version (2), nonce (12), ciphertext, tag (16).
    public func seal(_ plaintext: [UInt8], at address: CellAddress) -> [UInt8] {
        guard let key = keys[current] else { preconditionFailure("the newest key is in the ring") }
        return [Self.form, UInt8(current >> 8), UInt8(current & 0xFF)]
            + sealedBox(
                plaintext, under: key, nonce: random.bytes(12),
                binding: binding(address, current))
    }

    /// Seals the UTF-8 bytes of a text.
    public func seal(_ text: String, at address: CellAddress) -> [UInt8] {
        seal(Array(text.utf8), at: address)
    }

    /// Opens what was sealed for exactly this place.
    /// - Throws: `Fault(.key)` when the value was altered, moved, or its key version is unknown.
    public func open(_ sealed: [UInt8], at address: CellAddress) throws(Fault) -> [UInt8] {
        guard let version = Self.version(of: sealed), let key = keys[version] else {
            throw refused(address)
        }
        do {
            let plain = try AES.GCM.open(
                AES.GCM.SealedBox(combined: sealed.dropFirst(3)), using: key,
                authenticating: binding(address, version))
            return Array(plain)
        } catch {
            throw refused(address)
        }
    }

    /// Opens a text sealed for exactly this place.
    public func openText(_ sealed: [UInt8], at address: CellAddress) throws(Fault) -> String {
        String(decoding: try open(sealed, at: address), as: UTF8.self)
    }

    /// The key version of a sealed cell; `nil` when the bytes are not one.
    public static func version(of sealed: [UInt8]) -> Int? {
        guard sealed.count >= 31, sealed[0] == form else { return nil }
        return Int(sealed[1]) << 8 | Int(sealed[2])
    }

    /// True when the cell is under an older key and waits for re-encryption.
    public func isOutdated(_ sealed: [UInt8]) -> Bool { Self.version(of: sealed) != current }

    private func binding(_ address: CellAddress, _ version: Int) -> [UInt8] {
        boundFields([
            "hagukumi-cell", body, address.table, address.column, address.row, String(version),
        ])
    }

    private func refused(_ address: CellAddress) -> Fault {
        Fault(
            .key,
            detail: "暗号化された項目を開けません（\(address.table).\(address.column) 行\(address.row)）。"
                + "値が書き換えられたか、別の行の値です。")
    }
}
