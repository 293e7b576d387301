// SPDX-License-Identifier: Apache-2.0
import Foundation
import Vault
import Vocabulary

/// The memory of a witness: one file a ledger with the last cosigned note.
public struct WitnessFolder: Sendable {
    private let path: String

    /// - Throws: `Fault(.disk)` when the folder cannot be made.
    public init(_ path: String) throws {
        self.path = path
        try DurableFile.makeFolder(URL(fileURLWithPath: path))
    }

    func read(of origin: String) throws -> String? {
        guard FileManager.default.fileExists(atPath: file(origin).path) else { return nil }
        return String(decoding: try DurableFile.bytes(of: file(origin)), as: UTF8.self)
    }

    func write(_ note: String, of origin: String) throws {
        try DurableFile.write(Array(note.utf8), to: file(origin))
    }

    private func file(_ origin: String) -> URL {
        let name = String(
            origin.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" })
        // Two origins must never share a file.
        let digest = Digest.of(Array(origin.utf8)).description.prefix(8)
        return URL(fileURLWithPath: "\(path)/\(name)-\(digest).note")
    }
}
