// SPDX-License-Identifier: Apache-2.0
import Addressee
public import Foundation
import Synchronization
import Vault
import Vocabulary

/// The credentials of the peers in a file that only its owner may read. A running service reads it
/// again when it has changed: a credential that was taken away counts no more at once.
public final class CredentialFile: CredentialSource {
    /// How a file is told from the one that was read.
    private struct Mark: Equatable {
        let file: UInt64
        let size: UInt64
        let changed: Date
    }

    public let url: URL
    private let read = Mutex<(mark: Mark, credentials: PeerCredentials)?>(nil)

    public init(_ url: URL) { self.url = url }

    /// The credentials as the file has them now; a file that is not there has none.
    /// - Throws: `ServiceRefusal.unusable`: somebody else may read it, or it cannot be understood.
    public func current() throws(ServiceRefusal) -> PeerCredentials {
        guard let mark = try mark() else { return try PeerCredentials([]) }
        let known = read.withLock { $0?.mark == mark ? $0?.credentials : nil }
        if let known { return known }
        let entries: [Entry]
        do {
            entries = try JSONDecoder().decode([Entry].self, from: Data(contentsOf: url))
        } catch {
            throw .unusable("接続先の鍵のファイルを読めません")
        }
        var found: [PeerCredential] = []
        for entry in entries { found.append(try entry.credential()) }
        let credentials = try PeerCredentials(found)
        read.withLock { $0 = (mark, credentials) }
        return credentials
    }

    /// Replaces the file in one step, mode 0600: after a power cut a credential that was taken away
    /// does not come back.
    /// - Throws: `ServiceRefusal.unusable`, `Fault(.disk)`.
    public func write(_ credentials: PeerCredentials) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        let bytes = try encoder.encode(credentials.all.map(Entry.init))
        try DurableFile.write(Array(bytes), to: url)
    }

    private func mark() throws(ServiceRefusal) -> Mark? {
        let files = FileManager.default
        guard files.fileExists(atPath: url.path) else { return nil }
        guard let found = try? files.attributesOfItem(atPath: url.path),
            let mode = found[.posixPermissions] as? Int,
            let file = found[.systemFileNumber] as? UInt64, let size = found[.size] as? UInt64,
            let changed = found[.modificationDate] as? Date
        else { throw .unusable("接続先の鍵のファイルを調べられません") }
        guard mode & 0o077 == 0 else {
            throw .unusable("接続先の鍵のファイルを、ほかの利用者が読めます")
        }
        return Mark(file: file, size: size, changed: changed)
    }

    /// `{"peer", "clientID", "secret", "certificate", "validUntil"}`.
    private struct Entry: Codable {
        let peer: PeerName
        let clientID: String
        let secret: String
        let certificate: String
        /// Microseconds since 1970.
        let validUntil: Int64?

        init(_ credential: PeerCredential) {
            peer = credential.peer
            clientID = credential.clientID
            secret = credential.secret
            certificate = credential.certificate
            validUntil = credential.validUntil?.microseconds
        }

        func credential() throws(ServiceRefusal) -> PeerCredential {
            try PeerCredential(
                peer: peer, clientID: clientID, secret: secret, certificate: certificate,
                validUntil: validUntil.map { Instant(microseconds: $0) })
        }
    }
}
