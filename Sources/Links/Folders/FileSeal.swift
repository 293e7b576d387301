// SPDX-License-Identifier: Apache-2.0
public import Vault
import Vocabulary

/// Seals the files of one folder, each under a key of its own and bound to its name: when the file
/// is erased its key goes too, and the copy in an older backup opens no more.
public struct FileSeal: Sendable {
    private let folder: String
    private let table: String
    private let cipher: CellCipher
    /// Without a shelf of keys (a rehearsal) files are sealed with the key of their class.
    private let keys: PersonKeys?

    /// - Parameters:
    ///   - folder: names the folder among those of the installation.
    ///   - table: the table that stands for the files.
    ///   - cipher: opens what was sealed before files had keys of their own.
    public init(_ folder: String, table: String, cipher: CellCipher, keys: PersonKeys? = nil) {
        self.folder = folder
        self.table = table
        self.cipher = cipher
        self.keys = keys
    }

    private func owner(_ key: String) -> String { "file:\(folder):\(key)" }

    private func address(_ key: String) -> CellAddress {
        CellAddress(table: table, column: "content", row: key)
    }

    /// - Throws: `Fault(.key)`.
    public func seal(_ bytes: [UInt8], at key: String) throws -> [UInt8] {
        guard let keys else { return cipher.seal(bytes, at: address(key)) }
        try keys.prepare([owner(key)], of: .sensitive)
        return try keys.seal(bytes, at: address(key), owner: owner(key), of: .sensitive)
    }

    /// - Throws: `Fault(.key)` for a file that was altered or moved, or whose key was destroyed.
    public func open(_ sealed: [UInt8], at key: String) throws -> [UInt8] {
        guard let keys, OwnedCell.key(of: sealed) != nil else {
            return try cipher.open(sealed, at: address(key))
        }
        return try keys.open(sealed, at: address(key))
    }

    /// Destroys the keys of files; a second time there is nothing to do.
    public func destroy(_ files: [String]) throws {
        guard let keys, !files.isEmpty else { return }
        _ = try keys.destroy(owners: files.map(owner))
    }
}
