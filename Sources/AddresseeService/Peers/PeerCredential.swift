// SPDX-License-Identifier: Apache-2.0
public import Addressee
public import Foundation

/// What proves that a caller is a registered peer: client id and secret for the assertion, and the
/// one certificate that it may come with.
public struct PeerCredential: Sendable, Hashable {
    public let peer: PeerName
    /// 32 letters or digits in half width.
    public let clientID: String
    /// At least 32 characters; the key of `client_secret_jwt` (HS256).
    let secret: String
    /// SHA-256 of the DER bytes of the certificate, 64 hexadecimal digits in small letters.
    public let certificate: String

    /// - Throws: `ServiceRefusal.unusable`.
    public init(
        peer: PeerName, clientID: String, secret: String, certificate: String
    ) throws(ServiceRefusal) {
        guard clientID.utf8.count == 32, clientID.utf8.allSatisfy(Self.isWord) else {
            throw .unusable("\(peer.rawValue)のクライアントIDは半角英数字32文字です")
        }
        guard secret.utf8.count >= 32 else {
            throw .unusable("\(peer.rawValue)のシークレットは32文字以上です")
        }
        guard certificate.utf8.count == 64,
            certificate.utf8.allSatisfy({
                (0x30...0x39).contains($0) || (0x61...0x66).contains($0)
            })
        else { throw .unusable("\(peer.rawValue)の証明書の指紋は16進64文字です") }
        self.peer = peer
        self.clientID = clientID
        self.secret = secret
        self.certificate = certificate
    }

    private static func isWord(_ byte: UInt8) -> Bool {
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
            || (0x61...0x7A).contains(byte)
    }
}

/// The credentials of an installation. A peer without one cannot come in.
public struct PeerCredentials: Sendable {
    private let byClient: [String: PeerCredential]

    /// - Throws: `ServiceRefusal.unusable` when two peers share a client id or a certificate.
    public init(_ credentials: [PeerCredential]) throws(ServiceRefusal) {
        guard Set(credentials.map(\.certificate)).count == credentials.count,
            Set(credentials.map(\.clientID)).count == credentials.count
        else { throw .unusable("二つの接続先が同じ証明書かクライアントIDです") }
        byClient = Dictionary(uniqueKeysWithValues: credentials.map { ($0.clientID, $0) })
    }

    /// Reads `[{"peer", "clientID", "secret", "certificate"}]`; the file holds secrets and must be
    /// readable by its owner only.
    /// - Throws: `ServiceRefusal.unusable`.
    public init(file: URL) throws(ServiceRefusal) {
        struct Entry: Decodable {
            let peer: PeerName
            let clientID: String
            let secret: String
            let certificate: String
        }
        let entries: [Entry]
        do {
            let mode =
                try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions]
                as? Int
            guard let mode, mode & 0o077 == 0 else {
                throw ServiceRefusal.unusable("接続先の鍵のファイルを、ほかの利用者が読めます")
            }
            entries = try JSONDecoder().decode([Entry].self, from: Data(contentsOf: file))
        } catch let refusal as ServiceRefusal {
            throw refusal
        } catch {
            throw .unusable("接続先の鍵のファイルを読めません")
        }
        var credentials: [PeerCredential] = []
        for entry in entries {
            credentials.append(
                try PeerCredential(
                    peer: entry.peer, clientID: entry.clientID, secret: entry.secret,
                    certificate: entry.certificate))
        }
        try self.init(credentials)
    }

    func credential(ofClient id: String) -> PeerCredential? { byClient[id] }
}
